// The rules on keys and values: checks a request, turns it into calls of the Store, and knows the time.
// Knows neither HTTP nor engines. Any thread may call any method.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "service/precondition.hpp"
#include "service/write_rules.hpp"
#include "storage/clock.hpp"
#include "storage/history.hpp"
#include "storage/store.hpp"

namespace keyglass::service {

struct PutRequest {
  std::string key;
  std::string value;
  std::optional<std::string> content_type;  // absent: told from the value (UTF-8 text or bytes)
  std::optional<double> ttl_seconds;
  Precondition precondition;
};

struct DeleteRequest {
  std::string key;
  Precondition precondition;
};

class KeyValueService {
 public:
  // `store` must outlive the service.
  KeyValueService(storage::Store& store, ValueLimits limits, storage::Clock clock = storage::system_time_ms);

  const ValueLimits& limits() const { return limits_; }
  storage::Capabilities capabilities() const { return store_.capabilities(); }
  Status check_ready() const { return store_.check_ready(); }
  std::vector<storage::Figure> figures() const { return store_.figures(); }

  // Fails with invalid for a bad key and not_found for an absent one.
  Result<storage::Entry> read(std::string_view key) const;
  // As read(), without waiting for a disk or a network; nullopt: that cannot be done.
  std::optional<Result<storage::Entry>> try_read(std::string_view key) const;
  Result<KeyMetadata> describe(std::string_view key) const;

  // Creates or replaces one entry; the outcome is created or replaced.
  // Fails with invalid (field), too_large (limit, actual) or precondition_failed (current etag).
  Result<storage::WriteOutcome> put(PutRequest request);

  // The metadata that was deleted. Fails with not_found, or precondition_failed where a condition was given.
  Result<KeyMetadata> erase(const DeleteRequest& request);

  // As put() and erase(), but nobody waits: `done` is called once with the outcome, on a thread of the store
  // or on the caller's; it must be quick and not throw. The outcome of an erasure is deleted.
  using WriteDone = std::function<void(Result<storage::WriteOutcome>)>;
  void submit_put(PutRequest request, WriteDone done);
  void submit_erase(const DeleteRequest& request, WriteDone done);
  // False: for a write with this precondition the two above wait after all, for the store to answer.
  bool submits_at_once(const Precondition& precondition) const;

  // One page. Fails with invalid: field "limit" unless the limit is 1..limits::page_keys_max, "glob" for a
  // broken pattern, "delimiter" for one that is not UTF-8 or comes with a glob, "after" for a foreign cursor.
  Result<storage::Page> list(const storage::ScanQuery& query) const;

  // Of the keys that begin with `prefix`.
  Result<storage::StoreStats> stats(std::string_view prefix) const { return store_.stats(prefix); }

  // As History says; fails with unsupported where the store keeps none.
  Result<storage::Entry> read_at(std::string_view key, std::uint64_t revision) const;
  // The same; and with invalid (field "limit") as list() does.
  Result<storage::VersionPage> versions(const storage::VersionQuery& query) const;

 private:
  Result<storage::WriteOutcome> commit_one(const std::string& key, storage::Write write,
                                           const Precondition& precondition);
  void submit_one(const std::string& key, storage::Write write, const Precondition& precondition,
                  WriteDone done);
  // The store's conditions that, if they hold at the commit, make `precondition` hold.
  Result<std::vector<storage::Condition>> conditions_for(const std::string& key,
                                                         const Precondition& precondition) const;

  storage::Store& store_;
  const ValueLimits limits_;
  const storage::Clock clock_;
  const bool waitless_submit_;
};

}  // namespace keyglass::service
