// The engine over Redis: see redis_store.hpp.
#include "storage/redis_store.hpp"

#include <algorithm>
#include <cassert>
#include <unordered_set>
#include <utility>

#include "keyglass/key_rules.hpp"
#include "storage/redis_script.hpp"
#include "storage/sha1.hpp"
#include "storage/store_errors.hpp"

namespace keyglass::storage {
namespace {

constexpr std::size_t scan_count_max = 1'000;
constexpr std::size_t scan_count_with_values_max = 16;  // a batch of SCAN cannot be cut: keeps values bounded

std::string quoted(std::string_view digest) {
  return "\"" + std::string(digest) + "\"";
}

std::string unquoted(std::string_view etag) {
  if (etag.size() >= 2 && etag.starts_with('"') && etag.ends_with('"'))
    etag = etag.substr(1, etag.size() - 2);
  return std::string(etag);
}

// `prefix` as a pattern of SCAN MATCH that matches exactly the keys that begin with it.
std::string pattern_of(std::string_view prefix) {
  std::string pattern;
  for (const char c : prefix) {
    if (std::string_view("*?[]\\").find(c) != std::string_view::npos) pattern += '\\';
    pattern += c;
  }
  return pattern + '*';
}

bool is_scan_cursor(std::string_view text) {
  const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits && text.size() <= 20;
}

constexpr std::string_view wrong_type = "WRONGTYPE";

// An error reply that tells nothing of the key: the server is loading, or forbids the command.
bool is_refusal(const RedisReply& reply) {
  return reply.type == RedisReply::Type::error && !reply.text.starts_with(wrong_type);
}

// The meaning of an error reply.
Error error_of(const RedisReply& reply, const RedisEndpoint& endpoint) {
  Error error;
  if (reply.text.starts_with(wrong_type)) {
    error.code = ErrorCode::conflict;
    error.message = "Redis holds something other than a string under this key";
    return error;
  }
  error.code = ErrorCode::unavailable;
  error.message = "Redis at " + address_of(endpoint) + " refuses: " + reply.text;
  return error;
}

constexpr std::int64_t pttl_absent = -2;

// PTTL: negative when the key never expires or is absent.
std::optional<std::int64_t> expiry_of(const RedisReply& pttl, std::int64_t now_ms) {
  if (pttl.integer < 0) return std::nullopt;
  return now_ms + pttl.integer;
}

Error not_kept(const std::string& what) {
  Error error;
  error.code = ErrorCode::unsupported;
  error.message = "a Redis store keeps no " + what;
  return error;
}

// Owns the texts that a command points to.
class CommitArguments {
 public:
  CommitArguments(const WriteBatch& batch, const std::string& prefix, std::int64_t now_ms) {
    for (const Condition& condition : batch.conditions) texts_.push_back(prefix + key_of(condition));
    for (const Write& write : batch.writes) texts_.push_back(prefix + key_of(write));
    const std::size_t keys = texts_.size();
    texts_.insert(texts_.begin(), std::to_string(keys));
    texts_.push_back(std::to_string(batch.conditions.size()));
    for (const Condition& condition : batch.conditions) add(condition);
    for (const Write& write : batch.writes) add(write, now_ms);
  }

  RedisCommand command() const { return {texts_.begin(), texts_.end()}; }

 private:
  void add(const Condition& condition) {
    const auto* etag = std::get_if<MustHaveEtag>(&condition);
    const bool absent = std::holds_alternative<MustBeAbsent>(condition);
    texts_.emplace_back(etag != nullptr ? "etag" : absent ? "absent" : "exists");
    texts_.push_back(etag != nullptr ? unquoted(etag->etag) : "");
  }

  void add(const Write& write, std::int64_t now_ms) {
    const auto* put = std::get_if<Put>(&write);
    texts_.emplace_back(put != nullptr ? "put" : "delete");
    texts_.push_back(put != nullptr ? put->value : "");
    const bool expires = put != nullptr && put->expires_at_ms;
    texts_.push_back(expires ? std::to_string(*put->expires_at_ms - now_ms) : "");
  }

