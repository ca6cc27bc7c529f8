// The client's side of TLS: see tls_client.hpp.
#include "integration/tls_client.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>
#include <utility>

#include "support/wait_until.hpp"

namespace keyglass::test {
namespace {

[[noreturn]] void give_up(const std::string& what) {
  const char* reason = ::ERR_reason_error_string(::ERR_peek_error());
  throw std::runtime_error(what + ": " + (reason == nullptr ? "no reason given" : reason));
}

SSL_CTX* new_context(const TlsClientOptions& options) {
  SSL_CTX* context = ::SSL_CTX_new(::TLS_client_method());
  ::SSL_CTX_set_min_proto_version(context, 0);
  ::SSL_CTX_set_max_proto_version(context, options.version_max);
  // What the system's own rules forbid is offered, too: it is the server that must refuse it.
  ::SSL_CTX_set_security_level(context, 0);
  if (!options.trusted.empty()) {
    if (::SSL_CTX_load_verify_file(context, options.trusted.c_str()) != 1) give_up("trusted file");
    ::SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
  }
  return context;
}

}  // namespace

TlsClient::TlsClient(int socket, TlsClientOptions options)
    : socket_(socket),
      options_(std::move(options)),
      context_(new_context(options_), ::SSL_CTX_free),
      session_(::SSL_new(context_.get()), ::SSL_free),
      in_(::BIO_new(::BIO_s_mem())),
      out_(::BIO_new(::BIO_s_mem())) {
  ::BIO_set_mem_eof_return(in_, -1);
  ::SSL_set_bio(session_.get(), in_, out_);
  if (!options_.protocols.empty()) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(options_.protocols.data());
    ::SSL_set_alpn_protos(session_.get(), bytes, static_cast<unsigned>(options_.protocols.size()));
  }
  ::SSL_set1_host(session_.get(), "localhost");
  ::SSL_set_connect_state(session_.get());
  if (socket_ >= 0 && !shake_hands()) give_up("no handshake");
}

TlsClient::~TlsClient() = default;

std::string TlsClient::hello() {
  TlsClient client(-1);
  ::SSL_do_handshake(client.session_.get());
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(client.out_, &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

bool TlsClient::shake_hands() {
  while (true) {
    ::ERR_clear_error();
    const int done = ::SSL_do_handshake(session_.get());
    const int reason = ::SSL_get_error(session_.get(), done);
    if (!flush()) return false;
    if (done == 1) return true;
    if (reason != SSL_ERROR_WANT_READ || !fill()) return false;
  }
}

std::size_t TlsClient::piece(std::size_t most) const {
  return options_.piece ? std::min(most, options_.piece()) : most;
}

void TlsClient::wait(short events) const {
  pollfd waiting{socket_, events, 0};
  if (::poll(&waiting, 1, static_cast<int>(patience.count())) == 0)
    throw std::runtime_error("the server says nothing");
}

// Sends what the session has to say.
bool TlsClient::flush() {
  char* bytes = nullptr;
  for (long size = BIO_get_mem_data(out_, &bytes); size > 0; size = BIO_get_mem_data(out_, &bytes)) {
    const std::size_t count = piece(static_cast<std::size_t>(size));
    if (std::exchange(spoils_, false)) bytes[size - 1] ^= 1;
    const ssize_t sent = ::send(socket_, bytes, count, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno == EAGAIN) {
      wait(ended_ ? POLLOUT : POLLIN | POLLOUT);
      if (!ended_) fill();
      continue;
    }
    if (sent < 0) return false;
    std::string taken(static_cast<std::size_t>(sent), '\0');
    ::BIO_read(out_, taken.data(), static_cast<int>(sent));
  }
  return true;
}

// Reads what is there, waiting unless there is something to send. False: nothing more will come.
bool TlsClient::fill() {
  std::array<char, 16 * 1024> bytes{};
  const bool sending = ::BIO_ctrl_pending(out_) > 0;
  if (!sending) wait(POLLIN);
  const ssize_t count = ::recv(socket_, bytes.data(), piece(bytes.size()), MSG_DONTWAIT);
  if (count < 0 && errno == EAGAIN) return true;
  was_reset_ = was_reset_ || (count < 0 && errno == ECONNRESET);
  ended_ = ended_ || count <= 0;
  if (count > 0) ::BIO_write(in_, bytes.data(), static_cast<int>(count));
  if (::SSL_is_init_finished(session_.get()) == 1) decipher();
  return !ended_;
}

void TlsClient::decipher() {
  std::array<char, 16 * 1024> bytes{};
  while (true) {
    ::ERR_clear_error();
    const int count = ::SSL_read(session_.get(), bytes.data(), static_cast<int>(bytes.size()));
    if (count > 0) {
      plain_.append(bytes.data(), static_cast<std::size_t>(count));
      continue;
    }
    const int reason = ::SSL_get_error(session_.get(), count);
    if (reason == SSL_ERROR_WANT_READ) return;
    ended_ = true;
    ended_in_order_ = ended_in_order_ || reason == SSL_ERROR_ZERO_RETURN;
    return;
  }
}

bool TlsClient::send(std::string_view bytes) {
  ::ERR_clear_error();
  if (!bytes.empty() && ::SSL_write(session_.get(), bytes.data(), static_cast<int>(bytes.size())) <= 0)
    return false;
  return flush();
}

bool TlsClient::receive(std::string& bytes) {
  if (plain_.empty()) decipher();
  while (plain_.empty() && !ended_) fill();
  bytes += plain_;
  return !std::exchange(plain_, {}).empty();
}

void TlsClient::wait_closed() {
  std::array<char, 16 * 1024> bytes{};
  do wait(POLLIN);
  while (::recv(socket_, bytes.data(), bytes.size(), MSG_DONTWAIT) > 0);
}

void TlsClient::end_sending() {
  ::SSL_shutdown(session_.get());
  flush();
}

std::string TlsClient::server_name() const {
  std::array<char, 256> name{};
  const X509* certificate = ::SSL_get0_peer_certificate(session_.get());
  ::X509_NAME_get_text_by_NID(::X509_get_subject_name(certificate), NID_commonName, name.data(), name.size());
  return name.data();
}

std::string TlsClient::version() const {
  return ::SSL_get_version(session_.get());
}

std::string TlsClient::protocol() const {
  const unsigned char* name = nullptr;
  unsigned size = 0;
  ::SSL_get0_alpn_selected(session_.get(), &name, &size);
  return {reinterpret_cast<const char*>(name), size};
}

bool TlsClient::renegotiate() {
  if (::SSL_renegotiate(session_.get()) != 1) return false;
  return shake_hands() && ::SSL_renegotiate_pending(session_.get()) == 0;
}

}  // namespace keyglass::test
