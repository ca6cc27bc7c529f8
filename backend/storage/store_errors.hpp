// The errors of the Store contract that every engine words alike, and the service where it judges for one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "storage/store.hpp"

namespace keyglass::storage {

// The key that a Condition or a Write is about; valid as long as `of`.
template <typename Variant>
const std::string& key_of(const Variant& of) {
  return std::visit([](const auto& one) -> const std::string& { return one.key; }, of);
}

// About no key and no field in particular.
inline Error failure(ErrorCode code, std::string message) {
  Error error;
  error.code = code;
  error.message = std::move(message);
  return error;
}

inline Error key_not_found(std::string_view key) {
  Error error;
  error.code = ErrorCode::not_found;
  error.message = "key not found";
  error.key = key;
  return error;
}

// `current_etag` is empty where the key is absent.
inline Error condition_failed(const Condition& condition, const std::string& current_etag) {
  Error error;
  error.code = ErrorCode::precondition_failed;
  error.key = key_of(condition);
  error.etag = current_etag;
  if (std::holds_alternative<MustBeAbsent>(condition)) {
    error.message = "the key exists already";
  } else if (current_etag.empty()) {
    error.message = "the key does not exist";
  } else {
    error.message = "the key has changed: its ETag is another";
  }
  return error;
}

// Of a request for what the store will be once a later commit has happened.
inline Error future_revision(std::string_view field, std::uint64_t asked, std::uint64_t newest) {
  Error error;
  error.code = ErrorCode::invalid;
  error.message =
      "revision " + std::to_string(asked) + " has not happened yet: the newest is " + std::to_string(newest);
  error.field = field;
  error.limit = newest;
  error.actual = asked;
  return error;
}

// `oldest` is the revision of the oldest version of the key that is kept.
inline Error version_dropped(std::string_view key, std::uint64_t oldest) {
  Error error;
  error.code = ErrorCode::compacted;
  error.message = "versions of this key before revision " + std::to_string(oldest) + " are no longer kept";
  error.key = key;
  error.revision = oldest;
  return error;
}

// `floor` is the smallest revision after which every change is kept.
inline Error changes_dropped(std::uint64_t floor) {
  Error error;
  error.code = ErrorCode::compacted;
  error.message = "only changes after revision " + std::to_string(floor) + " are still kept";
  error.field = "since";
  error.revision = floor;
  return error;
}

inline Error foreign_cursor() {
  Error error;
  error.code = ErrorCode::invalid;
  error.message = "after is not a cursor of this listing: pass back \"next\" unchanged";
  error.field = "after";
  return error;
}

}  // namespace keyglass::storage
