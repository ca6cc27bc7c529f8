// The keys of a RocksDB store in byte order: as they are now (or at a snapshot), and as they were.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "storage/ordered_scan.hpp"
#include "storage/rocksdb_reads.hpp"

namespace keyglass::storage {

// The entries that are there at `now_ms`.
class RocksdbKeys final : public OrderedKeys {
 public:
  // `begin`: no key that does not begin with it is asked for. `files` must outlive it.
  RocksdbKeys(const RocksdbFiles& files, rocksdb::ReadOptions options, std::string_view begin,
              std::int64_t now_ms);
  RocksdbKeys(const RocksdbKeys&) = delete;
  RocksdbKeys& operator=(const RocksdbKeys&) = delete;

  void seek(std::string_view key) override { at_->Seek(slice(key)); }
  void next() override { at_->Next(); }
  bool valid() const override { return at_->Valid(); }
  Status failure() const override;
  std::string_view key() const override { return view(at_->key()); }
  Result<std::optional<Entry>> read(bool with_value) const override;

 private:
  const RocksdbFiles& files_;
  const std::int64_t now_ms_;
  const std::string end_;
  const rocksdb::Slice upper_bound_;
  std::unique_ptr<rocksdb::Iterator> at_;
};

// The entries as they were once commit `revision` had happened, as far as the retention goes.
class RocksdbPastKeys final : public OrderedKeys {
 public:
  // `files` and the snapshot in `options` must outlive it.
  RocksdbPastKeys(const RocksdbFiles& files, const rocksdb::ReadOptions& options, VersionWalk::Now now,
                  std::uint64_t revision);

  void seek(std::string_view key) override;
  void next() override;
  bool valid() const override { return valid_; }
  Status failure() const override;
  std::string_view key() const override { return key_; }
  Result<std::optional<Entry>> read(bool with_value) const override;

 private:
  bool entry_is_here() const { return entries_->Valid() && view(entries_->key()) == key_; }
  bool rows_are_here() const { return rows_->Valid() && user_key_of(view(rows_->key())) == key_; }
  // Sets key_ to the lesser of both.
  void meet();

  const RocksdbFiles& files_;
  const VersionWalk::Now now_;
  const std::uint64_t revision_;
  std::unique_ptr<rocksdb::Iterator> entries_;
  std::unique_ptr<rocksdb::Iterator> rows_;  // of the history; read() moves it within those of key_
  std::string key_;
  bool valid_ = false;
};

}  // namespace keyglass::storage
