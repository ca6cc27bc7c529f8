// The one door between the service and every engine.
// Keys and values are byte strings; no engine interprets them. Any thread may call any method.
// Every method may fail with unavailable (the store cannot answer now) or corrupt (stored bytes do not
// decode).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
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

  bool operator==(const Entry&) const = default;
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
struct MustHaveRevision {
  std::string key;
  std::uint64_t revision = 0;
};
using Condition = std::variant<MustBeAbsent, MustExist, MustHaveEtag, MustHaveRevision>;

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

// A small document that the service keeps beside the entries: no key, in no listing, without a revision.
struct Note {
  std::string name;                  // 1..limits::key_bytes_max bytes
  std::optional<std::string> bytes;  // nullopt in a batch: remove it
};

// Every condition is judged on the state before the batch. Writes happen in order: a later one to the same
// key sees the earlier. Notes are written together with the rest, or not at all.
struct WriteBatch {
  std::vector<Condition> conditions;
  std::vector<Write> writes;
  std::vector<Note> notes = {};
};

// What one write did. `metadata` describes the entry after a put and before a delete.
struct WriteOutcome {
  enum class Kind { created, replaced, deleted, absent };
  Kind kind = Kind::absent;
  KeyMetadata metadata;
};

struct Commit {
  std::uint64_t revision = 0;          // of this commit; unchanged when no entry changed, 0 where not kept
  std::vector<WriteOutcome> outcomes;  // one for each write, in order
};

// A page with values ends early once its values exceed this: what a listing holds in memory stays bounded.
inline constexpr std::size_t page_value_bytes_max = 4u * 1024 * 1024;

// A page ends early once this many keys were looked at: a rare glob cannot hold a thread for long.
inline constexpr std::size_t page_examined_max = 100'000;

struct ScanQuery {
  std::string prefix;
  std::string after;      // a Page::next of the same query, or empty to begin
  std::size_t limit = 0;  // 1..limits::page_keys_max entries and prefixes; an unordered engine may return
                          // somewhat more or fewer
  bool with_values = false;
  // Not empty: keys that hold it behind the prefix are folded into Page::prefixes.
  std::string delimiter = {};
  // Not empty: only keys that match it as a whole (keyglass/glob.hpp). With a delimiter the scan fails with
  // invalid, field "glob".
  std::string glob = {};
  // Of a listing that goes on to its end: what is read once must not push out of a cache what others read
  // again.
  bool reads_all = false;
};

// A page may hold fewer entries than asked for, even none, and not be the last: only `next` says so.
struct Page {
  std::vector<Entry> entries;  // values are empty unless asked for; then an engine that must read a value to
                               // know its etag (redis) leaves that empty, too
  std::vector<std::string> prefixes;  // folded, each up to and with the delimiter: at least one key begins
                                      // so. An ordered engine gives each once per listing and spends one seek
                                      // on it; an unordered one may give it on several pages
  std::string next;                   // opaque bytes; empty ends the listing
};

// Every entry at one moment, whatever is written meanwhile. Any thread, one at a time.
class Snapshot {
 public:
  virtual ~Snapshot() = default;
  // As Store::scan(), of that moment; cursors are those of this snapshot only.
  virtual Result<Page> scan(const ScanQuery& query) const = 0;
  // The newest commit it holds; 0 where revisions are not kept.
  virtual std::uint64_t revision() const = 0;
};

struct StoreStats {
  std::uint64_t count = 0;  // entries
  std::uint64_t bytes = 0;  // of their keys and values
  bool exact = false;       // false: at least so many, or an estimate; counting on would have cost too much
  std::uint64_t revision = 0;  // of the newest commit; 0 where not kept
};

