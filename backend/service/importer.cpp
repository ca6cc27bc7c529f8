// Importing entries: see importer.hpp.
#include "service/importer.hpp"

#include <algorithm>
#include <utility>

#include "keyglass/error_codes.hpp"
#include "keyglass/limits.hpp"
#include "keyglass/value_rules.hpp"

namespace keyglass::service {
namespace {

constexpr std::size_t batch_rows_max = 500;
constexpr std::uint64_t batch_bytes_max = 4u * 1024 * 1024;
constexpr std::size_t conflicts_max = 20;
constexpr std::uint64_t compared_bytes_max =
    1u * 1024 * 1024;  // of stored values in memory, and one more value

// The store itself is at fault, not what it was given: going on would fail again.
bool is_fault_of_store(const Error& error) {
  return error.code == ErrorCode::unavailable || error.code == ErrorCode::corrupt;
}

}  // namespace

Importer::Importer(storage::Store& store, ImportOptions options, storage::Clock clock)
    : store_(store), options_(options), clock_(std::move(clock)), capabilities_(store.capabilities()) {
  if (options_.mode == ImportMode::dry_run) report_.preview = ImportReport::Preview{};
}

bool Importer::add(std::uint64_t line, TransferEntry entry) {
  if (stopped_) return false;
  if (entry.value.size() > options_.value_bytes_max) {
    fail(line, {.code = ErrorCode::too_large,
                .message = "the value has " + std::to_string(entry.value.size()) + " bytes, at most " +
                           std::to_string(options_.value_bytes_max) + " are taken"});
    return true;
  }
  if (entry.expires_at_ms && *entry.expires_at_ms <= clock_()) {
    ++report_.skipped;
    return true;
  }
  const bool full = rows_.size() == batch_rows_max || batch_bytes_ > batch_bytes_max;
  // A later line of a key is compared with the earlier one, so that one must be in.
  if ((full || keys_.contains(entry.key)) && !flush()) return false;
  batch_bytes_ += entry.key.size() + entry.value.size();
  keys_.insert(entry.key);
  std::string type = entry.content_type.value_or(std::string(content_type_of(entry.value)));
  rows_.push_back(
      {line, {std::move(entry.key), std::move(entry.value), std::move(type), entry.expires_at_ms}});
  return true;
}

void Importer::fail(std::uint64_t line, const Error& error) {
  ++report_.failed_count;
  if (report_.failed.size() == limits::import_failed_max) return;
  report_.failed.push_back({line, std::string(error_code_info(error.code).name), error.message});
}

Result<ImportReport> Importer::finish() {
  if (!stopped_) flush();
  if (stopped_) return *stopped_;
  std::ranges::sort(report_.failed, {}, &FailedLine::line);
  return report_;
}

bool Importer::flush() {
  if (rows_.empty()) return true;
  const auto found = standings();
  if (!found) {
    stop(found.error());
    return false;
  }
  if (options_.mode == ImportMode::dry_run) {
    preview(found.value());
  } else if (const Status written = write(chosen(found.value())); !written) {
    stop(written.error());
    return false;
  }
  safe_line_ = rows_.back().line;
  rows_.clear();
  keys_.clear();
  batch_bytes_ = 0;
  return true;
}

Result<std::vector<Importer::Standing>> Importer::standings() const {
  std::vector<std::string> keys;
  keys.reserve(rows_.size());
  for (const Row& row : rows_) keys.push_back(row.put.key);
  const auto described = store_.describe_many(keys);
  std::vector<Standing> found;
  found.reserve(rows_.size());
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const auto one = standing(rows_[i].put, described[i]);
    if (!one) return one.error();
    found.push_back(one.value());
  }
  if (const Status compared = compare_values(found); !compared) return compared.error();
  return found;
}

Result<Importer::Standing> Importer::standing(const storage::Put& put,
                                              const Result<KeyMetadata>& metadata) const {
  if (metadata) {
    const bool may_be_same = options_.mode != ImportMode::create && describes(metadata.value(), put);
    return may_be_same ? Standing::same : Standing::different;
  }
  if (metadata.error().code == ErrorCode::not_found) return Standing::absent;
  // Something else is stored there: the commit tells what.
  if (metadata.error().code == ErrorCode::conflict) return Standing::different;
  return metadata.error();
}

