// Fuzzing patterns: every one is judged and tried without harm, and on short inputs the matcher agrees with
// one that is too simple to be wrong.
#include <cstdint>
#include <cstdlib>

#include "keyglass/glob.hpp"
#include "keyglass/key_rules.hpp"

namespace {

constexpr std::size_t naive_bytes_max = 24;  // it tries every way to split: exponential

void require(bool holds) {
  if (!holds) std::abort();
}

std::size_t character_size(std::string_view text) {
  std::size_t size = 1;
  while (!keyglass::is_utf8(text.substr(0, size))) ++size;
  return size;
}

// Takes one character of a class off `rest`.
std::string_view take(std::string_view& rest) {
  if (rest.front() == '\\') rest.remove_prefix(1);
  const std::string_view character = rest.substr(0, character_size(rest));
  rest.remove_prefix(character.size());
  return character;
}

// Takes the class that `pattern` begins with off it; says whether it holds `character`.
bool take_class(std::string_view& pattern, std::string_view character) {
  pattern.remove_prefix(1);
  const bool negated = pattern.front() == '!';
  if (negated) pattern.remove_prefix(1);
  bool found = false;
  while (pattern.front() != ']') {
    const std::string_view low = take(pattern);
    const bool range = pattern.front() == '-' && pattern[1] != ']';
    if (range) pattern.remove_prefix(1);
    const std::string_view high = range ? take(pattern) : low;
    found = found || (low <= character && character <= high);
  }
  pattern.remove_prefix(1);
  return found != negated;
}

// For a valid pattern and valid UTF-8.
bool naive_matches(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) return text.empty();
  if (pattern.front() == '*') {
    for (std::size_t i = 0; i <= text.size(); ++i) {
      if (keyglass::is_utf8(text.substr(0, i)) && naive_matches(pattern.substr(1), text.substr(i)))
        return true;
    }
    return false;
  }
  if (text.empty()) return false;
  const std::string_view character = text.substr(0, character_size(text));
  const std::string_view rest = text.substr(character.size());
  if (pattern.front() == '?') return naive_matches(pattern.substr(1), rest);
  if (pattern.front() == '[') return take_class(pattern, character) && naive_matches(pattern, rest);
  return take(pattern) == character && naive_matches(pattern, rest);
}

}  // namespace

// The input is a pattern, a NUL byte, and a text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::string_view pattern = input.substr(0, input.find('\0'));
  const std::string_view text = input.substr(std::min(size, pattern.size() + 1));
  const auto checked = keyglass::check_glob(pattern);
  const bool matches = keyglass::glob_matches(pattern, text);
  const std::string prefix = keyglass::glob_literal_prefix(pattern);
  const std::string suffix = keyglass::glob_literal_suffix(pattern);
  if (!checked) {
    require(checked.error().field == "glob" && keyglass::is_utf8(checked.error().message));
    return 0;
  }
  if (!keyglass::is_utf8(text)) return 0;
  if (matches) {
    require(text.starts_with(prefix) && text.ends_with(suffix));
    require(text.size() >= prefix.size() + suffix.size());
  }
  if (size <= naive_bytes_max) require(matches == naive_matches(pattern, text));
  return 0;
}
