// The rules on keys and values: see key_value_service.hpp.
#include "service/key_value_service.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "keyglass/key_rules.hpp"
#include "keyglass/value_rules.hpp"
#include "storage/store_errors.hpp"

namespace keyglass::service {
namespace {

using storage::Condition;
using storage::WriteOutcome;

Error condition_failed(const std::string& key, std::string etag) {
  return Error{.code = ErrorCode::precondition_failed,
               .message = etag.empty() ? "the key does not exist" : "the key has another ETag by now",
               .key = key,
               .etag = std::move(etag)};
}

// An ETag list with several members, or a negative one, holds for the state that was looked at: the commit is
// tied to exactly that state, and tried again if it moved.
constexpr int attempts_max = 16;

bool needs_current_state(const Precondition& precondition) {
  const bool many_matches =
      precondition.match && !precondition.match->any && precondition.match->etags.size() != 1;
  const bool negative_list = precondition.none_match && !precondition.none_match->any;
  return many_matches || negative_list;
}

}  // namespace

bool EtagList::contains(std::string_view etag) const {
  return any || std::ranges::find(etags, etag) != etags.end();
}

KeyValueService::KeyValueService(storage::Store& store, ValueLimits limits, storage::Clock clock)
    : store_(store), limits_(limits), clock_(std::move(clock)) {}

Result<storage::Entry> KeyValueService::read(std::string_view key) const {
  if (const Status checked = check_key(key); !checked) return checked.error();
  return store_.get(key);
}

Result<KeyMetadata> KeyValueService::describe(std::string_view key) const {
  if (const Status checked = check_key(key); !checked) return checked.error();
  return store_.metadata(key);
}

Result<WriteOutcome> KeyValueService::put(PutRequest request) {
  if (const Status checked = check_key(request.key); !checked) return checked.error();
  if (request.value.size() > limits_.value_bytes_max) {
    return Error{.code = ErrorCode::too_large,
                 .message = "the value is too large",
                 .key = request.key,
                 .field = "value",
                 .limit = limits_.value_bytes_max,
                 .actual = request.value.size()};
  }
  storage::Put put{
      .key = request.key, .value = std::move(request.value), .content_type = {}, .expires_at_ms = {}};
  put.content_type = request.content_type.value_or(is_utf8(put.value) ? "text/plain; charset=utf-8"
                                                                      : "application/octet-stream");
  if (const Status checked = check_content_type(put.content_type); !checked) return checked.error();
  if (request.ttl_seconds) {
    if (const Status checked = check_ttl(*request.ttl_seconds); !checked) return checked.error();
    put.expires_at_ms = clock_() + static_cast<std::int64_t>(std::ceil(*request.ttl_seconds * 1000.0));
  }
  return commit_one(request.key, std::move(put), request.precondition);
}

Result<KeyMetadata> KeyValueService::erase(const DeleteRequest& request) {
  if (const Status checked = check_key(request.key); !checked) return checked.error();
  auto outcome = commit_one(request.key, storage::Delete{request.key}, request.precondition);
  if (!outcome) return outcome.error();
  if (outcome.value().kind == WriteOutcome::Kind::absent) return storage::key_not_found(request.key);
  return std::move(outcome).value().metadata;
}

Result<storage::Page> KeyValueService::list(const storage::ScanQuery& query) const {
  if (query.limit < 1 || query.limit > limits::page_keys_max) {
    return Error{.code = ErrorCode::invalid,
                 .message = "limit must be a number from 1 to " + std::to_string(limits::page_keys_max),
                 .key = {},
                 .field = "limit",
                 .etag = {},
                 .limit = limits::page_keys_max,
                 .actual = query.limit};
  }
  return store_.scan(query);
}

Result<std::vector<Condition>> KeyValueService::conditions_for(const std::string& key,
                                                               const Precondition& precondition) const {
  std::vector<Condition> conditions;
  if (!needs_current_state(precondition)) {
    if (precondition.match && precondition.match->any) conditions.emplace_back(storage::MustExist{key});
    if (precondition.match && !precondition.match->any) {
      conditions.emplace_back(storage::MustHaveEtag{key, precondition.match->etags.front()});
    }
    if (precondition.none_match) conditions.emplace_back(storage::MustBeAbsent{key});
    return conditions;
  }
  const auto current = store_.metadata(key);
  if (!current && current.error().code != ErrorCode::not_found) return current.error();
  const std::string etag = current ? current.value().etag : std::string{};
  if (precondition.match && (!current || !precondition.match->contains(etag)))
    return condition_failed(key, etag);
  if (precondition.none_match && current && precondition.none_match->contains(etag)) {
    return condition_failed(key, etag);
  }
  if (current) {
    conditions.emplace_back(storage::MustHaveEtag{key, etag});
  } else {
    conditions.emplace_back(storage::MustBeAbsent{key});
  }
  return conditions;
}

Result<WriteOutcome> KeyValueService::commit_one(const std::string& key, storage::Write write,
                                                 const Precondition& precondition) {
  storage::WriteBatch batch;
  batch.writes.push_back(std::move(write));
  for (int attempt = 1;; ++attempt) {
    auto conditions = conditions_for(key, precondition);
    if (!conditions) return conditions.error();
    batch.conditions = std::move(conditions).value();
    auto commit = store_.commit(batch);
    if (commit) return std::move(commit.value().outcomes.front());
    const bool moved =
        commit.error().code == ErrorCode::precondition_failed && needs_current_state(precondition);
    if (!moved || attempt == attempts_max) return commit.error();
  }
}

}  // namespace keyglass::service
