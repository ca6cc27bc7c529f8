// The chunked transfer coding: see chunked_body.hpp.
#include "http/chunked_body.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

#include "http/text.hpp"

namespace keyglass::http {
namespace {

constexpr std::size_t size_digits_max = 15;  // fits 60 bits

bool is_hexadecimal(std::string_view text) {
  return text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

}  // namespace

ChunkedBody::State ChunkedBody::take(std::string_view& bytes, std::string& content) {
  while (state_ == State::unfinished && !bytes.empty()) {
    if (part_ == Part::content) {
      const std::size_t count = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
      content.append(bytes.substr(0, count));
      bytes.remove_prefix(count);
      left_ -= count;
      if (left_ == 0) part_ = Part::content_end;
      continue;
    }
    if (!take_line(bytes, state_)) continue;
    if (part_ == Part::size) {
      state_ = take_size(line_);
    } else if (part_ == Part::trailer) {
      state_ = take_trailer(line_);
    } else {
      state_ = line_.empty() ? State::unfinished : State::broken;
      part_ = Part::size;
    }
    line_.clear();
  }
  return state_;
}

bool ChunkedBody::take_line(std::string_view& bytes, State& state) {
  const std::size_t end = bytes.find('\n');
  const std::string_view piece = bytes.substr(0, end);
  bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
  line_.append(piece);
  const std::size_t bytes_max = part_ == Part::content_end ? 1 : line_bytes_max;
  if (line_.size() > bytes_max) state = State::broken;
  if (end == std::string_view::npos || state == State::broken) return false;
  if (!line_.ends_with('\r') || line_.find('\r') != line_.size() - 1) {
    state = State::broken;
    return false;
  }
  line_.pop_back();
  return true;
}

// "1a" or "1a;name=value": extensions mean nothing here.
ChunkedBody::State ChunkedBody::take_size(std::string_view line) {
  const std::size_t semicolon = line.find(';');
  std::string_view digits = line.substr(0, semicolon);
  if (semicolon != std::string_view::npos) digits = trim(digits);
  if (digits.empty() || digits.size() > size_digits_max || !is_hexadecimal(digits)) return State::broken;
  if (line.find('\0') != std::string_view::npos) return State::broken;
  std::from_chars(digits.data(), digits.data() + digits.size(), left_, 16);
  part_ = left_ == 0 ? Part::trailer : Part::content;
  return State::unfinished;
}

ChunkedBody::State ChunkedBody::take_trailer(std::string_view line) {
  if (line.empty()) return State::complete;
  trailer_bytes_ += line.size();
  return trailer_bytes_ > trailer_bytes_max ? State::broken : State::unfinished;
}

}  // namespace keyglass::http
