// A TCP port of 127.0.0.1 for a server that cannot be given port 0, or for an address where nobody listens.
#pragma once

namespace keyglass::test {

// Nobody else is given the port while this lives: it is bound, but not listened on. Connections to it are
// refused. A server that sets SO_REUSEADDR, as keyglass and redis-server do, can listen on it meanwhile, also
// again and again.
class HeldPort {
 public:
  // Throws std::system_error.
  HeldPort();
  ~HeldPort();
  HeldPort(const HeldPort&) = delete;
  HeldPort& operator=(const HeldPort&) = delete;

  int number() const { return number_; }
  // Bound, for who wants to listen on it after all; stays this one's.
  int socket() const { return socket_; }

 private:
  int socket_ = -1;
  int number_ = 0;
};

}  // namespace keyglass::test
