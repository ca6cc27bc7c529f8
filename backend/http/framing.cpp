// Framing of requests: see framing.hpp.
#include "http/framing.hpp"

#include <algorithm>

#include "http/problem.hpp"
#include "http/text.hpp"

namespace keyglass::http {
namespace {

constexpr std::size_t length_digits_max = 18;  // fits 63 bits

bool is_length(std::string_view text) {
  return !text.empty() && text.size() <= length_digits_max &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::optional<Problem> framing_fault(const Headers& headers) {
  for (const Header& header : headers) {
    if (equal_ignoring_case(header.name, "Transfer-Encoding") &&
        !equal_ignoring_case(header.value, "chunked")) {
      return problem_of_status(501, "the only transfer coding that is taken is chunked");
    }
    if (equal_ignoring_case(header.name, "Content-Length") && !is_length(header.value)) {
      return problem_of_status(400, "Content-Length is not a number of bytes");
    }
  }
  return std::nullopt;
}

bool asks_to_close(const Headers& headers) {
  const auto list = find_list(headers, "Connection");
  if (!list) return false;
  const auto options = split_list(*list);
  return std::ranges::any_of(options,
                             [](std::string_view option) { return equal_ignoring_case(option, "close"); });
}

bool expects_continue(const Request& request) {
  const auto expectation = request.header("Expect");
  return expectation && !request.http_1_0 && equal_ignoring_case(*expectation, "100-continue");
}

bool is_short_body(const Request& request, std::uint64_t body_bytes_max) {
  constexpr std::uint64_t tolerated_bytes = 1024 * 1024;
  const auto length = request.declared_length();
  return length && *length <= body_bytes_max + tolerated_bytes;
}

std::string closing_answer(std::string_view status, const Reply& reply) {
  std::string text = "HTTP/1.1 " + std::string(status) + "\r\nConnection: close\r\n";
  for (const Header& header : reply.headers) text += header.name + ": " + header.value + "\r\n";
  return text + "Content-Length: " + std::to_string(reply.body.size()) + "\r\n\r\n" + reply.body;
}

}  // namespace keyglass::http
