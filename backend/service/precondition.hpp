// What a client asks of the current state before a write may happen (RFC 9110 section 13.1), as values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "keyglass/messages.hpp"
#include "keyglass/result.hpp"

namespace keyglass::service {

// A list of strong ETags, or "any": `*` in HTTP.
struct EtagList {
  bool any = false;
  std::vector<std::string> etags;  // quotes included

  bool contains(std::string_view etag) const;
};

struct Precondition {
  std::optional<EtagList> match = {};       // the key must exist with one of these
  std::optional<EtagList> none_match = {};  // the key must be absent, or have none of these
  // The key must not have been written after the second that begins here. Holds for an absent key, and where
  // the engine does not keep when it was.
  std::optional<std::int64_t> unmodified_since_ms = {};
};

// Whether `precondition` holds for a key that is as `current` says; null: it is absent.
// Fails with precondition_failed, with the current ETag.
Status check_precondition(const std::string& key, const Precondition& precondition,
                          const KeyMetadata* current);

// True if `metadata` tells a time that lies after the second that begins at `since_ms`.
bool is_modified_since(const KeyMetadata& metadata, std::int64_t since_ms);

}  // namespace keyglass::service
