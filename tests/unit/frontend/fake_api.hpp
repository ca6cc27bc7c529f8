// A REST API in memory that answers the app's requests as the contract says: enough to run whole flows.
// Header only, so that unit tests and view tests share it. Not the server: conditions, ranges and pages only.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "app/http.hpp"
#include "keyglass/codecs.hpp"
#include "keyglass/percent.hpp"

namespace keyglass::app::testing {

class FakeApi {
 public:
  bool is_down = false;
  std::int64_t now_ms = 1'700'000'000'000;

  // Stores as another client would.
  void put(std::string_view key, std::string_view value, std::string_view type = "text/plain") {
    Stored& stored = entries_[std::string(key)];
    if (stored.metadata.key.empty()) stored.metadata.created_at_ms = now_ms;
    stored.value = value;
    stored.metadata.key = key;
    stored.metadata.size_bytes = value.size();
    stored.metadata.revision = ++revision_;
    stored.metadata.updated_at_ms = now_ms;
    stored.metadata.content_type = type;
    stored.metadata.etag = "\"" + std::to_string(revision_) + "\"";
  }
  void expire_at(std::string_view key, std::int64_t time_ms) {
    entries_[std::string(key)].metadata.expires_at_ms = time_ms;
  }
  void remove(std::string_view key) { entries_.erase(std::string(key)); }
  bool has(std::string_view key) const { return entries_.count(std::string(key)) > 0; }
  std::string value(std::string_view key) const {
    return has(key) ? entries_.at(std::string(key)).value : "";
  }
  std::string type(std::string_view key) const {
    return has(key) ? entries_.at(std::string(key)).metadata.content_type : "";
  }

  HttpReply answer(const HttpRequest& request) {
    HttpReply reply;
    if (is_down) {
      reply.failure = HttpFailure::network;
    } else if (request.target == "/readyz") {
      reply.status = 200;
    } else if (request.target.starts_with("/keys?")) {
      list(request.target.substr(6), reply);
    } else if (request.target.starts_with("/keys/")) {
      details(decoded(request.target.substr(6)), reply);
    } else {
      const std::size_t query = request.target.find('?');
      value_exchange(request, decoded(request.target.substr(4, query - 4)), reply);
    }
    reply.id = request.id;
    reply.duration_ms = 2;
    return reply;
  }

 private:
  struct Stored {
    KeyMetadata metadata;
    std::string value;
  };

  static std::string decoded(std::string_view text) { return decode_percent(text).value(); }

  static std::string header(const HttpRequest& request, std::string_view name) {
    for (const HttpHeader& header : request.headers) {
      if (header.name == name) return header.value;
    }
    return "";
  }

  static std::string parameter(std::string_view query, std::string_view name) {
    while (!query.empty()) {
      const std::string_view part = query.substr(0, query.find('&'));
      query.remove_prefix(std::min(part.size() + 1, query.size()));
      if (part.substr(0, part.find('=')) == name) return decoded(part.substr(name.size() + 1));
    }
    return "";
  }

  static void refuse(HttpReply& reply, int status, std::string_view code, std::string_view detail) {
    Problem problem;
    problem.status = status;
    problem.code = code;
    problem.detail = detail;
    reply.status = status;
    reply.body = encode_problem(problem);
  }

  void list(std::string_view query, HttpReply& reply) const {
    const std::string prefix = parameter(query, "prefix");
    const std::string after = parameter(query, "after");
    const auto limit = static_cast<std::size_t>(std::stoul(parameter(query, "limit")));
    KeyPage page;
    for (auto entry = after.empty() ? entries_.lower_bound(prefix) : entries_.upper_bound(after);
         entry != entries_.end() && entry->first.starts_with(prefix); ++entry) {
      if (page.keys.size() == limit) {
        page.next = page.keys.back().key;
        break;
      }
      page.keys.push_back(entry->second.metadata);
    }
    reply.status = 200;
    reply.body = encode_key_page(page);
  }

  void details(const std::string& key, HttpReply& reply) const {
    const auto entry = entries_.find(key);
    if (entry == entries_.end()) return refuse(reply, 404, "not_found", "key not found");
    reply.status = 200;
    reply.body = encode_key_metadata(entry->second.metadata);
  }

  void value_exchange(const HttpRequest& request, const std::string& key, HttpReply& reply) {
    const auto entry = entries_.find(key);
    const bool exists = entry != entries_.end();
    const std::string etag = exists ? entry->second.metadata.etag : "";
    const std::string if_match = header(request, "If-Match");
    const bool failed =
        (!if_match.empty() && if_match != etag) || (header(request, "If-None-Match") == "*" && exists);
    if (failed) {
      if (exists) reply.headers.push_back({"etag", etag});
      return refuse(reply, 412, "precondition_failed", "the key has changed");
    }
    if (request.method == "PUT") {
      put(key, request.body, header(request, "Content-Type"));
      reply.status = exists ? 200 : 201;
      reply.body = encode_key_metadata(entries_.at(key).metadata);
      return;
    }
    if (!exists) return refuse(reply, 404, "not_found", "key not found");
    if (request.method == "DELETE") {
      entries_.erase(entry);
      reply.status = 200;
      reply.body = "{\"deleted\":" + encode_json_string(key) + "}";
      return;
    }
    read(entry->second, reply);
  }

  static void read(const Stored& stored, HttpReply& reply) {
    constexpr std::size_t part_bytes = 1024 * 1024;
    reply.headers = {{"etag", stored.metadata.etag}, {"content-type", stored.metadata.content_type}};
    if (stored.metadata.expires_at_ms) {
      reply.headers.push_back({"keyglass-expires-at", encode_time(*stored.metadata.expires_at_ms)});
    }
    const std::string size = std::to_string(stored.value.size());
    if (stored.value.empty()) {
      reply.headers.push_back({"content-range", "bytes */0"});
      return refuse(reply, 416, "", "no such range");
    }
    reply.status = 206;
    reply.body = stored.value.substr(0, part_bytes);
    reply.headers.push_back(
        {"content-range", "bytes 0-" + std::to_string(reply.body.size() - 1) + "/" + size});
  }

  std::map<std::string, Stored> entries_;
  std::uint64_t revision_ = 0;
};

}  // namespace keyglass::app::testing
