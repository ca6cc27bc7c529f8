// Changing a part of a value: the rules behind PATCH. Knows neither HTTP nor engines. Any thread may call any
// method.
#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <variant>

#include "keyglass/merge_patch.hpp"
#include "service/precondition.hpp"
#include "service/write_rules.hpp"
#include "storage/store.hpp"

namespace keyglass::service {

// Adds to a value that is a whole number of 64 bits as decimal text ("-12": no sign of plus, no leading
// zeros, no spaces). An absent key counts as 0.
struct Increment {
  std::int64_t by = 0;
};
using PatchChange = std::variant<Increment, MergePatch>;

struct PatchRequest {
  std::string key;
  PatchChange change;
  Precondition precondition;
};

class PatchService {
 public:
  // `store` must outlive the service.
  PatchService(storage::Store& store, ValueLimits limits);

  // The entry after the change; its content type and time of expiry stay. The change is made to the newest
  // state or not at all: of concurrent increments none is lost.
  // Fails with conflict (the value is no number, or no JSON; the sum has more than 64 bits), not_found (a
  // merge patch of an absent key), too_large, precondition_failed, and unavailable if others changed the key
  // each time before this could.
  Result<storage::Entry> patch(const PatchRequest& request);

 private:
  // Patches of one key wait for each other rather than fail on each other; two keys may share a lane.
  std::mutex& lane_of(const std::string& key);
  // One attempt. nullopt: the entry changed meanwhile.
  Result<std::optional<storage::Entry>> try_patch(const PatchRequest& request);

  storage::Store& store_;
  const ValueLimits limits_;
  std::array<std::mutex, 64> lanes_;
};

}  // namespace keyglass::service
