// Planning a commit: see commit_plan.hpp.
#include "storage/commit_plan.hpp"

#include <array>
#include <charconv>
#include <map>

#include "keyglass/value_rules.hpp"
#include "storage/store_errors.hpp"

namespace keyglass::storage {
namespace {

bool holds(const Condition& condition, const std::optional<KeyMetadata>& current) {
  if (std::holds_alternative<MustBeAbsent>(condition)) return !current;
  if (std::holds_alternative<MustExist>(condition)) return current.has_value();
  if (const auto* expected = std::get_if<MustHaveRevision>(&condition))
    return current && current->revision == expected->revision;
  return current && current->etag == std::get<MustHaveEtag>(condition).etag;
}

void append_hex(std::string& text, std::uint64_t number) {
  std::array<char, 16> digits{};
  const auto [end, failure] = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16);
  static_cast<void>(failure);  // 16 digits hold every 64-bit number
  text.append(digits.data(), end);
}

PlannedWrite removal_of(const std::string& key, ChangeKind kind, const CommitBase& base) {
  PlannedWrite write;
  write.key = &key;
  write.kind = kind;
  write.metadata.key = key;
  write.metadata.revision = base.newest_revision + 1;
  write.metadata.updated_at_ms = base.now_ms;
  return write;
}

// Carries the state forward from write to write of one batch.
class Planner {
 public:
  Planner(const WriteBatch& batch, const CommitBase& base) : batch_(batch), base_(base) {}

  Result<CommitPlan> run() {
    for (const Condition& condition : batch_.conditions) {
      const auto current = find_unexpired(key_of(condition));
      if (!current) return current.error();
      if (holds(condition, current.value())) continue;
      return condition_failed(condition, current.value() ? current.value()->etag : "");
    }
    for (const Write& write : batch_.writes) {
      const auto done = std::visit([this](const auto& one) { return apply(one); }, write);
      if (!done) return done.error();
    }
    return finished();
  }

 private:
  // A key that the batch writes: as it was, and as the writes so far leave it.
  struct Touched {
    const std::string* key = nullptr;
    std::optional<KeyMetadata> before;  // as stored
    std::optional<KeyMetadata> after;   // nullopt: absent
    const Put* put = nullptr;           // that made `after`
  };

  Status apply(const Put& put) {
    if (!put.content_type.empty()) {
      // A longer one would not fit its record.
      const auto checked = check_content_type(put.content_type);
      if (!checked) return checked.error();
    }
    const auto touched = touch(put.key);
    if (!touched) return touched.error();
    Touched& state = *touched.value();
    const bool replaces = state.after.has_value();
    KeyMetadata after;
    after.key = put.key;
    after.size_bytes = put.value.size();
    after.revision = base_.newest_revision + 1;
    after.created_at_ms = replaces ? state.after->created_at_ms : base_.now_ms;
    after.updated_at_ms = base_.now_ms;
    after.expires_at_ms = put.expires_at_ms;
    after.content_type = put.content_type;
    after.etag = revision_etag(after.revision, base_.epoch);
    if (is_expired(put.expires_at_ms, base_.now_ms)) {
      state.after = std::nullopt;
    } else {
      state.after = after;
      state.put = &put;
    }
    outcomes_.push_back(
        {replaces ? WriteOutcome::Kind::replaced : WriteOutcome::Kind::created, std::move(after)});
    return Done{};
  }

  Status apply(const Delete& removal) {
    const auto touched = touch(removal.key);
    if (!touched) return touched.error();
    Touched& state = *touched.value();
    if (!state.after) {
      KeyMetadata nothing;
      nothing.key = removal.key;
      outcomes_.push_back({WriteOutcome::Kind::absent, std::move(nothing)});
      return Done{};
    }
    outcomes_.push_back({WriteOutcome::Kind::deleted, std::move(*state.after)});
    state.after = std::nullopt;
    return Done{};
  }

  // The state of `key`, found when the batch first writes it.
  Result<Touched*> touch(const std::string& key) {
    const auto known = touched_.find(key);
    if (known != touched_.end()) return &known->second;
    auto stored = base_.find(key);
    if (!stored) return stored.error();
    Touched& state = touched_[key];
    state.key = &key;
    state.before = std::move(stored).value();
    if (state.before && !is_expired(state.before->expires_at_ms, base_.now_ms)) state.after = state.before;
    return &state;
  }

  Result<std::optional<KeyMetadata>> find_unexpired(const std::string& key) const {
    auto stored = base_.find(key);
    if (stored && stored.value() && is_expired(stored.value()->expires_at_ms, base_.now_ms))
      return std::optional<KeyMetadata>();
    return stored;
  }

  // One revision for the whole batch, taken when it changes something.
  CommitPlan finished() {
    CommitPlan plan;
    for (auto& [key, state] : touched_) {
      if (auto write = change(state)) plan.writes.push_back(std::move(*write));
    }
    plan.commit.revision = base_.newest_revision + (plan.writes.empty() ? 0 : 1);
    plan.commit.outcomes = std::move(outcomes_);
    return plan;
  }

  // Nothing if what readers see stays as it was: absent (a removal of an expired entry is the sweeper's), or
  // the stored entry.
  std::optional<PlannedWrite> change(Touched& state) const {
    PlannedWrite write;
    if (state.after) {
      if (state.after->revision <= base_.newest_revision) return std::nullopt;
      write.key = state.key;
      write.put = state.put;
      write.metadata = std::move(*state.after);
    } else {
      if (!state.before || is_expired(state.before->expires_at_ms, base_.now_ms)) return std::nullopt;
      write = removal_of(*state.key, ChangeKind::deleted, base_);
    }
    write.before = std::move(state.before);
    return write;
  }

  const WriteBatch& batch_;
  const CommitBase& base_;
  std::vector<WriteOutcome> outcomes_;
  std::map<std::string_view, Touched> touched_;
};

}  // namespace

Result<CommitPlan> plan_commit(const WriteBatch& batch, const CommitBase& base) {
  return Planner(batch, base).run();
}

Result<CommitPlan> plan_expiry(const std::vector<std::string>& keys, const CommitBase& base) {
  std::map<std::string_view, PlannedWrite> due;
  for (const std::string& key : keys) {
    auto stored = base.find(key);
    if (!stored) return stored.error();
    if (!stored.value() || !is_expired(stored.value()->expires_at_ms, base.now_ms)) continue;
    PlannedWrite write = removal_of(key, ChangeKind::expired, base);
    write.before = std::move(stored).value();
    due.emplace(key, std::move(write));
  }
  CommitPlan plan;
  for (auto& [key, write] : due) {
    plan.commit.outcomes.push_back({WriteOutcome::Kind::deleted, *write.before});
    plan.writes.push_back(std::move(write));
  }
  plan.commit.revision = base.newest_revision + (plan.writes.empty() ? 0 : 1);
  return plan;
}

std::string revision_etag(std::uint64_t revision, std::uint64_t epoch) {
  std::string etag = "\"";
  append_hex(etag, revision);
  etag += '-';
  append_hex(etag, epoch);
  return etag += '"';
}

bool is_expired(const std::optional<std::int64_t>& expires_at_ms, std::int64_t now_ms) {
  return expires_at_ms && *expires_at_ms <= now_ms;
}

}  // namespace keyglass::storage
