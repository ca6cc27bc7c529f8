// The bodies that travel over the REST API, as plain structs. Values and keys are byte strings.
// Encoding and decoding is codecs.hpp; no JSON type shows here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
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

// A member of the second contract. An absent one is nullopt: the reply differs from that to a blank one.
struct CompatibleMember {
  std::optional<std::string> text;
  std::string fault;  // of a member that is no text, in that contract's words; else empty

  bool operator==(const CompatibleMember&) const = default;
};

// POST /api/keys/ of the second contract. What is wrong about each member is told together.
struct CompatibleWriteRequest {
  CompatibleMember key;
  CompatibleMember value;

  bool operator==(const CompatibleWriteRequest&) const = default;
};

// One earlier or current version of a key, as GET /history/{key} lists it. Of a removal ("delete", "expire")
// only revision, op and updated_at_ms are set.
struct KeyVersion {
  std::uint64_t revision = 0;
  std::string op;  // "put", "delete" or "expire"
  std::uint64_t size_bytes = 0;
  std::int64_t updated_at_ms = 0;  // UTC; of a removal, when it happened
  std::optional<std::int64_t> expires_at_ms;
  std::string content_type;

  bool operator==(const KeyVersion&) const = default;
};

// Newest first. A `next` of 0 ends the listing; else it is the `before` of the next page.
struct HistoryPage {
  std::vector<KeyVersion> versions;
  bool complete = false;  // on the last page: the oldest shown is the key's first, nothing was dropped
  std::uint64_t next = 0;

  bool operator==(const HistoryPage&) const = default;
};

// GET /stats. A revision of 0 is not kept.
struct KeyStats {
  std::uint64_t count = 0;
  std::uint64_t bytes = 0;  // of keys and values
  bool exact = false;       // false: at least so many, or an estimate
  std::uint64_t revision = 0;

  bool operator==(const KeyStats&) const = default;
};

// POST /batch. Of a condition exactly one member besides the key is set.
struct BatchCondition {
  std::string key;
  std::optional<std::uint64_t> revision;
  std::optional<std::string> etag;  // quotes included
  bool absent = false;

  bool operator==(const BatchCondition&) const = default;
};
struct BatchPut {
  std::string key;
  std::string value;
  std::optional<double> ttl_seconds;
  std::optional<std::string> content_type;

  bool operator==(const BatchPut&) const = default;
};
struct BatchDelete {
  std::string key;

  bool operator==(const BatchDelete&) const = default;
};
struct BatchGet {
  std::string key;

  bool operator==(const BatchGet&) const = default;
};
using BatchOp = std::variant<BatchPut, BatchDelete, BatchGet>;
struct BatchRequest {
  std::vector<BatchCondition> conditions;
  std::vector<BatchOp> ops;

  bool operator==(const BatchRequest&) const = default;
};

// What one op of a batch did: 201 or 200 for a put, 200 or 404 for a delete and a get.
struct BatchResult {
  int status = 0;
  std::optional<std::string> value;     // of a get that found the key
  std::optional<KeyMetadata> metadata;  // of the entry that a put wrote or a get found
};
struct BatchReply {
  std::uint64_t revision = 0;  // the store's after the batch; 0 where not kept
  std::vector<BatchResult> results;
};

// A condition of a batch that did not hold: what the key has instead; nothing of an absent one.
struct FailedCondition {
  std::uint64_t index = 0;  // in BatchRequest::conditions
  std::string key;
  std::string etag;
  std::uint64_t revision = 0;

  bool operator==(const FailedCondition&) const = default;
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
  std::optional<std::uint64_t> revision;
  std::vector<FailedCondition> failed;  // all of a batch
  std::vector<std::string> moved;       // the first keys that changed under a plan
  std::optional<std::uint64_t> moved_count;

  bool operator==(const Problem&) const = default;
};

// GET /config.json of the web service: where the app finds the API ("" = same origin).
struct WebConfig {
  std::string api_url;
  std::string version;

  bool operator==(const WebConfig&) const = default;
};

}  // namespace keyglass
