// Vectors of key_rules.hpp and value_rules.hpp.
#include "keyglass/key_rules.hpp"

#include <limits>

#include "keyglass/limits.hpp"
#include "keyglass/value_rules.hpp"
#include "vectors.hpp"

namespace keyglass::test {
namespace {

Vector key(std::string statement, std::string_view bytes, std::string expected) {
  return {std::move(statement), shown(check_key(bytes)), std::move(expected)};
}

Vector utf8(std::string statement, std::string_view bytes, bool expected) {
  return {std::move(statement), is_utf8(bytes) ? "UTF-8" : "not UTF-8", expected ? "UTF-8" : "not UTF-8"};
}

Vector content_type(std::string statement, std::string_view text, std::string expected) {
  return {std::move(statement), shown(check_content_type(text)), std::move(expected)};
}

Vector ttl(std::string statement, double seconds, std::string expected) {
  return {std::move(statement), shown(check_ttl(seconds)), std::move(expected)};
}

}  // namespace

Group key_vectors() {
  using namespace std::string_view_literals;
  const std::string longest(limits::key_bytes_max, 'k');
  return {"Keys",
          {
              key("One byte is enough", "k", "ok"),
              key("1,024 bytes are the most", longest, "ok"),
              key("1,025 bytes are too many", longest + "k",
                  "invalid [key] the key has 1025 bytes, at most 1024 are allowed (1025 > 1024)"),
              key("No bytes are no key", "", "invalid [key] the key is empty"),
              key("Slashes, blanks, colons and emoji are fine", "user/ä b:\U0001F511", "ok"),
              key("One dot is refused, for URLs drop it", ".", "invalid [key] the key may not be \".\""),
              key("Two dots are refused, for URLs climb", "..", "invalid [key] the key may not be \"..\""),
              key("Three dots are a name", "...", "ok"),
              key("A dot segment inside is a name", "a/../b", "ok"),
              key("NUL is refused", "a\0b"sv,
                  "invalid [key] the key holds the control character U+0000 at byte 1"),
              key("A newline is refused", "a\n",
                  "invalid [key] the key holds the control character U+000A at byte 1"),
              key("U+001F is refused", "\x1f",
                  "invalid [key] the key holds the control character U+001F at byte 0"),
              key("DEL is refused", "ab\x7f",
                  "invalid [key] the key holds the control character U+007F at byte 2"),
              key("Bytes that are not UTF-8 are refused with their place", "abc\xff",
                  "invalid [key] the key is not UTF-8: byte 3 is wrong"),
          }};
}

Group utf8_vectors() {
  return {"UTF-8",
          {
              utf8("Eight ASCII bytes and more are UTF-8", "0123456789abcdef!", true),
              utf8("A wrong byte after a block of eight is noticed", "01234567\x80", false),
              utf8("A wrong byte inside a block of eight is noticed",
                   "0123\xc0"
                   "567",
                   false),
              utf8("The first and last of two bytes", "\xc2\x80\xdf\xbf", true),
              utf8("Overlong two bytes", "\xc1\xbf", false),
              utf8("The first of three bytes", "\xe0\xa0\x80", true),
              utf8("Overlong three bytes", "\xe0\x9f\xbf", false),
              utf8("The last before the surrogates", "\xed\x9f\xbf", true),
              utf8("A surrogate", "\xed\xa0\x80", false),
              utf8("The first of four bytes", "\xf0\x90\x80\x80", true),
              utf8("Overlong four bytes", "\xf0\x8f\xbf\xbf", false),
              utf8("U+10FFFF", "\xf4\x8f\xbf\xbf", true),
              utf8("Beyond U+10FFFF", "\xf4\x90\x80\x80", false),
              utf8("A sequence cut short", "\xe2\x82", false),
              utf8("A lone continuation", "\x80", false),
              utf8("A continuation missing", "\xe2\x28\xa1", false),
          }};
}

Group value_rule_vectors() {
  return {"Content types and times to live",
          {
              content_type("A content type with parameters is fine", "text/plain; charset=utf-8", "ok"),
              content_type("An empty content type is refused", "",
                           "invalid [content_type] content_type is empty"),
              content_type("A content type that a header would not keep is refused", "text/plain ",
                           "invalid [content_type] content_type must not begin or end with a space"),
              content_type("Nor may it be a space alone", " ",
                           "invalid [content_type] content_type must not begin or end with a space"),
              content_type("A line break in a content type is refused", "text/plain\r\nX: y",
                           "invalid [content_type] content_type may hold printable ASCII characters only"),
              content_type(
                  "256 bytes of content type are too many", std::string(256, 'x'),
                  "invalid [content_type] content_type has 256 bytes, at most 255 are allowed (256 > 255)"),
              ttl("A fraction of a second is a time to live", 0.001, "ok"),
              ttl("100 years are the most", limits::ttl_seconds_max, "ok"),
              ttl("More than 100 years are refused", limits::ttl_seconds_max + 1,
                  "invalid [ttl] ttl must be more…"),
              ttl("No time is refused", 0, "invalid [ttl] ttl must be more…"),
              ttl("Time backwards is refused", -1, "invalid [ttl] ttl must be more…"),
              ttl("Not a number is refused", std::numeric_limits<double>::quiet_NaN(),
                  "invalid [ttl] ttl must be more than 0 and at most 3153600000 seconds"),
          }};
}

}  // namespace keyglass::test
