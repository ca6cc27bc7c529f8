// The engine over Redis or Valkey: values are plain strings under prefix + key, so that any Redis client sees
// the same data. What Redis does not keep is not kept: no revisions, no times of creation, no content types.
// ETags are the SHA-1 of the value (Redis can compute that itself, inside the script that judges conditions);
// expiry is Redis's own, so expires_at_ms may differ by a few milliseconds between two reads.
// Keys that check_key() refuses, and those of other types than string (made by other programs), are not
// listed.
#pragma once

#include <cstdint>
#include <string>

#include "storage/clock.hpp"
#include "storage/redis_pool.hpp"
#include "storage/store.hpp"

namespace keyglass::storage {

struct RedisOptions {
  RedisPoolOptions pool;
  std::string prefix;  // before every key in Redis
  Clock clock = system_time_ms;
};

class RedisStore final : public Store {
 public:
  // Connects at the first operation.
  explicit RedisStore(RedisOptions options);

  Result<Entry> get(std::string_view key) const override;
  Result<KeyMetadata> metadata(std::string_view key) const override;
  // One script, one round trip, atomic. When the answer is lost, unavailable says that the write may have
  // happened.
  Result<Commit> commit(const WriteBatch& batch) override;
  // One transaction, one round trip: all of one moment. Fails with conflict, naming the key, where another
  // program stored something other than a string.
  Result<std::vector<std::optional<Entry>>> get_many(const std::vector<std::string>& keys) const override;
  // One round trip, and no value travels.
  std::vector<Result<KeyMetadata>> describe_many(const std::vector<std::string>& keys) const override;
  // SCAN: unordered, at least once; see redis_scan.hpp.
  Result<Page> scan(const ScanQuery& query) const override;
  // Never exact. Of a whole database of more than a page the count is Redis's own (what other programs stored
  // as other types than string counts, too), and the bytes are estimated from a page.
  Result<StoreStats> stats(std::string_view prefix) const override;
  Capabilities capabilities() const override;
  Status check_ready() const override;

 private:
  Result<std::vector<RedisReply>> run(const std::vector<RedisCommand>& commands) const;
  // What STRLEN and PTTL tell of `key`.
  Result<KeyMetadata> described_by(const std::string& key, const RedisReply& size, const RedisReply& pttl,
                                   std::int64_t now_ms) const;
  Result<RedisReply> run_script(const RedisCommand& keys_and_arguments);

  const RedisOptions options_;
  mutable RedisPool pool_;
};

}  // namespace keyglass::storage
