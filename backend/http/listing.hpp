// Pages of keys over HTTP: the query parameters that select one, and the link to the next.
#pragma once

#include <string>
#include <string_view>

#include "http/call.hpp"
#include "storage/store.hpp"

namespace keyglass::http {

// ?prefix, ?after and ?limit as a query to the store. Fails with invalid, naming the parameter as field.
Result<storage::ScanQuery> scan_query_of(const Query& query);

// `<path?prefix=…&limit=…&after=…>; rel="next"` (RFC 8288).
std::string next_link(std::string_view path, const storage::ScanQuery& query, std::string_view next);

}  // namespace keyglass::http
