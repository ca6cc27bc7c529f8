// Defence against foreign pages: see origin_guard.hpp.
#include "http/origin_guard.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "http/problem.hpp"
#include "http/text.hpp"

namespace keyglass::http {
namespace {

bool changes_nothing(std::string_view method) {
  return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

// "http://127.0.0.1:3000" and Host "127.0.0.1:3000" are the same place. A proxy may have added TLS.
bool is_own_origin(std::string_view origin, std::string_view host) {
  const auto scheme_end = origin.find("://");
  return scheme_end != std::string_view::npos && equal_ignoring_case(origin.substr(scheme_end + 3), host);
}

bool is_port(std::string_view text) {
  return text.starts_with(':') && text.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

}  // namespace

std::string_view host_without_port(std::string_view host) {
  if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
  return host.substr(0, host.find(':'));
}

OriginGuard::OriginGuard(OriginPolicy policy) : policy_(std::move(policy)) {
  for (std::string& host : policy_.hosts) host = to_lower(host);
  for (std::string& origin : policy_.origins) origin = to_lower(origin);
}

void OriginGuard::allow(std::string_view origin) {
  policy_.origins.push_back(to_lower(origin));
}

bool OriginGuard::knows_host(std::string_view host) const {
  constexpr std::array<std::string_view, 3> loopback{"localhost", "127.0.0.1", "[::1]"};
  const std::string name = to_lower(host_without_port(host));
  const std::string_view rest = host.substr(name.size());
  if (name.empty() || (!rest.empty() && !is_port(rest))) return false;
  return std::ranges::find(loopback, name) != loopback.end() ||
         std::ranges::find(policy_.hosts, name) != policy_.hosts.end();
}

bool OriginGuard::allows(std::string_view origin) const {
  return std::ranges::find(policy_.origins, to_lower(origin)) != policy_.origins.end();
}

std::optional<Reply> OriginGuard::refuse(const Request& request) const {
  const auto host = request.header("Host");
  const auto is_host = [](const Header& header) { return equal_ignoring_case(header.name, "Host"); };
  if (std::ranges::count_if(request.headers, is_host) > 1) {
    return reply_with(problem_of_status(400, "there is more than one Host header"));
  }
  if (!host && !request.http_1_0) return reply_with(problem_of_status(400, "the Host header is missing"));
  if (host && !knows_host(*host)) {
    return reply_with(
        problem_of_status(403, "this server does not go by the name in the Host header; --host adds one"));
  }
  const auto origin = request.header("Origin");
  if (!origin || changes_nothing(request.method)) return std::nullopt;
  if (allows(*origin) || (host && is_own_origin(*origin, *host))) return std::nullopt;
  return reply_with(
      problem_of_status(403, "pages of this origin may not change anything; --cors-origin allows one"));
}

}  // namespace keyglass::http
