// Bytes that wait to be sent on one socket. Small pieces are joined, so that many answers cost one system
// call; large ones are never copied.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace keyglass::http {

// One thread.
class SendQueue {
 public:
  enum class State { sent, blocked, broken };

  // Copies a head or another small piece.
  void append(std::string_view bytes);
  void append(std::string&& bytes);

  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }

  // The next bytes to be sent, for who passes them on by other means. Not when empty().
  std::string_view next() const;
  // `count` of them are on their way.
  void drop(std::size_t count);

  // Sends as much as the socket takes without waiting. Blocked: some is left; broken: the peer is gone.
  State send(int socket);
  // Since the begin; tells whether the peer reads.
  std::uint64_t bytes_sent() const { return bytes_sent_; }

 private:
  std::string& tail();
  // One try: what send(2) gives.
  ssize_t hand_over(int socket);

  std::vector<std::string> pieces_;  // few: pieces are joined up to 64 KiB
  std::size_t sent_ = 0;             // of the first piece
  std::size_t size_ = 0;
  std::uint64_t bytes_sent_ = 0;
};

}  // namespace keyglass::http
