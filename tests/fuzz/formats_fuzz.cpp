// Fuzzing how the app decodes values to be looked at: whatever the bytes, what comes out is JSON or a fault
// in words; and guessing what bytes are ends, too.
#include <cstdint>
#include <cstdlib>

#include "app/json_check.hpp"
#include "app/json_lines.hpp"
#include "app/value_format.hpp"
#include "keyglass/key_rules.hpp"

namespace {

using namespace keyglass::app;

void check(bool holds) {
  if (!holds) std::abort();
}

void check_mode(std::string_view bytes, ValueMode mode) {
  const DecodedValue value = decode_value(bytes, mode);
  check(keyglass::is_utf8(value.fault));
  if (!value.fault.empty()) return check(value.bytes.empty());
  if (value.is_text) check(keyglass::is_utf8(value.bytes));
  if (mode == ValueMode::base64) return;
  check(!check_json(value.bytes));
  check(!check_json(format_json(value.bytes)));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const ValueMode mode : {ValueMode::base64, ValueMode::message_pack, ValueMode::cbor})
    check_mode(bytes, mode);
  check(looks_like(bytes).size() < 64);
  return 0;
}
