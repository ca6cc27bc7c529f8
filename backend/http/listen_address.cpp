// Naming addresses: see listen_address.hpp.
#include "http/listen_address.hpp"

#include <cerrno>
#include <system_error>

namespace keyglass::http {
namespace {

std::string words_for(int reason, std::uint16_t port) {
  if (reason == 0) return "the host is unknown";
  if (reason == EADDRINUSE) return "port " + std::to_string(port) + " is in use";
  return std::generic_category().message(reason);
}

}  // namespace

std::string host_in_url(const std::string& host) {
  return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

std::string text_of(Scheme scheme) {
  return scheme == Scheme::https ? "https" : "http";
}

std::string http_address(Scheme scheme, const std::string& host, std::uint16_t port) {
  return text_of(scheme) + "://" + host_in_url(host) + ":" + std::to_string(port);
}

Error listen_failure(const std::string& host, std::uint16_t port, int reason) {
  return Error{.code = ErrorCode::unavailable,
               .message = "cannot listen on " + host_in_url(host) + ":" + std::to_string(port) + ": " +
                          words_for(reason, port)};
}

}  // namespace keyglass::http
