// The steps between formats: see rocksdb_migrations.hpp.
#include "storage/rocksdb_migrations.hpp"

#include <rocksdb/db.h>

#include <array>
#include <memory>

namespace keyglass::storage {
namespace {

constexpr std::size_t batch_bytes_max = 1u << 20;

std::string_view view(const rocksdb::Slice& bytes) {
  return {bytes.data(), bytes.size()};
}

Status lost(const char* what) {
  Error error;
  error.code = ErrorCode::corrupt;
  error.message = std::string("the store has lost its ") + what;
  return error;
}

Status write_and_clear(const RocksdbFiles& files, rocksdb::WriteBatch& batch) {
  const auto status = files.database->Write(rocksdb::WriteOptions(), &batch);
  if (!status.ok()) return rocksdb_error("cannot migrate the store", status);
  batch.Clear();
  return Done{};
}

// Adds the expiry rows of all entries and counts them. A damaged record is left for a read to name.
Result<Totals> index_entries(const RocksdbFiles& files) {
  rocksdb::ReadOptions options;
  options.fill_cache = false;
  const std::unique_ptr<rocksdb::Iterator> at(files.database->NewIterator(options, files.families.entries));
  rocksdb::WriteBatch batch;
  Totals totals;
  for (at->SeekToFirst(); at->Valid(); at->Next()) {
    const auto record = decode_record(view(at->key()), view(at->value()));
    if (!record) continue;
    const std::uint64_t bytes = at->key().size() + record.value().value.size();
    ++totals.entries;
    totals.bytes += bytes;
    if (!record.value().expires_at_ms) continue;
    batch
        .Put(files.families.expiry, expiry_key(*record.value().expires_at_ms, view(at->key())),
             encode_u64(bytes))
        .PermitUncheckedError();
    if (batch.GetDataSize() < batch_bytes_max) continue;
    const auto written = write_and_clear(files, batch);
    if (!written) return written.error();
  }
  if (!at->status().ok()) return rocksdb_error("cannot migrate the store", at->status());
  const auto written = write_and_clear(files, batch);
  if (!written) return written.error();
  return totals;
}

// Format 1 had entries only. What happened before is not known to the feed.
Status from_1_to_2(const RocksdbFiles& files) {
  const auto revision = read_meta_number(*files.database, files.families, meta_revision_of_format_1);
  if (!revision) return revision.error();
  if (!revision.value()) return lost("revision");
  auto totals = index_entries(files);
  if (!totals) return totals.error();
  totals.value().revision = *revision.value();
  rocksdb::WriteBatch batch;
  auto* const meta = files.families.meta;
  batch.Put(meta, meta_totals, encode_totals(totals.value())).PermitUncheckedError();
  batch.Put(meta, meta_feed_floor, encode_u64(*revision.value())).PermitUncheckedError();
  batch.Delete(meta, meta_revision_of_format_1).PermitUncheckedError();
  batch.Put(meta, meta_format, encode_u64(2)).PermitUncheckedError();
  return write_synced(files, batch, "cannot migrate the store");
}

// Notes were not counted in the totals.
Status from_2_to_3(const RocksdbFiles& files) {
  const auto totals = read_meta_totals(*files.database, files.families);
  if (!totals) return totals.error();
  if (!totals.value()) return lost("totals");
  rocksdb::WriteBatch batch;
  auto* const meta = files.families.meta;
  batch.Put(meta, meta_totals, encode_totals(*totals.value())).PermitUncheckedError();
  batch.Put(meta, meta_format, encode_u64(3)).PermitUncheckedError();
  return write_synced(files, batch, "cannot migrate the store");
}

struct Step {
  std::uint64_t from;
  Status (*run)(const RocksdbFiles& files);
};

constexpr std::array steps{
    Step{1, from_1_to_2},
    Step{2, from_2_to_3},
};
static_assert(steps.size() == rocksdb_format_version - 1);

}  // namespace

Status migrate_rocksdb_files(const RocksdbFiles& files, std::uint64_t format) {
  for (const Step& step : steps) {
    if (step.from < format) continue;
    const auto done = step.run(files);
    if (!done) return done.error();
  }
  return Done{};
}

}  // namespace keyglass::storage
