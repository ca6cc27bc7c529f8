// Fuzzing what reads keys and other short texts: nothing crashes, and what is accepted survives the way back.
#include <cstdint>
#include <cstdlib>

#include "keyglass/base64.hpp"
#include "keyglass/cursor.hpp"
#include "keyglass/json_text.hpp"
#include "keyglass/json_value.hpp"
#include "keyglass/key_rules.hpp"
#include "keyglass/percent.hpp"
#include "keyglass/time_text.hpp"
#include "keyglass/value_rules.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check_encoders(std::string_view bytes) {
  require(keyglass::decode_percent(keyglass::encode_percent(bytes)).value() == bytes);
  require(keyglass::decode_cursor(keyglass::encode_cursor(bytes)).value() == bytes);
  const keyglass::CursorQuery query{bytes, "/", bytes.substr(bytes.size() / 2)};
  require(keyglass::decode_cursor(query, keyglass::encode_cursor(query, bytes)).value() == bytes);
  require(keyglass::decode_base64(keyglass::encode_base64(bytes)).value() == bytes);
  const auto json = keyglass::parse_json(keyglass::encode_json_string(bytes));
  require(json.ok());
  if (keyglass::is_utf8(bytes)) require(json.value().text == bytes);
}

void check_decoders(std::string_view text) {
  const auto percent = keyglass::decode_percent(text);
  if (percent)
    require(keyglass::decode_percent(keyglass::encode_percent(percent.value())).value() == percent.value());
  if (!percent) require(keyglass::is_utf8(percent.error().message));
  const auto cursor = keyglass::decode_cursor(text);
  if (cursor) require(keyglass::encode_cursor(cursor.value()) == text);
  const keyglass::CursorQuery query{"prefix", "/", ""};
  const auto own = keyglass::decode_cursor(query, text);
  if (own) require(keyglass::encode_cursor(query, own.value()) == text);
  if (!own) require(own.error().field == "after");
  const auto base64 = keyglass::decode_base64(text);
  if (base64) require(keyglass::encode_base64(base64.value()) == text);
  const auto time = keyglass::decode_time(text);
  if (time) require(keyglass::decode_time(keyglass::encode_time(time.value())).value() == time.value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_encoders(text);
  check_decoders(text);
  require(keyglass::utf8_prefix_size(text) <= size);
  const auto key = keyglass::check_key(text);
  if (key) require(keyglass::is_utf8(text));
  if (!key) require(keyglass::is_utf8(key.error().message));
  static_cast<void>(keyglass::check_content_type(text));
  return 0;
}
