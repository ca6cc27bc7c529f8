// One connection's TLS: see tls_session.hpp.
#include "http/tls_session.hpp"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <cassert>
#include <new>

namespace keyglass::http {

// A BIO on memory of ours: what came is read where it lies, and what is to be sent is written where it waits.
struct TlsSession::Wire {
  static int read(BIO* bio, char* data, int size) {
    std::string_view& input = static_cast<TlsSession*>(::BIO_get_data(bio))->input_;
    BIO_clear_retry_flags(bio);
    if (input.empty()) {
      BIO_set_retry_read(bio);
      return -1;
    }
    const std::size_t count = input.copy(data, static_cast<std::size_t>(size));
    input.remove_prefix(count);
    return static_cast<int>(count);
  }

  static int write(BIO* bio, const char* data, int size) {
    BIO_clear_retry_flags(bio);
    static_cast<TlsSession*>(::BIO_get_data(bio))
        ->output_.append(std::string_view(data, static_cast<std::size_t>(size)));
    return size;
  }

  static long control(BIO* /*bio*/, int command, long /*number*/, void* /*pointer*/) {
    return command == BIO_CTRL_FLUSH ? 1 : 0;
  }

  static const BIO_METHOD* method() {
    static const std::unique_ptr<BIO_METHOD, decltype(&::BIO_meth_free)> method = [] {
      BIO_METHOD* made = ::BIO_meth_new(::BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "connection");
      if (made == nullptr) throw std::bad_alloc();
      ::BIO_meth_set_read(made, read);
      ::BIO_meth_set_write(made, write);
      ::BIO_meth_set_ctrl(made, control);
      return std::unique_ptr<BIO_METHOD, decltype(&::BIO_meth_free)>(made, ::BIO_meth_free);
    }();
    return method.get();
  }
};

void TlsSession::Free::operator()(ssl_st* session) const {
  ::SSL_free(session);
}

TlsSession::TlsSession(ssl_ctx_st& context) : session_(::SSL_new(&context)) {
  BIO* wire = session_ ? ::BIO_new(Wire::method()) : nullptr;
  if (wire == nullptr) throw std::bad_alloc();
  ::BIO_set_data(wire, this);
  ::BIO_set_init(wire, 1);
  ::SSL_set_bio(session_.get(), wire, wire);  // owns it from here on
  ::SSL_set_accept_state(session_.get());
}

TlsSession::~TlsSession() = default;

TlsSession::Opened TlsSession::open(std::string_view sealed, std::span<char> plain) {
  assert(plain.size() >= sealed.size() + record_bytes_max);
  if (failed_) return {State::failed, 0};
  input_ = sealed;
  std::size_t size = 0;
  while (true) {
    const std::span<char> room = plain.subspan(size);
    ::ERR_clear_error();
    const int count = ::SSL_read(session_.get(), room.data(), static_cast<int>(room.size()));
    if (count > 0) {
      size += static_cast<std::size_t>(count);
      continue;
    }
    const int reason = ::SSL_get_error(session_.get(), count);
    if (reason == SSL_ERROR_WANT_READ) return {State::open, size};
    if (reason == SSL_ERROR_ZERO_RETURN) return {State::ended, size};
    failed_ = true;
    ::ERR_clear_error();
    return {State::failed, size};
  }
}

bool TlsSession::handshaking() const {
  return !failed_ && ::SSL_is_init_finished(session_.get()) == 0;
}

bool TlsSession::seal(std::string_view plain) {
  if (failed_ || plain.empty()) return !failed_;
  ::ERR_clear_error();
  const int count = ::SSL_write(session_.get(), plain.data(), static_cast<int>(plain.size()));
  failed_ = count != static_cast<int>(plain.size());
  return !failed_;
}

void TlsSession::finish() {
  if (failed_ || finished_ || handshaking()) return;
  finished_ = true;
  ::ERR_clear_error();
  ::SSL_shutdown(session_.get());
  ::ERR_clear_error();
}

}  // namespace keyglass::http
