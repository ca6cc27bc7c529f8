// The requests of one connection, cut out of the bytes as they come: however those are cut into pieces, the
// same requests come out. Holds no socket.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "http/chunked_body.hpp"
#include "http/library_server.hpp"
#include "http/message.hpp"
#include "http/request_framing.hpp"

namespace keyglass::http {

// Bodies up to here are put together before anybody is asked to handle them; larger ones are passed on.
inline constexpr std::size_t collected_body_max = 64 * 1024;

// One thread.
class RequestReader {
 public:
  using ParseHead = std::function<ParsedHead(std::string_view head)>;
  using BodyState = ChunkedBody::State;

  enum class State {
    head,     // more of a head must come; or nothing has come yet
    body,     // more of a body must come
    ready,    // request() can be handled; its body is in body(), or arriving()
    refused,  // fault() tells why; nothing that follows on the connection means anything
    ended,    // no further request will come
  };

  explicit RequestReader(ParseHead parse_head) : parse_head_(std::move(parse_head)) {}

  // What has come.
  void add(std::string_view bytes) { input_.append(bytes); }
  // The sender has ended its side. What it sent before is still read.
  void end() { ended_ = true; }

  State advance();

  // In the state ready. The body is not whole if the sender broke off.
  Request& request() { return request_; }
  std::string& body() { return body_; }
  bool body_whole() const { return body_state_ == BodyState::complete; }
  // True: the body is large, or held back until a 100 asks for it. read_body() yields it.
  bool arriving() const { return arriving_; }
  bool held_back() const { return held_back_; }
  // Replaces `bytes` by what has come of an arriving body.
  BodyState read_body(std::string& bytes);
  // The request has been answered: on to the next one. The body must be whole.
  void next();

  const FramingFault& fault() const { return fault_; }
  // True once a byte of the next request has come.
  bool started() const { return state_ != State::head || waiting() > 0; }
  bool in_body() const { return state_ == State::body; }
  // Bytes that wait here to be looked at.
  std::size_t waiting() const { return input_.size() - taken_; }

 private:
  State advance_head();
  State advance_body();
  State refuse(FramingFault fault);
  void decode(std::string& into);
  void drop_taken();

  const ParseHead parse_head_;
  State state_ = State::head;
  bool ended_ = false;
  std::string input_;
  std::size_t taken_ = 0;  // of input_

  HeadScanner head_;
  Request request_;
  std::uint64_t sized_left_ = 0;
  ChunkedBody chunks_;
  std::string body_;
  BodyState body_state_ = BodyState::complete;
  bool arriving_ = false;
  bool held_back_ = false;
  FramingFault fault_;
};

}  // namespace keyglass::http
