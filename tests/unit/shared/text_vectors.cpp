// Vectors of percent.hpp, cursor.hpp, base64.hpp, time_text.hpp and json_text.hpp.
#include "keyglass/base64.hpp"
#include "keyglass/cursor.hpp"
#include "keyglass/json_text.hpp"
#include "keyglass/percent.hpp"
#include "keyglass/time_text.hpp"
#include "vectors.hpp"

namespace keyglass::test {
namespace {

std::string all_bytes() {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  return bytes;
}

Vector same(std::string statement, std::string actual, std::string expected) {
  return {std::move(statement), std::move(actual), std::move(expected)};
}

Vector percent(std::string statement, std::string_view text, std::string expected) {
  return {std::move(statement), shown(decode_percent(text)), std::move(expected)};
}

// `text` decodes to the time that encodes as `expected`.
Vector time(std::string statement, std::string_view text, std::string expected) {
  const auto decoded = decode_time(text);
  return {std::move(statement), decoded ? encode_time(decoded.value()) : shown(decoded.error()),
          std::move(expected)};
}

}  // namespace

Group percent_vectors() {
  const std::string cursor_error = "invalid [after] after is not a cursor of this listing…";
  return {
      "Percent-encoding and cursors",
      {
          same("The unreserved characters stay", encode_percent("azAZ09-._~"), "azAZ09-._~"),
          same("Everything else is escaped, also the slash", encode_percent("a/b +%\xc3\xa4"),
               "a%2Fb%20%2B%25%C3%A4"),
          same("Every byte survives", shown(decode_percent(encode_percent(all_bytes()))), all_bytes()),
          percent("A plus sign is not a space", "a+b%20c", "a+b c"),
          percent("Escapes may be lower case", "%c3%a4%2f", "\xc3\xa4/"),
          percent("What is not escaped stands for itself", "a/b:\xc3\xa4", "a/b:\xc3\xa4"),
          percent("An escape at the end decodes", "%41", "A"),
          percent("%00 decodes: the key rules judge it", "%00", std::string(1, '\0')),
          percent("A wrong digit is named with its place", "ab%zz",
                  "invalid [key] \"%zz\" at byte 2 is not a percent escape…"),
          percent("An escape cut short is named", "ab%4", "invalid [key] \"%4\" at byte 2 is not…"),
          percent("A lone percent sign is named", "100%", "invalid [key] \"%\" at byte 3 is not…"),
          percent("The message stays UTF-8 whatever follows the sign", "%\xff\xfe",
                  "invalid [key] \"%%FF%FE\" at byte 0 is not…"),
          same("A cursor is URL-safe", encode_cursor("\xff\xef\xbf?"), "_--_Pw"),
          same("Every byte survives in a cursor", shown(decode_cursor(encode_cursor(all_bytes()))),
               all_bytes()),
          same("The empty cursor is empty text", encode_cursor(""), ""),
          same("Empty text is the empty cursor", shown(decode_cursor("")), ""),
          same("A cursor with padding is refused", shown(decode_cursor("Pw==")), cursor_error),
          same("A cursor with a foreign character is refused", shown(decode_cursor("P*w0")), cursor_error),
          same("A cursor of impossible length is refused", shown(decode_cursor("PwPwP")), cursor_error),
          same("A cursor with stray bits is refused", shown(decode_cursor("Px")), cursor_error),
      }};
}

Group cursor_vectors() {
  const CursorQuery folder{"a/", "/", ""};
  const std::string text = encode_cursor(folder, "a/b");
  const std::string refused = "invalid [after] after is the cursor of another listing…";
  return {
      "Cursors that name their listing",
      {
          same("It comes back in the same listing", shown(decode_cursor(folder, text)), "a/b"),
          same("It is the same text on every machine", text, "qxxDNd4EBYFhL2I"),
          same("No bytes are no text", encode_cursor(folder, ""), ""),
          same("No text begins every listing", shown(decode_cursor(folder, "")), ""),
          same("Every byte survives", shown(decode_cursor({}, encode_cursor({}, all_bytes()))), all_bytes()),
          same("Another prefix is refused", shown(decode_cursor({"a", "/", ""}, text)), refused),
          same("Another delimiter is refused", shown(decode_cursor({"a/", ":", ""}, text)), refused),
          same("A glob besides is refused", shown(decode_cursor({"a/", "/", "*"}, text)), refused),
          same("Parts cannot run together", shown(decode_cursor({"a", "//", ""}, text)), refused),
          same("A name alone is refused",
               shown(decode_cursor(folder, encode_cursor(decode_cursor(text).value().substr(0, 8)))),
               refused),
          same("Text that is no cursor at all is refused", shown(decode_cursor(folder, "*")),
               "invalid [after] after is not a cursor of this listing…"),
      }};
}

Group base64_vectors() {
  // The first seven are the vectors of RFC 4648 section 10.
  return {
      "Base64",
      {
          same("RFC 4648: no bytes", encode_base64(""), ""),
          same("RFC 4648: f", encode_base64("f"), "Zg=="),
          same("RFC 4648: fo", encode_base64("fo"), "Zm8="),
          same("RFC 4648: foo", encode_base64("foo"), "Zm9v"),
          same("RFC 4648: foob", encode_base64("foob"), "Zm9vYg=="),
          same("RFC 4648: fooba", encode_base64("fooba"), "Zm9vYmE="),
          same("RFC 4648: foobar", encode_base64("foobar"), "Zm9vYmFy"),
          same("No text is no bytes", shown(decode_base64("")), ""),
          same("Two padding characters decode", shown(decode_base64("Zg==")), "f"),
          same("One padding character decodes", shown(decode_base64("Zm8=")), "fo"),
          same("Every byte survives", shown(decode_base64(encode_base64(all_bytes()))), all_bytes()),
          same("Missing padding is refused", shown(decode_base64("Zg")),
               "invalid [] not base64 (RFC 4648 section 4): its length…"),
          same("White space is refused", shown(decode_base64("Zm9v\nZg=")), "invalid [] not base64…"),
          same("The URL-safe alphabet is refused", shown(decode_base64("_-8=")), "invalid [] not base64…"),
          same("Padding alone is refused", shown(decode_base64("====")), "invalid [] not base64…"),
          same("Padding inside is refused", shown(decode_base64("Zg==Zg==")), "invalid [] not base64…"),
          same("Stray bits are refused", shown(decode_base64("Zh==")), "invalid [] not base64…"),
      }};
}

Group time_vectors() {
  const std::string refused = "invalid [] not a time like 2026-01-31T09:30:00.000Z…";
  return {
      "Times",
      {
          same("The epoch", encode_time(0), "1970-01-01T00:00:00.000Z"),
          same("A millisecond before the epoch", encode_time(-1), "1969-12-31T23:59:59.999Z"),
          same("A leap day", encode_time(951'782'400'123), "2000-02-29T00:00:00.123Z"),
          same("The far future is cut to the year 9999", encode_time(INT64_MAX), "9999-12-31T23:59:59.999Z"),
          same("The far past is cut to the year 0", encode_time(INT64_MIN), "0000-01-01T00:00:00.000Z"),
          time("Milliseconds", "2026-01-31T09:30:00.250Z", "2026-01-31T09:30:00.250Z"),
          time("No fraction", "2026-01-31T09:30:00Z", "2026-01-31T09:30:00.000Z"),
          time("One digit of fraction", "2026-01-31T09:30:00.5Z", "2026-01-31T09:30:00.500Z"),
          time("Nanoseconds are cut", "2026-01-31T09:30:00.123999999Z", "2026-01-31T09:30:00.123Z"),
          time("Year 0", "0000-01-01T00:00:00Z", "0000-01-01T00:00:00.000Z"),
          time("A day that does not exist is refused", "2026-02-29T00:00:00Z", refused),
          time("Month 13 is refused", "2026-13-01T00:00:00Z", refused),
          time("Hour 24 is refused", "2026-01-01T24:00:00Z", refused),
          time("A zone other than Z is refused", "2026-01-01T00:00:00+01:00", refused),
          time("Ten digits of fraction are refused", "2026-01-01T00:00:00.1234567890Z", refused),
          time("An empty fraction is refused", "2026-01-01T00:00:00.Z", refused),
          time("A rest after Z is refused", "2026-01-01T00:00:00Z ", refused),
          time("A text cut short is refused", "2026-01-01T00", refused),
          time("No text is refused", "", refused),
      }};
}

Group json_text_vectors() {
  JsonObjectText numbers;
  numbers.add_number("a", 0.1).add_number("b", 5).add_number("c", 1.0 / 3).add_boolean("d", true);
  return {"JSON text",
          {
              same("Plain text gets quotes", encode_json_string("plain"), "\"plain\""),
              same("Quotes and backslashes are escaped", encode_json_string("\"\\"), R"("\"\\")"),
              same("Named control characters", encode_json_string("\b\f\n\r\t"), R"("\b\f\n\r\t")"),
              same("Other control characters", encode_json_string(std::string_view("\0\x1f", 2)),
                   R"("\u0000\u001f")"),
              same("DEL and what is beyond ASCII stay", encode_json_string("\x7f\u00e4\U0001F511"),
                   "\"\x7f\u00e4\U0001F511\""),
              same("Bytes that are not UTF-8 become U+FFFD", encode_json_string("a\xff\xc3z"),
                   "\"a\uFFFD\uFFFDz\""),
              same("Numbers are as short as they can be", numbers.finish(),
                   R"({"a":0.1,"b":5,"c":0.3333333333333333,"d":true})"),
              same("An object without members", JsonObjectText().finish(), "{}"),
          }};
}

}  // namespace keyglass::test
