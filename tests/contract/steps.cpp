// Steps of scenarios: see steps.hpp.
#include "steps.hpp"

#include <catch2/catch_test_macros.hpp>
#include <set>
#include <utility>

namespace keyglass::test {

storage::WriteOutcome put(storage::Store& store, std::string key, std::string value,
                          std::optional<std::int64_t> expires_at_ms) {
  storage::Put write{std::move(key), std::move(value), "", expires_at_ms};
  return commit(store, {{}, {std::move(write)}}).outcomes.at(0);
}

storage::WriteOutcome remove(storage::Store& store, std::string key) {
  return commit(store, {{}, {storage::Delete{std::move(key)}}}).outcomes.at(0);
}

std::optional<std::string> value_of(storage::Store& store, std::string_view key) {
  const auto entry = store.get(key);
  if (entry) return entry.value().value;
  INFO(entry.error().message);
  REQUIRE(entry.error().code == ErrorCode::not_found);
  return std::nullopt;
}

std::optional<std::string> read_often(storage::Store& store, std::string_view key) {
  for (int n = 0; n < 3; ++n) value_of(store, key);
  return value_of(store, key);
}

storage::Commit commit(storage::Store& store, storage::WriteBatch batch) {
  auto done = store.commit(batch);
  INFO((done ? "" : done.error().message));
  REQUIRE(done);
  REQUIRE(done.value().outcomes.size() == batch.writes.size());
  return std::move(done).value();
}

Error refused(storage::Store& store, storage::WriteBatch batch) {
  const auto done = store.commit(batch);
  REQUIRE_FALSE(done);
  return done.error();
}

std::vector<storage::Entry> list(storage::Store& store, const storage::ScanQuery& query) {
  std::vector<storage::Entry> entries;
  storage::ScanQuery page_query = query;
  do {
    auto page = store.scan(page_query);
    INFO((page ? "" : page.error().message));
    REQUIRE(page);
    if (store.capabilities().ordered_scan) REQUIRE(page.value().entries.size() <= query.limit);
    for (auto& entry : page.value().entries) entries.push_back(std::move(entry));
    page_query.after = page.value().next;
  } while (!page_query.after.empty());
  return entries;
}

std::vector<std::string> keys(storage::Store& store, std::string prefix, std::size_t limit) {
  std::vector<std::string> found;
  for (const auto& entry : list(store, {std::move(prefix), "", limit, false})) {
    CHECK(entry.value.empty());
    found.push_back(entry.metadata.key);
  }
  return found;
}

Listed list_all(const std::function<Result<storage::Page>(const storage::ScanQuery&)>& scan,
                const storage::ScanQuery& query, bool ordered) {
  Listed listed;
  storage::ScanQuery page_query = query;
  do {
    auto page = scan(page_query);
    INFO((page ? "" : page.error().message));
    REQUIRE(page);
    if (ordered) REQUIRE(page.value().entries.size() + page.value().prefixes.size() <= query.limit);
    for (auto& entry : page.value().entries) listed.entries.push_back(std::move(entry));
    for (auto& prefix : page.value().prefixes) listed.prefixes.push_back(std::move(prefix));
    page_query.after = page.value().next;
  } while (!page_query.after.empty());
  if (ordered) return listed;
  std::map<std::string, storage::Entry> distinct;
  for (auto& entry : listed.entries) distinct[entry.metadata.key] = std::move(entry);
  listed.entries.clear();
  for (auto& [key, entry] : distinct) listed.entries.push_back(std::move(entry));
  const std::set<std::string> prefixes(listed.prefixes.begin(), listed.prefixes.end());
  listed.prefixes.assign(prefixes.begin(), prefixes.end());
  return listed;
}

Listing shown(const Listed& listed) {
  Listing listing;
  for (const auto& entry : listed.entries) listing.keys.push_back(entry.metadata.key);
  listing.prefixes = listed.prefixes;
  return listing;
}

std::map<std::string, std::string> contents(storage::Store& store) {
  std::map<std::string, std::string> found;
  for (auto& entry : list(store, {"", "", 7, true})) found[entry.metadata.key] = std::move(entry.value);
  return found;
}

}  // namespace keyglass::test
