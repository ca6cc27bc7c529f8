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

// Carries the state forward from write to write of one batch.
class Planner {
 public:
  Planner(const WriteBatch& batch, const CommitBase& base) : batch_(batch), base_(base) {
    plan_.commit.revision = base.newest_revision;
  }

  Result<CommitPlan> run() {
    for (const Condition& condition : batch_.conditions) {
      const auto current = find_stored(key_of(condition));
      if (!current) return current.error();
      if (holds(condition, current.value())) continue;
      return condition_failed(condition, current.value() ? current.value()->etag : "");
    }
    for (const Write& write : batch_.writes) {
      const auto done = std::visit([this](const auto& one) { return apply(one); }, write);
      if (!done) return done.error();
    }
    return std::move(plan_);
  }

 private:
  Status apply(const Put& put) {
    if (!put.content_type.empty()) {
      // A longer one would not fit its record.
      const auto checked = check_content_type(put.content_type);
      if (!checked) return checked.error();
    }
    const auto current = find(put.key);
    if (!current) return current.error();
    const bool replaces = current.value().has_value();
    KeyMetadata after;
    after.key = put.key;
    after.size_bytes = put.value.size();
    after.revision = base_.newest_revision + 1;
    after.created_at_ms = replaces ? current.value()->created_at_ms : base_.now_ms;
    after.updated_at_ms = base_.now_ms;
    after.expires_at_ms = put.expires_at_ms;
    after.content_type = put.content_type;
    after.etag = revision_etag(after.revision, base_.epoch);
    if (is_expired(put.expires_at_ms, base_.now_ms)) {
      if (replaces) push({&put.key, nullptr, {}});
      written_[put.key] = std::nullopt;
    } else {
      push({&put.key, &put, after});
      written_[put.key] = after;
    }
    plan_.commit.outcomes.push_back(
        {replaces ? WriteOutcome::Kind::replaced : WriteOutcome::Kind::created, std::move(after)});
    return Done{};
  }

  Status apply(const Delete& removal) {
    const auto current = find(removal.key);
    if (!current) return current.error();
    if (!current.value()) {
      KeyMetadata nothing;
      nothing.key = removal.key;
      plan_.commit.outcomes.push_back({WriteOutcome::Kind::absent, std::move(nothing)});
      return Done{};
    }
    push({&removal.key, nullptr, {}});
    plan_.commit.outcomes.push_back({WriteOutcome::Kind::deleted, *current.value()});
    written_[removal.key] = std::nullopt;
    return Done{};
  }

  Result<std::optional<KeyMetadata>> find(const std::string& key) const {
    const auto own = written_.find(key);
    if (own != written_.end()) return own->second;
    return find_stored(key);
  }

  Result<std::optional<KeyMetadata>> find_stored(const std::string& key) const {
    auto stored = base_.find(key);
    if (stored && stored.value() && is_expired(stored.value()->expires_at_ms, base_.now_ms))
      return std::optional<KeyMetadata>();
    return stored;
  }

  // One revision for the whole batch, taken when its first write changes something.
  void push(PlannedWrite write) {
    plan_.writes.push_back(std::move(write));
    plan_.commit.revision = base_.newest_revision + 1;
  }

  const WriteBatch& batch_;
  const CommitBase& base_;
  CommitPlan plan_;
  std::map<std::string_view, std::optional<KeyMetadata>> written_;
};

}  // namespace

Result<CommitPlan> plan_commit(const WriteBatch& batch, const CommitBase& base) {
  return Planner(batch, base).run();
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
