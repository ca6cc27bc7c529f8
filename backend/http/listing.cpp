// Pages of keys over HTTP: see listing.hpp.
#include "http/listing.hpp"

#include "keyglass/cursor.hpp"
#include "keyglass/glob.hpp"
#include "keyglass/limits.hpp"
#include "keyglass/percent.hpp"

namespace keyglass::http {
namespace {

CursorQuery cursor_query_of(const storage::ScanQuery& query) {
  return {.prefix = query.prefix, .delimiter = query.delimiter, .glob = query.glob};
}

}  // namespace

Result<storage::ScanQuery> scan_query_of(const Query& query) {
  storage::ScanQuery scan;
  scan.prefix = query.get("prefix").value_or("");
  scan.delimiter = query.get("delimiter").value_or("");
  if (const auto glob = query.get("glob")) {
    if (const Status checked = check_glob(*glob); !checked) return checked.error();
    scan.glob = *glob;
  }
  const auto limit = query.number("limit", limits::page_keys_default, {1, limits::page_keys_max});
  if (!limit) return limit.error();
  scan.limit = limit.value();
  auto after = decode_cursor(cursor_query_of(scan), query.get("after").value_or(""));
  if (!after) return after.error();
  scan.after = std::move(after).value();
  return scan;
}

std::string cursor_of(const storage::ScanQuery& query, std::string_view next) {
  return encode_cursor(cursor_query_of(query), next);
}

std::string next_link(std::string_view path, const storage::ScanQuery& query, std::string_view next) {
  std::string link = "<" + std::string(path) + "?";
  const auto add = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) link += std::string(name) + "=" + encode_percent(value) + "&";
  };
  add("prefix", query.prefix);
  add("delimiter", query.delimiter);
  add("glob", query.glob);
  link += "limit=" + std::to_string(query.limit) + "&after=" + cursor_of(query, next);
  return link + ">; rel=\"next\"";
}

}  // namespace keyglass::http
