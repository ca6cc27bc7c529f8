// Waiting on one socket: see socket_wait.hpp.
#include "http/socket_wait.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>

namespace keyglass::http {

SocketState wait_for_bytes(int socket, std::chrono::milliseconds patience) {
  pollfd waiting{socket, POLLIN, 0};
  const int ready = ::poll(&waiting, 1, static_cast<int>(patience.count()));
  if (ready > 0) return SocketState::readable;
  return ready < 0 && errno != EINTR ? SocketState::broken : SocketState::silent;
}

void linger(int socket, std::chrono::milliseconds patience) {
  ::shutdown(socket, SHUT_WR);
  const auto end = std::chrono::steady_clock::now() + patience;
  std::array<char, 16 * 1024> bin{};
  while (true) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    if (left.count() <= 0 || wait_for_bytes(socket, left) != SocketState::readable) return;
    if (::recv(socket, bin.data(), bin.size(), 0) <= 0) return;
  }
}

}  // namespace keyglass::http
