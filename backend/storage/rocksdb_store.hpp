// The durable engine: RocksDB in one directory. docs/storage-format.md describes the bytes.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "storage/entry_cache.hpp"
#include "storage/rocksdb_committer.hpp"
#include "storage/rocksdb_feed.hpp"
#include "storage/rocksdb_files.hpp"
#include "storage/rocksdb_history.hpp"
#include "storage/store.hpp"

namespace keyglass::storage {

struct RocksdbOptions {
  RocksdbFilesOptions files;  // its clock and history are the store's
  SyncPolicy sync;
  std::uint64_t feed_changes_max = 1'000'000;
};

class RocksdbStore final : public Store {
 public:
  // Opens or makes the store. Fails as open_store() does.
  static Result<std::unique_ptr<Store>> open(const RocksdbOptions& options);

  RocksdbStore(RocksdbFiles files, const RocksdbOptions& options);

  Result<Entry> get(std::string_view key) const override;
  std::optional<Result<Entry>> try_get(std::string_view key) const override;
  Result<KeyMetadata> metadata(std::string_view key) const override;
  Result<Commit> commit(const WriteBatch& batch) override { return committer_.commit(batch); }
  void submit(WriteBatch batch, CommitDone done) override;
  Result<std::vector<std::optional<Entry>>> get_many(const std::vector<std::string>& keys) const override;
  Result<Page> scan(const ScanQuery& query) const override;
  Result<std::unique_ptr<const Snapshot>> snapshot() const override;
  Result<StoreStats> stats(std::string_view prefix) const override;
  Result<std::size_t> expire_due(std::size_t max) override;
  Result<std::vector<Note>> notes(std::string_view prefix) const override;
  const History* history() const override;
  ChangeFeed* change_feed() override;
  Capabilities capabilities() const override;
  std::vector<Figure> figures() const override;
  Status check_ready() const override { return committer_.check_ready(); }
  // What commits have cost. Any thread.
  RocksdbCounts counts() const { return committer_.counts(); }

 private:
  // What a reader of `key` gets for the record; keeps it in the cache.
  Result<Entry> found(std::string_view key, const Result<std::optional<Record>>& record,
                      const EntryCache::Miss& miss) const;
  Result<Entry> unless_expired(const Entry& entry) const;
  std::uint64_t newest_revision() const;

  const RocksdbFiles files_;
  const RocksdbOptions options_;
  const Clock& clock_;
  RocksdbHistory history_;
  RocksdbFeed feed_;
  mutable EntryCache cache_;    // of what get() gives
  RocksdbCommitter committer_;  // last: it tells the feed and the cache what it writes
};

}  // namespace keyglass::storage