Status Importer::compare_values(std::vector<Standing>& found) const {
  std::vector<std::size_t> group;
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (found[i] != Standing::same) continue;
    group.push_back(i);
    bytes += rows_[i].put.value.size();
    if (bytes < compared_bytes_max) continue;
    if (const Status compared = compare_group(group, found); !compared) return compared;
    group.clear();
    bytes = 0;
  }
  return compare_group(group, found);
}

Status Importer::compare_group(const std::vector<std::size_t>& group, std::vector<Standing>& found) const {
  if (group.empty()) return Done{};
  std::vector<std::string> keys;
  for (const std::size_t i : group) keys.push_back(rows_[i].put.key);
  const auto entries = store_.get_many(keys);
  if (!entries) return entries.error();
  for (std::size_t n = 0; n < group.size(); ++n) {
    const auto& entry = entries.value()[n];
    if (entry && entry->value == rows_[group[n]].put.value) continue;
    found[group[n]] = entry ? Standing::different : Standing::absent;
  }
  return Done{};
}

// A store that counts down instead of keeping the time of expiry tells it a little differently each time.
bool Importer::describes(const KeyMetadata& metadata, const storage::Put& put) const {
  constexpr std::int64_t countdown_error_ms = 1'000;
  if (metadata.size_bytes != put.value.size()) return false;
  if (capabilities_.content_types && metadata.content_type != put.content_type) return false;
  const auto& expires_at_ms = metadata.expires_at_ms;
  if (capabilities_.revisions || !put.expires_at_ms || !expires_at_ms)
    return put.expires_at_ms == expires_at_ms;
  return std::max(*put.expires_at_ms, *expires_at_ms) - std::min(*put.expires_at_ms, *expires_at_ms) <
         countdown_error_ms;
}

void Importer::preview(const std::vector<Standing>& standings) {
  ImportReport::Preview& preview = *report_.preview;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    switch (standings[i]) {
      case Standing::absent:
        ++preview.would_create;
        break;
      case Standing::same:
        ++preview.unchanged;
        ++report_.skipped;
        break;
      case Standing::different:
        ++preview.would_replace;
        if (preview.conflicts.size() < conflicts_max) preview.conflicts.push_back(rows_[i].put.key);
        break;
    }
  }
}

std::vector<const Importer::Row*> Importer::chosen(const std::vector<Standing>& standings) {
  std::vector<const Row*> rows;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const bool wanted = options_.mode == ImportMode::create ? standings[i] == Standing::absent
                                                            : standings[i] != Standing::same;
    if (wanted) {
      rows.push_back(&rows_[i]);
    } else {
      ++report_.skipped;
    }
  }
  return rows;
}

// One by one where the store commits keys one by one, and where something about the batch was refused: then
// the good lines of it come in, and the others are told by number.
Status Importer::write(const std::vector<const Row*>& rows) {
  if (rows.empty()) return Done{};
  if (capabilities_.atomic_batches) {
    const auto commit = store_.commit(batch_of(rows));
    if (commit) {
      report_.imported += rows.size();
      return Done{};
    }
    if (is_fault_of_store(commit.error())) return commit.error();
  }
  for (const Row* row : rows) {
    if (const Status written = write_one(*row); !written) return written;
    safe_line_ = row->line;
  }
  return Done{};
}

Status Importer::write_one(const Row& row) {
  const auto commit = store_.commit(batch_of({&row}));
  if (commit) {
    ++report_.imported;
  } else if (is_fault_of_store(commit.error())) {
    return commit.error();
  } else if (commit.error().code == ErrorCode::precondition_failed) {
    ++report_.skipped;  // created by someone meanwhile
  } else {
    fail(row.line, commit.error());
  }
  return Done{};
}

storage::WriteBatch Importer::batch_of(const std::vector<const Row*>& rows) const {
  storage::WriteBatch batch;
  for (const Row* row : rows) {
    if (options_.mode == ImportMode::create)
      batch.conditions.emplace_back(storage::MustBeAbsent{row->put.key});
    batch.writes.emplace_back(row->put);
  }
  return batch;
}

void Importer::stop(const Error& error) {
  stopped_ = error;
  stopped_->message =
      "the import stopped: " + error.message + "; " +
      (safe_line_ == 0 ? std::string("no line") : "everything up to line " + std::to_string(safe_line_)) +
      " is in";
}

}  // namespace keyglass::service
