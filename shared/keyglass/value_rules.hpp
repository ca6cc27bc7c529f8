// What may accompany a value. Pure functions; any thread.
#pragma once

#include <string_view>

#include "keyglass/result.hpp"

namespace keyglass {

// Checks that `content_type` has 1..limits::content_type_bytes_max bytes of printable ASCII, so that it can
// travel as a header's value (RFC 9110 section 8.3). Whether such a type exists is not checked.
// Fails with invalid, field "content_type", with limit and actual when it is the length.
Status check_content_type(std::string_view content_type);

// Checks that a time to live is more than 0 and at most limits::ttl_seconds_max seconds.
// Fails with invalid, field "ttl".
Status check_ttl(double ttl_seconds);

// What a value without a content type is taken for: text if it is UTF-8, else bytes.
std::string_view content_type_of(std::string_view value);

}  // namespace keyglass
