// The REST contract as the app speaks it: requests to send, replies to read. Pure functions; any thread.
// Request ids are the caller's; targets are percent-encoded so that a key is always one path segment.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "app/http.hpp"
#include "app/value.hpp"
#include "keyglass/messages.hpp"
#include "keyglass/result.hpp"

namespace keyglass::app::api {

HttpRequest list_keys(std::string_view prefix, std::string_view after, std::size_t limit);

// The first editable_bytes_max bytes of the value, with its metadata in the reply's headers.
HttpRequest read_entry(std::string_view key);

HttpRequest read_details(std::string_view key);

struct Write {
  std::string key;
  std::string value;
  std::string content_type;
  std::optional<double> ttl_seconds;
  std::optional<std::string> if_match;  // an ETag; absent: only if the key does not exist
};
HttpRequest write(const Write& write);

// With an empty `if_match` the deletion is unconditional.
HttpRequest remove(std::string_view key, std::string_view if_match);

HttpRequest probe();

// nullptr if the reply has no such header. `name` in lower case.
const std::string* header(const HttpReply& reply, std::string_view name);

bool is_success(const HttpReply& reply);

// These read the body of a success; nullopt if it is not what the contract says.
std::optional<KeyPage> page_of(const HttpReply& reply);
std::optional<KeyMetadata> metadata_of(const HttpReply& reply);

// The answer to read_entry(). nullopt if it is neither a success nor the answer for an empty value, of which
// no range exists (416): that one does not tell the content type.
std::optional<Entry> entry_of(const HttpReply& reply);

}  // namespace keyglass::app::api
