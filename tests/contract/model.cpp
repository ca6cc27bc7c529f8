// What a store must hold: see model.hpp.
#include "model.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <utility>

#include "keyglass/glob.hpp"

namespace keyglass::test {
namespace {

using storage::ChangeKind;
using storage::Put;
using storage::Version;
using storage::WriteOutcome;

bool has_expired(const storage::Entry& entry, std::int64_t now_ms) {
  return entry.metadata.expires_at_ms.has_value() && *entry.metadata.expires_at_ms <= now_ms;
}

bool holds(const storage::Condition& condition, const State& seen) {
  const auto entry = [&](const std::string& key) {
    const auto found = seen.find(key);
    return found == seen.end() ? nullptr : &found->second.metadata;
  };
  if (const auto* absent = std::get_if<storage::MustBeAbsent>(&condition)) return !entry(absent->key);
  if (const auto* exist = std::get_if<storage::MustExist>(&condition)) return entry(exist->key);
  if (const auto* of = std::get_if<storage::MustHaveRevision>(&condition))
    return entry(of->key) && entry(of->key)->revision == of->revision;
  const auto& of = std::get<storage::MustHaveEtag>(condition);
  return entry(of.key) && entry(of.key)->etag == of.etag;
}

Version removal(const std::string& key, ChangeKind kind, std::uint64_t revision, std::int64_t now_ms) {
  Version version;
  version.kind = kind;
  version.metadata.key = key;
  version.metadata.revision = revision;
  version.metadata.updated_at_ms = now_ms;
  return version;
}

}  // namespace

bool Model::allows(const storage::WriteBatch& batch, std::int64_t now_ms) const {
  const State seen = visible(now_ms);
  return std::all_of(batch.conditions.begin(), batch.conditions.end(),
                     [&](const auto& condition) { return holds(condition, seen); });
}

void Model::apply(const storage::WriteBatch& batch, const storage::Commit& commit, std::int64_t now_ms,
                  const storage::Capabilities& promises) {
  REQUIRE(commit.outcomes.size() == batch.writes.size());
  const State before = visible(now_ms);
  State after = before;
  std::set<std::string> put_keys;
  for (std::size_t i = 0; i < batch.writes.size(); ++i) {
    const WriteOutcome& outcome = commit.outcomes[i];
    const auto* put = std::get_if<Put>(&batch.writes[i]);
    const std::string& key = put ? put->key : std::get<storage::Delete>(batch.writes[i]).key;
    const bool was_there = after.contains(key);
    const KeyMetadata replaced = was_there ? after[key].metadata : KeyMetadata();
    if (!put) {
      REQUIRE(outcome.kind == (was_there ? WriteOutcome::Kind::deleted : WriteOutcome::Kind::absent));
      if (was_there) REQUIRE(outcome.metadata.etag == replaced.etag);
      after.erase(key);
      continue;
    }
    REQUIRE(outcome.kind == (was_there ? WriteOutcome::Kind::replaced : WriteOutcome::Kind::created));
    KeyMetadata metadata;
    metadata.key = key;
    metadata.size_bytes = put->value.size();
    metadata.revision = revision() + 1;
    metadata.created_at_ms = was_there ? replaced.created_at_ms : now_ms;
    metadata.updated_at_ms = now_ms;
    metadata.expires_at_ms = put->expires_at_ms;
    metadata.content_type = put->content_type;
    metadata.etag = outcome.metadata.etag;
    REQUIRE(same_metadata(outcome.metadata, metadata, promises));
    after[key] = {metadata, put->value};
    if (has_expired(after[key], now_ms)) after.erase(key);
    put_keys.insert(key);
  }
  State stored = at(revision());
  std::vector<Version> changes;
  for (const auto& [key, entry] : before) {
    if (after.contains(key)) continue;
    stored.erase(key);
    changes.push_back(removal(key, ChangeKind::deleted, revision() + 1, now_ms));
  }
  for (const auto& key : put_keys) {
    if (!after.contains(key)) continue;
    stored[key] = after[key];
    changes.push_back({ChangeKind::put, after[key].metadata});
  }
  finish(std::move(stored), std::move(changes));
  REQUIRE(commit.revision == (promises.revisions ? revision() : 0));
}

void Model::expire(const std::set<std::string>& keys, std::int64_t now_ms) {
  State stored = at(revision());
  std::vector<Version> changes;
  for (const auto& key : keys) {
    REQUIRE(stored.contains(key));
    REQUIRE(has_expired(stored[key], now_ms));
    stored.erase(key);
    changes.push_back(removal(key, ChangeKind::expired, revision() + 1, now_ms));
  }
  finish(std::move(stored), std::move(changes));
}

void Model::finish(State state, std::vector<Version> changes) {
  if (changes.empty()) return;
  std::sort(changes.begin(), changes.end(),
            [](const Version& a, const Version& b) { return a.metadata.key < b.metadata.key; });
  states_.push_back(std::move(state));
  changes_.insert(changes_.end(), changes.begin(), changes.end());
}

State Model::visible(std::int64_t now_ms) const {
  State seen;
  for (const auto& [key, entry] : at(revision())) {
    if (!has_expired(entry, now_ms)) seen.emplace(key, entry);
  }
  return seen;
}

std::vector<Version> Model::versions(const std::string& key) const {
  std::vector<Version> found;
  for (auto change = changes_.rbegin(); change != changes_.rend(); ++change) {
    if (change->metadata.key == key) found.push_back(*change);
  }
  return found;
}

Listing listing_of(const State& state, const storage::ScanQuery& query) {
  Listing listing;
  std::set<std::string> prefixes;
  for (const auto& [key, entry] : state) {
    if (!key.starts_with(query.prefix)) continue;
    if (!query.glob.empty() && !glob_matches(query.glob, key)) continue;
    const auto at =
        query.delimiter.empty() ? std::string::npos : key.find(query.delimiter, query.prefix.size());
    if (at == std::string::npos) {
      listing.keys.push_back(key);
    } else {
      prefixes.insert(key.substr(0, at + query.delimiter.size()));
    }
  }
  listing.prefixes.assign(prefixes.begin(), prefixes.end());
  return listing;
}

bool same_metadata(const KeyMetadata& left, const KeyMetadata& right, const storage::Capabilities& promises) {
  const auto kept = [&](KeyMetadata metadata) {
    if (!promises.revisions) metadata.revision = 0, metadata.created_at_ms = 0, metadata.updated_at_ms = 0;
    if (!promises.content_types) metadata.content_type.clear();
    return metadata;
  };
  return kept(left) == kept(right);
}

}  // namespace keyglass::test
