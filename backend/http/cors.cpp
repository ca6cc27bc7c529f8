// Cross-origin resource sharing: see cors.hpp.
#include "http/cors.hpp"

namespace keyglass::http {
namespace {

constexpr std::string_view taken_headers =
    "Accept, Authorization, Content-Type, If-Match, If-Modified-Since, If-None-Match, If-Range, "
    "If-Unmodified-Since, Last-Event-ID, Prefer, Range, traceparent, X-Request-Id";
constexpr std::string_view exposed_headers =
    "Accept-Patch, Accept-Ranges, Allow, Content-Disposition, Content-Range, ETag, Keyglass-Expires-At, "
    "Keyglass-Revision, "
    "Last-Modified, Link, "
    "Location, Preference-Applied, Retry-After, Server-Timing, WWW-Authenticate, X-Request-Id";
constexpr std::string_view remembered_seconds = "7200";  // browsers cap it there

}  // namespace

void apply_cors(const OriginGuard& guard, const Request& request, Reply& reply) {
  reply.set("Vary", "Origin");
  const auto origin = request.header("Origin");
  if (!origin || !guard.allows(*origin)) return;
  reply.set("Access-Control-Allow-Origin", *origin);
  const bool preflight = request.method == "OPTIONS" && request.header("Access-Control-Request-Method");
  if (!preflight) {
    reply.set("Access-Control-Expose-Headers", exposed_headers);
    reply.set("Timing-Allow-Origin", *origin);
    return;
  }
  reply.set("Access-Control-Allow-Methods", find_header(reply.headers, "Allow").value_or(""));
  reply.set("Access-Control-Allow-Headers", taken_headers);
  reply.set("Access-Control-Max-Age", remembered_seconds);
}

}  // namespace keyglass::http
