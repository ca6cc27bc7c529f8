// The one door between the service and every engine.
// Keys and values are byte strings; no engine interprets them. Any thread may call any method.
// Every method may fail with unavailable (the store cannot answer now) or corrupt (stored bytes do not
// decode).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "keyglass/messages.hpp"
#include "keyglass/result.hpp"

namespace keyglass::storage {

struct Entry {
  KeyMetadata metadata;
  std::string value;
};

// Conditions of a commit; `key` must …
struct MustBeAbsent {
  std::string key;
};
struct MustExist {
  std::string key;
};
struct MustHaveEtag {
  std::string key;
  std::string etag;
};
using Condition = std::variant<MustBeAbsent, MustExist, MustHaveEtag>;

// `key` must satisfy check_key(); a `content_type` that check_content_type() refuses fails the commit with
// invalid (empty: none); `expires_at_ms` in the past deletes what was there.
struct Put {
  std::string key;
  std::string value;
  std::string content_type;
  std::optional<std::int64_t> expires_at_ms;  // UTC
};
struct Delete {
  std::string key;
};
using Write = std::variant<Put, Delete>;

// Every condition is judged on the state before the batch. Writes happen in order: a later one to the same
// key sees the earlier.
struct WriteBatch {
  std::vector<Condition> conditions;
  std::vector<Write> writes;
};

// What one write did. `metadata` describes the entry after a put and before a delete.
struct WriteOutcome {
  enum class Kind { created, replaced, deleted, absent };
  Kind kind = Kind::absent;
  KeyMetadata metadata;
};

struct Commit {
  std::uint64_t revision = 0;          // of this commit; unchanged when nothing was written, 0 where not kept
  std::vector<WriteOutcome> outcomes;  // one for each write, in order
};

// A page with values ends early once its values exceed this: what a listing holds in memory stays bounded.
inline constexpr std::size_t page_value_bytes_max = 4u * 1024 * 1024;

struct ScanQuery {
  std::string prefix;
  std::string after;      // a Page::next of the same prefix, or empty to begin
  std::size_t limit = 0;  // 1..limits::page_keys_max; an unordered engine may return somewhat more or fewer
  bool with_values = false;
};

// A page may hold fewer entries than asked for, even none, and not be the last: only `next` says so.
struct Page {
  std::vector<Entry> entries;  // values are empty unless asked for; then an engine that must read a value to
                               // know its etag (redis) leaves that empty, too
  std::string next;            // opaque bytes; empty ends the listing
};

enum class Durability { none, process, synced };

// What the engine keeps, as data; nothing guesses from an engine's name.
struct Capabilities {
  std::string engine;                        // "memory", "rocksdb", "redis"
  Durability durability = Durability::none;  // of an acknowledged write
  bool ordered_scan = false;                 // scans return keys in byte order, each exactly once
  bool revisions = false;                    // KeyMetadata::revision and times are kept
  bool content_types = false;                // KeyMetadata::content_type is kept
  bool atomic_batches = false;               // a batch of several keys is all or nothing
};

class Store {
 public:
  virtual ~Store() = default;

  // The entry as of the newest commit. Fails with not_found (message "key not found") if absent or expired,
  // and with conflict if another program stored something there that is not a string (redis).
  virtual Result<Entry> get(std::string_view key) const = 0;
  // The same without reading the value where the engine can avoid it.
  virtual Result<KeyMetadata> metadata(std::string_view key) const = 0;
  // Applies every write or none. Success means the writes survive what capabilities().durability names.
  // Fails with precondition_failed, naming the key (and its current etag) of the first condition that did not
  // hold. Deleting an absent key is success with outcome `absent`. After unavailable the message says whether
  // the writes may have happened; if it does not, they have not.
  virtual Result<Commit> commit(const WriteBatch& batch) = 0;
  // One page after `query.after`. A key present throughout the whole listing is never skipped; left out is
  // what other programs stored under keys that check_key() refuses, or not as strings (redis). Fails with
  // invalid (field "after") for a cursor this engine did not make.
  virtual Result<Page> scan(const ScanQuery& query) const = 0;
  virtual Capabilities capabilities() const = 0;
  // Success if the store can answer and accept writes now; else unavailable with the reason.
  virtual Status check_ready() const = 0;
};

}  // namespace keyglass::storage
