// A listener inside the test's own process, with handlers and patience of the test's choice.
#pragma once

#include <string>
#include <utility>

#include "http/http_server.hpp"
#include "http/problem.hpp"
#include "keyglass/codecs.hpp"

namespace keyglass::test {

// Listens on a free port while it lives. Throws std::runtime_error if it cannot.
class Listener {
 public:
  // Left to workers is what `may_block` says; without it, paths that begin with /wait.
  explicit Listener(http::RequestHandler handle, http::ListenerOptions options = {},
                    http::BlockingTest may_block = {});

  const std::string& address() const { return address_; }
  http::HttpServer& server() { return server_; }

 private:
  http::HttpServer server_;
  std::string address_;
};

http::Reply text_reply(std::string text);

}  // namespace keyglass::test
