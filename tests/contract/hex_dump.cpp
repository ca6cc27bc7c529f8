// Rows as text: see hex_dump.hpp.
#include "hex_dump.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cctype>
#include <fstream>
#include <sstream>

namespace keyglass::test {
namespace {

constexpr std::size_t bytes_per_line = 16;

std::string line_of(std::string_view bytes) {
  std::string digits;
  std::string text;
  for (const char byte : bytes) {
    const auto number = static_cast<unsigned char>(byte);
    for (const unsigned digit : {unsigned{number} >> 4, unsigned{number} & 15})
      digits += "0123456789abcdef"[digit];
    digits += ' ';
    text += std::isprint(number) != 0 ? byte : '.';
  }
  digits.resize(3 * bytes_per_line, ' ');
  return digits + "|" + text + "|\n";
}

std::string field(std::string_view name, std::string_view bytes) {
  std::string text;
  while (!bytes.empty()) {
    text += text.empty() ? name : "       ";
    text += line_of(bytes.substr(0, bytes_per_line));
    bytes.remove_prefix(std::min(bytes_per_line, bytes.size()));
  }
  return text;
}

}  // namespace

std::string dumped(std::string_view family, std::string_view key, std::string_view value) {
  return std::string(family) + "\n" + field("key    ", key) + field("value  ", value);
}

std::string worked_example(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream all;
  all << file.rdbuf();
  const std::string text = all.str();
  constexpr std::string_view opening = "```worked-example\n";
  const std::size_t begin = text.find(opening);
  REQUIRE(begin != std::string::npos);
  const std::size_t end = text.find("```", begin + opening.size());
  REQUIRE(end != std::string::npos);
  return text.substr(begin + opening.size(), end - begin - opening.size());
}

}  // namespace keyglass::test
