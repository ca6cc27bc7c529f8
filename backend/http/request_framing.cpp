// Framing of requests: see request_framing.hpp.
#include "http/request_framing.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "http/text.hpp"

namespace keyglass::http {
namespace {

constexpr std::size_t length_digits_max = 18;  // fits 63 bits
constexpr std::size_t method_and_version_max = 32;

// RFC 9110 section 5.6.2, as a table: every byte of every head passes here.
constexpr std::array<bool, 256> token_bytes = [] {
  std::array<bool, 256> table{};
  for (const char c : std::string_view("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz"
                                       "ABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
    table.at(static_cast<unsigned char>(c)) = true;
  }
  return table;
}();

bool is_token(std::string_view text) {
  if (text.empty()) return false;
  for (const char c : text) {
    if (!token_bytes[static_cast<unsigned char>(c)]) return false;
  }
  return true;
}

bool is_length(std::string_view text) {
  return !text.empty() && text.size() <= length_digits_max &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

HeadScanner::State HeadScanner::scan(std::string_view bytes) {
  while (true) {
    const std::size_t end = bytes.find('\n', looked_);
    if (end == std::string_view::npos) {
      looked_ = bytes.size();
      return check_partial(bytes.size() - line_);
    }
    const std::string_view line = bytes.substr(line_, end - line_);
    line_ = looked_ = end + 1;
    if (const State state = take_line(line); state != State::unfinished) return state;
  }
}

// A line without its "\n".
HeadScanner::State HeadScanner::take_line(std::string_view line) {
  if (!line.ends_with('\r')) return refuse({400, "a line does not end with CR and LF"});
  line.remove_suffix(1);
  if (line.find('\r') != std::string_view::npos || line.find('\0') != std::string_view::npos) {
    return refuse({400, "a line holds CR or NUL"});
  }
  if (const State state = check_partial(line.size()); state != State::unfinished) return state;
  if (!has_request_line_) {
    const bool first = begin_ == 0;
    if (line.empty() && first) {
      begin_ = line_;
      return State::unfinished;
    }
    has_request_line_ = true;
    return take_request_line(line);
  }
  if (line.empty()) return State::complete;
  if (++headers_ > head_limits::headers_max) return refuse({431});
  take_header(line);
  return fault_ && fault_->status == 400 ? refuse(*fault_) : State::unfinished;
}

HeadScanner::State HeadScanner::take_request_line(std::string_view line) {
  http_1_0_ = line.ends_with(" HTTP/1.0");
  if (std::ranges::count(line, ' ') != 2) return refuse({});
  // Who forgot to escape it means a key that goes on behind it; it would be taken for another key.
  const bool has_fragment = line.find('#', line.find(' ')) != std::string_view::npos;
  return has_fragment ? refuse({400, "the target has a fragment: write %23 for a # that is meant"})
                      : State::unfinished;
}

void HeadScanner::take_header(std::string_view line) {
  constexpr std::string_view length = "Content-Length";
  constexpr std::string_view coding = "Transfer-Encoding";
  const std::size_t colon = line.find(':');
  const std::string_view name = line.substr(0, colon);
  if (colon == std::string_view::npos || !is_token(name)) {
    return note({400, "a header line is no name, colon and value"});
  }
  const std::string_view value = trim(line.substr(colon + 1));
  if (name.size() == length.size() && equal_ignoring_case(name, length)) take_length(value);
  if (name.size() == coding.size() && equal_ignoring_case(name, coding)) take_coding(value);
}

void HeadScanner::take_length(std::string_view value) {
  if (body_ != BodyKind::none) return note({400, "the length of the body is told twice"});
  if (!is_length(value)) return note({400, "Content-Length is not a number of bytes"});
  body_ = BodyKind::sized;
  std::from_chars(value.data(), value.data() + value.size(), body_bytes_);
}

void HeadScanner::take_coding(std::string_view value) {
  if (body_ != BodyKind::none) return note({400, "the length of the body is told twice"});
  if (http_1_0_) return note({400, "HTTP/1.0 has no transfer codings"});
  body_ = BodyKind::chunked;
  if (!equal_ignoring_case(value, "chunked")) {
    note({501, "the only transfer coding that is taken is chunked"});
  }
}

HeadScanner::State HeadScanner::refuse(FramingFault fault) {
  fault_ = fault;
  return State::refused;
}

// A 400 weighs more than what came before it.
void HeadScanner::note(FramingFault fault) {
  if (!fault_ || fault.status == 400) fault_ = fault;
}

// `size` bytes of the current line, whether it has ended or not.
HeadScanner::State HeadScanner::check_partial(std::size_t size) {
  if (!has_request_line_) {
    return size > head_limits::line_bytes_max + method_and_version_max ? refuse({414}) : State::unfinished;
  }
  const bool too_long = size > head_limits::line_bytes_max || line_ > head_limits::bytes_max;
  return too_long ? refuse({431}) : State::unfinished;
}

Headers headers_of(std::string_view head) {
  constexpr std::string_view line_end = "\r\n";
  Headers headers;
  headers.reserve(16);
  while (true) {
    head.remove_prefix(head.find(line_end) + line_end.size());
    const std::string_view line = head.substr(0, head.find(line_end));
    if (line.empty()) return headers;
    const std::size_t colon = line.find(':');
    headers.push_back(Header{std::string(line.substr(0, colon)), std::string(trim(line.substr(colon + 1)))});
  }
}

}  // namespace keyglass::http
