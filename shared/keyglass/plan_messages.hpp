// Plans: changes of many keys at once that are shown before they happen. Plain structs; their JSON is
// plan_codecs.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace keyglass {

enum class PlanAction {
  remove,   // "delete"
  set_ttl,  // a new time to live, or none
  restore,  // back to what the keys were at an earlier revision
};

// POST /plans. Exactly one of prefix, glob and keys selects; an empty prefix selects everything.
struct PlanRequest {
  PlanAction action = PlanAction::remove;
  std::optional<std::string> prefix;
  std::optional<std::string> glob;
  std::optional<std::vector<std::string>> keys;
  std::optional<double> ttl_seconds;      // set_ttl: nullopt removes the time of expiry
  std::optional<std::uint64_t> revision;  // restore: the one to go back to; else: the selection must not have
                                          // changed since

  bool operator==(const PlanRequest&) const = default;
};

enum class PlanState {
  pending,  // nothing was done yet
  running,
  done,
  stopped,      // by a key that someone else changed, or by the store: see detail
  cancelled,    // after a whole batch
  interrupted,  // the server ended: everything up to last_key was done, in whole batches
};

struct Plan {
  std::string id;  // unguessable: 128 random bits in hexadecimal
  PlanAction action = PlanAction::remove;
  PlanState state = PlanState::pending;
  std::string prefix;  // of the request, like the next three
  std::string glob;
  std::optional<double> ttl_seconds;
  std::optional<std::uint64_t> restore_revision;
  std::uint64_t count = 0;  // of the keys that it changes: so many get a value, so many go
  std::uint64_t puts = 0;
  std::uint64_t deletes = 0;
  std::uint64_t bytes = 0;                  // of the keys and values that it replaces, removes or brings back
  std::vector<std::string> sample;          // the first of these keys
  std::vector<std::string> sample_deletes;  // restore: the first of those that go
  std::uint64_t revision = 0;               // that it is pinned to
  std::int64_t created_at_ms = 0;           // UTC
  std::optional<std::int64_t> expires_at_ms;  // pending: until when it can be committed
  std::uint64_t done = 0;                     // keys that were changed so far
  std::uint64_t skipped = 0;                  // keys that expired before their turn came
  std::string last_key;                       // of those
  std::vector<std::string> moved;             // the first keys that others changed meanwhile
  std::uint64_t moved_count = 0;
  std::string detail;  // why it stopped, for people

  bool operator==(const Plan&) const = default;
};

}  // namespace keyglass
