// Brings entries into the store, line by line, in batches of bounded size.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "keyglass/transfer_messages.hpp"
#include "storage/clock.hpp"
#include "storage/store.hpp"

namespace keyglass::service {

struct ImportOptions {
  ImportMode mode = ImportMode::replace;
  std::uint64_t value_bytes_max = 0;
};

// One import, one thread. What came in a batch is committed together, where the store commits several keys
// together at all; nothing of a batch is committed before it is full or finish() is called.
class Importer {
 public:
  // `store` must outlive the importer.
  Importer(storage::Store& store, ImportOptions options, storage::Clock clock);

  // The next line, in order. False once the store has failed: nothing more is taken; ask finish().
  bool add(std::uint64_t line, TransferEntry entry);
  // The next line is none.
  void fail(std::uint64_t line, const Error& error);

  // Commits what is left. Fails as the store failed; the message names the line up to which everything is in.
  Result<ImportReport> finish();

 private:
  struct Row {
    std::uint64_t line = 0;
    storage::Put put;
  };
  enum class Standing { absent, different, same };

  bool flush();
  // What the store has of each row now: asked for all of the batch at once, values in groups.
  Result<std::vector<Standing>> standings() const;
  // By metadata alone; `same` still depends on the value.
  Result<Standing> standing(const storage::Put& put, const Result<KeyMetadata>& metadata) const;
  // Turns each `same` whose value is another into what it is.
  Status compare_values(std::vector<Standing>& found) const;
  Status compare_group(const std::vector<std::size_t>& group, std::vector<Standing>& found) const;
  bool describes(const KeyMetadata& metadata, const storage::Put& put) const;
  void preview(const std::vector<Standing>& standings);
  // The rows that this mode writes; the others count as skipped.
  std::vector<const Row*> chosen(const std::vector<Standing>& standings);
  Status write(const std::vector<const Row*>& rows);
  Status write_one(const Row& row);
  storage::WriteBatch batch_of(const std::vector<const Row*>& rows) const;
  void stop(const Error& error);

  storage::Store& store_;
  const ImportOptions options_;
  const storage::Clock clock_;
  const storage::Capabilities capabilities_;
  std::vector<Row> rows_;                 // of the batch at hand
  std::unordered_set<std::string> keys_;  // of rows_: each once
  std::uint64_t batch_bytes_ = 0;
  std::uint64_t safe_line_ = 0;  // everything up to this line is in, or was not to come in
  ImportReport report_;
  std::optional<Error> stopped_;
};

}  // namespace keyglass::service
