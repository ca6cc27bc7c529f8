// A batch as the arguments of the commit script, and the script's answer as a commit. For one thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "storage/redis_connection.hpp"
#include "storage/store.hpp"

namespace keyglass::storage {

// KEYS and ARGV of redis_commit_script for one batch; owns the texts that a command points to.
class RedisCommitArguments {
 public:
  // Of conditions all but MustHaveRevision; no notes.
  RedisCommitArguments(const WriteBatch& batch, const std::string& prefix, std::int64_t now_ms);
  RedisCommand command() const { return {texts_.begin(), texts_.end()}; }

 private:
  void add(const Condition& condition);
  void add(const Write& write, std::int64_t now_ms);

  std::vector<std::string> texts_;
};

// What the script's answer means for the batch it was given. Fails as Store::commit() does.
Result<Commit> redis_commit_of(const RedisReply& reply, const WriteBatch& batch);

}  // namespace keyglass::storage
