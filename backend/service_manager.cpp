// One datagram to the service manager: see service_manager.hpp.
#include "service_manager.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string>

namespace keyglass {

Status notify_service_manager(std::string_view state) {
  const char* const name = std::getenv("NOTIFY_SOCKET");
  if (name == nullptr || *name == '\0') return Done{};
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string_view path(name);
  const auto refusal = [&path](const char* reason) {
    return Error{.code = ErrorCode::unavailable,
                 .message = "NOTIFY_SOCKET " + std::string(path) + ": " + reason};
  };
  if (path.size() >= sizeof address.sun_path) return refusal("the name is too long");
  std::memcpy(address.sun_path, path.data(), path.size());
  if (path.front() == '@') address.sun_path[0] = '\0';  // of the abstract namespace
  const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return refusal(std::strerror(errno));
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size());
  const ssize_t sent = ::sendto(descriptor, state.data(), state.size(), MSG_NOSIGNAL,
                                reinterpret_cast<const sockaddr*>(&address), size);
  const int reason = errno;
  ::close(descriptor);
  if (sent < 0) return refusal(std::strerror(reason));
  return Done{};
}

}  // namespace keyglass
