// What is known of the server and of what this page may do there, and what is typed to reach it.
// The token itself is here only while it is typed: the platform keeps it, no request or log names it.
#pragma once

#include <optional>
#include <string>

#include "keyglass/server_capabilities.hpp"

namespace keyglass::app {

struct Server {
  std::optional<ServerCapabilities> told;  // absent: not asked yet, or a server that does not say
  bool is_url_fixed = true;                // by the page's policy
  bool has_token = false;                  // in use by the platform
  bool asks_for_token = false;             // nothing can be read before one is given
  bool is_checking = false;                // of what was typed
  std::string url_text;                    // being typed
  std::string token_text;                  // being typed; emptied once it is in use
  std::string url_fault;                   // why they cannot be used, or ""
  std::string token_fault;

  bool operator==(const Server&) const = default;
};

// The dialog that shows the connection and takes another address or token.
struct ConnectionDialog {
  bool operator==(const ConnectionDialog&) const = default;
};

}  // namespace keyglass::app
