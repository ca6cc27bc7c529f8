// JSON text <-> lines of an export and answers of an import. As codecs.hpp in everything else.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "keyglass/codecs.hpp"
#include "keyglass/transfer_messages.hpp"

namespace keyglass {

// One line without its newline: key, value or value_base64, revision, created_at, updated_at, expires_at,
// content_type; what `metadata` does not have is left out. Text that JSON escapes would more than double
// travels as base64, so that a line never exceeds 2 x value + 64 KiB.
std::string encode_transfer_line(const KeyMetadata& metadata, std::string_view value);

// Strict as a request, but revision, created_at and updated_at are taken and not used. Checks the key and
// the content type, too. Fails with invalid.
Result<TransferEntry> decode_transfer_line(std::string_view json);

// "replace", "create", "dry_run"; nullopt for any other text.
std::optional<ImportMode> import_mode_of(std::string_view name);

// {"imported","skipped","failed":[{"line","code","detail"}],"failed_count"} and, of a dry run,
// "would_create","would_replace","unchanged","conflicts".
std::string encode_import_report(const ImportReport& report);
Result<ImportReport> decode_import_report(std::string_view json);

}  // namespace keyglass
