// Sockets in use: see open_sockets.hpp.
#include "http/open_sockets.hpp"

#include <sys/socket.h>

namespace keyglass::http {

void OpenSockets::add(int socket) {
  const std::lock_guard lock(mutex_);
  sockets_.insert(socket);
  if (is_cut_) ::shutdown(socket, SHUT_RDWR);
}

void OpenSockets::remove(int socket) {
  const std::lock_guard lock(mutex_);
  sockets_.erase(socket);
}

std::size_t OpenSockets::count() const {
  const std::lock_guard lock(mutex_);
  return sockets_.size();
}

void OpenSockets::cut() {
  const std::lock_guard lock(mutex_);
  is_cut_ = true;
  for (const int socket : sockets_) ::shutdown(socket, SHUT_RDWR);
}

}  // namespace keyglass::http
