// Vectors of glob.hpp.
#include "keyglass/glob.hpp"

#include "keyglass/limits.hpp"
#include "vectors.hpp"

namespace keyglass::test {
namespace {

Vector checked(std::string statement, std::string_view pattern, std::string expected) {
  return {std::move(statement), shown(check_glob(pattern)), std::move(expected)};
}

// The first of two texts matches, the second does not.
Vector tells(std::string pattern, std::string_view match, std::string_view other) {
  std::string actual = shown(check_glob(pattern));
  actual += glob_matches(pattern, match) ? ", matches" : ", misses";
  actual += glob_matches(pattern, other) ? ", matches" : ", misses";
  std::string statement =
      "\"" + pattern + "\" matches \"" + std::string(match) + "\", not \"" + std::string(other) + "\"";
  return {std::move(statement), std::move(actual), "ok, matches, misses"};
}

Vector ends(std::string pattern, std::string prefix, std::string suffix) {
  std::string actual = glob_literal_prefix(pattern) + "|" + glob_literal_suffix(pattern);
  return {"The fixed ends of \"" + pattern + "\"", std::move(actual), prefix + "|" + suffix};
}

}  // namespace

Group glob_rule_vectors() {
  const std::string longest(limits::glob_bytes_max, '*');
  return {"Patterns",
          {
              checked("One character is enough", "*", "ok"),
              checked("1,024 bytes are the most", longest, "ok"),
              checked("1,025 bytes are too many", longest + "*",
                      "invalid [glob] the glob has 1025 bytes, at most 1024 are allowed (1025 > 1024)"),
              checked("No pattern is refused", "", "invalid [glob] the glob is empty"),
              checked("Bytes that are not UTF-8 are refused with their place", "ab\xff",
                      "invalid [glob] the glob is not UTF-8 at byte 2"),
              checked("A lone backslash is refused", "a\\",
                      "invalid [glob] the glob ends with a lone backslash at byte 1"),
              checked("A class without an end is refused with its begin", "ab[cd",
                      "invalid [glob] the glob has a class without an end at byte 2"),
              checked("An escaped bracket ends no class", "[a\\]",
                      "invalid [glob] the glob has a class without an end at byte 0"),
              checked("A backslash at the end of an open class is refused", "[a\\",
                      "invalid [glob] the glob has a class without an end at byte 0"),
              checked("An empty class is refused", "a[]b",
                      "invalid [glob] the glob has an empty class at byte 1"),
              checked("A negation of nothing is refused", "[!]",
                      "invalid [glob] the glob has an empty class at byte 0"),
              checked("A range that runs backwards is refused with its place", "[abz-a]",
                      "invalid [glob] the glob has a range that runs backwards at byte 3"),
              checked("A range of one character is fine", "[a-a]", "ok"),
              checked("A closing bracket alone stands for itself", "a]", "ok"),
          }};
}

Group glob_match_vectors() {
  const std::string deep(limits::key_bytes_max, 'a');
  std::string hard;
  for (int i = 0; i < 100; ++i) hard += "*a";
  return {"Matches",
          {
              tells("abc", "abc", "abcd"),
              tells("abc", "abc", "ab"),
              tells("a*", "a", "ba"),
              tells("*a", "a", "ab"),
              tells("a*c", "ac", "acb"),
              tells("a*c", "abcbc", "ab"),
              tells("*b*", "abc", "ac"),
              tells("a**c", "abc", "ab"),
              tells("*ab*ab", "abab", "ab"),
              tells("?", "a", ""),
              tells("?", "\u00e4", "ab"),
              tells("??", "\u00e4\U0001F511", "\U0001F511"),
              tells("*?", "a", ""),
              tells("*\u00a4", "a\u00a4", "\u00e4"),
              tells("[abc]", "b", "d"),
              tells("[abc]", "a", "ab"),
              tells("[a-c]x", "cx", "dx"),
              tells("[!a-c]", "\u00e4", "b"),
              tells("[!a]", "!", ""),
              tells("[a!]", "!", "b"),
              tells("[^a]", "^", "b"),
              tells("[-a]", "-", "b"),
              tells("[a-]", "-", "b"),
              tells("[a\\-z]", "-", "m"),
              tells("[\\]]", "]", "\\"),
              tells("[Z-\\]]", "[", "a"),
              tells("[\u00e0-\u00ff]", "\u00e4", "z"),
              tells("[\u00e0-\u00ff]", "\u00ff", "\u0100"),
              tells("[\u00e4\u00f6]", "\u00f6", "\u00fc"),
              tells("[*?]", "?", "a"),
              tells("\\*", "*", "a"),
              tells("\\a", "a", "\\a"),
              tells("\\\\", "\\", "\\\\"),
              tells("a]", "a]", "a"),
              tells("user:*:[0-9]", "user:a:b:7", "user:a:b:77"),
              tells("A", "A", "a"),
              tells(hard, deep, std::string(99, 'a')),
              tells(hard + "b", deep + "b", deep),
          }};
}

Group glob_end_vectors() {
  return {"Fixed ends of patterns",
          {
              ends("user:*", "user:", ""),
              ends("user:*:name", "user:", ":name"),
              ends("a*b?c", "a", "c"),
              ends("*", "", ""),
              ends("whole", "whole", ""),
              ends("\\*\\[a*\\?", "*[a", "?"),
              ends("\u00e4?\u00f6", "\u00e4", "\u00f6"),
              ends("[ab]c", "", "c"),
              ends("c[ab]", "c", ""),
          }};
}

}  // namespace keyglass::test
