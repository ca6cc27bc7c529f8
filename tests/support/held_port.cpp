// Holding a TCP port: see held_port.hpp.
#include "support/held_port.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace keyglass::test {

HeldPort::HeldPort() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  // Both sides must have said that they share it; port 0 and connect() are given no port that is bound at
  // all.
  const int shared = 1;
  const bool held = socket_ >= 0 &&
                    ::setsockopt(socket_, SOL_SOCKET, SO_REUSEADDR, &shared, sizeof shared) == 0 &&
                    ::bind(socket_, generic, size) == 0 && ::getsockname(socket_, generic, &size) == 0;
  if (!held) {
    const int error = errno;
    if (socket_ >= 0) ::close(socket_);
    throw std::system_error(error, std::generic_category(), "a port to hold");
  }
  number_ = ntohs(address.sin_port);
}

HeldPort::~HeldPort() {
  ::close(socket_);
}

}  // namespace keyglass::test
