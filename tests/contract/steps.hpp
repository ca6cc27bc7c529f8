// Short words for what scenarios do to a store. A step that must succeed fails the test if it does not.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model.hpp"
#include "storage/store.hpp"

namespace keyglass::test {

// Commits one put, one delete.
storage::WriteOutcome put(storage::Store& store, std::string key, std::string value,
                          std::optional<std::int64_t> expires_at_ms = std::nullopt);
storage::WriteOutcome remove(storage::Store& store, std::string key);

// The value, or nullopt if there is none; any other failure fails the test.
std::optional<std::string> value_of(storage::Store& store, std::string_view key);

// The same, read as often as it takes for an engine to hold the entry ready.
std::optional<std::string> read_often(storage::Store& store, std::string_view key);

// Commits `writes` and requires success.
storage::Commit commit(storage::Store& store, storage::WriteBatch batch);
// Commits `batch`, requires failure, and gives the error.
Error refused(storage::Store& store, storage::WriteBatch batch);

// Every entry below `prefix`, page by page, in the order they came.
std::vector<storage::Entry> list(storage::Store& store, const storage::ScanQuery& query);
std::vector<std::string> keys(storage::Store& store, std::string prefix = "", std::size_t limit = 100);
// Everything a listing gives, page by page, by whatever method `scan` calls; where the engine keeps no order,
// sorted and each once.
struct Listed {
  std::vector<storage::Entry> entries;
  std::vector<std::string> prefixes;
};
Listed list_all(const std::function<Result<storage::Page>(const storage::ScanQuery&)>& scan,
                const storage::ScanQuery& query, bool ordered);
// Its keys and prefixes.
Listing shown(const Listed& listed);

// The same as a map: an unordered engine may repeat a key.
std::map<std::string, std::string> contents(storage::Store& store);

}  // namespace keyglass::test
