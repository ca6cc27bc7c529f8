// Steps that remove entries or set their time of expiry: see plan_walk.hpp.
#include "service/plan_walk.hpp"

#include <cmath>
#include <utility>

namespace keyglass::service {
namespace {

// One step for each selected entry that `Change` changes.
class EntryWalk final : public PlanWalk {
 public:
  using Change = std::optional<storage::Write> (*)(storage::Entry& entry,
                                                   const std::optional<std::int64_t>& expires_at_ms);

  EntryWalk(const PlanSource& source, bool with_values, Change change,
            std::optional<std::int64_t> expires_at_ms)
      : entries_(source.selection, source.snapshot,
                 {.page_keys = plan_batch_keys, .with_values = with_values}),
        change_(change),
        expires_at_ms_(expires_at_ms) {}

  Result<std::vector<PlanStep>> next() override {
    auto entries = entries_.next();
    if (!entries) return entries.error();
    std::vector<PlanStep> steps;
    steps.reserve(entries.value().size());
    for (storage::Entry& entry : entries.value()) {
      PlanStep step;
      step.revision = entry.metadata.revision;
      step.expires_at_ms = entry.metadata.expires_at_ms;
      step.bytes = entry.metadata.key.size() + entry.metadata.size_bytes;
      auto write = change_(entry, expires_at_ms_);
      if (!write) continue;
      step.write = *std::move(write);
      steps.push_back(std::move(step));
    }
    return steps;
  }

  bool at_end() const override { return entries_.at_end(); }

 private:
  SelectionWalk entries_;
  const Change change_;
  const std::optional<std::int64_t> expires_at_ms_;
};

std::optional<storage::Write> removal(storage::Entry& entry, const std::optional<std::int64_t>&) {
  return storage::Delete{std::move(entry.metadata.key)};
}

std::optional<storage::Write> renewal(storage::Entry& entry,
                                      const std::optional<std::int64_t>& expires_at_ms) {
  if (entry.metadata.expires_at_ms == expires_at_ms) return std::nullopt;
  return storage::Put{std::move(entry.metadata.key), std::move(entry.value),
                      std::move(entry.metadata.content_type), expires_at_ms};
}

}  // namespace

std::unique_ptr<PlanWalk> walk_of(PlanAction action, std::optional<double> ttl_seconds,
                                  const PlanSource& source) {
  if (action == PlanAction::remove) return std::make_unique<EntryWalk>(source, false, removal, std::nullopt);
  std::optional<std::int64_t> expires_at_ms;
  if (ttl_seconds)
    expires_at_ms = source.now_ms + static_cast<std::int64_t>(std::ceil(*ttl_seconds * 1000.0));
  return std::make_unique<EntryWalk>(source, source.with_values, renewal, expires_at_ms);
}

}  // namespace keyglass::service
