// Cutting requests out of bytes: see request_reader.hpp.
#include "http/request_reader.hpp"

#include <algorithm>
#include <utility>

#include "http/connection_options.hpp"
#include "http/request_target.hpp"

namespace keyglass::http {
namespace {

constexpr std::size_t kept_capacity_max = 4 * 1024;  // of an idle connection

}  // namespace

RequestReader::State RequestReader::advance() {
  if (state_ == State::head) state_ = advance_head();
  if (state_ == State::body) state_ = advance_body();
  return state_;
}

RequestReader::State RequestReader::advance_head() {
  const auto rest = std::string_view(input_).substr(taken_);
  const HeadScanner::State scanned = head_.scan(rest);
  if (scanned == HeadScanner::State::unfinished) {
    drop_taken();
    if (!ended_) return State::head;
    // Half a head is nobody's request.
    return State::ended;
  }
  if (scanned == HeadScanner::State::refused) return refuse(*head_.fault());
  ParsedHead parsed = parse_head_(rest.substr(head_.begin(), head_.end() - head_.begin()));
  taken_ += head_.end();
  request_ = std::move(parsed.request);
  if (parsed.refused != 0) return refuse({parsed.refused, {}});
  if (head_.fault()) return refuse(*head_.fault());
  to_origin_form(request_);
  const bool bodiless =
      head_.body() == BodyKind::none || (head_.body() == BodyKind::sized && head_.body_bytes() == 0);
  body_state_ = bodiless ? BodyState::complete : BodyState::unfinished;
  if (bodiless) return State::ready;
  sized_left_ = head_.body_bytes();
  chunks_ = ChunkedBody{};
  held_back_ = expects_continue(request_);
  arriving_ = held_back_ || sized_left_ > collected_body_max;
  return arriving_ ? State::ready : State::body;
}

RequestReader::State RequestReader::advance_body() {
  decode(body_);
  drop_taken();
  if (body_state_ == BodyState::unfinished && body_.size() <= collected_body_max) return State::body;
  arriving_ = body_state_ == BodyState::unfinished;
  return State::ready;
}

RequestReader::BodyState RequestReader::read_body(std::string& bytes) {
  bytes = std::exchange(body_, {});
  decode(bytes);
  drop_taken();
  if (!bytes.empty()) held_back_ = false;
  return body_state_;
}

void RequestReader::decode(std::string& into) {
  std::string_view rest = std::string_view(input_).substr(taken_);
  if (body_state_ != BodyState::unfinished) return;
  if (head_.body() == BodyKind::chunked) {
    body_state_ = chunks_.take(rest, into);
    taken_ = input_.size() - rest.size();
  } else {
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(sized_left_, rest.size()));
    into.append(rest.substr(0, count));
    sized_left_ -= count;
    taken_ += count;
    if (sized_left_ == 0) body_state_ = BodyState::complete;
  }
  if (body_state_ == BodyState::unfinished && ended_) body_state_ = BodyState::broken;
}

RequestReader::State RequestReader::refuse(FramingFault fault) {
  fault_ = fault;
  return State::refused;
}

void RequestReader::next() {
  state_ = State::head;
  head_ = HeadScanner{};
  body_.clear();
  if (body_.capacity() > kept_capacity_max) body_ = {};
  arriving_ = held_back_ = false;
}

// What is left is moved to the front only where it is the lesser part: requests sent ahead by the thousand
// are not moved once for each.
void RequestReader::drop_taken() {
  if (taken_ == input_.size()) {
    input_.clear();
    if (input_.capacity() > kept_capacity_max) input_ = {};
  } else if (taken_ >= input_.size() - taken_) {
    input_.erase(0, taken_);
  } else {
    return;
  }
  taken_ = 0;
}

}  // namespace keyglass::http
