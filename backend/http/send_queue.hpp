// Bytes that wait to be sent on one socket. Small pieces are joined, so that many answers cost one system
// call; large ones are never copied.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

namespace keyglass::http {

// One thread.
class SendQueue {
 public:
  enum class State { sent, blocked, broken };

  // Where to append a head or another small piece.
  std::string& tail();
  void append(std::string&& bytes);

  bool empty() const { return size() == 0; }
  std::size_t size() const;

  // Sends as much as the socket takes without waiting. Blocked: some is left; broken: the peer is gone.
  State send(int socket);
  // Since the begin; tells whether the peer reads.
  std::uint64_t bytes_sent() const { return bytes_sent_; }

 private:
  void drop(std::size_t count);

  std::deque<std::string> pieces_;
  std::size_t sent_ = 0;  // of the first piece
  std::uint64_t bytes_sent_ = 0;
};

}  // namespace keyglass::http
