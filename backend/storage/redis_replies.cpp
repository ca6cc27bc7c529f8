// What Redis's replies mean: see redis_replies.hpp.
#include "storage/redis_replies.hpp"

#include <utility>

#include "storage/sha1.hpp"

namespace keyglass::storage {
namespace {

constexpr std::string_view wrong_type = "WRONGTYPE";
constexpr std::int64_t pttl_absent = -2;

// PTTL: negative when the key never expires or is absent.
std::optional<std::int64_t> expiry_of(const RedisReply& pttl, std::int64_t now_ms) {
  if (pttl.integer < 0) return std::nullopt;
  return now_ms + pttl.integer;
}

}  // namespace

std::string etag_of_digest(std::string_view digest) {
  return "\"" + std::string(digest) + "\"";
}

std::optional<Entry> entry_of(std::string_view key, RedisReply value, const RedisReply& pttl,
                              std::int64_t now_ms) {
  const bool is_value = value.type == RedisReply::Type::text;
  const bool is_size = value.type == RedisReply::Type::integer;
  // The key may expire between the two commands.
  if ((!is_value && !is_size) || pttl.integer == pttl_absent) return std::nullopt;
  Entry entry;
  entry.metadata.key = key;
  entry.metadata.expires_at_ms = expiry_of(pttl, now_ms);
  if (is_size) {
    entry.metadata.size_bytes = static_cast<std::uint64_t>(value.integer);
    return entry;
  }
  entry.metadata.size_bytes = value.text.size();
  entry.metadata.etag = etag_of_digest(sha1_hex(value.text));
  entry.value = std::move(value.text);
  return entry;
}

bool is_refusal(const RedisReply& reply) {
  return reply.type == RedisReply::Type::error && !reply.text.starts_with(wrong_type);
}

Error error_of(const RedisReply& reply, const RedisEndpoint& endpoint) {
  Error error;
  if (reply.text.starts_with(wrong_type)) {
    error.code = ErrorCode::conflict;
    error.message = "Redis holds something other than a string under this key";
    return error;
  }
  error.code = ErrorCode::unavailable;
  error.message = "Redis at " + address_of(endpoint) + " refuses: " + reply.text;
  return error;
}

Error unknown_form(std::string_view command) {
  Error error;
  error.code = ErrorCode::unavailable;
  error.message = "Redis answers " + std::string(command) + " in an unknown form";
  return error;
}

}  // namespace keyglass::storage
