// Writes JSON text (RFC 8259): strings and objects, without spaces after separators. Pure functions; any
// thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace keyglass {

// `text` as a JSON string with its quotes. `text` should be UTF-8: each byte that is not part of a
// well-formed sequence becomes U+FFFD, so the result is valid JSON whatever it was.
std::string encode_json_string(std::string_view text);
// The same, appended: for streaming without a temporary.
void append_json_string(std::string& out, std::string_view text);

// A finite number as JSON, in the fewest significant digits that read back as the same double, or, if
// `is_single`, as the same float.
std::string shortest_number(double value, bool is_single);

// Builds one object, member by member in the order of the calls. Names must be plain ASCII without quotes.
class JsonObjectText {
 public:
  JsonObjectText& add_text(std::string_view name, std::string_view value);
  JsonObjectText& add_integer(std::string_view name, std::uint64_t value);
  // `value` must be finite.
  JsonObjectText& add_number(std::string_view name, double value);
  JsonObjectText& add_boolean(std::string_view name, bool value);
  // `json` must be a JSON value already.
  JsonObjectText& add_json(std::string_view name, std::string_view json);

  // Ends the object. This must not be used afterwards.
  std::string finish();

 private:
  void begin_member(std::string_view name);

  std::string text_ = "{";
};

}  // namespace keyglass
