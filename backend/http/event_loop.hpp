// One thread that waits for many sockets at once (epoll), for deadlines, and for work from other threads.
// Knows nothing of HTTP.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "http/mailbox.hpp"
#include "http/timer_wheel.hpp"
#include "http/turn_taking.hpp"

namespace keyglass::http {

// Every method belongs to the thread that runs the loop, unless it says otherwise.
class EventLoop {
 public:
  // What waits for a socket. Both calls come on the loop's thread; they must neither block nor throw.
  class Watcher : public TimerWheel::Timer {
   public:
    virtual ~Watcher() = default;
    // `events` as epoll reports them.
    virtual void on_ready(std::uint32_t events) = 0;
    virtual void on_due() = 0;
  };

  // Fails with unavailable, naming the reason, when the system has no descriptors left.
  static Result<std::unique_ptr<EventLoop>> open();

  // Until stop(). Once.
  void run();
  void stop() { stopped_ = true; }

  // Valid longer than the loop itself. Any thread.
  const std::shared_ptr<Mailbox>& mailbox() const { return mailbox_; }

  // When the current batch of events began: exact enough for deadlines, and free.
  TimerWheel::Time now() const { return now_; }

  // Level-triggered, so what was left unread is told again. False: the system refuses one more.
  bool watch(int socket, std::uint32_t events, Watcher& watcher);
  void change(int socket, std::uint32_t events, Watcher& watcher);
  void set_deadline(Watcher& watcher, TimerWheel::Time due) { timers_.set(watcher, due); }
  void clear_deadline(Watcher& watcher) { timers_.cancel(watcher); }
  // Ends the watching, and destroys the watcher once no event of the current batch can name it any more. Its
  // socket closes with it.
  void retire(std::unique_ptr<Watcher> watcher);

 private:
  EventLoop(Descriptor poll, Descriptor signal);
  int patience_ms() const;
  void run_tasks();

  const Descriptor poll_;
  const std::shared_ptr<Mailbox> mailbox_;
  TimerWheel::Time now_;
  TimerWheel timers_;
  TurnTaking turns_;
  std::vector<std::unique_ptr<Watcher>> retired_;
  bool stopped_ = false;
};

}  // namespace keyglass::http
