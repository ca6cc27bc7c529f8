// cpp-httplib behind a seam: it takes the address, and reads the heads of requests. The one place that
// includes the library's server. Knows neither threads nor connections of ours.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "http/message.hpp"
#include "keyglass/result.hpp"

namespace keyglass::http {

// What the library makes of a head.
struct ParsedHead {
  Request request;  // as far as it could be read
  int refused = 0;  // with this status, unless 0
};

class LibraryServer {
 public:
  LibraryServer();
  ~LibraryServer();
  LibraryServer(const LibraryServer&) = delete;
  LibraryServer& operator=(const LibraryServer&) = delete;

  // Takes the address; port 0 takes a free one. The port that it has now. Fails with unavailable, naming the
  // address and the system's reason.
  Result<std::uint16_t> bind(const std::string& host, std::uint16_t port);
  // The socket that listens, owned by this object. After bind().
  int socket() const;
  void close();

  // `head` is whole, with the empty line at its end. Any thread.
  ParsedHead parse(std::string_view head);
  // The same, without the short way for plain heads.
  ParsedHead parse_by_library(std::string_view head);

 private:
  class Server;
  const std::unique_ptr<Server> server_;
};

}  // namespace keyglass::http
