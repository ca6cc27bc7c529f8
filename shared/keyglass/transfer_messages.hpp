// What export writes and import takes, one entry a line, and what an import answers. Plain structs; their
// JSON is transfer_codecs.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "keyglass/messages.hpp"

namespace keyglass {

// One entry of an export that is to be stored again. What describes its life in the other store (revision,
// times of creation and change) does not travel into this one.
struct TransferEntry {
  std::string key;
  std::string value;
  std::optional<std::int64_t> expires_at_ms;  // UTC
  std::optional<std::string> content_type;    // absent: told from the value

  bool operator==(const TransferEntry&) const = default;
};

enum class ImportMode {
  replace,  // entries that are there are replaced; those that are the same already are skipped
  create,   // entries that are there are skipped
  dry_run,  // nothing is written
};

// A line that was not imported, and why.
struct FailedLine {
  std::uint64_t line = 0;  // from 1
  std::string code;        // as in a problem document
  std::string detail;

  bool operator==(const FailedLine&) const = default;
};

// POST /import. Counts are of lines.
struct ImportReport {
  std::uint64_t imported = 0;
  std::uint64_t skipped = 0;       // the same already, there already (create), or expired meanwhile
  std::vector<FailedLine> failed;  // the first of them
  std::uint64_t failed_count = 0;  // all of them
  // Of a dry run: what a run with mode=replace would do; `would_replace` is what mode=create would skip.
  struct Preview {
    std::uint64_t would_create = 0;
    std::uint64_t would_replace = 0;
    std::uint64_t unchanged = 0;
    std::vector<std::string> conflicts;  // the first keys that would be replaced

    bool operator==(const Preview&) const = default;
  };
  std::optional<Preview> preview;

  bool operator==(const ImportReport&) const = default;
};

}  // namespace keyglass
