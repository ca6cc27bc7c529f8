// The one table of domain errors: code -> wire name, HTTP status, title. Server and app both read it.
#pragma once

#include <array>
#include <string_view>

#include "keyglass/result.hpp"

namespace keyglass {

struct ErrorCodeInfo {
  ErrorCode code;
  std::string_view name;  // the `code` member of a problem document (RFC 9457)
  int http_status;
  std::string_view title;  // the `title` member: the same for every occurrence
};

inline constexpr std::array error_codes{
    ErrorCodeInfo{ErrorCode::invalid, "invalid", 422, "The request is not valid"},
    ErrorCodeInfo{ErrorCode::not_found, "not_found", 404, "Not found"},
    ErrorCodeInfo{ErrorCode::precondition_failed, "precondition_failed", 412, "A condition did not hold"},
    ErrorCodeInfo{ErrorCode::conflict, "conflict", 409, "The stored value does not allow this"},
    ErrorCodeInfo{ErrorCode::too_large, "too_large", 413, "Too large"},
    ErrorCodeInfo{ErrorCode::unsupported, "unsupported", 501, "This store does not offer it"},
    ErrorCodeInfo{ErrorCode::unavailable, "unavailable", 503, "The store is not available"},
    ErrorCodeInfo{ErrorCode::compacted, "compacted", 410, "No longer kept"},
    ErrorCodeInfo{ErrorCode::corrupt, "corrupt", 500, "Stored data is damaged"},
    ErrorCodeInfo{ErrorCode::unauthorized, "unauthorized", 401, "A token is needed"},
    ErrorCodeInfo{ErrorCode::forbidden, "forbidden", 403, "Not allowed"},
};

// The row of `code`. Every code has one.
constexpr const ErrorCodeInfo& error_code_info(ErrorCode code) {
  return error_codes[static_cast<std::size_t>(code)];
}

}  // namespace keyglass
