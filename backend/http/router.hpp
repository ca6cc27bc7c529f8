// Finds the route of a request by its raw target, and runs its handler.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "http/route.hpp"

namespace keyglass::http {

// What a pattern leaves of a path: the raw text that stands for its {…}, or "" if it has none.
// nullopt if the path does not match.
std::optional<std::string_view> match_pattern(std::string_view pattern, std::string_view path);

class Router {
 public:
  // Both must outlive the router.
  Router(const Api& api, std::span<const Route> routes) : api_(api), routes_(routes) {}

  // True if some method is answered at this path.
  bool knows(std::string_view path) const;

  // "GET, HEAD, POST, OPTIONS": what is answered at this path; empty if nothing is.
  std::string allowed_methods(std::string_view path) const;

  // True if the answer wants a thread that may wait (Cost). Any thread.
  bool may_block(const Request& request) const;

  // Any thread. An unknown path is 404, a method not offered there 405 with Allow; then who may not do it
  // gets 401 or 403, and a parameter that the route does not name 422. OPTIONS is 204 with Allow and, where
  // PATCH is offered, Accept-Patch (RFC 5789 section 3.1), for everyone: a preflight carries no token. HEAD
  // runs GET.
  Reply respond(const Request& request, Timing& timing) const;

 private:
  std::string patch_types(std::string_view path) const;
  const Route* find(const Request& request, std::string_view& raw_value) const;
  Reply run(const Route& route, std::string_view raw_value, const Request& request, Timing& timing) const;

  const Api& api_;
  const std::span<const Route> routes_;
};

}  // namespace keyglass::http
