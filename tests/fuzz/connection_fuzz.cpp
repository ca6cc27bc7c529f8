// Fuzzing a whole connection on its loop, over a pair of sockets: nothing crashes, it always ends once the
// client has said all, and however the bytes are cut the same answers come. The first byte says how, and
// whether they go through TLS: then they are the client's raw records, and only the end counts.
#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "http/connection.hpp"
#include "http/problem.hpp"
#include "http/tls_identity.hpp"
#include "support/test_certificate.hpp"

namespace {

using namespace keyglass::http;

// The body comes back, at once, streamed, later or from a worker, as the target says.
Reply echo(const Request& request) {
  const bool wants_worker = request.target.starts_with("/wait") && !request.may_wait;
  Reply reply;
  reply.needs_wait = wants_worker;
  if (wants_worker) return reply;
  const auto body = request.body->read_all(10'000);
  reply.body = request.method + ' ' + request.target + ' ' + (body ? body.value() : body.error().message);
  if (request.target.starts_with("/stream")) {
    reply.stream = [text = std::move(reply.body)](const ByteSink& sink) { return sink(text); };
  } else if (request.target.starts_with("/later")) {
    Reply later;
    later.later = [text = std::move(reply.body)](ReplyDone done) {
      if (text.find("drop") != std::string::npos) return;
      done([text] {
        Reply made;
        made.body = text;
        return made;
      });
    };
    return later;
  }
  return reply;
}

Reply refuse(const keyglass::Problem& problem, const Request& /*request*/) {
  Reply reply;
  reply.status = problem.status;
  reply.body = problem.detail;
  return reply;
}

const TlsIdentity& identity() {
  static const keyglass::test::TempDir folder;
  static const auto files = keyglass::test::make_certificate(folder, "fuzz");
  static TlsIdentity identity({files.certificate, files.key});
  static const bool loaded = identity.load().ok();
  if (!loaded) std::abort();
  return identity;
}

// What outlives every connection.
struct Shared {
  explicit Shared(const TlsIdentity* tls) { options.tls = tls; }

  ListenerOptions options;
  RequestHandler handle = echo;
  RefusalHandler refused = refuse;
  BlockingTest may_block = [](const Request&) { return false; };
  LibraryServer library;
  WorkerPool requests{1, 64};
  WorkerPool streams{1, 64};
  ServerParts parts{options, handle, refused, may_block, library, requests, streams};
};

// A loop with one connection, until that has ended.
class Home final : private ConnectionHome {
 public:
  Home(Shared& shared, std::string_view bytes, std::size_t step)
      : shared_(shared),
        events_(EventLoop::open().value()),
        receive_([this](std::uint64_t, const std::shared_ptr<Exchange>& exchange, Reply reply) {
          if (connection_) connection_->receive(exchange, std::move(reply));
        }),
        bytes_(bytes),
        step_(step) {
    std::array<int, 2> pair{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, pair.data()) != 0) std::abort();
    client_ = Descriptor(pair[0]);
    ConnectionHome& home = *this;
    connection_ = std::make_unique<Connection>(
        home, Connection::Peer{.id = 1, .socket = Descriptor(pair[1]), .address = "a"});
  }

  // What the client read.
  std::string run() {
    if (!connection_->open()) std::abort();
    turn();
    events_->run();
    read();
    return std::move(read_);
  }

 private:
  EventLoop& events() override { return *events_; }
  ServerParts& parts() override { return shared_.parts; }
  ReturnAddress return_address(std::uint64_t id) override {
    return ReturnAddress(events_->mailbox(), id, receive_);
  }
  std::function<void()> pump_later(std::uint64_t /*id*/) override {
    return [this, mailbox = events_->mailbox()] {
      mailbox->post([this] {
        if (connection_) connection_->pump();
      });
    };
  }
  void release(std::uint64_t /*id*/) override {
    events_->retire(std::move(connection_));
    events_->stop();
  }

  // The client's turn: a piece more, then the end; the connection has its own between two of them.
  void turn() {
    if (!connection_) return;
    read();
    if (!bytes_.empty()) {
      const ssize_t sent =
          ::send(client_.get(), bytes_.data(), std::min(step_, bytes_.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent > 0) bytes_.remove_prefix(static_cast<std::size_t>(sent));
      if (bytes_.empty()) ::shutdown(client_.get(), SHUT_WR);
    }
    events_->mailbox()->post([this] { turn(); });
  }

  void read() {
    std::array<char, 16 * 1024> buffer{};
    while (true) {
      const ssize_t count = ::recv(client_.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
      if (count <= 0) return;
      read_.append(buffer.data(), static_cast<std::size_t>(count));
    }
  }

  Shared& shared_;
  const std::unique_ptr<EventLoop> events_;
  const ReturnAddress::Receive receive_;
  std::string_view bytes_;
  const std::size_t step_;
  Descriptor client_;
  std::unique_ptr<Connection> connection_;
  std::string read_;
};

// Without what depends on the moment: dates, and whether a body had come before anybody asked for it.
std::string steady(std::string text) {
  constexpr std::string_view continued = "HTTP/1.1 100 Continue\r\n\r\n";
  for (auto at = text.find(continued); at != std::string::npos; at = text.find(continued, at))
    text.erase(at, continued.size());
  for (auto at = text.find("\r\nDate: "); at != std::string::npos; at = text.find("\r\nDate: ", at))
    text.erase(at, text.find("\r\n", at + 2) - at);
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  static Shared plain(nullptr);
  static Shared sealed(&identity());
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t step = data[0] % 128 * 3 + 1;
  if (data[0] >= 128) {
    Home(sealed, bytes, step).run();
    return 0;
  }
  const std::string whole = steady(Home(plain, bytes, bytes.size()).run());
  if (steady(Home(plain, bytes, step).run()) != whole) std::abort();
  return 0;
}
