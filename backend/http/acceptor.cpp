// Accepting connections: see acceptor.hpp.
#include "http/acceptor.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <system_error>
#include <utility>

namespace keyglass::http {
namespace {

constexpr int rest_ms = 50;  // after the system had no descriptors left

std::string text_of(const sockaddr_storage& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const void* bytes = nullptr;
  if (address.ss_family == AF_INET) {
    bytes = &reinterpret_cast<const sockaddr_in&>(address).sin_addr;
  } else if (address.ss_family == AF_INET6) {
    bytes = &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
  }
  if (bytes == nullptr) return {};
  return ::inet_ntop(address.ss_family, bytes, text.data(), text.size()) == nullptr ? "" : text.data();
}

// The client gave up before it was accepted, or its network did: the next one may do better (accept(2)).
bool concerns_one_client(int reason) {
  return reason == ECONNABORTED || reason == EINTR || reason == EPROTO || reason == ENETDOWN ||
         reason == ENETUNREACH || reason == EHOSTUNREACH || reason == EHOSTDOWN || reason == EPERM;
}

}  // namespace

Status Acceptor::start(int listener) {
  stop_signal_ = Descriptor(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
  if (!stop_signal_.is_open()) {
    return Error{.code = ErrorCode::unavailable,
                 .message = "cannot accept connections: " + std::generic_category().message(errno)};
  }
  listener_ = listener;
  thread_ = std::thread([this] { run(); });
  return Done{};
}

void Acceptor::stop() {
  if (!thread_.joinable()) return;
  constexpr std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(stop_signal_.get(), &one, sizeof one);
  thread_.join();
}

void Acceptor::run() {
  bool rested = true;
  while (wait(rested)) rested = accept_all();
  accept_all();
}

// True until it is to stop. Waits for clients, or only for a moment.
bool Acceptor::wait(bool for_clients) {
  std::array<pollfd, 2> waiting{pollfd{stop_signal_.get(), POLLIN, 0}, pollfd{listener_, POLLIN, 0}};
  ::poll(waiting.data(), for_clients ? 2 : 1, for_clients ? -1 : rest_ms);
  return (waiting[0].revents & POLLIN) == 0;
}

// False: the system has no more to give for now.
bool Acceptor::accept_all() {
  while (true) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    Descriptor socket(
        ::accept4(listener_, reinterpret_cast<sockaddr*>(&address), &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (socket.is_open()) {
      hooks_.has_room() ? hooks_.take(std::move(socket), text_of(address)) : refuse(std::move(socket));
      continue;
    }
    if (errno == EAGAIN || errno == EWOULDBLOCK) return true;
    if (concerns_one_client(errno)) continue;
    hooks_.make_room();
    return false;
  }
}

void Acceptor::refuse(Descriptor socket) {
  const std::string answer = hooks_.busy_answer();
  // If it does not fit at once, the client sees the end alone.
  [[maybe_unused]] const auto sent = ::send(socket.get(), answer.data(), answer.size(), MSG_NOSIGNAL);
  ::shutdown(socket.get(), SHUT_WR);
  hooks_.make_room();
}

}  // namespace keyglass::http
