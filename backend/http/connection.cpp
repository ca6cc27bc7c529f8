// A client's connection, its socket and its deadlines: see connection.hpp.
#include "http/connection.hpp"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <utility>

#include "http/tls_identity.hpp"

namespace keyglass::http {
namespace {

constexpr int steps_per_turn = 64;                    // then other connections have their turn
constexpr std::size_t output_bytes_max = 256 * 1024;  // unsent; beyond, nothing more is answered
constexpr std::size_t input_bytes_max = 64 * 1024;    // sent ahead of the answers
constexpr std::uint64_t progress_bytes = 16 * 1024;   // what counts as moving on

std::unique_ptr<TlsSession> open_tls(const TlsIdentity* identity) {
  return identity == nullptr ? nullptr : identity->open_session();
}

}  // namespace

Connection::Connection(ConnectionHome& home, Peer peer)
    : home_(home),
      parts_(home.parts()),
      peer_(std::move(peer)),
      transport_(peer_.socket.get(), open_tls(parts_.options.tls)),
      reader_([this](std::string_view head) { return parts_.library.parse(head); }) {}

bool Connection::open() {
  interest_ = EPOLLIN;
  if (!home_.events().watch(peer_.socket.get(), interest_, *this)) return false;
  arm();
  return true;
}

void Connection::on_ready(std::uint32_t events) {
  if (ended_) return;
  const bool readable = (events & EPOLLIN) != 0;
  if (!readable && (events & (EPOLLERR | EPOLLHUP)) != 0) return abort();
  if ((events & EPOLLOUT) != 0) blocked_ = false;
  if (readable) read_socket();
  pump();
}

void Connection::read_socket() {
  const Transport::Received received = transport_.receive();
  if (!lingering_ && !received.bytes.empty()) {
    bytes_read_ += received.bytes.size();
    reader_.add(received.bytes);
  }
  switch (received.state) {
    case Transport::State::open:
      break;
    case Transport::State::ended:
      input_ended_ = true;
      reader_.end();
      break;
    case Transport::State::clear:
      refuse(400, "this port speaks TLS: its addresses begin with https://");
      break;
    case Transport::State::failed:
      fail();
      break;
    case Transport::State::gone:
      abort();
      break;
  }
}

void Connection::pump() {
  int steps = 0;
  while (!ended_ && advance()) {
    if (++steps < steps_per_turn) continue;
    home_.pump_later(peer_.id)();
    break;
  }
  if (!ended_) settle();
}

// One step. False: nothing more can be done without waiting.
bool Connection::advance() {
  if (output_.size() >= output_bytes_max) {
    flush();
    if (ended_ || output_.size() >= output_bytes_max) return false;
  }
  if (!exchange_) return !closing_ && begin_exchange();
  if (events_) return move_events();
  return stream_ ? move_stream() : move_body();
}

void Connection::settle() {
  flush();
  if (!ended_ && closing_ && !exchange_ && output_.empty() && !transport_.pending()) close_softly();
  if (ended_) return;
  update_interest();
  arm();
}

void Connection::flush() {
  if (blocked_ || (output_.empty() && !transport_.pending())) return;
  const SendQueue::State state = transport_.send(output_);
  if (state == SendQueue::State::broken) return abort();
  blocked_ = state == SendQueue::State::blocked;
}

// No answer can be sent any more, but an alert that tells why (RFC 8446 section 6.2).
void Connection::fail() {
  if (lingering_) return;
  flush();
  closing_ = true;
  if (exchange_ || !output_.empty()) abort();
}

// A client that is still sending what was refused would lose the answer to a reset (RFC 9112 section 9.6).
void Connection::close_softly() {
  transport_.finish();
  flush();
  if (ended_ || transport_.pending()) return;
  if (input_ended_ || parts_.draining) return end();
  if (lingering_) return;
  lingering_ = true;
  ::shutdown(peer_.socket.get(), SHUT_WR);
}

// In order: nothing that was promised is missing.
void Connection::end() {
  transport_.finish();
  flush();
  leave();
}

void Connection::leave() {
  if (ended_) return;
  ended_ = true;
  if (exchange_ && exchange_->arriving) exchange_->arriving->break_off();
  if (stream_) stream_->break_off();
  if (events_) events_->close();
  home_.release(peer_.id);
}

void Connection::abort() {
  const linger at_once{1, 0};  // a reset
  ::setsockopt(peer_.socket.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  leave();
}

void Connection::drain() {
  if (events_ && !ended_) {
    events_->finish();
    return pump();
  }
  if (!ended_ && !exchange_ && !reader_.started()) end_if_idle();
}

void Connection::shed() {
  const bool long_idle = home_.events().now() - wait_since_ > parts_.options.patience.crowded;
  if (!ended_ && wait_ == Wait::idle && long_idle) end_if_idle();
}

// Whose request has come, but was not read yet, is not idle.
void Connection::end_if_idle() {
  read_socket();
  if (!ended_) pump();
  if (ended_) return;
  const Wait wait = current_wait();
  if (wait == Wait::idle || wait == Wait::handshake) end();
}

void Connection::update_interest() {
  const bool reads = lingering_ || (!closing_ && reader_.waiting() < input_bytes_max);
  std::uint32_t interest = 0;
  if (reads && !input_ended_) interest |= EPOLLIN;
  if (blocked_) interest |= EPOLLOUT;
  if (interest == interest_) return;
  interest_ = interest;
  home_.events().change(peer_.socket.get(), interest, *this);
}

Connection::Wait Connection::current_wait() const {
  if (lingering_) return Wait::linger;
  if (blocked_) return Wait::write;
  if (events_) return Wait::events;
  if (exchange_) {
    const bool for_body = exchange_->arriving && !body_done_ && !reader_.held_back();
    return for_body && reader_.waiting() == 0 ? Wait::body : Wait::nothing;
  }
  if (closing_) return Wait::nothing;
  if (transport_.handshaking()) return Wait::handshake;
  if (reader_.in_body()) return Wait::body;
  return reader_.started() ? Wait::head : Wait::idle;
}

std::uint64_t Connection::progress_of(Wait wait) const {
  if (wait == Wait::body) return bytes_read_;
  if (wait == Wait::write) return output_.bytes_sent();
  return served_ * progress_bytes;
}

std::chrono::milliseconds Connection::patience_of(Wait wait) const {
  const Patience& patience = parts_.options.patience;
  switch (wait) {
    case Wait::idle:
      return patience.idle;
    case Wait::handshake:
    case Wait::head:
      return patience.head;
    case Wait::body:
      return patience.body;
    case Wait::write:
      return patience.write;
    case Wait::events:
      return parts_.options.keep_alive;
    case Wait::linger:
    case Wait::nothing:
      break;
  }
  return patience.linger;
}

void Connection::arm() {
  const Wait wait = current_wait();
  const std::uint64_t progress = progress_of(wait);
  if (wait == wait_ && progress < wait_mark_ + progress_bytes) return;
  wait_ = wait;
  wait_mark_ = progress;
  wait_since_ = home_.events().now();
  if (wait == Wait::nothing) {
    home_.events().clear_deadline(*this);
  } else {
    home_.events().set_deadline(*this, wait_since_ + patience_of(wait));
  }
}

void Connection::on_due() {
  if (ended_) return;
  const Wait wait = std::exchange(wait_, Wait::nothing);
  if (wait == Wait::write) return abort();
  if (wait == Wait::idle || wait == Wait::linger || wait == Wait::handshake) return end();
  if (wait == Wait::events) {
    std::string bytes;
    events_->keep_alive(bytes);
    output_.append(std::move(bytes));
  } else if (exchange_) {
    break_body();
  } else {
    refuse(408, {});
  }
  pump();
}

}  // namespace keyglass::http
