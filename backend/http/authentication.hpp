// From a request's Authorization header to what its sender may do, and from a route's needs to a refusal.
// Bearer tokens as RFC 6750 section 2.1: never from a body or a URL. No token is logged or repeated.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "http/message.hpp"
#include "http/query.hpp"
#include "http/route.hpp"
#include "service/access.hpp"
#include "service/token_gate.hpp"

namespace keyglass::http {

// Either may be absent, never both.
struct Admission {
  std::shared_ptr<const service::Access> access;
  std::optional<Reply> refusal;  // 401 or 403 with WWW-Authenticate, 400 for two Authorization headers
};

// What the Authorization header holds after "Bearer"; nullopt if there is none, or of another scheme. Lives
// as long as the request.
std::optional<std::string_view> bearer_token(const Request& request);

// Whether the sender of `request` has the scope `needed`. Where that is Scope::open nobody is refused:
// who sent no token, or a wrong one, has Access::nothing().
Admission admit(const service::TokenGate& gate, const Request& request, Scope needed);

// The refusal (403) if `call`'s key, prefix or pattern, as `route` says where to look, lies outside of
// call.access.
std::optional<Reply> refuse_reach(const Route& route, const Call& call);

}  // namespace keyglass::http
