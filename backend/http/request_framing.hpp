// Where a request's head ends and how long its body is (RFC 9112 sections 2.2, 5 and 6), judged on bytes as
// they come. The one authority on where the next request of a connection begins: whatever two readers could
// understand in two ways is refused. Does not know what other fields mean.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "http/message.hpp"

namespace keyglass::http {

namespace head_limits {
inline constexpr std::size_t line_bytes_max = 8 * 1024;  // of a header line, and of the request target
inline constexpr std::size_t headers_max = 100;
inline constexpr std::size_t bytes_max = 64 * 1024;  // of all lines together
}  // namespace head_limits

enum class BodyKind { none, sized, chunked };

// A refusal by HTTP status; an empty detail leaves the words to the status. It ends its connection.
struct FramingFault {
  int status = 400;
  std::string_view detail = {};
};

// One request head. One thread.
class HeadScanner {
 public:
  enum class State { unfinished, complete, refused };

  // `bytes` begin with the head and grow from call to call; what was seen is not looked at again.
  State scan(std::string_view bytes);

  // For State::complete.
  std::size_t begin() const { return begin_; }  // behind an empty line that means nothing
  std::size_t end() const { return line_; }     // behind the empty line that ends the head
  BodyKind body() const { return body_; }
  std::uint64_t body_bytes() const { return body_bytes_; }  // of a sized one
  // A complete head may have a body whose end cannot be known.
  const std::optional<FramingFault>& fault() const { return fault_; }

 private:
  State take_line(std::string_view line);
  State take_request_line(std::string_view line);
  void take_header(std::string_view line);
  void take_length(std::string_view value);
  void take_coding(std::string_view value);
  State refuse(FramingFault fault);
  void note(FramingFault fault);
  State check_partial(std::size_t size);

  std::size_t begin_ = 0;
  std::size_t line_ = 0;    // where the current line begins
  std::size_t looked_ = 0;  // up to here no line end follows
  std::size_t headers_ = 0;
  bool has_request_line_ = false;
  bool http_1_0_ = false;
  BodyKind body_ = BodyKind::none;
  std::uint64_t body_bytes_ = 0;
  std::optional<FramingFault> fault_;
};

// The header fields of a complete head that begins with its request line, in their order, values as sent
// without the blanks around them.
Headers headers_of(std::string_view head);

}  // namespace keyglass::http
