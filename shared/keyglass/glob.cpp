// Patterns that select keys: see glob.hpp.
#include "keyglass/glob.hpp"

#include <algorithm>

#include "keyglass/key_rules.hpp"
#include "keyglass/limits.hpp"

namespace keyglass {
namespace {

// The begin of `text` up to the end of its first character. Bytes that are no UTF-8 do no harm.
std::string_view first_character(std::string_view text) {
  if (text.empty()) return text;
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t size = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return text.substr(0, size);
}

// One piece of a pattern; views into it.
struct Element {
  enum class Kind { run, any, one_of, literal };
  Kind kind = Kind::literal;
  std::string_view text;  // of one_of: what stands between the brackets; of literal: the character
  std::size_t size = 0;   // bytes of the pattern that it takes
  bool whole = true;      // false: the pattern ends inside it
};

Element class_at(std::string_view pattern) {
  std::size_t end = 1;
  while (end < pattern.size() && pattern[end] != ']') end += pattern[end] == '\\' ? 2 : 1;
  const bool closed = end < pattern.size();
  end = std::min(end, pattern.size());
  return {Element::Kind::one_of, pattern.substr(1, end - 1), closed ? end + 1 : end, closed};
}

// The first element of `pattern`, which is not empty.
Element element_at(std::string_view pattern) {
  if (pattern.front() == '*') return {Element::Kind::run, {}, 1};
  if (pattern.front() == '?') return {Element::Kind::any, {}, 1};
  if (pattern.front() == '[') return class_at(pattern);
  const std::size_t escape = pattern.front() == '\\' ? 1 : 0;
  const std::string_view character = first_character(pattern.substr(escape));
  return {Element::Kind::literal, character, escape + character.size(), !character.empty()};
}

// Two characters and all between them; the order of UTF-8's bytes is the order of code points.
struct Range {
  std::string_view low;
  std::string_view high;
};

std::string_view take_character(std::string_view& rest) {
  if (rest.size() > 1 && rest.front() == '\\') rest.remove_prefix(1);
  const std::string_view character = first_character(rest);
  rest.remove_prefix(character.size());
  return character;
}

// Takes the first range of a class off `rest`, which is not empty.
Range take_range(std::string_view& rest) {
  const std::string_view low = take_character(rest);
  if (rest.size() < 2 || rest.front() != '-') return {low, low};
  rest.remove_prefix(1);
  return {low, take_character(rest)};
}

bool take_negation(std::string_view& rest) {
  if (!rest.starts_with('!')) return false;
  rest.remove_prefix(1);
  return true;
}

bool class_holds(std::string_view inside, std::string_view character) {
  const bool negated = take_negation(inside);
  while (!inside.empty()) {
    const Range range = take_range(inside);
    if (range.low <= character && character <= range.high) return !negated;
  }
  return negated;
}

bool matches_one(const Element& element, std::string_view character) {
  if (character.empty()) return false;
  if (element.kind == Element::Kind::any) return true;
  if (element.kind == Element::Kind::literal) return element.text == character;
  return element.kind == Element::Kind::one_of && class_holds(element.text, character);
}

Error broken(const std::string& what) {
  Error error;
  error.code = ErrorCode::invalid;
  error.message = "the glob " + what;
  error.field = "glob";
  return error;
}

Error broken_at(const std::string& what, std::size_t byte) {
  return broken(what + " at byte " + std::to_string(byte));
}

Error too_long(std::size_t size) {
  Error error = broken("has " + std::to_string(size) + " bytes, at most " +
                       std::to_string(limits::glob_bytes_max) + " are allowed");
  error.limit = limits::glob_bytes_max;
  error.actual = size;
  return error;
}

// `at` is where the class begins in the pattern.
Status check_class(std::string_view inside, std::size_t at) {
  std::string_view rest = inside;
  take_negation(rest);
  if (rest.empty()) return broken_at("has an empty class", at);
  while (!rest.empty()) {
    const std::size_t range_at = at + 1 + (inside.size() - rest.size());
    const Range range = take_range(rest);
    if (range.low > range.high) return broken_at("has a range that runs backwards", range_at);
  }
  return Done{};
}

}  // namespace

Status check_glob(std::string_view pattern) {
  if (pattern.empty()) return broken("is empty");
  if (pattern.size() > limits::glob_bytes_max) return too_long(pattern.size());
  const std::size_t valid = utf8_prefix_size(pattern);
  if (valid < pattern.size()) return broken_at("is not UTF-8", valid);
  for (std::size_t at = 0; at < pattern.size();) {
    const Element element = element_at(pattern.substr(at));
    const bool is_class = element.kind == Element::Kind::one_of;
    if (!element.whole)
      return broken_at(is_class ? "has a class without an end" : "ends with a lone backslash", at);
    const Status checked = is_class ? check_class(element.text, at) : Done{};
    if (!checked) return checked.error();
    at += element.size;
  }
  return Done{};
}

bool glob_matches(std::string_view pattern, std::string_view text) {
  // Only the newest run is ever extended: what an earlier one matched already ends as early as it can.
  bool has_run = false;
  std::string_view after_run;
  std::string_view run_end;
  while (!text.empty() || !pattern.empty()) {
    if (!pattern.empty()) {
      const Element element = element_at(pattern);
      if (element.kind == Element::Kind::run) {
        has_run = true;
        pattern.remove_prefix(element.size);
        after_run = pattern;
        run_end = text;
        continue;
      }
      const std::string_view character = first_character(text);
      if (matches_one(element, character)) {
        pattern.remove_prefix(element.size);
        text.remove_prefix(character.size());
        continue;
      }
    }
    if (!has_run || run_end.empty()) return false;
    run_end.remove_prefix(first_character(run_end).size());
    text = run_end;
    pattern = after_run;
  }
  return true;
}

std::string glob_literal_prefix(std::string_view pattern) {
  std::string prefix;
  while (!pattern.empty()) {
    const Element element = element_at(pattern);
    if (element.kind != Element::Kind::literal) break;
    prefix += element.text;
    pattern.remove_prefix(element.size);
  }
  return prefix;
}

std::string glob_literal_suffix(std::string_view pattern) {
  bool all_literal = true;
  std::string suffix;
  while (!pattern.empty()) {
    const Element element = element_at(pattern);
    if (element.kind == Element::Kind::literal) {
      suffix += element.text;
    } else {
      suffix.clear();
      all_literal = false;
    }
    pattern.remove_prefix(element.size);
  }
  return all_literal ? std::string() : suffix;
}

}  // namespace keyglass
