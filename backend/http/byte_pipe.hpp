// Bytes on their way between an event loop and a worker: the worker waits, the loop never does.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace keyglass::http {

// One writer and one reader. Holds about `bytes_max` at most: write() waits for room, and a writer that uses
// offer() must stop when told so.
class BytePipe {
 public:
  enum class State { open, ended, broken };
  // Called after the worker has made a change that the loop waits for: bytes where there were none, room
  // where there was none, the end. Any thread; without a lock.
  using Wake = std::function<void()>;

  BytePipe(std::size_t bytes_max, Wake wake) : bytes_max_(bytes_max), wake_(std::move(wake)) {}

  // Of the worker. False: broken, nobody wants more.
  bool write(std::string_view bytes);
  // What there is is put into `bytes` (replacing it), waiting for some; ended or broken when no more comes.
  State read(std::string& bytes);
  // No more comes: what was written is whole (ended) or is not (broken).
  void finish(State how);

  // Of the loop. False: full; offer more only after a wake.
  bool offer(std::string_view bytes);
  void end_input();
  // As read(), without waiting: `bytes` may stay empty while open.
  State poll(std::string& bytes);
  bool full() const;
  // Nobody reads or writes any more: whoever waits is let go.
  void break_off();

 private:
  State take(std::string& bytes);

  const std::size_t bytes_max_;
  const Wake wake_;
  mutable std::mutex mutex_;  // protects what follows
  std::condition_variable changed_;
  std::string bytes_;
  State state_ = State::open;
};

}  // namespace keyglass::http
