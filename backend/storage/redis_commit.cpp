// A batch for the commit script and back: see redis_commit.hpp.
#include "storage/redis_commit.hpp"

#include <string_view>
#include <utility>

#include "storage/redis_replies.hpp"
#include "storage/sha1.hpp"
#include "storage/store_errors.hpp"

namespace keyglass::storage {
namespace {

// The digest that the script compares with. Text that is no ETag gives what is no digest, either.
std::string digest_of(std::string_view etag) {
  const bool quoted = etag.size() >= 2 && etag.starts_with('"') && etag.ends_with('"');
  return quoted ? std::string(etag.substr(1, etag.size() - 2)) : "no ETag";
}

WriteOutcome outcome_of(const Put& put, const RedisReply& reply) {
  WriteOutcome outcome;
  const bool existed = reply.elements[0].integer != 0;
  outcome.kind = existed ? WriteOutcome::Kind::replaced : WriteOutcome::Kind::created;
  outcome.metadata.key = put.key;
  outcome.metadata.size_bytes = put.value.size();
  outcome.metadata.expires_at_ms = put.expires_at_ms;
  outcome.metadata.etag = etag_of_digest(sha1_hex(put.value));
  return outcome;
}

WriteOutcome outcome_of(const Delete& removal, const RedisReply& reply) {
  WriteOutcome outcome;
  outcome.metadata.key = removal.key;
  if (reply.elements[0].integer == 0) return outcome;
  outcome.kind = WriteOutcome::Kind::deleted;
  outcome.metadata.size_bytes = static_cast<std::uint64_t>(reply.elements[1].integer);
  outcome.metadata.etag = etag_of_digest(reply.elements[2].text);
  return outcome;
}

}  // namespace

RedisCommitArguments::RedisCommitArguments(const WriteBatch& batch, const std::string& prefix,
                                           std::int64_t now_ms) {
  for (const Condition& condition : batch.conditions) texts_.push_back(prefix + key_of(condition));
  for (const Write& write : batch.writes) texts_.push_back(prefix + key_of(write));
  const std::size_t keys = texts_.size();
  texts_.insert(texts_.begin(), std::to_string(keys));
  texts_.push_back(std::to_string(batch.conditions.size()));
  for (const Condition& condition : batch.conditions) add(condition);
  for (const Write& write : batch.writes) add(write, now_ms);
}

void RedisCommitArguments::add(const Condition& condition) {
  const auto* etag = std::get_if<MustHaveEtag>(&condition);
  const bool absent = std::holds_alternative<MustBeAbsent>(condition);
  texts_.emplace_back(etag != nullptr ? "etag" : absent ? "absent" : "exists");
  texts_.push_back(etag != nullptr ? digest_of(etag->etag) : "");
}

void RedisCommitArguments::add(const Write& write, std::int64_t now_ms) {
  const auto* put = std::get_if<Put>(&write);
  texts_.emplace_back(put != nullptr ? "put" : "delete");
  texts_.push_back(put != nullptr ? put->value : "");
  const bool expires = put != nullptr && put->expires_at_ms;
  texts_.push_back(expires ? std::to_string(*put->expires_at_ms - now_ms) : "");
}

Result<Commit> redis_commit_of(const RedisReply& reply, const WriteBatch& batch) {
  const auto& parts = reply.elements;
  if (parts.size() == 3 && parts[0].text == "failed") {
    const auto& condition = batch.conditions.at(static_cast<std::size_t>(parts[1].integer - 1));
    return condition_failed(condition, parts[2].text.empty() ? "" : etag_of_digest(parts[2].text));
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

}  // namespace keyglass::storage
