// Routing by the raw target: see router.hpp.
#include "http/router.hpp"

#include <algorithm>
#include <array>

#include "http/authentication.hpp"
#include "http/problem.hpp"
#include "keyglass/percent.hpp"

namespace keyglass::http {
namespace {

bool names_parameter(const Route& route, std::string_view name) {
  return std::ranges::any_of(route.parameters, [&](const Parameter& parameter) {
    return parameter.place == Parameter::Place::query && parameter.name == name;
  });
}

// Keys have slashes, and so have the names of files; all else that a path names is one segment.
bool takes_slashes(std::string_view placeholder) {
  return placeholder == "key" || placeholder == "asset";
}

bool is_segment(std::string_view text) {
  return !text.empty() && text.find('/') == std::string_view::npos;
}

// A body that is meant but not told would be taken for an empty one, and what it holds for the next request.
bool tells_length(const Request& request) {
  return request.header("Content-Length") || request.header("Transfer-Encoding");
}

std::optional<Error> refuse_unknown_parameters(const Route& route, const Query& query) {
  for (const auto& [name, value] : query.parameters()) {
    if (names_parameter(route, name)) continue;
    return Error{
        .code = ErrorCode::invalid, .message = "unknown query parameter: " + name, .key = {}, .field = name};
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string_view> match_pattern(std::string_view pattern, std::string_view path) {
  const auto brace = pattern.find('{');
  const bool optional_slash = pattern.size() > 1 && pattern.ends_with('/');
  if (brace == std::string_view::npos) {
    if (path == pattern || (optional_slash && path == pattern.substr(0, pattern.size() - 1))) {
      return std::string_view{};
    }
    return std::nullopt;
  }
  if (!path.starts_with(pattern.substr(0, brace))) return std::nullopt;
  std::string_view rest = path.substr(brace);
  const auto close = pattern.find('}');
  const std::string_view behind = pattern.substr(close + 1);
  if (behind.size() > 1) {
    if (!rest.ends_with(behind)) return std::nullopt;
    rest.remove_suffix(behind.size());
    return is_segment(rest) ? std::optional(rest) : std::nullopt;
  }
  if (!takes_slashes(pattern.substr(brace + 1, close - brace - 1))) {
    return is_segment(rest) ? std::optional(rest) : std::nullopt;
  }
  if (!optional_slash) return rest;
  if (rest.ends_with('/')) rest.remove_suffix(1);
  if (rest.empty()) return std::nullopt;  // the collection's own path
  return rest;
}

bool Router::knows(std::string_view path) const {
  return std::ranges::any_of(
      routes_, [&](const Route& route) { return match_pattern(route.pattern, path).has_value(); });
}

// "*" is the server as a whole: RFC 9110 section 9.3.7.
std::string Router::allowed_methods(std::string_view path) const {
  std::string methods;
  for (const Route& route : routes_) {
    if (path != "*" && !match_pattern(route.pattern, path)) continue;
    std::string method = std::string(route.method) + (route.method == "GET" ? ", HEAD, " : ", ");
    if (methods.find(method) == std::string::npos) methods += method;
  }
  return methods.empty() ? methods : methods + "OPTIONS";
}

std::string Router::patch_types(std::string_view path) const {
  std::string types;
  for (const Route& route : routes_) {
    if (route.method != "PATCH" || !match_pattern(route.pattern, path)) continue;
    for (const Content& content : route.request_contents) {
      if (!types.empty()) types += ", ";
      types += content.media_type;
    }
  }
  return types;
}

const Route* Router::find(const Request& request, std::string_view& raw_value) const {
  const std::string_view path = request.path();
  const std::string_view method = request.method == "HEAD" ? "GET" : std::string_view(request.method);
  for (const Route& route : routes_) {
    if (route.method != method) continue;
    if (const auto matched = match_pattern(route.pattern, path)) {
      raw_value = *matched;
      return &route;
    }
  }
  return nullptr;
}

bool Router::may_block(const Request& request) const {
  std::string_view raw_value;
  const Route* route = find(request, raw_value);
  return route != nullptr && route->cost == Cost::blocking;
}

Reply Router::respond(const Request& request, Timing& timing) const {
  std::string_view raw_value;
  if (const Route* route = find(request, raw_value)) return run(*route, raw_value, request, timing);
  const std::string allowed = allowed_methods(request.path());
  if (allowed.empty()) return reply_with(problem_of_status(404, "nothing is served at this path; see /"));
  if (request.method == "OPTIONS") {
    Reply reply;
    reply.status = 204;
    reply.set("Allow", allowed);
    if (const std::string types = patch_types(request.path()); !types.empty())
      reply.set("Accept-Patch", types);
    return reply;
  }
  Reply reply = reply_with(problem_of_status(405, request.method + " is not offered here, only " + allowed));
  reply.set("Allow", allowed);
  return reply;
}

Reply Router::run(const Route& route, std::string_view raw_value, const Request& request,
                  Timing& timing) const {
  timing.set_route(route);
  Admission admission = admit(api_.tokens, request, route.needs.scope);
  if (admission.refusal) return *std::move(admission.refusal);
  timing.set_caller(admission.access);
  if (!route.request_contents.empty() && !tells_length(request)) return reply_with(problem_of_status(411));
  auto path_value = decode_percent(raw_value);
  if (!path_value) return reply_with(path_value.error());
  auto query = Query::parse(request.query());
  if (!query) return reply_with(query.error());
  if (const auto refusal = refuse_unknown_parameters(route, query.value())) return reply_with(*refusal);
  Call call{request, std::move(path_value).value(), std::move(query).value(), timing, *admission.access};
  if (auto refusal = refuse_reach(route, call)) return *std::move(refusal);
  return route.handler(api_, call);
}

}  // namespace keyglass::http
