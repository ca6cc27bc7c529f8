// Contract: whatever is done to a store, every way to read it shows what the model shows.
#include <algorithm>
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <memory>

#include "engines.hpp"
#include "model.hpp"
#include "player.hpp"
#include "replica.hpp"
#include "steps.hpp"
#include "storage/change_feed.hpp"

namespace keyglass::test {
namespace {

using storage::Entry;
using storage::ScanQuery;

constexpr int step_count = 400;

// One store, its model, and who watches both. Every method is one step of a random run.
class Run {
 public:
  Run(Engine& engine, unsigned seed) : engine_(engine), promises_(engine.promises()), player_(seed) {}

  void step() {
    const unsigned kind = player_.below(20);
    if (kind < 8) return commit();
    if (kind == 8) return pass_time();
    if (kind == 9) return expire();
    if (kind == 10) return take_snapshot();
    if (kind == 11) return check_snapshot();
    if (kind == 12) return check_history();
    if (kind == 13) return follow();
    if (kind == 14) return check_stats();
    if (kind == 15) return check_get_many();
    if (kind < 18) return check_scan();
    if (kind == 18) return check_get();
    if (player_.one_in(4)) reopen();
  }

  void finish() {
    check_snapshot();
    reopen();
    follow();
    check_listing(ScanQuery{"", "", 7, true}, seen());
  }

 private:
  State seen() const { return model_.visible(engine_.now_ms()); }

  void commit() {
    const auto batch = player_.batch(model_, engine_);
    const bool allowed = model_.allows(batch, engine_.now_ms());
    const auto done = engine_.store().commit(batch);
    INFO((done ? "" : done.error().message));
    REQUIRE(done.ok() == allowed);
    if (allowed) {
      model_.apply(batch, done.value(), engine_.now_ms(), promises_);
    } else {
      REQUIRE(done.error().code == ErrorCode::precondition_failed);
    }
  }

  void pass_time() {
    if (engine_.clocked()) engine_.pass_ms(player_.below(200));
  }

  void expire() {
    const std::size_t max = 1 + player_.below(4);
    const std::size_t due = model_.due(engine_.now_ms());
    const auto expired = engine_.store().expire_due(max);
    REQUIRE(expired);
    if (!promises_.change_feed) return;
    REQUIRE(expired.value() == std::min(due, max));
    std::set<std::string> keys;
    for (const auto& change : changes_since(model_.revision())) {
      REQUIRE(change.version.kind == storage::ChangeKind::expired);
      REQUIRE(keys.insert(change.version.metadata.key).second);
    }
    REQUIRE(keys.size() == expired.value());
    model_.expire(keys, engine_.now_ms());
  }

  std::vector<storage::Change> changes_since(std::uint64_t since) {
    const auto page = engine_.store().change_feed()->changes({since, "", 1'000'000, false});
    REQUIRE(page);
    return page.value().changes;
  }

  // A replica that knows only the feed, and the feed against the model from any point.
  void follow() {
    if (!promises_.change_feed) return;
    replica_.follow(*engine_.store().change_feed(), 1 + player_.below(5));
    REQUIRE(replica_.state() == model_.at(model_.revision()));
    const std::uint64_t since = player_.below(static_cast<unsigned>(model_.revision()) + 1);
    std::vector<storage::Version> expected;
    for (const auto& change : model_.changes()) {
      if (change.metadata.revision > since) expected.push_back(change);
    }
    const auto found = changes_since(since);
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      REQUIRE(found[i].version.kind == expected[i].kind);
      REQUIRE(found[i].version.metadata == expected[i].metadata);
    }
  }

  void check_get() {
    const std::string key = player_.key();
    const State state = seen();
    const auto expected = state.find(key);
    const auto entry = engine_.store().get(key);
    const auto metadata = engine_.store().metadata(key);
    if (expected == state.end()) {
      REQUIRE_FALSE(entry);
      REQUIRE(entry.error().code == ErrorCode::not_found);
      REQUIRE_FALSE(metadata);
      return;
    }
    REQUIRE(entry);
    check_entry(entry.value(), expected->second, true);
    REQUIRE(metadata);
    REQUIRE(metadata.value() == entry.value().metadata);
    if (const auto tried = engine_.store().try_get(key)) check_entry(tried->value(), expected->second, true);
  }

  void check_entry(const Entry& entry, const Entry& expected, bool with_value) const {
    KeyMetadata metadata = entry.metadata;
    // An engine whose ETags are made of values has none where it reads no value.
    if (!with_value && metadata.etag.empty() && !promises_.revisions) metadata.etag = expected.metadata.etag;
    REQUIRE(same_metadata(metadata, expected.metadata, promises_));
    REQUIRE(entry.value == (with_value ? expected.value : ""));
  }

  void check_get_many() {
    const auto keys = player_.keys();
    const auto entries = engine_.store().get_many(keys);
    REQUIRE(entries);
    REQUIRE(entries.value().size() == keys.size());
    const State state = seen();
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const auto expected = state.find(keys[i]);
      REQUIRE(entries.value()[i].has_value() == (expected != state.end()));
      if (expected != state.end()) check_entry(*entries.value()[i], expected->second, true);
    }
  }

