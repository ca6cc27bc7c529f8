// Tokens of requests: see authentication.hpp.
#include "http/authentication.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "http/problem.hpp"
#include "http/text.hpp"
#include "keyglass/glob.hpp"

namespace keyglass::http {
namespace {

using service::Access;

std::string challenge(std::string_view parameters) {
  return R"(Bearer realm="keyglass")" + std::string(parameters);
}

Reply refuse_with(const Problem& problem, std::string_view challenge_parameters) {
  Reply reply = reply_with(problem);
  reply.set("WWW-Authenticate", challenge(challenge_parameters));
  return reply;
}

bool has_two_authorizations(const Request& request) {
  return std::ranges::count_if(request.headers, [](const Header& header) {
           return equal_ignoring_case(header.name, "Authorization");
         }) > 1;
}

// A prefix and a pattern narrow each other: one that lies inside is enough.
Status check_selection(const Access& access, const Query& query) {
  const std::string prefix(query.get("prefix").value_or(""));
  const std::string pattern_prefix = glob_literal_prefix(query.get("glob").value_or(""));
  const Status by_prefix = access.check_prefix(prefix);
  return by_prefix || pattern_prefix.empty() ? by_prefix : access.check_prefix(pattern_prefix);
}

Status check_reach(const Route& route, const Call& call) {
  switch (route.needs.reach) {
    case Reach::no_key:
    case Reach::handler:
      return Done{};
    case Reach::path_key:
      return call.access.check_key(call.path_value);
    case Reach::selection:
      return check_selection(call.access, call.query);
    case Reach::every_key:
      break;
  }
  return call.access.check_every_key();
}

}  // namespace

std::optional<std::string_view> bearer_token(const Request& request) {
  constexpr std::string_view scheme = "Bearer";
  const auto header = request.header("Authorization");
  if (!header || !equal_ignoring_case(header->substr(0, scheme.size()), scheme)) return std::nullopt;
  std::string_view token = header->substr(scheme.size());
  if (!token.empty() && token.front() != ' ') return std::nullopt;
  token.remove_prefix(std::min(token.find_first_not_of(' '), token.size()));
  return token;
}

Admission admit(const service::TokenGate& gate, const Request& request, Scope needed) {
  const bool is_open = needed == Scope::open;
  if (gate.asks_for_tokens() && has_two_authorizations(request)) {
    if (is_open) return {Access::nothing(), {}};
    return {{},
            refuse_with(problem_of_status(400, "there is more than one Authorization header"),
                        R"(, error="invalid_request")")};
  }
  const auto token = bearer_token(request);
  auto identified = gate.identify(token);
  if (!identified && is_open) return {Access::nothing(), {}};
  if (!identified) {
    return {{}, refuse_with(problem_of(identified.error()), token ? R"(, error="invalid_token")" : "")};
  }
  if (const Status reached = identified.value()->check_scope(needed); !reached) {
    const std::string scope = R"(, error="insufficient_scope", scope=")" + std::string(name_of(needed)) + '"';
    return {{}, refuse_with(problem_of(reached.error()), scope)};
  }
  return {std::move(identified).value(), {}};
}

std::optional<Reply> refuse_reach(const Route& route, const Call& call) {
  if (route.needs.scope == Scope::open) return std::nullopt;
  const Status reached = check_reach(route, call);
  if (reached) return std::nullopt;
  return reply_with(reached.error());
}

}  // namespace keyglass::http
