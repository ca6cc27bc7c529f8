// The reader under both formats.
#include "app/binary_document.hpp"

#include <cmath>
#include <cstring>

#include "app/text.hpp"
#include "keyglass/base64.hpp"
#include "keyglass/json_text.hpp"

namespace keyglass::app {

Result<std::string> BinaryDocument::read() {
  if (value() && at_ < bytes_.size()) fail("more follows the document");
  if (fault_.empty()) return std::move(json_);
  Error error;
  error.code = ErrorCode::invalid;
  error.message = fault_;
  return error;
}

bool BinaryDocument::fail(std::string_view what) {
  if (fault_.empty()) fault_ = std::string(what) + " at byte " + format_count(at_);
  return false;
}

bool BinaryDocument::take_byte(std::uint8_t& byte) {
  if (at_ == bytes_.size()) return fail("it ends too early");
  byte = static_cast<std::uint8_t>(bytes_[at_++]);
  return true;
}

bool BinaryDocument::take_number(unsigned count, std::uint64_t& number) {
  number = 0;
  std::uint8_t byte = 0;
  for (; count > 0; --count) {
    if (!take_byte(byte)) return false;
    number = number << 8U | byte;
  }
  return true;
}

bool BinaryDocument::take_bytes(std::uint64_t count, std::string_view& taken) {
  if (count > bytes_.size() - at_) return fail("it ends too early");
  taken = bytes_.substr(at_, static_cast<std::size_t>(count));
  at_ += taken.size();
  return true;
}

int BinaryDocument::next_byte() const {
  return at_ == bytes_.size() ? -1 : static_cast<int>(static_cast<std::uint8_t>(bytes_[at_]));
}

bool BinaryDocument::value() {
  if (depth_ == document_depth_max) return fail("it nests deeper than 64 levels");
  if (++values_ > document_values_max) return fail("it holds more than 200,000 values");
  ++depth_;
  const bool is_read = read_value();
  --depth_;
  return is_read;
}

bool BinaryDocument::array(std::uint64_t count) {
  put("[");
  for (std::uint64_t at = 0; at < count; ++at) {
    if (at > 0) put(",");
    if (!value()) return false;
  }
  return put("]");
}

bool BinaryDocument::object(std::uint64_t count) {
  put("{");
  for (std::uint64_t at = 0; at < count; ++at) {
    if (at > 0) put(",");
    if (!name() || !value()) return false;
  }
  return put("}");
}

bool BinaryDocument::name() {
  const std::size_t first = json_.size();
  if (!value()) return false;
  if (json_[first] != '"') {
    const std::string text = json_.substr(first);
    // Names within names grow with each quotation of a quotation.
    if (text.size() > document_name_bytes_max) return fail("a name is too long");
    json_.resize(first);
    put_text(text);
  }
  return put(":");
}

bool BinaryDocument::put(std::string_view json) {
  json_ += json;
  return true;
}

bool BinaryDocument::put_text(std::string_view text) {
  append_json_string(json_, text);
  return true;
}

bool BinaryDocument::put_base64(std::string_view bytes) {
  return put("{\"base64\":\"") && put(encode_base64(bytes)) && put("\"}");
}

bool BinaryDocument::put_unsigned(std::uint64_t number) {
  return put(std::to_string(number));
}

bool BinaryDocument::put_signed(std::int64_t number) {
  return put(std::to_string(number));
}

bool BinaryDocument::put_double(double number, bool is_single) {
  if (std::isnan(number)) return put("\"NaN\"");
  if (std::isinf(number)) return put(number < 0 ? "\"-Infinity\"" : "\"Infinity\"");
  return put(shortest_number(number, is_single));
}

// em++ 3.1.6 has no std::bit_cast.
bool BinaryDocument::put_floating(std::uint64_t bits, bool is_single) {
  if (!is_single) {
    double number = 0;
    std::memcpy(&number, &bits, sizeof number);
    return put_double(number, false);
  }
  const auto low = static_cast<std::uint32_t>(bits);
  float number = 0;
  std::memcpy(&number, &low, sizeof number);
  return put_double(static_cast<double>(number), true);
}

}  // namespace keyglass::app
