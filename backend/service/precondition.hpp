// What a client asks of the current state before a write may happen (RFC 9110 section 13.1), as values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "keyglass/result.hpp"

namespace keyglass::service {

// A list of strong ETags, or "any": `*` in HTTP.
struct EtagList {
  bool any = false;
  std::vector<std::string> etags;  // quotes included

  bool contains(std::string_view etag) const;
};

struct Precondition {
  std::optional<EtagList> match;       // the key must exist with one of these
  std::optional<EtagList> none_match;  // the key must be absent, or have none of these
};

// Whether `precondition` holds for a key with this ETag; empty: the key is absent.
// Fails with precondition_failed, with the current ETag.
Status check_precondition(const std::string& key, const Precondition& precondition,
                          const std::string& current_etag);

}  // namespace keyglass::service
