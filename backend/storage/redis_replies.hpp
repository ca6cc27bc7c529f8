// What Redis's replies mean for a store of plain strings. Pure functions; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "storage/redis_connection.hpp"
#include "storage/store.hpp"

namespace keyglass::storage {

// The ETag of a value from its SHA-1 in hexadecimal.
std::string etag_of_digest(std::string_view digest);

// What two replies tell of `key`: of GET or STRLEN, and of PTTL just after. nullopt if it is not there, or
// holds no string. The ETag needs the value. The replies must not be refusals.
std::optional<Entry> entry_of(std::string_view key, RedisReply value, const RedisReply& pttl,
                              std::int64_t now_ms);

// An error reply that tells nothing of the key: the server is loading, or forbids the command.
bool is_refusal(const RedisReply& reply);

// The meaning of an error reply: conflict where the key holds something other than a string, else
// unavailable.
Error error_of(const RedisReply& reply, const RedisEndpoint& endpoint);

Error unknown_form(std::string_view command);

}  // namespace keyglass::storage
