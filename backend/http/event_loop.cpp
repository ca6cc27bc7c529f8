// Waiting for many sockets: see event_loop.hpp.
#include "http/event_loop.hpp"

#include <sys/epoll.h>
#include <sys/eventfd.h>

#include <array>
#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

namespace keyglass::http {

using std::chrono::steady_clock;

Result<std::unique_ptr<EventLoop>> EventLoop::open() {
  Descriptor poll(::epoll_create1(EPOLL_CLOEXEC));
  Descriptor signal(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
  epoll_event event{};
  event.events = EPOLLIN;  // with no watcher: the mailbox
  if (!poll.is_open() || !signal.is_open() ||
      ::epoll_ctl(poll.get(), EPOLL_CTL_ADD, signal.get(), &event) != 0) {
    return Error{.code = ErrorCode::unavailable,
                 .message = "cannot wait for connections: " + std::generic_category().message(errno)};
  }
  return std::unique_ptr<EventLoop>(new EventLoop(std::move(poll), std::move(signal)));
}

EventLoop::EventLoop(Descriptor poll, Descriptor signal)
    : poll_(std::move(poll)),
      mailbox_(std::make_shared<Mailbox>(std::move(signal))),
      now_(steady_clock::now()),
      timers_(now_) {}

bool EventLoop::watch(int socket, std::uint32_t events, Watcher& watcher) {
  epoll_event event{};
  event.events = events;
  event.data.ptr = &watcher;
  return ::epoll_ctl(poll_.get(), EPOLL_CTL_ADD, socket, &event) == 0;
}

void EventLoop::change(int socket, std::uint32_t events, Watcher& watcher) {
  epoll_event event{};
  event.events = events;
  event.data.ptr = &watcher;
  // Cannot fail for a socket that is watched.
  ::epoll_ctl(poll_.get(), EPOLL_CTL_MOD, socket, &event);
}

void EventLoop::retire(std::unique_ptr<Watcher> watcher) {
  timers_.cancel(*watcher);
  retired_.push_back(std::move(watcher));
}

int EventLoop::patience_ms() const {
  return timers_.empty() ? -1 : static_cast<int>(TimerWheel::tick.count());
}

void EventLoop::run_tasks() {
  turns_.rest_from(now_);
  for (const Task& task : mailbox_->take()) task();
}

void EventLoop::run() {
  std::array<epoll_event, 256> events{};
  while (!stopped_) {
    const int count =
        ::epoll_wait(poll_.get(), events.data(), static_cast<int>(events.size()), patience_ms());
    now_ = steady_clock::now();
    for (int i = 0; i < count; ++i) {
      const epoll_event& event = events.at(static_cast<std::size_t>(i));
      auto* watcher = static_cast<Watcher*>(event.data.ptr);
      watcher != nullptr ? watcher->on_ready(event.events) : run_tasks();
    }
    timers_.expire(now_, [](TimerWheel::Timer& timer) { static_cast<Watcher&>(timer).on_due(); });
    retired_.clear();
    turns_.yield(count, now_);
  }
  mailbox_->close();
}

}  // namespace keyglass::http
