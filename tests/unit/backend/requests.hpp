// Requests made by hand for unit tests of the HTTP layer.
#pragma once

#include <string>
#include <utility>

#include "http/message.hpp"

namespace keyglass::test {

// A body of known bytes.
class TextBody final : public http::RequestBody {
 public:
  explicit TextBody(std::string bytes = {}) : bytes_(std::move(bytes)) {}
  Result<std::string> read_all(std::uint64_t bytes_max) override {
    if (bytes_.size() > bytes_max) return Error{.code = ErrorCode::too_large, .message = "too large"};
    return bytes_;
  }
  Status read_parts(const http::ByteSink& take) override {
    take(bytes_);
    return Done{};
  }

 private:
  std::string bytes_;
};

inline http::Request request_of(std::string method, std::string target, http::Headers headers = {}) {
  http::Request request;
  request.method = std::move(method);
  request.target = std::move(target);
  request.headers = std::move(headers);
  return request;
}

// The first header of that name, or "".
inline std::string header_of(const http::Reply& reply, std::string_view name) {
  return std::string(http::find_header(reply.headers, name).value_or(""));
}

}  // namespace keyglass::test
