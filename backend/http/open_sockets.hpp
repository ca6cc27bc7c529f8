// Which sockets are in use, so that all can be ended at once. Any thread.
#pragma once

#include <cstddef>
#include <mutex>
#include <unordered_set>

namespace keyglass::http {

// Closes no socket: whoever added one removes it before closing it.
class OpenSockets {
 public:
  void add(int socket);
  void remove(int socket);
  std::size_t count() const;
  // Ends both directions of every socket, and of those that are added later.
  void cut();

 private:
  mutable std::mutex mutex_;  // protects what follows
  std::unordered_set<int> sockets_;
  bool is_cut_ = false;
};

}  // namespace keyglass::http
