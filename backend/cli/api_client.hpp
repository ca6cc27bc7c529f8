// A client of the API over HTTP/1.1: one request after the other, bodies streamed both ways. One thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "keyglass/result.hpp"

namespace keyglass::cli {

struct ApiAddress {
  std::string url;      // http(s)://host[:port]
  std::string token;    // empty: none is sent
  std::string ca_file;  // of https; empty: the system's authorities
  std::uint32_t timeout_seconds = 30;
};

// The next bytes of a body; empty at its end. Fails as its source does.
using BodySource = std::function<Result<std::string>()>;
// Takes the next bytes of a body. Fails as what they go to does, and ends the transfer.
using BodySink = std::function<Status(std::string_view bytes)>;

struct ApiRequest {
  std::string method;
  std::string target;  // path and query, percent-encoded
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string content_type = {};  // of a body; empty: not told
  std::string body = {};          // sent with PUT and POST
  BodySource source = {};         // instead of `body`, in chunks of any number
  // An answer may stand still for so long at least, whatever ApiAddress says.
  std::uint32_t silence_seconds_min = 0;
};

struct ApiReply {
  int status = 0;
  std::string content_type;
  std::string body;  // empty where it went to a sink
};

class ApiClient {
 public:
  explicit ApiClient(ApiAddress address);
  ~ApiClient();
  ApiClient(const ApiClient&) = delete;
  ApiClient& operator=(const ApiClient&) = delete;

  // Any whole answer is a success, whatever its status; the body of a 2xx goes to `sink` if there is one.
  // Fails with unavailable where there is no such answer: the message names the URL and a remedy.
  Result<ApiReply> send(const ApiRequest& request, const BodySink& sink = {});

  const std::string& url() const;

 private:
  class Library;
  std::unique_ptr<Library> library_;
};

}  // namespace keyglass::cli
