// Conditions of a write, judged on one state: see precondition.hpp.
#include "service/precondition.hpp"

#include <algorithm>

#include "storage/store_errors.hpp"

namespace keyglass::service {

bool EtagList::contains(std::string_view etag) const {
  return any || std::ranges::find(etags, etag) != etags.end();
}

bool is_modified_since(const KeyMetadata& metadata, std::int64_t since_ms) {
  constexpr std::int64_t second_ms = 1'000;
  return metadata.updated_at_ms != 0 && metadata.updated_at_ms >= since_ms + second_ms;
}

Status check_precondition(const std::string& key, const Precondition& precondition,
                          const KeyMetadata* current) {
  const bool exists = current != nullptr;
  const std::string current_etag = exists ? current->etag : std::string{};
  if (precondition.match && (!exists || !precondition.match->contains(current_etag))) {
    return storage::condition_failed(storage::MustHaveEtag{key, {}}, current_etag);
  }
  if (precondition.unmodified_since_ms && exists &&
      is_modified_since(*current, *precondition.unmodified_since_ms)) {
    Error error = storage::condition_failed(storage::MustHaveEtag{key, {}}, current_etag);
    error.message = "the key has been written since";
    return error;
  }
  if (!precondition.none_match || !exists || !precondition.none_match->contains(current_etag)) return Done{};
  Error error = storage::condition_failed(storage::MustBeAbsent{key}, current_etag);
  if (!precondition.none_match->any) error.message = "the key has an ETag that it must not have";
  return error;
}

}  // namespace keyglass::service
