// A free TCP port: see free_port.hpp.
#include "support/free_port.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace keyglass::test {

int free_port() {
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  const bool bound =
      listener >= 0 && bind(listener, generic, size) == 0 && getsockname(listener, generic, &size) == 0;
  const int error = errno;
  if (listener >= 0) close(listener);
  if (!bound) throw std::system_error(error, std::generic_category(), "free_port");
  return ntohs(address.sin_port);
}

}  // namespace keyglass::test
