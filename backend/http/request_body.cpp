// Bodies of requests: see request_body.hpp.
#include "http/request_body.hpp"

#include <utility>

#include "http/problem.hpp"

namespace keyglass::http {
namespace {

Error broke_off() {
  Error error;
  error.code = ErrorCode::invalid;
  error.message = "the request body broke off";
  return error;
}

}  // namespace

Result<std::string> ArrivedBody::read_all(std::uint64_t bytes_max) {
  if (bytes_.size() > bytes_max) return body_too_large(bytes_max, bytes_.size());
  if (!whole_) return broke_off();
  return std::exchange(bytes_, {});
}

Status ArrivedBody::read_parts(const ByteSink& take) {
  const bool wanted = bytes_.empty() || take(std::exchange(bytes_, {}));
  if (wanted && !whole_) return broke_off();
  return Done{};
}

Result<std::string> ArrivingBody::read_all(std::uint64_t bytes_max) {
  if (declared_ && *declared_ > bytes_max) return body_too_large(bytes_max, *declared_);
  std::string bytes;
  bytes.reserve(declared_.value_or(0));
  bool too_large = false;
  const Status read = read_parts([&](std::string_view part) {
    too_large = bytes.size() + part.size() > bytes_max;
    if (!too_large) bytes.append(part);
    return !too_large;
  });
  if (too_large) return body_too_large(bytes_max, bytes_max + 1);
  if (!read) return read.error();
  return bytes;
}

Status ArrivingBody::read_parts(const ByteSink& take) {
  ask_();
  std::string part;
  while (true) {
    const BytePipe::State state = pipe_->read(part);
    if (state == BytePipe::State::broken) return broke_off();
    if (!part.empty() && !take(part)) return Done{};
    if (state == BytePipe::State::ended) return Done{};
  }
}

}  // namespace keyglass::http
