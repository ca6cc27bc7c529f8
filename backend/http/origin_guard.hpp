// Who may call from a browser: the names this server goes by, and the origins whose pages may use it.
// Defends an API without tokens against foreign pages (cross-site requests) and DNS rebinding.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"

namespace keyglass::http {

struct OriginPolicy {
  std::vector<std::string> hosts;    // no port; localhost, 127.0.0.1 and [::1] always pass
  std::vector<std::string> origins;  // as browsers send them: "http://localhost:3000"
};

class OriginGuard {
 public:
  explicit OriginGuard(OriginPolicy policy);

  // One more origin. Before the first request.
  void allow(std::string_view origin);

  // The refusal (403, or 400 without a Host or with two). nullopt: the Host is one of ours, and a request
  // that may change something comes from no browser page, from an allowed origin, or from our own. Any
  // thread.
  std::optional<Reply> refuse(const Request& request) const;

  // True for an origin of the list. Our own origin needs no CORS and is not asked about.
  bool allows(std::string_view origin) const;

 private:
  bool knows_host(std::string_view host) const;

  OriginPolicy policy_;  // in lower case
};

// "localhost:8000" -> "localhost", "[::1]:8000" -> "[::1]".
std::string_view host_without_port(std::string_view host);

}  // namespace keyglass::http
