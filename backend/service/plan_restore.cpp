// Steps back to an earlier revision: see plan_walk.hpp.
#include <algorithm>
#include <deque>
#include <utility>

#include "keyglass/limits.hpp"
#include "service/plan_walk.hpp"

namespace keyglass::service {
namespace {

using storage::Entry;

// The selected entries as they were at a revision, in key order.
class PastWalk {
 public:
  PastWalk(const Selection& selection, const storage::History& history, std::uint64_t revision)
      : selection_(selection), history_(history), revision_(revision) {
    query_.prefix = common_prefix(selection);
    query_.glob = selection.glob;
    query_.limit = plan_batch_keys;
    query_.with_values = true;
  }

  Result<std::vector<Entry>> next() {
    if (!selection_.keys.empty()) return next_key();
    auto page = history_.scan_at(query_, revision_);
    if (!page) return page.error();
    query_.after = std::move(page.value().next);
    at_end_ = query_.after.empty();
    return std::move(page.value().entries);
  }
  bool at_end() const { return at_end_; }

 private:
  Result<std::vector<Entry>> next_key() {
    std::vector<Entry> entries;
    auto entry = history_.get_at(selection_.keys[next_key_], revision_);
    if (!entry && entry.error().code != ErrorCode::not_found) return entry.error();
    if (entry) entries.push_back(std::move(entry).value());
    at_end_ = ++next_key_ == selection_.keys.size();
    return entries;
  }

  const Selection& selection_;
  const storage::History& history_;
  const std::uint64_t revision_;
  storage::ScanQuery query_;
  std::size_t next_key_ = 0;
  bool at_end_ = false;
};

// One of the two sides that are compared: entries read ahead, so that the front can be looked at.
template <typename Walk>
class Ahead {
 public:
  template <typename... Arguments>
  explicit Ahead(Arguments&&... arguments) : walk_(std::forward<Arguments>(arguments)...) {}

  // Afterwards front() is the next entry, or nullptr at the end.
  Status load() {
    while (entries_.empty() && !walk_.at_end()) {
      auto page = walk_.next();
      if (!page) return page.error();
      std::ranges::move(page.value(), std::back_inserter(entries_));
    }
    return Done{};
  }
  const Entry* front() const { return entries_.empty() ? nullptr : &entries_.front(); }
  Entry take() {
    Entry entry = std::move(entries_.front());
    entries_.pop_front();
    return entry;
  }

 private:
  Walk walk_;
  std::deque<Entry> entries_;
};

bool is_same(const Entry& now, const Entry& past) {
  if (now.metadata.revision == past.metadata.revision) return true;
  return now.value == past.value && now.metadata.content_type == past.metadata.content_type &&
         now.metadata.expires_at_ms == past.metadata.expires_at_ms;
}

class RestoringWalk final : public PlanWalk {
 public:
  RestoringWalk(std::uint64_t revision, const PlanSource& source)
      : history_(*source.history),
        revision_(revision),
        now_ms_(source.now_ms),
        now_(source.selection, source.snapshot,
             SelectionWalk::Options{.page_keys = plan_batch_keys, .with_values = true}),
        past_(source.selection, history_, revision) {}

  Result<std::vector<PlanStep>> next() override {
    std::vector<PlanStep> steps;
    std::uint64_t bytes = 0;
    while (steps.size() < plan_batch_keys && bytes <= storage::page_value_bytes_max) {
      if (const Status loaded = now_.load(); !loaded) return loaded.error();
      if (const Status loaded = past_.load(); !loaded) return loaded.error();
      if (now_.front() == nullptr && past_.front() == nullptr) {
        at_end_ = true;
        break;
      }
      auto step = next_step();
      if (!step) return step.error();
      if (!step.value()) continue;
      bytes += step.value()->bytes;
      steps.push_back(*std::move(step).value());
    }
    return steps;
  }

  bool at_end() const override { return at_end_; }

 private:
  Result<std::optional<PlanStep>> next_step() {
    const bool has_now = now_.front() != nullptr;
    const bool has_past = past_.front() != nullptr;
    if (has_now && (!has_past || now_.front()->metadata.key < past_.front()->metadata.key))
      return remove(now_.take());
    if (!has_now || past_.front()->metadata.key < now_.front()->metadata.key)
      return put_back(past_.take(), std::nullopt);
    Entry now = now_.take();
    Entry past = past_.take();
    if (is_same(now, past)) return std::optional<PlanStep>();
    return put_back(std::move(past), std::move(now));
  }

  Result<std::optional<PlanStep>> put_back(Entry past, const std::optional<Entry>& now) const {
    KeyMetadata& metadata = past.metadata;
    if (metadata.expires_at_ms && *metadata.expires_at_ms <= now_ms_) return std::optional<PlanStep>();
    PlanStep step;
    step.revision = now ? now->metadata.revision : 0;
    if (now) step.expires_at_ms = now->metadata.expires_at_ms;
    step.bytes = metadata.key.size() + past.value.size();
    step.write = storage::Put{std::move(metadata.key), std::move(past.value),
                              std::move(metadata.content_type), metadata.expires_at_ms};
    return std::optional(std::move(step));
  }

  Result<std::optional<PlanStep>> remove(Entry now) const {
    if (const Status absent = was_surely_absent(now.metadata.key); !absent) return absent.error();
    PlanStep step;
    step.revision = now.metadata.revision;
    step.expires_at_ms = now.metadata.expires_at_ms;
    step.bytes = now.metadata.key.size() + now.metadata.size_bytes;
    step.write = storage::Delete{std::move(now.metadata.key)};
    return std::optional(std::move(step));
  }

  // Not finding it at that revision is no proof: what it was then may be forgotten.
  Status was_surely_absent(const std::string& key) const {
    const auto then = history_.get_at(key, revision_);
    if (!then && then.error().code != ErrorCode::not_found) return then.error();
    const auto versions = history_.versions({.key = key, .before = 0, .limit = limits::page_keys_max});
    if (!versions) return versions.error();
    if (!then && versions.value().complete) return Done{};
    Error error;
    error.code = ErrorCode::compacted;
    error.message =
        "what \"" + key + "\" was at revision " + std::to_string(revision_) + " is no longer known";
    error.key = key;
    return error;
  }

  const storage::History& history_;
  const std::uint64_t revision_;
  const std::int64_t now_ms_;
  Ahead<SelectionWalk> now_;
  Ahead<PastWalk> past_;
  bool at_end_ = false;
};

}  // namespace

std::unique_ptr<PlanWalk> restoring_walk(std::uint64_t revision, const PlanSource& source) {
  return std::make_unique<RestoringWalk>(revision, source);
}

}  // namespace keyglass::service
