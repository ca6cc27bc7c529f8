// A REST API in memory that answers the app's requests as the contract says: enough to run whole flows.
// Header only, so that unit tests and view tests share it. Not the server: conditions, ranges and pages only.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/http.hpp"
#include "fake_plans.hpp"
#include "keyglass/codecs.hpp"
#include "keyglass/glob.hpp"
#include "keyglass/percent.hpp"

namespace keyglass::app::testing {

class FakeApi {
 public:
  bool is_down = false;
  bool can_fold = true;   // knows the parameter `delimiter`
  bool has_stats = true;  // counts keys
  bool is_exact = true;
  bool has_history = true;
  bool offers_changes = false;  // says that it tells of changes as they happen
  std::string metrics;          // what /metrics says; "": it is not offered
  std::int64_t now_ms = 1'700'000'000'000;
  FakePlans plans;
  std::string token_known;  // the one that the server asks for, or ""
  std::string token_sent;   // with every request
  std::string scope = "admin";
  std::string prefix_reached;  // the token reaches only keys that begin with it

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
    versions_[stored.metadata.key].push_back({stored.metadata, stored.value});
  }
  void expire_at(std::string_view key, std::int64_t time_ms) {
    entries_[std::string(key)].metadata.expires_at_ms = time_ms;
  }
  void remove(std::string_view key) { entries_.erase(std::string(key)); }
  // nullptr if there is none.
  const KeyMetadata* metadata(std::string_view key) const {
    const auto found = entries_.find(std::string(key));
    return found == entries_.end() ? nullptr : &found->second.metadata;
  }
  // The revision of a change that keeps nothing.
  std::uint64_t next_revision() { return ++revision_; }
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
    } else if (request.target == "/capabilities") {
      capabilities(reply);
    } else if (!is_let_in()) {
      refuse(reply, 401, "unauthorized", "this needs a token");
    } else if (request.method != "GET" && scope == "read") {
      refuse(reply, 403, "forbidden", "this needs a token with the scope write; the one given has read");
    } else if (request.target.starts_with("/keys?") &&
               !parameter(request.target.substr(6), "prefix").starts_with(prefix_reached)) {
      refuse(reply, 403, "forbidden", "this token reaches only keys that begin with " + prefix_reached);
    } else if (request.target.starts_with("/plans")) {
      reply = plans.answer(request, planned());
    } else if (request.target == "/metrics") {
      reply.status = metrics.empty() ? 404 : 200;
      reply.body = metrics;
    } else if (request.target.starts_with("/keys?")) {
      list(request.target.substr(6), reply);
    } else if (request.target.starts_with("/stats")) {
      stats(request.target.substr(std::min<std::size_t>(7, request.target.size())), reply);
    } else if (request.target.starts_with("/history/")) {
      history(request.target.substr(9), reply);
    } else if (request.target.find("revision=") != std::string::npos) {
      version(request, reply);
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

  PlannedStore planned() {
    PlannedStore store;
    store.keys = [this] {
      std::vector<KeyMetadata> keys;
      for (const auto& entry : entries_) keys.push_back(entry.second.metadata);
      return keys;
    };
    store.revision = [this] { return revision_; };
    store.remove = [this](const std::string& key) { remove(key); };
    store.set_ttl = [this](const std::string& key, std::optional<double> seconds) {
      KeyMetadata& metadata = entries_.at(key).metadata;
      metadata.revision = ++revision_;
      metadata.expires_at_ms.reset();
      if (seconds) metadata.expires_at_ms = now_ms + static_cast<std::int64_t>(*seconds * 1000);
    };
    store.restore = [this](const std::string& key, std::uint64_t revision) {
      const Stored* then = nullptr;
      for (const Stored& stored : versions_[key]) {
        if (stored.metadata.revision <= revision) then = &stored;
      }
      if (then) put(key, std::string(then->value), std::string(then->metadata.content_type));
      return then != nullptr;
    };
    store.names_ever = [this] {
      std::vector<std::string> names;
      for (const auto& versions : versions_) names.push_back(versions.first);
      return names;
    };
    return store;
  }

  bool is_let_in() const { return token_known.empty() || token_sent == token_known; }

  void capabilities(HttpReply& reply) const {
    const std::string reach = prefix_reached.empty() ? "" : ",\"prefixes\":[\"" + prefix_reached + "\"]";
    reply.status = 200;
    reply.body = "{\"version\":\"0.1.0\",\"auth\":{\"required\":" +
                 std::string(token_known.empty() ? "false" : "true") + ",\"scope\":\"" +
                 (is_let_in() ? scope : "none") + "\"" + (is_let_in() ? reach : "") +
                 "},\"limits\":{\"value_bytes_max\":16777216},\"store\":{\"engine\":\"rocksdb\","
                 "\"durability\":\"synced\",\"change_feed\":" +
                 (offers_changes ? "true," : "false,") +

                 "\"history\":true,\"history_versions_max\":10,\"history_hours_max\":24}}";
  }

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

  static void refuse_field(HttpReply& reply, std::string_view field) {
    refuse(reply, 422, "invalid", "unknown parameter");
    reply.body.insert(1, "\"field\":\"" + std::string(field) + "\",");
  }

  void list(std::string_view query, HttpReply& reply) const {
    const std::string prefix = parameter(query, "prefix");
    const std::string glob = parameter(query, "glob");
    const std::string delimiter = parameter(query, "delimiter");
    if (!delimiter.empty() && !can_fold) return refuse_field(reply, "delimiter");
    const std::string after = parameter(query, "after");
    const auto limit = static_cast<std::size_t>(std::stoul(parameter(query, "limit")));
    std::string last;  // a key, or a folder's prefix
    KeyPage page;
    for (auto entry = entries_.lower_bound(std::max(prefix, after)); entry != entries_.end(); ++entry) {
      const std::string& key = entry->first;
      if (!key.starts_with(prefix)) break;
      if (!glob.empty() && !glob_matches(glob, key)) continue;
      const std::size_t fold = delimiter.empty() ? std::string::npos : key.find(delimiter, prefix.size());
      const std::string name = fold == std::string::npos ? key : key.substr(0, fold + delimiter.size());
      if ((!after.empty() && name <= after) || name == last) continue;
      if (page.keys.size() + page.prefixes.size() == limit) {
        page.next = last;
        break;
      }
      last = name;
      fold == std::string::npos ? page.keys.push_back(entry->second.metadata) : page.prefixes.push_back(name);
    }
    reply.status = 200;
    reply.body = encode_key_page(page);
  }

  // Puts only: this store forgets that something was deleted.
  void history(const std::string& target, HttpReply& reply) const {
    if (!has_history) return refuse(reply, 501, "unsupported", "this store keeps no history");
    const std::size_t query = target.find('?');
    const auto found = versions_.find(decoded(target.substr(0, query)));
    if (found == versions_.end()) return refuse(reply, 404, "not_found", "key not found");
    const std::string before = parameter(target.substr(query + 1), "before");
    const std::uint64_t end = before.empty() ? revision_ + 1 : std::stoull(before);
    const std::size_t limit = std::stoul(parameter(target.substr(query + 1), "limit"));
    std::string versions;
    std::size_t count = 0;
    std::uint64_t next = 0;
    for (auto stored = found->second.rbegin(); stored != found->second.rend(); ++stored) {
      const KeyMetadata& metadata = stored->metadata;
      if (metadata.revision >= end) continue;
      if (count == limit) {
        next = std::prev(stored)->metadata.revision;
        break;
      }
      versions += (count++ > 0 ? "," : "") + std::string("{\"revision\":") +
                  std::to_string(metadata.revision) +
                  ",\"op\":\"put\",\"size\":" + std::to_string(metadata.size_bytes) + ",\"updated_at\":\"" +
                  encode_time(metadata.updated_at_ms) + "\"}";
    }
    reply.status = 200;
    reply.body = "{\"versions\":[" + versions + "],\"complete\":" + (next == 0 ? "true" : "false") +
                 (next == 0 ? "" : ",\"next\":" + std::to_string(next)) + "}";
  }

  void version(const HttpRequest& request, HttpReply& reply) const {
    const std::string target = request.target.substr(4);
    const std::size_t query = target.find('?');
    const std::uint64_t revision = std::stoull(parameter(target.substr(query + 1), "revision"));
    for (const Stored& stored : versions_.at(decoded(target.substr(0, query)))) {
      if (stored.metadata.revision == revision) return read(stored, request, reply);
    }
    refuse(reply, 410, "compacted", "that version is no longer kept");
  }

  void stats(std::string_view query, HttpReply& reply) const {
    if (!has_stats) return refuse(reply, 501, "unsupported", "this store does not count");
    const std::string prefix = parameter(query, "prefix");
    std::size_t count = 0;
    for (const auto& [key, stored] : entries_) count += key.starts_with(prefix);
    reply.status = 200;
    reply.body =
        "{\"count\":" + std::to_string(count) + ",\"bytes\":0,\"exact\":" + (is_exact ? "true}" : "false}");
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
      const std::size_t query = request.target.find("?ttl=");
      entries_.at(key).metadata.expires_at_ms.reset();
      if (query != std::string::npos)
        expire_at(key,
                  now_ms + static_cast<std::int64_t>(std::stod(request.target.substr(query + 5)) * 1000));
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
    read(entry->second, request, reply);
  }

  // What "bytes=first-last" asks for.
  static std::pair<std::size_t, std::size_t> range_of(const HttpRequest& request) {
    const std::string range = header(request, "Range");
    const std::size_t dash = range.find('-');
    if (range.size() < 7 || dash == std::string::npos) return {0, std::string::npos};
    const std::size_t first = std::stoul(range.substr(6));
    return {first, std::stoul(range.substr(dash + 1)) + 1 - first};
  }

  static void read(const Stored& stored, const HttpRequest& request, HttpReply& reply) {
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
    const auto [first, length] = range_of(request);
    reply.body = stored.value.substr(first, length);
    reply.headers.push_back({"content-range", "bytes " + std::to_string(first) + "-" +
                                                  std::to_string(first + reply.body.size() - 1) + "/" +
                                                  size});
  }

  std::map<std::string, Stored> entries_;
  std::map<std::string, std::vector<Stored>> versions_;  // by key, oldest first
  std::uint64_t revision_ = 0;
};

}  // namespace keyglass::app::testing
