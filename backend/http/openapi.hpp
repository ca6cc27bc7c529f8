// The API's description (OpenAPI 3.1), made from the route table.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "http/route.hpp"

namespace keyglass::http {

// One JSON document. Every row of `routes` is an operation; `version` is the product's.
std::string openapi_document(std::span<const Route> routes, std::string_view version);

}  // namespace keyglass::http
