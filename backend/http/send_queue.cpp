// Bytes to send: see send_queue.hpp.
#include "http/send_queue.hpp"

#include <sys/socket.h>
#include <sys/uio.h>

#include <array>
#include <cerrno>
#include <utility>

namespace keyglass::http {
namespace {

constexpr std::size_t joined_bytes_max = 64 * 1024;
constexpr std::size_t large_bytes = 16 * 1024;
constexpr std::size_t kept_capacity_max = 4 * 1024;  // of an idle connection

}  // namespace

std::string& SendQueue::tail() {
  if (pieces_.empty() || pieces_.back().size() >= joined_bytes_max) pieces_.emplace_back();
  return pieces_.back();
}

void SendQueue::append(std::string_view bytes) {
  size_ += bytes.size();
  tail().append(bytes);
}

void SendQueue::append(std::string&& bytes) {
  if (bytes.size() < large_bytes) return append(std::string_view(bytes));
  size_ += bytes.size();
  pieces_.push_back(std::move(bytes));
  pieces_.emplace_back();  // nothing is joined to a large piece: that could copy it
}

std::string_view SendQueue::next() const {
  std::size_t sent = sent_;
  auto piece = pieces_.begin();
  for (; sent >= piece->size(); ++piece) sent -= piece->size();
  return std::string_view(*piece).substr(sent);
}

// Most answers are one piece: that costs the system less to take.
ssize_t SendQueue::hand_over(int socket) {
  std::string& front = pieces_.front();
  if (pieces_.size() == 1)
    return ::send(socket, front.data() + sent_, front.size() - sent_, MSG_NOSIGNAL | MSG_DONTWAIT);
  std::array<iovec, 16> parts;
  std::size_t count = 0;
  for (std::string& piece : pieces_) {
    if (count == parts.size()) break;
    parts[count++] = {piece.data(), piece.size()};
  }
  parts[0].iov_base = front.data() + sent_;
  parts[0].iov_len -= sent_;
  msghdr message{};
  message.msg_iov = parts.data();
  message.msg_iovlen = count;
  return ::sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
}

SendQueue::State SendQueue::send(int socket) {
  while (!empty()) {
    const ssize_t sent = hand_over(socket);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return errno == EAGAIN || errno == EWOULDBLOCK ? State::blocked : State::broken;
    drop(static_cast<std::size_t>(sent));
  }
  return State::sent;
}

void SendQueue::drop(std::size_t count) {
  bytes_sent_ += count;
  size_ -= count;
  sent_ += count;
  auto piece = pieces_.begin();
  for (; piece != pieces_.end() && sent_ >= piece->size(); ++piece) sent_ -= piece->size();
  if (piece == pieces_.end() && pieces_.front().capacity() <= kept_capacity_max) {
    piece = pieces_.begin() + 1;
    pieces_.front().clear();
    pieces_.erase(piece, pieces_.end());
  } else {
    pieces_.erase(pieces_.begin(), piece);
  }
}

}  // namespace keyglass::http
