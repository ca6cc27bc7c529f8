// Changing a part of a value: see patch_service.hpp.
#include "service/patch_service.hpp"

#include <charconv>
#include <functional>
#include <utility>

#include "keyglass/key_rules.hpp"
#include "keyglass/value_rules.hpp"
#include "storage/store_errors.hpp"

namespace keyglass::service {
namespace {

using storage::Entry;

constexpr int attempts_max = 64;

Error conflict(const std::string& key, std::string message) {
  return Error{.code = ErrorCode::conflict, .message = std::move(message), .key = key};
}

// nullopt unless `text` is what std::to_string() writes.
std::optional<std::int64_t> number_of(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || std::to_string(number) != text) return std::nullopt;
  return number;
}

Result<std::string> incremented(const std::string& key, const Entry* current, std::int64_t by) {
  const auto number = current == nullptr ? std::optional<std::int64_t>(0) : number_of(current->value);
  if (!number) return conflict(key, "the value is not a whole number of 64 bits");
  std::int64_t sum = 0;
  if (__builtin_add_overflow(*number, by, &sum)) return conflict(key, "the sum has more than 64 bits");
  return std::to_string(sum);
}

Result<std::string> changed(const PatchRequest& request, const Entry* current) {
  if (const auto* increment = std::get_if<Increment>(&request.change)) {
    return incremented(request.key, current, increment->by);
  }
  if (current == nullptr) return storage::key_not_found(request.key);
  auto merged = std::get<MergePatch>(request.change).apply(current->value);
  if (merged) return merged;
  Error error = merged.error();
  error.key = request.key;
  return error;
}

// `value` as a write that only succeeds if the key is still as `current` says.
storage::WriteBatch batch_of(const std::string& key, std::string value, const Entry* current) {
  storage::Put put{.key = key, .value = std::move(value), .content_type = {}, .expires_at_ms = std::nullopt};
  storage::WriteBatch batch;
  if (current != nullptr) {
    put.content_type = current->metadata.content_type;
    put.expires_at_ms = current->metadata.expires_at_ms;
    batch.conditions.emplace_back(storage::MustHaveEtag{key, current->metadata.etag});
  } else {
    put.content_type = content_type_of(put.value);
    batch.conditions.emplace_back(storage::MustBeAbsent{key});
  }
  batch.writes.emplace_back(std::move(put));
  return batch;
}

}  // namespace

PatchService::PatchService(storage::Store& store, ValueLimits limits) : store_(store), limits_(limits) {}

std::mutex& PatchService::lane_of(const std::string& key) {
  return lanes_[std::hash<std::string>{}(key) % lanes_.size()];
}

Result<Entry> PatchService::patch(const PatchRequest& request) {
  if (const Status checked = check_key(request.key); !checked) return checked.error();
  const std::lock_guard lock(lane_of(request.key));
  for (int attempt = 0; attempt < attempts_max; ++attempt) {
    auto patched = try_patch(request);
    if (!patched) return patched.error();
    if (patched.value()) return *std::move(patched).value();
  }
  return Error{.code = ErrorCode::unavailable,
               .message = "others changed the key on each of " + std::to_string(attempts_max) +
                          " attempts; nothing was changed by this request",
               .key = request.key};
}

Result<std::optional<Entry>> PatchService::try_patch(const PatchRequest& request) {
  auto read = store_.get(request.key);
  if (!read && read.error().code != ErrorCode::not_found) return read.error();
  const Entry* current = read ? &read.value() : nullptr;
  const Status held = check_precondition(request.key, request.precondition,
                                         current == nullptr ? nullptr : &current->metadata);
  if (!held) return held.error();
  auto value = changed(request, current);
  if (!value) return value.error();
  if (const Status checked = check_value_size(request.key, value.value().size(), limits_); !checked) {
    return checked.error();
  }
  Entry patched{.metadata = {}, .value = value.value()};
  auto commit = store_.commit(batch_of(request.key, std::move(value).value(), current));
  if (!commit && commit.error().code == ErrorCode::precondition_failed) return std::optional<Entry>{};
  if (!commit) return commit.error();
  patched.metadata = std::move(commit.value().outcomes.front().metadata);
  return std::optional<Entry>(std::move(patched));
}

}  // namespace keyglass::service
