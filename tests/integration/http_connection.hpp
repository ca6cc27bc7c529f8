// A bare HTTP/1.1 connection for tests: sends exactly the bytes it is given, reads what a server makes of
// them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "integration/tls_client.hpp"

namespace keyglass::test {

struct Answer {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::string body;                                          // chunks joined
  bool complete = false;   // the whole body came; false if the server broke off
  bool continued = false;  // a 100 came before it

  // The first header of that lower-case name, or "".
  std::string header(std::string_view name) const;
  // True if some header of that name contains `text`.
  bool header_contains(std::string_view name, std::string_view text) const;
};

struct Ask {
  std::string method = "GET";
  std::string target = "/";
  // Host and Content-Length are added unless given; an empty Content-Length is left out.
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
};

// Not copyable; one thread. Every wait ends after the tests' patience, then with std::runtime_error.
class HttpConnection {
 public:
  // Connects to "http://HOST:PORT" or https on loopback. Throws std::system_error if nothing listens,
  // std::runtime_error if there is no handshake.
  explicit HttpConnection(const std::string& address, TlsClientOptions tls = {});
  ~HttpConnection();
  HttpConnection(const HttpConnection&) = delete;
  HttpConnection& operator=(const HttpConnection&) = delete;

  void send_bytes(std::string_view bytes);
  // The next answer. `bodiless` for answers to HEAD. Status 0 if the server closed without one. Of a stream
  // of events the head alone: read_chunk() reads on.
  Answer read_answer(bool bodiless = false);
  Answer ask(const Ask& ask);
  // The next chunk of a body sent in chunks; "" for the last one, nullopt if the server broke off.
  std::optional<std::string> read_chunk();
  // Reads on until `text` has come; false if the server closed before.
  bool read_past(std::string_view text);
  // Sends no more, but still reads.
  void end_sending();
  // True once the server has closed its side.
  bool is_closed();
  // True if it did so by a reset, as it does when an answer broke off.
  bool was_reset() const { return was_reset_; }
  // Of an https connection.
  TlsClient& tls() { return *tls_; }

 private:
  bool fill();
  std::string take_line();
  std::string take(std::size_t size, bool& complete);
  std::string take_chunks(bool& complete);

  std::string host_;
  int socket_ = -1;
  std::unique_ptr<TlsClient> tls_;
  std::string pending_;  // received, not yet read
  bool was_reset_ = false;
};

// One request on a connection of its own.
Answer ask(const std::string& address, const Ask& ask);
Answer get(const std::string& address, const std::string& target);
Answer post_json(const std::string& address, const std::string& target, const std::string& json);

}  // namespace keyglass::test
