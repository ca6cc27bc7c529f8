// The one table of the API's routes. Routing, 405 replies, /openapi.json and the docs are made from it.
#pragma once

#include <span>

#include "http/route.hpp"

namespace keyglass::http {

std::span<const Route> route_table();

}  // namespace keyglass::http
