// Rows as text, and the text of rows in a document: so that what is documented is what is written.
#pragma once

#include <string>
#include <string_view>

namespace keyglass::test {

// "FAMILY\n  key    HEX |text|\n  value  HEX |text|\n", 16 bytes a line, two digits a byte.
std::string dumped(std::string_view family, std::string_view key, std::string_view value);

// What stands between the line "```worked-example" and the next "```" of the file. Fails the test without.
std::string worked_example(const std::string& path);

}  // namespace keyglass::test
