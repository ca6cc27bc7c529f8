// The bodies that travel over the REST API, as plain structs. Values and keys are byte strings.
// Encoding and decoding is codecs.hpp; no JSON type shows here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace keyglass {

// What is known of an entry besides its value. Times are UTC, milliseconds since 1970-01-01.
// An engine that does not keep a member leaves it at 0 (revision, times) or empty.
struct KeyMetadata {
  std::string key;
  std::uint64_t size_bytes = 0;
  std::uint64_t revision = 0;  // of the last change to this key
  std::int64_t created_at_ms = 0;
  std::int64_t updated_at_ms = 0;
  std::optional<std::int64_t> expires_at_ms;
  std::string content_type;
  std::string etag;  // strong, quotes included (RFC 9110 section 8.8.3)

  bool operator==(const KeyMetadata&) const = default;
};

// One page of a listing. An empty `next` ends it.
struct KeyPage {
  std::vector<KeyMetadata> keys;
  std::vector<std::string> prefixes;
  std::string next;  // opaque cursor for `after`

  bool operator==(const KeyPage&) const = default;
};

// GET /kv/{key}: {"key","value"}, or {"key","value_base64"} when the value is not UTF-8.
struct KeyValue {
  std::string key;
  std::string value;

  bool operator==(const KeyValue&) const = default;
};

// POST /kv/{key}: {"value"} or {"value_base64"}, optional "ttl" (seconds) and "content_type".
struct WriteRequest {
  std::string value;
  std::optional<double> ttl_seconds;
  std::optional<std::string> content_type;

  bool operator==(const WriteRequest&) const = default;
};

// POST /api/keys/ of the second contract. An absent member is nullopt: the reply differs from a blank one.
struct CompatibleWriteRequest {
  std::optional<std::string> key;
  std::optional<std::string> value;

  bool operator==(const CompatibleWriteRequest&) const = default;
};

// RFC 9457 problem details with Keyglass's extension members; empty or nullopt members are left out.
struct Problem {
  std::string type;
  std::string title;
  int status = 0;
  std::string detail;
  std::string code;
  std::string request_id;
  std::string key;
  std::string field;
  std::string etag;
  std::optional<std::uint64_t> limit;
  std::optional<std::uint64_t> actual;

  bool operator==(const Problem&) const = default;
};

// GET /config.json of the web service: where the app finds the API ("" = same origin).
struct WebConfig {
  std::string api_url;
  std::string version;

  bool operator==(const WebConfig&) const = default;
};

}  // namespace keyglass
