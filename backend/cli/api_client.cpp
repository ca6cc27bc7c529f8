// The seam to cpp-httplib's client: see api_client.hpp.
#include "cli/api_client.hpp"

#include <httplib.h>

#include <algorithm>
#include <optional>

namespace keyglass::cli {
namespace {

Error unreachable(std::string message) {
  return Error{.code = ErrorCode::unavailable, .message = std::move(message)};
}

Error error_of(httplib::Error error, const ApiAddress& address, std::uint32_t silence_seconds) {
  const std::string& url = address.url;
  const std::string seconds = std::to_string(address.timeout_seconds) + " s";
  const std::string silence = std::to_string(silence_seconds) + " s";
  switch (error) {
    case httplib::Error::Connection:
      return unreachable(
          "cannot connect to " + url +
          ": nothing listens there, or it cannot be reached. Start the server (`keyglass up`), or "
          "say where it is with --url (KEYGLASS_URL)");
    case httplib::Error::ConnectionTimeout:
      return unreachable("no connection to " + url + " within " + seconds +
                         ": is the address right (--url)? --timeout-seconds waits longer");
    case httplib::Error::Timeout:
      return unreachable(url + " did not answer within " + silence + "; --timeout-seconds waits longer");
    case httplib::Error::SSLConnection:
      return unreachable("no TLS with " + url + ": does it serve https there, or http?");
    case httplib::Error::SSLLoadingCerts:
      return unreachable("the certificates in --ca-file (KEYGLASS_CA_FILE) cannot be read");
    case httplib::Error::SSLServerVerification:
    case httplib::Error::SSLServerHostnameVerification:
      return unreachable("the certificate of " + url +
                         " is not one to trust: name who vouches for it with --ca-file (KEYGLASS_CA_FILE)");
    default:
      return unreachable("the connection to " + url + " broke, or stood still for " + silence +
                         ", before the answer was whole (" + httplib::to_string(error) + ")");
  }
}

}  // namespace

class ApiClient::Library {
 public:
  explicit Library(ApiAddress address) : address_(std::move(address)), client_(address_.url) {
    const time_t seconds = static_cast<time_t>(address_.timeout_seconds);
    client_.set_connection_timeout(seconds);
    client_.set_write_timeout(seconds);
    client_.set_path_encode(false);  // targets come encoded
    client_.set_follow_location(false);
    client_.set_keep_alive(true);
    client_.set_tcp_nodelay(true);
    if (!address_.ca_file.empty()) client_.set_ca_cert_path(address_.ca_file);
  }

  const std::string& url() const { return address_.url; }

  Result<ApiReply> send(const ApiRequest& request, const BodySink& sink) {
    failure_.reset();
    httplib::Request sent = request_of(request);
    if (sink) take_body_by(sink, sent);
    const std::uint32_t silence = std::max(address_.timeout_seconds, request.silence_seconds_min);
    client_.set_read_timeout(static_cast<time_t>(silence));
    httplib::Response received;
    auto error = httplib::Error::Success;
    const bool whole = client_.send(sent, received, error);
    if (failure_) return *failure_;
    if (!whole) return error_of(error, address_, silence);
    return ApiReply{.status = received.status,
                    .content_type = received.get_header_value("Content-Type"),
                    .body = std::move(received.body)};
  }

 private:
  httplib::Request request_of(const ApiRequest& request) {
    httplib::Request sent;
    sent.method = request.method;
    sent.path = request.target;
    sent.set_header("User-Agent", "keyglass");
    for (const auto& [name, value] : request.headers) sent.set_header(name, value);
    if (!address_.token.empty()) sent.set_header("Authorization", "Bearer " + address_.token);
    if (!request.content_type.empty()) sent.set_header("Content-Type", request.content_type);
    if (!request.source) {
      sent.body = request.body;
      return sent;
    }
    // A server that refuses says so before anything of the body is sent.
    sent.set_header("Expect", "100-continue");
    sent.set_header("Transfer-Encoding", "chunked");
    sent.is_chunked_content_provider_ = true;
    sent.content_provider_ = [this, &source = request.source](std::size_t, std::size_t,
                                                              httplib::DataSink& to) {
      auto bytes = source();
      if (!bytes) failure_ = bytes.error();
      if (!bytes) return false;
      if (bytes.value().empty()) {
        to.done();
        return true;
      }
      return to.write(bytes.value().data(), bytes.value().size());
    };
    return sent;
  }

  // What is no success is kept whole: it says what is wrong.
  void take_body_by(const BodySink& sink, httplib::Request& sent) {
    sent.response_handler = [this](const httplib::Response& response) {
      is_success_ = response.status >= 200 && response.status < 300;
      refusal_.clear();
      return true;
    };
    sent.content_receiver = [this, &sink](const char* data, std::size_t size, std::size_t, std::size_t) {
      if (!is_success_) {
        refusal_.append(data, size);
        return true;
      }
      const Status taken = sink({data, size});
      if (!taken) failure_ = taken.error();
      return taken.ok();
    };
  }

  const ApiAddress address_;
  httplib::Client client_;
  std::optional<Error> failure_;  // of a source or a sink
  bool is_success_ = false;
  std::string refusal_;

 public:
  std::string take_refusal() { return std::exchange(refusal_, {}); }
};

ApiClient::ApiClient(ApiAddress address) : library_(std::make_unique<Library>(std::move(address))) {}
ApiClient::~ApiClient() = default;

const std::string& ApiClient::url() const {
  return library_->url();
}

Result<ApiReply> ApiClient::send(const ApiRequest& request, const BodySink& sink) {
  auto reply = library_->send(request, sink);
  if (reply && sink) reply.value().body = library_->take_refusal();
  return reply;
}

}  // namespace keyglass::cli
