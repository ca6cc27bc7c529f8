// Lines of an export, answers of an import: see transfer_codecs.hpp.
#include "keyglass/transfer_codecs.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "keyglass/json_members.hpp"
#include "keyglass/key_rules.hpp"
#include "keyglass/value_rules.hpp"
#include "keyglass/value_text.hpp"

namespace keyglass {
namespace {

// The text is one line of many: its own "line 1" would be mistaken for theirs.
Error error_of_line(Error error) {
  constexpr std::string_view of_body = "the body is not JSON: line 1, ";
  if (error.message.compare(0, of_body.size(), of_body) == 0) {
    error.message = "not JSON: " + error.message.substr(of_body.size());
  }
  return error;
}

void read_failed(JsonMembers& members, ImportReport& report) {
  JsonValue* failed = members.find("failed");
  if (failed == nullptr) return;
  if (failed->type != JsonValue::Type::array) return members.fail("failed", "failed must be an array");
  for (JsonValue& element : failed->elements) {
    JsonMembers line(element);
    FailedLine read;
    line.read("line", read.line);
    line.read("code", read.code);
    line.read("detail", read.detail);
    if (line.failure()) return members.fail("failed", "failed: " + line.failure()->message);
    report.failed.push_back(std::move(read));
  }
}

void read_preview(JsonMembers& members, ImportReport& report) {
  if (members.find("would_create") == nullptr) return;
  ImportReport::Preview preview;
  members.read("would_create", preview.would_create);
  members.read("would_replace", preview.would_replace);
  members.read("unchanged", preview.unchanged);
  if (JsonValue* conflicts = members.find("conflicts")) {
    for (JsonValue& key : conflicts->elements) preview.conflicts.push_back(std::move(key.text));
  }
  report.preview = std::move(preview);
}

void add_preview(JsonObjectText& object, const ImportReport::Preview& preview) {
  std::string conflicts = "[";
  for (const std::string& key : preview.conflicts) {
    if (conflicts.size() > 1) conflicts += ',';
    append_json_string(conflicts, key);
  }
  object.add_integer("would_create", preview.would_create)
      .add_integer("would_replace", preview.would_replace)
      .add_integer("unchanged", preview.unchanged)
      .add_json("conflicts", conflicts + "]");
}

}  // namespace

std::string encode_transfer_line(const KeyMetadata& metadata, std::string_view value) {
  JsonObjectText object;
  object.add_text("key", metadata.key);
  add_bounded_value(object, value);
  if (metadata.revision != 0) object.add_integer("revision", metadata.revision);
  if (metadata.created_at_ms != 0) object.add_text("created_at", encode_time(metadata.created_at_ms));
  if (metadata.updated_at_ms != 0) object.add_text("updated_at", encode_time(metadata.updated_at_ms));
  if (metadata.expires_at_ms) object.add_text("expires_at", encode_time(*metadata.expires_at_ms));
  if (!metadata.content_type.empty()) object.add_text("content_type", metadata.content_type);
  return object.finish();
}

Result<TransferEntry> decode_transfer_line(std::string_view json) {
  auto parsed = parse_json(json);
  if (!parsed) return error_of_line(parsed.error());
  JsonMembers members(parsed.value());
  members.allow_only(
      {"key", "value", "value_base64", "revision", "created_at", "updated_at", "expires_at", "content_type"});
  TransferEntry entry;
  members.require("key");
  members.read("key", entry.key);
  members.read_bytes("value", "value_base64", entry.value);
  members.read_time("expires_at", entry.expires_at_ms);
  members.read("content_type", entry.content_type);
  std::uint64_t revision = 0;
  std::int64_t time_ms = 0;
  members.read("revision", revision);
  members.read_time("created_at", time_ms);
  members.read_time("updated_at", time_ms);
  if (members.failure()) return *members.failure();
  if (const Status checked = check_key(entry.key); !checked) return checked.error();
  if (entry.content_type) {
    if (const Status checked = check_content_type(*entry.content_type); !checked) return checked.error();
  }
  return entry;
}

std::optional<ImportMode> import_mode_of(std::string_view name) {
  constexpr std::array modes{std::pair{std::string_view("replace"), ImportMode::replace},
                             std::pair{std::string_view("create"), ImportMode::create},
                             std::pair{std::string_view("dry_run"), ImportMode::dry_run}};
  const auto found =
      std::find_if(modes.begin(), modes.end(), [&](const auto& mode) { return mode.first == name; });
  return found == modes.end() ? std::nullopt : std::optional(found->second);
}

std::string encode_import_report(const ImportReport& report) {
  std::string failed = "[";
  for (const FailedLine& line : report.failed) {
    if (failed.size() > 1) failed += ',';
    failed += JsonObjectText()
                  .add_integer("line", line.line)
                  .add_text("code", line.code)
                  .add_text("detail", line.detail)
                  .finish();
  }
  JsonObjectText object;
  object.add_integer("imported", report.imported)
      .add_integer("skipped", report.skipped)
      .add_json("failed", failed + "]")
      .add_integer("failed_count", report.failed_count);
  if (report.preview) add_preview(object, *report.preview);
  return object.finish();
}

Result<ImportReport> decode_import_report(std::string_view json) {
  auto parsed = parse_json(json);
  if (!parsed) return parsed.error();
  JsonMembers members(parsed.value());
  ImportReport report;
  members.read("imported", report.imported);
  members.read("skipped", report.skipped);
  members.read("failed_count", report.failed_count);
  read_failed(members, report);
  read_preview(members, report);
  if (members.failure()) return *members.failure();
  return report;
}

}  // namespace keyglass
