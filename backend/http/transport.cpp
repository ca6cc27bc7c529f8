// Between connection and socket: see transport.hpp.
#include "http/transport.hpp"

#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <utility>

namespace keyglass::http {
namespace {

constexpr std::size_t read_bytes_max = 64 * 1024;
// Sealed at a time: what a slow client does not take is not sealed ahead.
constexpr std::size_t seal_bytes_max = 64 * 1024;

// A TLS connection begins with a record of type 22, an HTTP/1 one with a method.
bool begins_a_method(std::string_view bytes) {
  return bytes.front() >= 'A' && bytes.front() <= 'Z';
}

}  // namespace

Transport::Received Transport::receive() {
  // Shared by all connections of the thread: an idle one keeps no buffer.
  thread_local std::array<char, read_bytes_max> buffer;
  const ssize_t count = ::recv(socket_, buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (count == 0) return {State::ended, {}};
  if (count < 0) {
    const bool again = errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
    return {again ? State::open : State::gone, {}};
  }
  const std::string_view bytes(buffer.data(), static_cast<std::size_t>(count));
  return tls_ ? open(bytes) : Received{State::open, bytes};
}

Transport::Received Transport::open(std::string_view sealed) {
  if (!std::exchange(spoken_to_, true) && begins_a_method(sealed)) {
    tls_.reset();
    return {State::clear, {}};
  }
  thread_local std::array<char, read_bytes_max + TlsSession::record_bytes_max> buffer;
  const TlsSession::Opened opened = tls_->open(sealed, buffer);
  const std::string_view bytes(buffer.data(), opened.size);
  switch (opened.state) {
    case TlsSession::State::ended:
      return {State::ended, bytes};
    case TlsSession::State::failed:
      return {State::failed, bytes};
    case TlsSession::State::open:
      break;
  }
  return {State::open, bytes};
}

SendQueue::State Transport::send(SendQueue& output) {
  if (!tls_) return output.send(socket_);
  while (true) {
    const SendQueue::State state = tls_->output().send(socket_);
    if (state != SendQueue::State::sent || output.empty()) return state;
    const std::string_view next = output.next().substr(0, seal_bytes_max);
    if (!tls_->seal(next)) return SendQueue::State::broken;
    output.drop(next.size());
  }
}

}  // namespace keyglass::http