  void check_scan() { check_listing(player_.scan_query(), seen()); }

  void check_listing(const ScanQuery& query, const State& state) {
    INFO("prefix " << query.prefix << " delimiter " << query.delimiter << " glob " << query.glob << " limit "
                   << query.limit);
    Listed listed = list_all([&](const ScanQuery& page) { return engine_.store().scan(page); }, query,
                             promises_.ordered_scan);
    REQUIRE(shown(listed) == listing_of(state, query));
    for (const Entry& entry : listed.entries)
      check_entry(entry, state.at(entry.metadata.key), query.with_values);
  }

  void check_stats() {
    const std::string prefix = player_.one_in(2) ? "" : player_.key();
    const auto stats = engine_.store().stats(prefix);
    REQUIRE(stats);
    std::uint64_t count = 0;
    std::uint64_t bytes = 0;
    for (const auto& [key, entry] : seen()) {
      if (!key.starts_with(prefix)) continue;
      ++count;
      bytes += key.size() + entry.value.size();
    }
    REQUIRE(stats.value().revision == (promises_.revisions ? model_.revision() : 0));
    if (promises_.exact_counts) REQUIRE(stats.value().exact);
    if (!stats.value().exact) return;
    REQUIRE(stats.value().count == count);
    REQUIRE(stats.value().bytes == bytes);
  }

  void take_snapshot() {
    if (!promises_.consistent_snapshots) return;
    auto snapshot = engine_.store().snapshot();
    REQUIRE(snapshot);
    snapshot_ = std::move(snapshot).value();
    snapshot_state_ = seen();
    REQUIRE(snapshot_->revision() == model_.revision());
  }

  void check_snapshot() {
    if (!snapshot_) return;
    const ScanQuery query = player_.scan_query();
    const Listed listed =
        list_all([&](const ScanQuery& page) { return snapshot_->scan(page); }, query, promises_.ordered_scan);
    REQUIRE(shown(listed) == listing_of(snapshot_state_, query));
    for (const Entry& entry : listed.entries)
      check_entry(entry, snapshot_state_.at(entry.metadata.key), query.with_values);
  }

  void check_history() {
    if (!promises_.history) return;
    const storage::History& history = *engine_.store().history();
    const std::string key = player_.key();
    const std::uint64_t revision = player_.below(static_cast<unsigned>(model_.revision()) + 1);
    INFO("key " << key << " revision " << revision);
    const State& state = model_.at(revision);
    const auto expected = state.find(key);
    const auto entry = history.get_at(key, revision);
    REQUIRE(entry.ok() == (expected != state.end()));
    if (entry) check_entry(entry.value(), expected->second, true);
    if (!entry) REQUIRE(entry.error().code == ErrorCode::not_found);
    check_versions(history, key);
    const ScanQuery query = player_.scan_query();
    const Listed listed = list_all([&](const ScanQuery& page) { return history.scan_at(page, revision); },
                                   query, promises_.ordered_scan);
    REQUIRE(shown(listed) == listing_of(state, query));
    for (const Entry& past : listed.entries)
      check_entry(past, state.at(past.metadata.key), query.with_values);
  }

  void check_versions(const storage::History& history, const std::string& key) {
    const auto expected = model_.versions(key);
    storage::VersionQuery query{key, 0, 1 + player_.below(4)};
    std::size_t at = 0;
    do {
      const auto page = history.versions(query);
      REQUIRE(page.ok() == !expected.empty());
      if (!page) return;
      for (const auto& version : page.value().versions) {
        REQUIRE(at < expected.size());
        REQUIRE(version.kind == expected[at].kind);
        REQUIRE(version.metadata == expected[at].metadata);
        ++at;
      }
      query.before = page.value().next;
      if (query.before == 0) REQUIRE(page.value().complete);
    } while (query.before != 0);
    REQUIRE(at == expected.size());
  }

  void reopen() {
    if (!engine_.durable()) return;
    snapshot_.reset();
    engine_.reopen();
  }

  Engine& engine_;
  const storage::Capabilities promises_;
  Player player_;
  Model model_;
  Replica replica_;
  std::unique_ptr<const storage::Snapshot> snapshot_;
  State snapshot_state_;
};

// Everything is kept, so that the whole past can be compared.
storage::StoreOptions keeping_everything() {
  storage::StoreOptions options;
  options.history = {1'000'000, 1'000'000};
  return options;
}

void play(Engine& engine) {
  const char* const given = std::getenv("KEYGLASS_SEED");
  const unsigned seed = given ? static_cast<unsigned>(std::stoul(given)) : std::random_device()();
  INFO("KEYGLASS_SEED=" << seed << " makes the same operations");
  Run run(engine, seed);
  for (int step = 0; step < step_count; ++step) {
    INFO("step " << step);
    run.step();
  }
  run.finish();
}

TEMPLATE_TEST_CASE("Random operations leave a store that shows what the model shows", "[contract][model]",
                   REVISION_ENGINES) {
  TestType engine(keeping_everything());
  play(engine);
}

TEST_CASE("Random operations leave a Redis that shows what the model shows", "[contract][model]") {
  RedisEngine engine;
  play(engine);
}

}  // namespace
}  // namespace keyglass::test
