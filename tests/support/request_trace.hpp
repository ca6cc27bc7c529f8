// What a RequestReader makes of bytes, as text: to compare one way of cutting them with another.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/request_reader.hpp"

namespace keyglass::test {

class RequestTrace {
 public:
  explicit RequestTrace(http::LibraryServer& library)
      : reader_([&library](std::string_view head) { return library.parse(head); }) {}

  void add(std::string_view bytes) {
    reader_.add(bytes);
    while (!broken_ && reader_.advance() == http::RequestReader::State::ready && take_request()) {
    }
  }

  // One line for each request; the status of a refusal at the end.
  std::string finish() {
    if (!broken_ && reader_.advance() == http::RequestReader::State::refused)
      text_ += std::to_string(reader_.fault().status);
    return std::move(text_);
  }

 private:
  // False: more of the body must come.
  bool take_request() {
    using BodyState = http::RequestReader::BodyState;
    body_ += std::exchange(reader_.body(), {});
    if (reader_.arriving()) {
      std::string part;
      BodyState state = reader_.read_body(part);
      body_ += part;
      if (state == BodyState::unfinished) return false;
      if (state == BodyState::broken) broken_ = true;
    } else if (!reader_.body_whole()) {
      broken_ = true;
    }
    const http::Request& request = reader_.request();
    text_ += request.method + ' ' + request.target + ' ' + std::to_string(request.headers.size()) + ' ' +
             std::to_string(body_.size()) + ' ' + body_ + (broken_ ? " broken\n" : "\n");
    body_.clear();
    if (broken_) return false;
    reader_.next();
    return true;
  }

  http::RequestReader reader_;
  std::string text_;
  std::string body_;
  bool broken_ = false;
};

// The trace of `pieces`, one after the other.
inline std::string trace_requests(http::LibraryServer& library, const std::vector<std::string_view>& pieces) {
  RequestTrace trace(library);
  for (const std::string_view piece : pieces) trace.add(piece);
  return trace.finish();
}

}  // namespace keyglass::test
