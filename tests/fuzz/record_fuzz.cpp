// Fuzzing the decoder of stored records: no bytes crash it, and what it accepts is exactly what it would
// write.
#include <cstdint>
#include <cstdlib>

#include "storage/record.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto record = keyglass::storage::decode_record("key", bytes);
  // Records of format 1 are accepted, but no longer written.
  const bool is_current = !bytes.empty() && bytes[0] != 1;
  if (record && is_current && keyglass::storage::encode_record(record.value()) != bytes) std::abort();
  if (!record && record.error().key != "key") std::abort();
  return 0;
}
