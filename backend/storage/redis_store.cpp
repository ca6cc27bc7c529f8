// The engine over Redis: see redis_store.hpp.
#include "storage/redis_store.hpp"

#include <utility>

#include "storage/redis_commit.hpp"
#include "storage/redis_replies.hpp"
#include "storage/redis_scan.hpp"
#include "storage/redis_script.hpp"
#include "storage/sha1.hpp"
#include "storage/store_errors.hpp"

namespace keyglass::storage {
namespace {

constexpr std::size_t stats_sample_keys = 1'000;

Error not_kept(const std::string& what) {
  Error error;
  error.code = ErrorCode::unsupported;
  error.message = "a Redis store keeps no " + what;
  return error;
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
  auto entry = entry_of(key, std::move(replies.value()[0]), replies.value()[1], options_.clock());
  if (!entry) return key_not_found(key);
  return *std::move(entry);
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
  const RedisCommitArguments arguments(batch, options_.prefix, options_.clock());
  const auto reply = run_script(arguments.command());
  if (!reply) return reply.error();
  return redis_commit_of(reply.value(), batch);
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

Result<std::vector<std::optional<Entry>>> RedisStore::get_many(const std::vector<std::string>& keys) const {
  std::vector<std::optional<Entry>> entries;
  if (keys.empty()) return entries;
  std::vector<std::string> redis_keys;
  for (const std::string& key : keys) redis_keys.push_back(options_.prefix + key);
  std::vector<RedisCommand> commands{{"MULTI"}};
  for (const std::string& key : redis_keys) {
    commands.push_back({"GET", key});
    commands.push_back({"PTTL", key});
  }
  commands.push_back({"EXEC"});
  auto replies = run(commands);
  if (!replies) return replies.error();
  std::vector<RedisReply>& found = replies.value().back().elements;
  if (found.size() != 2 * keys.size()) return unknown_form("EXEC");
  const std::int64_t now_ms = options_.clock();
  for (std::size_t i = 0; i < keys.size(); ++i) {
    for (const std::size_t at : {2 * i, 2 * i + 1}) {
      if (found[at].type != RedisReply::Type::error) continue;
      Error error = error_of(found[at], options_.pool.endpoint);
      error.key = keys[i];
      return error;
    }
    entries.push_back(entry_of(keys[i], std::move(found[2 * i]), found[2 * i + 1], now_ms));
  }
  return entries;
}

std::vector<Result<KeyMetadata>> RedisStore::describe_many(const std::vector<std::string>& keys) const {
  std::vector<std::string> redis_keys;
  redis_keys.reserve(keys.size());
  std::vector<RedisCommand> commands;
  for (const std::string& key : keys) {
    redis_keys.push_back(options_.prefix + key);
    commands.push_back({"STRLEN", redis_keys.back()});
    commands.push_back({"PTTL", redis_keys.back()});
  }
  auto replies = pool_.run(commands);
  if (!replies) return {keys.size(), replies.error()};
  const std::int64_t now_ms = options_.clock();
  std::vector<Result<KeyMetadata>> described;
  for (std::size_t i = 0; i < keys.size(); ++i)
    described.push_back(described_by(keys[i], replies.value()[2 * i], replies.value()[2 * i + 1], now_ms));
  return described;
}

Result<KeyMetadata> RedisStore::described_by(const std::string& key, const RedisReply& size,
                                             const RedisReply& pttl, std::int64_t now_ms) const {
  for (const RedisReply* const reply : {&size, &pttl}) {
    if (reply->type != RedisReply::Type::error) continue;
    Error error = error_of(*reply, options_.pool.endpoint);
    error.key = key;
    return error;
  }
  auto entry = entry_of(key, size, pttl, now_ms);
  if (!entry) return key_not_found(key);
  return std::move(entry->metadata);
}

Result<Page> RedisStore::scan(const ScanQuery& query) const {
  return RedisScan(pool_, options_.prefix, query).run(options_.clock());
}

Result<StoreStats> RedisStore::stats(std::string_view prefix) const {
  if (!prefix.empty() || !options_.prefix.empty()) return Store::stats(prefix);
  const auto size = run({{"DBSIZE"}});
  if (!size) return size.error();
  ScanQuery sample;
  sample.limit = stats_sample_keys;
  const auto page = scan(sample);
  if (!page) return page.error();
  StoreStats stats;
  stats.count = page.value().entries.size();
  for (const Entry& entry : page.value().entries)
    stats.bytes += entry.metadata.key.size() + entry.metadata.size_bytes;
  const auto all = static_cast<std::uint64_t>(size.value()[0].integer);
  if (page.value().next.empty() || stats.count == 0) return stats;
  stats.bytes = stats.bytes / stats.count * all;
  stats.count = all;
  return stats;
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
