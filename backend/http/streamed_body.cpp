// Reading a body: see streamed_body.hpp.
#include "http/streamed_body.hpp"

#include <utility>

#include "http/problem.hpp"

namespace keyglass::http {
namespace {

Error broke_off() {
  return Error{.code = ErrorCode::invalid, .message = "the request body broke off"};
}

}  // namespace

StreamedBody::StreamedBody(std::optional<std::uint64_t> declared, BodySource source)
    : declared_(declared), source_(std::move(source)) {}

Result<std::string> StreamedBody::read_all(std::uint64_t bytes_max) {
  if (declared_ && *declared_ > bytes_max) return body_too_large(bytes_max, *declared_);
  std::string bytes;
  bytes.reserve(declared_.value_or(0));
  bool too_large = false;
  const bool complete = source_([&](std::string_view part) {
    too_large = bytes.size() + part.size() > bytes_max;
    if (!too_large) bytes.append(part);
    return !too_large;
  });
  if (too_large) return body_too_large(bytes_max, bytes_max + 1);
  if (!complete) return broke_off();
  return bytes;
}

Status StreamedBody::read_parts(const ByteSink& take) {
  bool wanted = true;
  const bool complete = source_([&](std::string_view part) { return wanted = take(part); });
  if (!complete && wanted) return broke_off();
  return Done{};
}

}  // namespace keyglass::http
