// One page of a listing of a Redis: SCAN, unordered and at least once, narrowed and folded here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "storage/redis_pool.hpp"
#include "storage/store.hpp"

namespace keyglass::storage {

// For one page and one thread. Keys that check_key() refuses, and keys of other types than string, are left
// out.
class RedisScan {
 public:
  // `prefix` stands before every key in Redis. `query` must outlive the scan.
  RedisScan(RedisPool& pool, const std::string& prefix, const ScanQuery& query);

  // As Store::scan(). The cursor is Redis's own. `now_ms` is what times of expiry are counted from.
  Result<Page> run(std::int64_t now_ms);

 private:
  // The pattern for SCAN: it matches all that the query selects and, where it can, little else. Redis walks
  // patterns without a bound of its own, so it gets no more than the fixed ends of a glob.
  std::string pattern() const;
  bool nothing_can_match() const;
  bool is_full() const;
  // One SCAN. Gives the keys that are new to the page, with their prefix in Redis.
  Result<std::vector<std::string>> next_keys(std::size_t count);
  bool selects(std::string_view key) const;
  // Folds the keys that the delimiter folds, and leaves the others in `redis_keys`.
  void fold(std::vector<std::string>& redis_keys);
  // Puts what SCAN does not tell on the page; leaves out keys that are gone since.
  Status read(const std::vector<std::string>& redis_keys, std::int64_t now_ms);

  RedisPool& pool_;
  const std::string& prefix_;
  const ScanQuery& query_;
  const std::string literal_;  // what every match of the glob begins with
  std::string cursor_;
  Page page_;
  std::unordered_set<std::string> seen_;
  std::set<std::string> prefixes_;
  std::size_t value_bytes_ = 0;
};

}  // namespace keyglass::storage
