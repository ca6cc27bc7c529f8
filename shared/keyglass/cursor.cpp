// Cursor text: see cursor.hpp.
#include "keyglass/cursor.hpp"

#include <cstdint>

#include "keyglass/base64.hpp"

namespace keyglass {
namespace {

constexpr std::size_t name_bytes = 8;

// 64-bit FNV-1a (draft-eastlake-fnv), each part with its length before it, so that parts cannot run together.
class QueryHash {
 public:
  void add(std::string_view part) {
    add_number(part.size());
    for (const char c : part) add_byte(static_cast<unsigned char>(c));
  }

  std::string bytes() const {
    std::string bytes;
    for (std::size_t i = 0; i < name_bytes; ++i) bytes += static_cast<char>(hash_ >> (8 * i) & 0xFF);
    return bytes;
  }

 private:
  void add_byte(unsigned char byte) { hash_ = (hash_ ^ byte) * 0x100000001B3; }
  void add_number(std::uint64_t number) {
    for (std::size_t i = 0; i < 8; ++i) add_byte(static_cast<unsigned char>(number >> (8 * i) & 0xFF));
  }

  std::uint64_t hash_ = 0xCBF29CE484222325;
};

std::string name_of(const CursorQuery& query) {
  QueryHash hash;
  hash.add(query.prefix);
  hash.add(query.delimiter);
  hash.add(query.glob);
  return hash.bytes();
}

Error foreign(const std::string& message) {
  Error error;
  error.code = ErrorCode::invalid;
  error.message = message;
  error.field = "after";
  return error;
}

}  // namespace

std::string encode_cursor(const CursorQuery& query, std::string_view engine_bytes) {
  if (engine_bytes.empty()) return {};
  return encode_cursor(name_of(query).append(engine_bytes));
}

Result<std::string> decode_cursor(const CursorQuery& query, std::string_view text) {
  auto bytes = decode_cursor(text);
  if (!bytes || bytes.value().empty()) return bytes;
  if (bytes.value().size() > name_bytes && bytes.value().starts_with(name_of(query)))
    return bytes.value().substr(name_bytes);
  return foreign("after is the cursor of another listing: its prefix, delimiter and glob must stay the same");
}

std::string encode_cursor(std::string_view engine_bytes) {
  return encode_base64url(engine_bytes);
}

Result<std::string> decode_cursor(std::string_view text) {
  if (auto bytes = decode_base64url(text)) return *std::move(bytes);
  return foreign("after is not a cursor of this listing: pass back \"next\" unchanged");
}

}  // namespace keyglass
