// What a plan does, key by key: the selection as it was at one moment, turned into steps.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "keyglass/plan_messages.hpp"
#include "service/selection.hpp"
#include "storage/history.hpp"
#include "storage/store.hpp"

namespace keyglass::service {

struct PlanStep {
  std::uint64_t revision = 0;                 // that the key must still have; 0: it must be absent
  std::optional<std::int64_t> expires_at_ms;  // of the entry that is there
  std::uint64_t bytes = 0;                    // of the key and of the value that goes, or comes back
  storage::Write write;
};

// One thread.
class PlanWalk {
 public:
  virtual ~PlanWalk() = default;
  // The next steps in key order, at most 500 and some megabytes of values; none may be among them though
  // at_end() is still false.
  virtual Result<std::vector<PlanStep>> next() = 0;
  virtual bool at_end() const = 0;
};

// What the steps are made of. All must outlive the walk.
struct PlanSource {
  const Selection& selection;
  const storage::Snapshot& snapshot;
  const storage::History* history = nullptr;  // restore: not null
  std::int64_t now_ms = 0;
  bool with_values = true;  // false to count only: the steps of set_ttl then have no values
};

inline constexpr std::size_t plan_batch_keys = 500;

std::unique_ptr<PlanWalk> walk_of(PlanAction action, std::optional<double> ttl_seconds,
                                  const PlanSource& source);

// The steps back to `revision`. A key that came later goes, if history is sure that it was absent then; if it
// is not, next() fails with compacted and the key. What was there then and would have expired by now is left
// as it is.
std::unique_ptr<PlanWalk> restoring_walk(std::uint64_t revision, const PlanSource& source);

}  // namespace keyglass::service
