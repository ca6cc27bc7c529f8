// The rules on keys and values: see key_value_service.hpp.
#include "service/key_value_service.hpp"

#include <utility>

#include "keyglass/glob.hpp"
#include "keyglass/key_rules.hpp"
#include "storage/history.hpp"
#include "storage/store_errors.hpp"

namespace keyglass::service {
namespace {

using storage::Condition;
using storage::WriteOutcome;

Error no_history(const std::string& engine) {
  return Error{.code = ErrorCode::unsupported, .message = "the " + engine + " store keeps no history"};
}

Error out_of_page(std::uint64_t limit) {
  return Error{.code = ErrorCode::invalid,
               .message = "limit must be a number from 1 to " + std::to_string(limits::page_keys_max),
               .key = {},
               .field = "limit",
               .etag = {},
               .limit = limits::page_keys_max,
               .actual = limit};
}

Error delimiter_too_long(std::size_t size) {
  return Error{.code = ErrorCode::invalid,
               .message = "delimiter has " + std::to_string(size) + " bytes, at most " +
                          std::to_string(limits::key_bytes_max) + " are allowed",
               .key = {},
               .field = "delimiter",
               .etag = {},
               .limit = limits::key_bytes_max,
               .actual = size};
}

// An ETag list with several members, a negative one, or a date holds for the state that was looked at: the
// commit is tied to exactly that state, and tried again if it moved.
constexpr int attempts_max = 16;

bool needs_current_state(const Precondition& precondition) {
  const bool many_matches =
      precondition.match && !precondition.match->any && precondition.match->etags.size() != 1;
  const bool negative_list = precondition.none_match && !precondition.none_match->any;
  return many_matches || negative_list || precondition.unmodified_since_ms.has_value();
}

}  // namespace

KeyValueService::KeyValueService(storage::Store& store, ValueLimits limits, storage::Clock clock)
    : store_(store),
      limits_(limits),
      clock_(std::move(clock)),
      waitless_submit_(store.capabilities().waitless_submit) {}

Result<storage::Entry> KeyValueService::read(std::string_view key) const {
  if (const Status checked = check_key(key); !checked) return checked.error();
  return store_.get(key);
}

std::optional<Result<storage::Entry>> KeyValueService::try_read(std::string_view key) const {
  if (const Status checked = check_key(key); !checked) return Result<storage::Entry>(checked.error());
  return store_.try_get(key);
}

Result<KeyMetadata> KeyValueService::describe(std::string_view key) const {
  if (const Status checked = check_key(key); !checked) return checked.error();
  return store_.metadata(key);
}

Result<WriteOutcome> KeyValueService::put(PutRequest request) {
  auto put = put_of({.key = std::move(request.key),
                     .value = std::move(request.value),
                     .ttl_seconds = request.ttl_seconds,
                     .content_type = std::move(request.content_type)},
                    limits_, clock_());
  if (!put) return put.error();
  const std::string key = put.value().key;
  return commit_one(key, std::move(put).value(), request.precondition);
}

Result<KeyMetadata> KeyValueService::erase(const DeleteRequest& request) {
  if (const Status checked = check_key(request.key); !checked) return checked.error();
  auto outcome = commit_one(request.key, storage::Delete{request.key}, request.precondition);
  if (!outcome) return outcome.error();
  if (outcome.value().kind == WriteOutcome::Kind::absent) return storage::key_not_found(request.key);
  return std::move(outcome).value().metadata;
}

bool KeyValueService::submits_at_once(const Precondition& precondition) const {
  return waitless_submit_ && !needs_current_state(precondition);
}

void KeyValueService::submit_put(PutRequest request, WriteDone done) {
  auto put = put_of({.key = std::move(request.key),
                     .value = std::move(request.value),
                     .ttl_seconds = request.ttl_seconds,
                     .content_type = std::move(request.content_type)},
                    limits_, clock_());
  if (!put) return done(put.error());
  const std::string key = put.value().key;
  submit_one(key, std::move(put).value(), request.precondition, std::move(done));
}

void KeyValueService::submit_erase(const DeleteRequest& request, WriteDone done) {
  if (const Status checked = check_key(request.key); !checked) return done(checked.error());
  submit_one(request.key, storage::Delete{request.key}, request.precondition,
             [key = request.key, done = std::move(done)](Result<WriteOutcome> outcome) {
               const bool absent = outcome && outcome.value().kind == WriteOutcome::Kind::absent;
               done(absent ? storage::key_not_found(key) : std::move(outcome));
             });
}

Result<storage::Page> KeyValueService::list(const storage::ScanQuery& query) const {
  if (query.limit < 1 || query.limit > limits::page_keys_max) return out_of_page(query.limit);
  if (!query.glob.empty()) {
    if (const Status checked = check_glob(query.glob); !checked) return checked.error();
  }
  if (!query.glob.empty() && !query.delimiter.empty()) {
    return Error{.code = ErrorCode::invalid,
                 .message = "give delimiter or glob, not both",
                 .key = {},
                 .field = "delimiter"};
  }
  if (!is_utf8(query.delimiter)) {
    return Error{
        .code = ErrorCode::invalid, .message = "delimiter is not UTF-8", .key = {}, .field = "delimiter"};
  }
  if (query.delimiter.size() > limits::key_bytes_max) return delimiter_too_long(query.delimiter.size());
  return store_.scan(query);
}

Result<storage::Entry> KeyValueService::read_at(std::string_view key, std::uint64_t revision) const {
  if (const Status checked = check_key(key); !checked) return checked.error();
  const storage::History* history = store_.history();
  if (history == nullptr) return no_history(store_.capabilities().engine);
  return history->get_at(key, revision);
}

Result<storage::VersionPage> KeyValueService::versions(const storage::VersionQuery& query) const {
  if (const Status checked = check_key(query.key); !checked) return checked.error();
  if (query.limit < 1 || query.limit > limits::page_keys_max) return out_of_page(query.limit);
  const storage::History* history = store_.history();
  if (history == nullptr) return no_history(store_.capabilities().engine);
  return history->versions(query);
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
  const KeyMetadata* const found = current ? &current.value() : nullptr;
  if (const Status held = check_precondition(key, precondition, found); !held) return held.error();
  if (found != nullptr) {
    conditions.emplace_back(storage::MustHaveEtag{key, found->etag});
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

void KeyValueService::submit_one(const std::string& key, storage::Write write,
                                 const Precondition& precondition, WriteDone done) {
  if (!submits_at_once(precondition)) return done(commit_one(key, std::move(write), precondition));
  auto conditions = conditions_for(key, precondition);
  if (!conditions) return done(conditions.error());
  storage::WriteBatch batch;
  batch.conditions = std::move(conditions).value();
  batch.writes.push_back(std::move(write));
  store_.submit(std::move(batch), [done = std::move(done)](Result<storage::Commit> commit) {
    if (!commit) return done(commit.error());
    done(std::move(commit.value().outcomes.front()));
  });
}

}  // namespace keyglass::service
