// Work that other threads hand to the thread of an event loop.
#pragma once

#include <functional>
#include <mutex>
#include <vector>

#include "http/descriptor.hpp"
#include "keyglass/result.hpp"

namespace keyglass::http {

// Runs on the loop's thread; must neither block nor throw.
using Task = std::function<void()>;

// Shared by the loop and by whoever may still have something for it, even when it has ended.
class Mailbox {
 public:
  explicit Mailbox(Descriptor signal) : signal_(std::move(signal)) {}

  // Any thread. False: the loop has ended, `task` was dropped.
  bool post(Task task);

  // The loop's: readable once there is something to take.
  int signal() const { return signal_.get(); }
  std::vector<Task> take();
  // What is not taken yet is dropped, and so is what comes later.
  void close();

 private:
  const Descriptor signal_;  // an eventfd: raised once for all that waits
  std::mutex mutex_;         // protects what follows
  std::vector<Task> tasks_;
  bool closed_ = false;
};

}  // namespace keyglass::http
