// Conditions of a write, judged on one state: see precondition.hpp.
#include "service/precondition.hpp"

#include <algorithm>

#include "storage/store_errors.hpp"

namespace keyglass::service {

bool EtagList::contains(std::string_view etag) const {
  return any || std::ranges::find(etags, etag) != etags.end();
}

Status check_precondition(const std::string& key, const Precondition& precondition,
                          const std::string& current_etag) {
  const bool exists = !current_etag.empty();
  if (precondition.match && (!exists || !precondition.match->contains(current_etag))) {
    return storage::condition_failed(storage::MustHaveEtag{key, {}}, current_etag);
  }
  if (!precondition.none_match || !exists || !precondition.none_match->contains(current_etag)) return Done{};
  Error error = storage::condition_failed(storage::MustBeAbsent{key}, current_etag);
  if (!precondition.none_match->any) error.message = "the key has an ETag that it must not have";
  return error;
}

}  // namespace keyglass::service
