// Patterns that select keys. Pure functions; any thread.
//   *       any run of characters, none too          ?      exactly one character
//   [abc]   one of these, [a-z] one in between, [!…] one that is not; "-" first or last means itself
//   \x      the character x itself, also in a class; every other character stands for itself
// A character is one code point of UTF-8; a pattern matches a key as a whole.
#pragma once

#include <string>
#include <string_view>

#include "keyglass/result.hpp"

namespace keyglass {

// Checks that `pattern` has 1..limits::glob_bytes_max bytes of UTF-8, that every class is closed, holds
// something and has its ranges the right way round, and that a character follows every backslash.
// Fails with invalid, field "glob"; the message says at which byte; with limit and actual when it is the
// length.
Status check_glob(std::string_view pattern);

// Whether `text` as a whole matches. At most pattern.size() x text.size() steps, no memory.
// What a pattern that check_glob() refuses matches is not defined, but asking is harmless.
bool glob_matches(std::string_view pattern, std::string_view text);

// What every match begins with, escapes resolved: all of a pattern without *, ? and [.
std::string glob_literal_prefix(std::string_view pattern);

// What every match ends with, escapes resolved; empty for a pattern without *, ? and [, of which all is the
// prefix. Prefix and suffix never overlap in a match.
std::string glob_literal_suffix(std::string_view pattern);

}  // namespace keyglass
