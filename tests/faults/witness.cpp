// What must be in a store after its process was killed: see witness.hpp.
#include "faults/witness.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "faults/load.hpp"
#include "storage/clock.hpp"

namespace keyglass::test {
namespace {

using Fate = Attempt::Fate;

bool may_have_expired(const std::optional<std::int64_t>& expires_at_ms) {
  return expires_at_ms && *expires_at_ms <= storage::system_time_ms();
}

storage::Entry entry_of(const AttemptedWrite& write, std::uint64_t revision) {
  storage::Entry entry;
  entry.metadata.key = write.key;
  entry.metadata.revision = revision;
  if (write.expires_at_ms != 0) entry.metadata.expires_at_ms = write.expires_at_ms;
  entry.value = *write.value;
  return entry;
}

// What an acknowledged commit left of a key: its revision, and the entry unless it deleted it.
struct Known {
  std::uint64_t revision = 0;
  std::optional<storage::Entry> entry;
};

Known newest_known(const std::string& key, const Account& account,
                   const std::map<std::string, storage::Entry>& ground) {
  Known known;
  if (const auto found = ground.find(key); found != ground.end()) {
    known = {found->second.metadata.revision, found->second};
  }
  for (const auto& [id, attempt] : account.attempts) {
    const AttemptedWrite* const write = attempt.find(key);
    if (write == nullptr || attempt.fate != Fate::acknowledged || attempt.revision <= known.revision)
      continue;
    known.revision = attempt.revision;
    known.entry = write->value ? std::optional(entry_of(*write, attempt.revision)) : std::nullopt;
  }
  return known;
}

std::string at_revision(std::uint64_t revision) {
  return " of revision " + std::to_string(revision);
}

}  // namespace

void Witness::judge(storage::Store& store, const Account& account) {
  for (const std::string& failure : account.failures) problem("the load failed: " + failure);
  const Entries now = read_all(store);
  std::set<std::string> keys;
  for (const auto& [key, entry] : now) keys.insert(key);
  for (const auto& [key, entry] : ground_) keys.insert(key);
  for (const auto& [id, attempt] : account.attempts) {
    for (const AttemptedWrite& write : attempt.writes) keys.insert(write.key);
  }
  for (const std::string& key : keys) judge_key(key, account, now);
  judge_attempts(account, now);
  judge_groups(now);
  judge_counters(account, now);
  judge_feed(store, account, now);
  judge_revisions(store, account, now);
  judge_stats(store);
  ground_ = now;
}

Witness::Entries Witness::read_all(storage::Store& store) {
  Entries entries;
  storage::ScanQuery query;
  query.limit = 1000;
  query.with_values = true;
  do {
    auto page = store.scan(query);
    if (!page) {
      problem("cannot list: " + page.error().message);
      return entries;
    }
    for (auto& entry : page.value().entries) entries[entry.metadata.key] = std::move(entry);
    query.after = page.value().next;
  } while (!query.after.empty());
  return entries;
}

void Witness::judge_key(const std::string& key, const Account& account, const Entries& now) {
  const Known known = newest_known(key, account, ground_);
  const auto found = now.find(key);
  if (found != now.end()) {
    const storage::Entry& entry = found->second;
    if (entry.metadata.revision < known.revision) {
      problem(key + ": revision " + std::to_string(known.revision) + " was acknowledged and is lost");
    }
    if (entry.metadata.revision == known.revision) {
      if (!known.entry) problem(key + ": deleted and there again");
      if (known.entry && known.entry->value != entry.value) problem(key + ": another value than was written");
      return;
    }
    judge_present(entry, account);
    return;
  }
  if (!known.entry || may_have_expired(known.entry->metadata.expires_at_ms)) return;
  for (const auto& [id, attempt] : account.attempts) {
    const AttemptedWrite* const write = attempt.find(key);
    if (write == nullptr || attempt.fate != Fate::open) continue;
    if (!write->value || may_have_expired(write->expires_at_ms)) return;
  }
  problem(key + at_revision(known.revision) + ": acknowledged and gone");
}

// An entry that is newer than all that was acknowledged is of an attempt without an answer.
void Witness::judge_present(const storage::Entry& entry, const Account& account) {
  const std::string& key = entry.metadata.key;
  for (const auto& [id, attempt] : account.attempts) {
    const AttemptedWrite* const write = attempt.find(key);
    if (write != nullptr && attempt.fate == Fate::open && write->value == entry.value) return;
  }
  problem(key + at_revision(entry.metadata.revision) + ": nobody wrote what it holds");
}

// Of an attempt without an answer every key shows it, or none does.
void Witness::judge_attempts(const Account& account, const Entries& now) {
  for (const auto& [id, attempt] : account.attempts) {
    if (attempt.fate == Fate::acknowledged) continue;
    std::size_t shown = 0;
    std::set<std::uint64_t> revisions;
    for (const AttemptedWrite& write : attempt.writes) {
      const auto found = now.find(write.key);
      if (found == now.end() || found->second.value != write.value) continue;
      // A counter's value does not tell who wrote it.
      if (write.key.starts_with("counter:")) continue;
      ++shown;
      revisions.insert(found->second.metadata.revision);
    }
    if (attempt.fate == Fate::refused && shown != 0)
      problem("a refused commit happened: " + try_line(attempt));
    if (revisions.size() > 1) problem("a commit of several revisions: " + try_line(attempt));
    if (attempt.fate == Fate::open) ++(shown == 0 ? open_and_lost_ : open_and_kept_);
  }
}

void Witness::judge_groups(const Entries& now) {
  for (unsigned group = 0; group < load_groups; ++group) {
    std::set<std::string> states;
    for (unsigned n = 0; n < load_group_keys; ++n) {
      const auto found = now.find("group:" + std::to_string(group) + ':' + std::to_string(n));
      states.insert(found == now.end()
                        ? "absent"
                        : std::to_string(found->second.metadata.revision) + ' ' + found->second.value);
    }
    if (states.size() != 1) problem("group " + std::to_string(group) + " is torn");
  }
}

void Witness::judge_counters(const Account& account, const Entries& now) {
  for (unsigned n = 0; n < load_counters; ++n) {
    const std::string key = "counter:" + std::to_string(n);
    const auto value_in = [&key](const Entries& entries) {
      const auto found = entries.find(key);
      return found == entries.end() ? 0ull : std::stoull(found->second.value);
    };
    std::uint64_t acknowledged = 0;
    std::uint64_t open = 0;
    for (const auto& [id, attempt] : account.attempts) {
      if (attempt.find(key) == nullptr) continue;
      if (attempt.fate == Fate::acknowledged) ++acknowledged;
      if (attempt.fate == Fate::open) ++open;
    }
    const std::uint64_t grown = value_in(now) - value_in(ground_);
    if (grown < acknowledged || grown > acknowledged + open) {
      problem(key + ": grew by " + std::to_string(grown) + ", acknowledged were " +
              std::to_string(acknowledged));
    }
  }
}

// A commit of nothing takes no revision and tells the newest.
std::uint64_t Witness::newest_of(storage::Store& store) {
  const auto nothing = store.commit({});
  if (nothing) return nothing.value().revision;
  problem("the store takes no commits: " + nothing.error().message);
  return 0;
}

void Witness::judge_revisions(storage::Store& store, const Account& account, const Entries& now) {
  const std::uint64_t newest = newest_of(store);
  std::uint64_t least = newest_revision_;
  std::set<std::uint64_t> seen;
  for (const auto& [id, attempt] : account.attempts) {
    if (attempt.fate != Fate::acknowledged || attempt.revision == 0) continue;
    if (attempt.revision <= newest_revision_) problem("a revision was used again: " + try_line(attempt));
    if (!seen.insert(attempt.revision).second) problem("a revision was given twice: " + try_line(attempt));
    least = std::max(least, attempt.revision);
  }
  for (const auto& [key, entry] : now) least = std::max(least, entry.metadata.revision);
  if (newest < least) {
    problem("the newest revision " + std::to_string(newest) + " is behind " + std::to_string(least));
  }
  newest_revision_ = newest;
}

std::vector<storage::Change> Witness::read_feed(storage::Store& store) {
  std::vector<storage::Change> changes;
  storage::ChangeQuery query;
  query.since = newest_revision_;
  for (bool more = true; more;) {
    auto page = store.change_feed()->changes(query);
    if (!page) {
      problem("no changes since " + std::to_string(query.since) + ": " + page.error().message);
      return changes;
    }
    for (auto& change : page.value().changes) changes.push_back(std::move(change));
    query.since = page.value().upto;
    more = page.value().more;
  }
  return changes;
}

// Every commit since the last judgement is told, in order, and telling them gives what is there.
void Witness::judge_feed(storage::Store& store, const Account& account, const Entries& now) {
  if (store.change_feed() == nullptr) return problem("the store has no change feed");
  const auto changes = read_feed(store);
  std::uint64_t expected = newest_revision_;
  std::map<std::uint64_t, std::set<std::string>> told;
  for (const auto& change : changes) {
    const std::uint64_t revision = change.version.metadata.revision;
    if (revision != expected && revision != expected + 1) {
      problem("the feed goes from " + std::to_string(expected) + " to " + std::to_string(revision));
    }
    expected = revision;
    told[revision].insert(change.version.metadata.key);
  }
  for (const auto& [id, attempt] : account.attempts) {
    if (attempt.fate != Fate::acknowledged || attempt.revision == 0) continue;
    for (const AttemptedWrite& write : attempt.writes) {
      const bool needed = write.value.has_value() || attempt.writes.size() == 1;
      if (needed && !told[attempt.revision].contains(write.key))
        problem("the feed lacks " + try_line(attempt));
    }
  }
  if (const std::uint64_t newest = newest_of(store); newest != expected) {
    problem("the feed ends at " + std::to_string(expected) + ", the store at " + std::to_string(newest));
  }
  replay(changes, now);
}

void Witness::replay(const std::vector<storage::Change>& changes, const Entries& now) {
  std::map<std::string, KeyMetadata> replica;
  for (const auto& [key, entry] : ground_) replica[key] = entry.metadata;
  for (const auto& change : changes) {
    if (change.version.kind == storage::ChangeKind::put) {
      replica[change.version.metadata.key] = change.version.metadata;
    } else {
      replica.erase(change.version.metadata.key);
    }
  }
  for (const auto& [key, entry] : now) {
    const auto found = replica.find(key);
    if (found == replica.end() || found->second.revision != entry.metadata.revision) {
      problem(key + at_revision(entry.metadata.revision) + ": the feed tells otherwise");
    }
  }
  for (const auto& [key, metadata] : replica) {
    if (!now.contains(key) && !may_have_expired(metadata.expires_at_ms)) {
      problem(key + at_revision(metadata.revision) + ": in the feed, not in the store");
    }
  }
}

void Witness::judge_stats(storage::Store& store) {
  if (const auto swept = store.expire_due(1'000'000); !swept)
    problem("cannot expire: " + swept.error().message);
  // Entries may expire meanwhile: the count is between those before and those after.
  const auto before = read_all(store).size();
  const auto stats = store.stats("");
  const auto after = read_all(store).size();
  if (!stats) return problem("no stats: " + stats.error().message);
  if (stats.value().exact && (stats.value().count > before || stats.value().count < after)) {
    problem("the store counts " + std::to_string(stats.value().count) + " entries and has " +
            std::to_string(after));
  }
  newest_revision_ = newest_of(store);
}

}  // namespace keyglass::test
