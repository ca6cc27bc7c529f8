// Pages of keys over HTTP: see listing.hpp.
#include "http/listing.hpp"

#include "keyglass/cursor.hpp"
#include "keyglass/limits.hpp"
#include "keyglass/percent.hpp"

namespace keyglass::http {

Result<storage::ScanQuery> scan_query_of(const Query& query) {
  storage::ScanQuery scan;
  scan.prefix = query.get("prefix").value_or("");
  const auto limit = query.number("limit", limits::page_keys_default, {1, limits::page_keys_max});
  if (!limit) return limit.error();
  scan.limit = limit.value();
  auto after = decode_cursor(query.get("after").value_or(""));
  if (!after) return after.error();
  scan.after = std::move(after).value();
  return scan;
}

std::string next_link(std::string_view path, const storage::ScanQuery& query, std::string_view next) {
  std::string link = "<" + std::string(path) + "?";
  if (!query.prefix.empty()) link += "prefix=" + encode_percent(query.prefix) + "&";
  link += "limit=" + std::to_string(query.limit) + "&after=" + encode_cursor(next);
  return link + ">; rel=\"next\"";
}

}  // namespace keyglass::http