// One number of an engine's inside, for observers.
struct Figure {
  enum class Kind { gauge, counter };  // a counter never falls while the store is open
  std::string_view name;               // as Prometheus names metrics, the unit last: "syncs_total". A literal
  std::string_view help;               // a literal
  Kind kind = Kind::gauge;
  double value = 0;
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
  bool consistent_snapshots = false;       // snapshot() shows one moment; else it reads on while writes go on
  bool notes = false;                      // WriteBatch::notes and notes()
  bool history = false;                    // Store::history()
  bool change_feed = false;                // Store::change_feed()
  bool exact_counts = false;               // stats("") is exact at no cost
  std::uint32_t history_versions_max = 0;  // of history: HistoryRetention
  std::uint32_t history_hours_max = 0;
  std::uint64_t feed_changes_max = 0;  // of change_feed: changes that can be replayed
  bool waitless_submit = false;        // submit() waits for no disk and no network
};

class History;
class ChangeFeed;

// Called once with the outcome, on a thread of the store or on the caller's; must be quick and not throw.
using CommitDone = std::function<void(Result<Commit>)>;

// What an engine must do is pure; the rest has an answer made of it here, which promises no more than
// capabilities() of such an engine says, and which an engine that can do better replaces.
class Store {
 public:
  virtual ~Store() = default;

  // The entry as of the newest commit. Fails with not_found (message "key not found") if absent or expired,
  // and with conflict if another program stored something there that is not a string (redis).
  virtual Result<Entry> get(std::string_view key) const = 0;
  // What get() would give, if that needs no wait for a disk or a network; nullopt: call get().
  virtual std::optional<Result<Entry>> try_get(std::string_view /*key*/) const { return std::nullopt; }
  // As get() without reading the value where the engine can avoid it.
  virtual Result<KeyMetadata> metadata(std::string_view key) const = 0;
  // Applies every write or none. Success means the writes survive what capabilities().durability names.
  // Fails with precondition_failed, naming the key (and its current etag) of the first condition that did not
  // hold. Deleting an absent key is success with outcome `absent`. After unavailable the message says whether
  // the writes may have happened; if it does not, they have not.
  virtual Result<Commit> commit(const WriteBatch& batch) = 0;
  // The same without waiting: `done` gets what commit() would have returned. Batches submitted by one thread
  // are committed in their order.
  virtual void submit(WriteBatch batch, CommitDone done);
  // The entries of `keys`, in their order, as of one moment where batches are atomic; nullopt: absent.
  virtual Result<std::vector<std::optional<Entry>>> get_many(const std::vector<std::string>& keys) const;
  // What metadata() gives for each of `keys`, in their order, not of one moment; for the cost of one where
  // the engine can ask for many at once. Of an engine that must read a value to know its etag (redis) it is
  // empty.
  virtual std::vector<Result<KeyMetadata>> describe_many(const std::vector<std::string>& keys) const;
  // One page after `query.after`. A key present throughout the whole listing is never skipped; left out is
  // what other programs stored under keys that check_key() refuses, or not as strings (redis). Fails with
  // invalid (field "after") for a cursor this engine did not make.
  virtual Result<Page> scan(const ScanQuery& query) const = 0;
  // What holds now, for as long as the snapshot lives. It must not outlive the store.
  virtual Result<std::unique_ptr<const Snapshot>> snapshot() const;
  // Of the entries whose key begins with `prefix`. Where not exact, what scan() leaves out may be counted,
  // too.
  virtual Result<StoreStats> stats(std::string_view prefix) const;
  // Removes up to `max` entries whose time of expiry has come, as one commit with changes of kind `expired`
  // where revisions are kept; returns how many. 0: none is due (or the engine does it by itself).
  virtual Result<std::size_t> expire_due(std::size_t max);
  // Notes whose name begins with `prefix`, in the order of names. Fails with unsupported where not kept.
  virtual Result<std::vector<Note>> notes(std::string_view prefix) const;
  // Optional parts, owned by the store; nullptr where capabilities() does not name them.
  virtual const History* history() const { return nullptr; }
  virtual ChangeFeed* change_feed() { return nullptr; }
  virtual Capabilities capabilities() const = 0;
  // At no cost; what they are is the engine's own.
  virtual std::vector<Figure> figures() const { return {}; }
  // Success if the store can answer and accept writes now; else unavailable with the reason.
  virtual Status check_ready() const = 0;
};

}  // namespace keyglass::storage
