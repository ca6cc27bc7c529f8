// What every engine can do by means of its mandatory part: see store.hpp.
#include "storage/store.hpp"

#include <utility>

namespace keyglass::storage {
namespace {

constexpr std::size_t stats_page_keys = 1'000;

// Reads on while writes go on: what a store without snapshots of its own can give.
class LiveView final : public Snapshot {
 public:
  explicit LiveView(const Store& store) : store_(store) {}
  Result<Page> scan(const ScanQuery& query) const override { return store_.scan(query); }
  std::uint64_t revision() const override { return 0; }

 private:
  const Store& store_;
};

}  // namespace

// By value, for engines that keep both: NOLINTNEXTLINE(performance-unnecessary-value-param)
void Store::submit(WriteBatch batch, CommitDone done) {
  done(commit(batch));
}

Result<std::vector<std::optional<Entry>>> Store::get_many(const std::vector<std::string>& keys) const {
  std::vector<std::optional<Entry>> entries;
  entries.reserve(keys.size());
  for (const std::string& key : keys) {
    auto entry = get(key);
    if (entry) {
      entries.emplace_back(std::move(entry).value());
    } else if (entry.error().code == ErrorCode::not_found) {
      entries.emplace_back(std::nullopt);
    } else {
      return entry.error();
    }
  }
  return entries;
}

std::vector<Result<KeyMetadata>> Store::describe_many(const std::vector<std::string>& keys) const {
  std::vector<Result<KeyMetadata>> described;
  described.reserve(keys.size());
  for (const std::string& key : keys) described.push_back(metadata(key));
  return described;
}

Result<std::unique_ptr<const Snapshot>> Store::snapshot() const {
  return std::unique_ptr<const Snapshot>(std::make_unique<LiveView>(*this));
}

Result<StoreStats> Store::stats(std::string_view prefix) const {
  ScanQuery query;
  query.prefix = prefix;
  query.limit = stats_page_keys;
  StoreStats stats;
  std::size_t examined = 0;
  do {
    auto page = scan(query);
    if (!page) return page.error();
    for (const Entry& entry : page.value().entries) {
      ++stats.count;
      stats.bytes += entry.metadata.key.size() + entry.metadata.size_bytes;
    }
    examined += stats_page_keys;
    query.after = std::move(page.value().next);
  } while (!query.after.empty() && examined < page_examined_max);
  stats.exact = query.after.empty() && capabilities().ordered_scan;
  return stats;
}

Result<std::size_t> Store::expire_due(std::size_t /*max*/) {
  return std::size_t{0};
}

Result<std::vector<Note>> Store::notes(std::string_view /*prefix*/) const {
  Error error;
  error.code = ErrorCode::unsupported;
  error.message = "the " + capabilities().engine + " store keeps no notes";
  return error;
}

}  // namespace keyglass::storage