  std::vector<std::string> texts_;
};

WriteOutcome outcome_of(const Put& put, const RedisReply& reply) {
  WriteOutcome outcome;
  const bool existed = reply.elements[0].integer != 0;
  outcome.kind = existed ? WriteOutcome::Kind::replaced : WriteOutcome::Kind::created;
  outcome.metadata.key = put.key;
  outcome.metadata.size_bytes = put.value.size();
  outcome.metadata.expires_at_ms = put.expires_at_ms;
  outcome.metadata.etag = quoted(sha1_hex(put.value));
  return outcome;
}

WriteOutcome outcome_of(const Delete& removal, const RedisReply& reply) {
  WriteOutcome outcome;
  outcome.metadata.key = removal.key;
  if (reply.elements[0].integer == 0) return outcome;
  outcome.kind = WriteOutcome::Kind::deleted;
  outcome.metadata.size_bytes = static_cast<std::uint64_t>(reply.elements[1].integer);
  outcome.metadata.etag = quoted(reply.elements[2].text);
  return outcome;
}

}  // namespace

RedisStore::RedisStore(RedisOptions options) : options_(std::move(options)), pool_(options_.pool) {}

Result<Entry> RedisStore::get(std::string_view key) const {
  const std::string redis_key = options_.prefix + std::string(key);
  auto replies = run({{"GET", redis_key}, {"PTTL", redis_key}});
  if (!replies) {
    Error error = replies.error();
    error.key = key;
    return error;
  }
  RedisReply& value = replies.value()[0];
  // The key may expire between the two commands.
  const RedisReply& pttl = replies.value()[1];
  if (value.type != RedisReply::Type::text || pttl.integer == pttl_absent) return key_not_found(key);
  Entry entry;
  entry.metadata.key = key;
  entry.metadata.size_bytes = value.text.size();
  entry.metadata.expires_at_ms = expiry_of(pttl, options_.clock());
  entry.metadata.etag = quoted(sha1_hex(value.text));
  entry.value = std::move(value.text);
  return entry;
}

Result<KeyMetadata> RedisStore::metadata(std::string_view key) const {
  auto entry = get(key);  // the ETag is made from the value
  if (!entry) return entry.error();
  return std::move(entry.value().metadata);
}

Result<Commit> RedisStore::commit(const WriteBatch& batch) {
  for (const Condition& condition : batch.conditions) {
    if (std::holds_alternative<MustHaveRevision>(condition)) return not_kept("revisions: use the ETag");
  }
  if (!batch.notes.empty()) return not_kept("notes");
  const CommitArguments arguments(batch, options_.prefix, options_.clock());
  const auto reply = run_script(arguments.command());
  if (!reply) return reply.error();
  return commit_of(reply.value(), batch);
}

Result<RedisReply> RedisStore::run_script(const RedisCommand& keys_and_arguments) {
  static const std::string digest = sha1_hex(redis_commit_script);
  for (const bool by_digest : {true, false}) {
    RedisCommand command{by_digest ? "EVALSHA" : "EVAL", by_digest ? digest : redis_commit_script};
    command.insert(command.end(), keys_and_arguments.begin(), keys_and_arguments.end());
    bool sent = false;
    auto replies = pool_.run({command}, &sent);
    if (!replies) {
      Error error = replies.error();
      if (sent) error.message += "; the write may or may not have happened";
      return error;
    }
    RedisReply& reply = replies.value()[0];
    if (by_digest && reply.type == RedisReply::Type::error && reply.text.starts_with("NOSCRIPT")) continue;
    if (reply.type == RedisReply::Type::error) return error_of(reply, options_.pool.endpoint);
    return std::move(reply);
  }
  return Error{ErrorCode::unavailable,
               "Redis at " + address_of(options_.pool.endpoint) + " keeps no scripts"};
}

Result<Commit> RedisStore::commit_of(const RedisReply& reply, const WriteBatch& batch) const {
  const auto& parts = reply.elements;
  if (parts.size() == 3 && parts[0].text == "failed") {
    const auto& condition = batch.conditions.at(static_cast<std::size_t>(parts[1].integer - 1));
    return condition_failed(condition, parts[2].text.empty() ? "" : quoted(parts[2].text));
  }
  if (parts.size() == 3 && parts[0].text == "type") {
    Error error;
    error.code = ErrorCode::conflict;
    error.message = "Redis holds a " + parts[2].text + " under this key, not a string";
    const auto number = static_cast<std::size_t>(parts[1].integer - 1);
    const std::size_t conditions = batch.conditions.size();
    error.key =
        number < conditions ? key_of(batch.conditions[number]) : key_of(batch.writes.at(number - conditions));
    return error;
  }
  Commit commit;
  for (std::size_t i = 0; i < batch.writes.size() && i + 1 < parts.size(); ++i) {
    const RedisReply& done = parts[i + 1];
    if (done.elements.size() != 3) break;
    commit.outcomes.push_back(
        std::visit([&](const auto& write) { return outcome_of(write, done); }, batch.writes[i]));
  }
  if (commit.outcomes.size() == batch.writes.size()) return commit;
  return Error{ErrorCode::unavailable,
               "Redis answers a commit in an unknown form; the write may or may not have happened"};
}

Result<Page> RedisStore::scan(const ScanQuery& query) const {
  assert(query.limit > 0);
  if (!is_scan_cursor(query.after)) return foreign_cursor();
  const std::string pattern = pattern_of(options_.prefix + query.prefix);
  const std::size_t count =
      std::min(query.limit, query.with_values ? scan_count_with_values_max : scan_count_max);
  const std::string count_text = std::to_string(count);
  std::string cursor = query.after.empty() ? "0" : query.after;
  Page page;
  std::size_t value_bytes = 0;
  std::unordered_set<std::string> seen;
  do {
    auto replies = run({{"SCAN", cursor, "MATCH", pattern, "COUNT", count_text, "TYPE", "string"}});
    if (!replies) return replies.error();
    RedisReply& reply = replies.value()[0];
    if (reply.elements.size() != 2)
      return Error{ErrorCode::unavailable, "Redis answers SCAN in an unknown form"};
    cursor = reply.elements[0].text;
    std::vector<std::string> fresh;
    for (RedisReply& key : reply.elements[1].elements) {
      const bool own = key.text.size() >= options_.prefix.size() &&
                       check_key(std::string_view(key.text).substr(options_.prefix.size())).ok();
      if (own && seen.insert(key.text).second) fresh.push_back(std::move(key.text));
    }
    const std::size_t before = page.entries.size();
    const auto read = read_entries(fresh, query.with_values, page);
    if (!read) return read.error();
    for (std::size_t i = before; i < page.entries.size(); ++i) value_bytes += page.entries[i].value.size();
  } while (cursor != "0" && page.entries.size() < query.limit && value_bytes <= page_value_bytes_max);
  if (cursor != "0") page.next = cursor;
  return page;
}

Status RedisStore::read_entries(const std::vector<std::string>& redis_keys, bool with_values,
                                Page& page) const {
  if (redis_keys.empty()) return Done{};
  std::vector<RedisCommand> commands;
  for (const std::string& key : redis_keys) {
    commands.push_back({with_values ? "GET" : "STRLEN", key});
    commands.push_back({"PTTL", key});
  }
  auto replies = pool_.run(commands);
  if (!replies) return replies.error();
  const std::int64_t now_ms = options_.clock();
  for (std::size_t i = 0; i < redis_keys.size(); ++i) {
    RedisReply& value = replies.value()[i * 2];
    const RedisReply& pttl = replies.value()[i * 2 + 1];
    if (is_refusal(value)) return error_of(value, options_.pool.endpoint);
    if (is_refusal(pttl)) return error_of(pttl, options_.pool.endpoint);
    // Gone or replaced by something else since SCAN named it.
    const bool readable = value.type == RedisReply::Type::text || value.type == RedisReply::Type::integer;
    if (!readable || pttl.integer == pttl_absent) continue;
    Entry& entry = page.entries.emplace_back();
    entry.metadata.key = redis_keys[i].substr(options_.prefix.size());
    entry.metadata.expires_at_ms = expiry_of(pttl, now_ms);
    if (!with_values) {
      entry.metadata.size_bytes = static_cast<std::uint64_t>(value.integer);
      continue;
    }
    entry.metadata.size_bytes = value.text.size();
    entry.metadata.etag = quoted(sha1_hex(value.text));
    entry.value = std::move(value.text);
  }
  return Done{};
}

Capabilities RedisStore::capabilities() const {
  Capabilities capabilities;
  capabilities.engine = "redis";
  capabilities.durability = Durability::process;
  capabilities.atomic_batches = true;
  return capabilities;
}

Status RedisStore::check_ready() const {
  const auto replies = run({{"PING"}});
  if (!replies) return replies.error();
  return Done{};
}

Result<std::vector<RedisReply>> RedisStore::run(const std::vector<RedisCommand>& commands) const {
  auto replies = pool_.run(commands);
  if (!replies) return replies;
  for (const RedisReply& reply : replies.value()) {
    if (reply.type == RedisReply::Type::error) return error_of(reply, options_.pool.endpoint);
  }
  return replies;
}

}  // namespace keyglass::storage
