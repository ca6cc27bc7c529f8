// One page of a listing of a Redis: see redis_scan.hpp.
#include "storage/redis_scan.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "keyglass/glob.hpp"
#include "keyglass/key_rules.hpp"
#include "storage/ordered_scan.hpp"
#include "storage/redis_replies.hpp"
#include "storage/store_errors.hpp"

namespace keyglass::storage {
namespace {

constexpr std::size_t count_max = 1'000;
constexpr std::size_t count_with_values_max = 16;  // a batch of SCAN cannot be cut: keeps values bounded

// `text` as a part of a pattern of SCAN that matches nothing but itself.
std::string escaped(std::string_view text) {
  std::string pattern;
  for (const char c : text) {
    if (std::string_view("*?[]\\").find(c) != std::string_view::npos) pattern += '\\';
    pattern += c;
  }
  return pattern;
}

bool is_scan_cursor(std::string_view text) {
  const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits && text.size() <= 20;
}

}  // namespace

RedisScan::RedisScan(RedisPool& pool, const std::string& prefix, const ScanQuery& query)
    : pool_(pool),
      prefix_(prefix),
      query_(query),
      literal_(glob_literal_prefix(query.glob)),
      cursor_(query.after.empty() ? "0" : query.after) {}

Result<Page> RedisScan::run(std::int64_t now_ms) {
  assert(query_.limit > 0);
  const auto checked = check_scan_query(query_);
  if (!checked) return checked.error();
  if (!is_scan_cursor(cursor_)) return foreign_cursor();
  if (nothing_can_match()) return std::move(page_);
  const std::size_t highest = query_.with_values ? count_with_values_max : count_max;
  std::size_t count = std::min(query_.limit, highest);
  std::size_t examined = 0;
  do {
    auto keys = next_keys(count);
    if (!keys) return keys.error();
    // Where little matches, larger steps find it sooner.
    if (keys.value().empty()) count = std::min(2 * count, highest);
    fold(keys.value());
    const auto done = read(keys.value(), now_ms);
    if (!done) return done.error();
    examined += count;
  } while (cursor_ != "0" && !is_full() && examined < page_examined_max);
  if (cursor_ != "0") page_.next = cursor_;
  page_.prefixes.assign(prefixes_.begin(), prefixes_.end());
  return std::move(page_);
}

std::string RedisScan::pattern() const {
  if (query_.glob.empty()) return escaped(prefix_ + query_.prefix) + '*';
  if (!literal_.starts_with(query_.prefix)) return escaped(prefix_ + query_.prefix) + '*';
  const bool fixed = literal_.size() == query_.glob.size();
  return escaped(prefix_ + literal_) + (fixed ? "" : '*' + escaped(glob_literal_suffix(query_.glob)));
}

bool RedisScan::nothing_can_match() const {
  return !query_.prefix.starts_with(literal_) && !literal_.starts_with(query_.prefix);
}

bool RedisScan::is_full() const {
  return page_.entries.size() + prefixes_.size() >= query_.limit || value_bytes_ > page_value_bytes_max;
}

Result<std::vector<std::string>> RedisScan::next_keys(std::size_t count) {
  const std::string match = pattern();
  const std::string count_text = std::to_string(count);
  auto replies = pool_.run({{"SCAN", cursor_, "MATCH", match, "COUNT", count_text, "TYPE", "string"}});
  if (!replies) return replies.error();
  RedisReply& reply = replies.value()[0];
  if (reply.type == RedisReply::Type::error) return error_of(reply, pool_.endpoint());
  if (reply.elements.size() != 2) return unknown_form("SCAN");
  cursor_ = reply.elements[0].text;
  std::vector<std::string> fresh;
  for (RedisReply& key : reply.elements[1].elements) {
    if (selects(key.text) && seen_.insert(key.text).second) fresh.push_back(std::move(key.text));
  }
  return fresh;
}

bool RedisScan::selects(std::string_view redis_key) const {
  if (redis_key.size() < prefix_.size()) return false;
  const std::string_view key = redis_key.substr(prefix_.size());
  return check_key(key).ok() && (query_.glob.empty() || glob_matches(query_.glob, key));
}

void RedisScan::fold(std::vector<std::string>& redis_keys) {
  if (query_.delimiter.empty()) return;
  const auto folds = [this](const std::string& redis_key) {
    const std::string_view key = std::string_view(redis_key).substr(prefix_.size());
    const std::size_t at = key.find(query_.delimiter, query_.prefix.size());
    if (at == std::string_view::npos) return false;
    prefixes_.emplace(key.substr(0, at + query_.delimiter.size()));
    return true;
  };
  std::erase_if(redis_keys, folds);
}

Status RedisScan::read(const std::vector<std::string>& redis_keys, std::int64_t now_ms) {
  if (redis_keys.empty()) return Done{};
  std::vector<RedisCommand> commands;
  for (const std::string& key : redis_keys) {
    commands.push_back({query_.with_values ? "GET" : "STRLEN", key});
    commands.push_back({"PTTL", key});
  }
  auto replies = pool_.run(commands);
  if (!replies) return replies.error();
  for (std::size_t i = 0; i < redis_keys.size(); ++i) {
    RedisReply& value = replies.value()[i * 2];
    const RedisReply& pttl = replies.value()[i * 2 + 1];
    if (is_refusal(value)) return error_of(value, pool_.endpoint());
    if (is_refusal(pttl)) return error_of(pttl, pool_.endpoint());
    const std::string_view key = std::string_view(redis_keys[i]).substr(prefix_.size());
    auto entry = entry_of(key, std::move(value), pttl, now_ms);
    if (!entry) continue;
    value_bytes_ += entry->value.size();
    page_.entries.push_back(*std::move(entry));
  }
  return Done{};
}

}  // namespace keyglass::storage
