// Builds requests and reads replies of the REST API.
#include "app/api.hpp"

#include <charconv>
#include <cstdio>

#include "app/key_list.hpp"
#include "keyglass/codecs.hpp"
#include "keyglass/overview_decoders.hpp"
#include "keyglass/percent.hpp"

namespace keyglass::app::api {
namespace {

std::string value_target(std::string_view key) {
  return "/kv/" + encode_percent(key);
}

// The number after the slash of Content-Range (RFC 9110 section 14.4).
std::optional<std::uint64_t> complete_length(const HttpReply& reply) {
  const std::string* range = header(reply, "content-range");
  if (!range) return std::nullopt;
  const std::size_t slash = range->find('/');
  if (slash == std::string::npos) return std::nullopt;
  std::uint64_t length = 0;
  const char* end = range->data() + range->size();
  const auto parsed = std::from_chars(range->data() + slash + 1, end, length);
  return parsed.ec == std::errc() && parsed.ptr == end ? std::optional(length) : std::nullopt;
}

std::string header_or(const HttpReply& reply, std::string_view name, std::string_view otherwise) {
  const std::string* value = header(reply, name);
  return value ? *value : std::string(otherwise);
}

}  // namespace

HttpRequest list_keys(const Listing& listing) {
  HttpRequest request{.method = "GET", .target = "/keys?limit=" + std::to_string(listing.limit)};
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) request.target.append(name).append(encode_percent(value));
  };
  add(is_pattern(listing.filter) ? "&glob=" : "&prefix=", listing.filter);
  add("&delimiter=", listing.delimiter);
  add("&after=", listing.after);
  return request;
}

HttpRequest read_stats(std::string_view prefix) {
  std::string target = "/stats";
  if (!prefix.empty()) target += "?prefix=" + encode_percent(prefix);
  return {.method = "GET", .target = std::move(target)};
}

HttpRequest read_entry(std::string_view key) {
  HttpRequest request{.method = "GET", .target = download_target(key)};
  request.headers = {{"Range", "bytes=0-" + std::to_string(editable_bytes_max - 1)}};
  return request;
}

HttpRequest read_part(std::string_view key, ValueRange range, const std::string& etag) {
  HttpRequest request{.method = "GET", .target = download_target(key)};
  request.headers = {{"If-Match", etag},
                     {"Range", "bytes=" + std::to_string(range.first) + "-" +
                                   std::to_string(range.first + range.length - 1)}};
  return request;
}

HttpRequest read_version(std::string_view key, std::uint64_t revision) {
  HttpRequest request = read_entry(key);
  request.target += "&revision=" + std::to_string(revision);
  return request;
}

HttpRequest read_history(std::string_view key, std::uint64_t before) {
  std::string target = "/history/" + encode_percent(key) + "?limit=" + std::to_string(history_page_versions);
  if (before > 0) target += "&before=" + std::to_string(before);
  return {.method = "GET", .target = std::move(target)};
}

std::string download_target(std::string_view key) {
  return value_target(key) + "?raw=true";
}

HttpRequest read_details(std::string_view key) {
  return {.method = "GET", .target = "/keys/" + encode_percent(key)};
}

HttpRequest write(const Write& write) {
  HttpRequest request{.method = "PUT", .target = value_target(write.key)};
  if (write.ttl_seconds) {
    char ttl[32];
    std::snprintf(ttl, sizeof ttl, "%.3f", *write.ttl_seconds);
    request.target += std::string("?ttl=") + ttl;
  }
  if (!write.content_type.empty()) request.headers.push_back({"Content-Type", write.content_type});
  if (write.if_match) {
    request.headers.push_back({"If-Match", *write.if_match});
  } else {
    request.headers.push_back({"If-None-Match", "*"});
  }
  request.body = write.value;
  return request;
}

HttpRequest remove(std::string_view key, std::string_view if_match) {
  HttpRequest request{.method = "DELETE", .target = value_target(key)};
  if (!if_match.empty()) request.headers.push_back({"If-Match", std::string(if_match)});
  return request;
}

HttpRequest probe() {
  return {.method = "GET", .target = "/readyz", .timeout_ms = 5'000};
}

HttpRequest read_capabilities() {
  return {.method = "GET", .target = "/capabilities"};
}

std::string watch_target(std::string_view prefix, std::string_view after) {
  std::string target = "/watch?values=false";
  if (!prefix.empty()) target += "&prefix=" + encode_percent(prefix);
  // In the address, because a header of this name would cost a question in advance where the API has another
  // origin.
  if (!after.empty()) target += "&since=" + encode_percent(after);
  return target;
}

HttpRequest read_metrics() {
  return {.method = "GET", .target = "/metrics", .timeout_ms = 5'000};
}

const std::string* header(const HttpReply& reply, std::string_view name) {
  for (const HttpHeader& candidate : reply.headers) {
    if (candidate.name == name) return &candidate.value;
  }
  return nullptr;
}

bool is_success(const HttpReply& reply) {
  return reply.failure == HttpFailure::none && reply.status >= 200 && reply.status < 300;
}

std::optional<KeyPage> page_of(const HttpReply& reply) {
  if (!is_success(reply)) return std::nullopt;
  auto page = decode_key_page(reply.body);
  return page.ok() ? std::optional(std::move(page).value()) : std::nullopt;
}

std::optional<ServerCapabilities> capabilities_of(const HttpReply& reply) {
  if (!is_success(reply)) return std::nullopt;
  auto told = decode_server_capabilities(reply.body);
  return told.ok() ? std::optional(std::move(told).value()) : std::nullopt;
}

std::optional<KeyStats> stats_of(const HttpReply& reply) {
  if (!is_success(reply)) return std::nullopt;
  auto stats = decode_key_stats(reply.body);
  return stats.ok() ? std::optional(stats.value()) : std::nullopt;
}

std::optional<HistoryPage> history_of(const HttpReply& reply) {
  if (!is_success(reply)) return std::nullopt;
  auto page = decode_history_page(reply.body);
  return page.ok() ? std::optional(std::move(page).value()) : std::nullopt;
}

std::optional<KeyMetadata> metadata_of(const HttpReply& reply) {
  if (!is_success(reply)) return std::nullopt;
  auto metadata = decode_key_metadata(reply.body);
  return metadata.ok() ? std::optional(std::move(metadata).value()) : std::nullopt;
}

std::optional<Entry> entry_of(const HttpReply& reply) {
  // 416 with a complete length of 0: no range of an empty value can be satisfied.
  const bool is_empty =
      reply.failure == HttpFailure::none && reply.status == 416 && complete_length(reply) == 0;
  if (!is_success(reply) && !is_empty) return std::nullopt;
  Entry entry;
  if (!is_empty) entry.value = reply.body;
  entry.size_bytes =
      reply.status == 206 ? complete_length(reply).value_or(entry.value.size()) : entry.value.size();
  entry.etag = header_or(reply, "etag", "");
  if (!is_empty) entry.content_type = header_or(reply, "content-type", "");
  if (const std::string* expires = header(reply, "keyglass-expires-at")) {
    if (const auto time = decode_time(*expires); time.ok()) entry.expires_at_ms = time.value();
  }
  if (entry.value.size() > editable_bytes_max) entry.value.resize(editable_bytes_max);
  return entry;
}

}  // namespace keyglass::app::api
