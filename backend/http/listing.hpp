// Pages of keys over HTTP: the query parameters that select one, and the link to the next.
#pragma once

#include <string>
#include <string_view>

#include "http/call.hpp"
#include "storage/store.hpp"

namespace keyglass::http {

// ?prefix, ?delimiter, ?glob, ?after and ?limit as a query to the store. Fails with invalid, naming the
// parameter as field: a broken glob, both glob and delimiter, a cursor that another listing gave.
Result<storage::ScanQuery> scan_query_of(const Query& query);

// The cursor that names this listing, of the bytes in Page::next.
std::string cursor_of(const storage::ScanQuery& query, std::string_view next);

// `<path?prefix=…&limit=…&after=…>; rel="next"` (RFC 8288), with every parameter that selects.
std::string next_link(std::string_view path, const storage::ScanQuery& query, std::string_view next);

}  // namespace keyglass::http
