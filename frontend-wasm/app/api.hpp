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
#include "keyglass/server_capabilities.hpp"

namespace keyglass::app::api {

struct Listing {
  std::string_view filter;     // a prefix, or a pattern (app/key_list.hpp)
  std::string_view delimiter;  // never with a pattern
  std::string_view after;
  std::size_t limit = 0;
};
HttpRequest list_keys(const Listing& listing);

// Number and size of the keys that start with `prefix`.
HttpRequest read_stats(std::string_view prefix);

// The first editable_bytes_max bytes of the value, with its metadata in the reply's headers.
HttpRequest read_entry(std::string_view key);

// Bytes of the value, which must still be the one of `etag`: 412 if it is not.
struct ValueRange {
  std::uint64_t first = 0;
  std::uint64_t length = 0;
};
HttpRequest read_part(std::string_view key, ValueRange range, const std::string& etag);

// The same of the version that the key had after the commit `revision`.
HttpRequest read_version(std::string_view key, std::uint64_t revision);

// Versions of the key older than `before`, newest first; 0: from the newest.
inline constexpr std::size_t history_page_versions = 100;
HttpRequest read_history(std::string_view key, std::uint64_t before);

// The bytes of the value as a browser loads them by itself.
std::string download_target(std::string_view key);

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

// What the server is, and what the sender may do.
HttpRequest read_capabilities();

// The stream of changes to keys that start with `prefix` after the event `after`; of those from now on if it
// is empty.
std::string watch_target(std::string_view prefix, std::string_view after);

HttpRequest read_metrics();

// nullptr if the reply has no such header. `name` in lower case.
const std::string* header(const HttpReply& reply, std::string_view name);

bool is_success(const HttpReply& reply);

// These read the body of a success; nullopt if it is not what the contract says.
std::optional<KeyPage> page_of(const HttpReply& reply);
std::optional<ServerCapabilities> capabilities_of(const HttpReply& reply);
std::optional<KeyStats> stats_of(const HttpReply& reply);
std::optional<HistoryPage> history_of(const HttpReply& reply);
std::optional<KeyMetadata> metadata_of(const HttpReply& reply);

// The answer to read_entry(). nullopt if it is neither a success nor the answer for an empty value, of which
// no range exists (416): that one does not tell the content type.
std::optional<Entry> entry_of(const HttpReply& reply);

}  // namespace keyglass::app::api
