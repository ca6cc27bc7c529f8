// The web listener's content: see web_site.hpp.
#include "http/web_site.hpp"

#include <system_error>
#include <utility>

#include "keyglass/codecs.hpp"

namespace keyglass::http {
namespace {

// Only files of ours, no inline script or style, WebAssembly without eval, never inside a frame; the app may
// call its own server and `api_url`.
std::string policy_for(const std::string& api_url) {
  return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'" +
         (api_url.empty() ? std::string{} : " " + api_url) +
         "; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; manifest-src 'self'; "
         "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
}

}  // namespace

WebSite::WebSite(WebSiteOptions options)
    : options_(std::move(options)), files_(options_.root), policy_(policy_for(options_.config.api_url)) {}

bool WebSite::has_app() const {
  std::error_code ignored;
  return std::filesystem::is_regular_file(options_.root / "index.html", ignored);
}

Reply WebSite::config_reply() const {
  Reply reply;
  reply.set("Content-Type", "application/json");
  reply.body = encode_web_config(options_.config);
  return reply;
}

bool WebSite::belongs_to_api(const Request& request) const {
  const std::string_view path = request.path();
  return options_.router != nullptr && path != "/" && options_.router->knows(path);
}

bool WebSite::may_block(const Request& request) const {
  return !belongs_to_api(request) || options_.router->may_block(request);
}

Reply WebSite::respond(const Request& request, Timing& timing) const {
  if (belongs_to_api(request)) return options_.router->respond(request, timing);
  const std::string_view path = request.path();
  const bool reads = request.method == "GET" || request.method == "HEAD";
  Reply reply = path == "/config.json" && reads ? config_reply() : files_.respond(request);
  reply.set("Content-Security-Policy", policy_);
  reply.set("Cross-Origin-Opener-Policy", "same-origin");
  reply.set("Cross-Origin-Resource-Policy", "same-origin");
  reply.set("Referrer-Policy", "no-referrer");
  reply.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  return reply;
}

}  // namespace keyglass::http
