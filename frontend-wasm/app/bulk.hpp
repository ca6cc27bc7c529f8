// A change of many keys on its way through a plan of the API: what it is for, what it would do, how far it
// is. Plain values; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/remote.hpp"
#include "keyglass/plan_messages.hpp"
#include "keyglass/result.hpp"

namespace keyglass::app {

struct BulkDialog {
  PlanRequest request;
  std::string subject;        // what is changed, in words: "3 selected keys", "all keys in user:"
  std::string expiry;         // of set_ttl: as typed
  std::string expiry_fault;   // why it is no time, or ""
  Remote<Plan> plan;          // NotAsked: it is not yet known what it should do
  Remote<Done> commit;        // the request that starts it
  bool runs_at_once = false;  // without being asked, if it only brings keys back
  bool is_cancelling = false;
  std::vector<std::string> moved;  // the first keys that others changed: nothing was done
  std::uint64_t moved_count = 0;
  std::int64_t poll_at_ms = 0;  // while it runs: when its progress is asked for again; 0 is never

  bool operator==(const BulkDialog&) const = default;
};

// True while the server carries the plan out.
bool is_running(const BulkDialog& dialog);

// What brings the keys of the last bulk change back. It lasts as long as its toast.
struct BulkUndo {
  PlanRequest request;
  std::string subject;

  bool operator==(const BulkUndo&) const = default;
};

}  // namespace keyglass::app
