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

std::string http_address(const std::string& host, std::uint16_t port) {
  return "http://" + host_in_url(host) + ":" + std::to_string(port);
}

Error listen_failure(const std::string& host, std::uint16_t port, int reason) {
  return Error{.code = ErrorCode::unavailable,
               .message = "cannot listen on " + http_address(host, port) + ": " + words_for(reason, port)};
}

}  // namespace keyglass::http
