// Certificate, key, and what is agreed to with every client: see tls_identity.hpp.
#include "http/tls_identity.hpp"

#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <ctime>
#include <new>
#include <string_view>
#include <system_error>
#include <utility>

#include "http/descriptor.hpp"
#include "keyglass/time_text.hpp"

namespace keyglass::http {
namespace {

using Context = std::shared_ptr<SSL_CTX>;

Error refusal(const std::string& path, const std::string& why) {
  return Error{.code = ErrorCode::invalid, .message = path + ": " + why};
}

// The library's own word for what went wrong first: what follows only says where.
std::string library_reason() {
  const char* reason = ::ERR_reason_error_string(::ERR_peek_error());
  return reason == nullptr ? "not understood" : reason;
}

Status check_readable(const std::string& path) {
  // Without O_NONBLOCK a pipe without a writer would hold the start up for ever.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat state {};
  if (!file.is_open() || ::fstat(file.get(), &state) != 0)
    return refusal(path, std::generic_category().message(errno));
  if (!S_ISREG(state.st_mode)) return refusal(path, "is not a regular file");
  return Done{};
}

// Nobody is there to be asked, and the library would ask on the terminal.
int no_passphrase(char* /*buffer*/, int /*size*/, int /*writing*/, void* /*data*/) {
  return -1;
}

// RFC 7301: a client that speaks only something else must not take our answers for that.
int choose_protocol(SSL* /*session*/, const unsigned char** chosen, unsigned char* chosen_size,
                    const unsigned char* offered, unsigned int offered_size, void* /*data*/) {
  static constexpr std::array<unsigned char, 9> ours{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
  auto** selected = const_cast<unsigned char**>(chosen);  // the library's own signature
  const int agreed =
      ::SSL_select_next_proto(selected, chosen_size, ours.data(), ours.size(), offered, offered_size);
  return agreed == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

// TLS 1.2 with forward secrecy and authenticated encryption alone, and 1.3 (RFC 9325).
Context new_context() {
  Context context(::SSL_CTX_new(::TLS_server_method()), ::SSL_CTX_free);
  if (!context) throw std::bad_alloc();
  ::SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  ::SSL_CTX_set_cipher_list(context.get(), "ECDHE+AESGCM:ECDHE+CHACHA20");
  ::SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  ::SSL_CTX_set_mode(context.get(), SSL_MODE_RELEASE_BUFFERS);  // an idle connection keeps no buffer
  // Sessions are resumed by tickets, which cost the server no memory.
  ::SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
  ::SSL_CTX_set_default_passwd_cb(context.get(), no_passphrase);
  ::SSL_CTX_set_alpn_select_cb(context.get(), choose_protocol, nullptr);
  return context;
}

Status use_files(SSL_CTX* context, const TlsFiles& files) {
  for (const std::string* path : {&files.certificate, &files.key}) {
    if (const Status readable = check_readable(*path); !readable) return readable;
  }
  ::ERR_clear_error();
  if (::SSL_CTX_use_certificate_chain_file(context, files.certificate.c_str()) != 1)
    return refusal(files.certificate, "holds no certificate that can be used: " + library_reason());
  const bool taken = ::SSL_CTX_use_PrivateKey_file(context, files.key.c_str(), SSL_FILETYPE_PEM) == 1;
  // A key of the same kind is compared when it is taken, one of another kind is not.
  if (taken && ::SSL_CTX_check_private_key(context) == 1) return Done{};
  const bool foreign = taken || ERR_GET_LIB(::ERR_peek_last_error()) == ERR_LIB_X509;
  if (foreign) return refusal(files.key, "is not the key of " + files.certificate);
  return refusal(files.key,
                 "holds no key that can be used (it must have no passphrase): " + library_reason());
}

std::string end_of(SSL_CTX* context) {
  std::tm time{};
  const X509* certificate = ::SSL_CTX_get0_certificate(context);
  if (::ASN1_TIME_to_tm(::X509_get0_notAfter(certificate), &time) != 1) return {};
  return encode_time(std::int64_t{::timegm(&time)} * 1000);
}

}  // namespace

Result<std::string> TlsIdentity::load() {
  Context context = new_context();
  if (const Status used = use_files(context.get(), files_); !used) return used.error();
  std::string end = end_of(context.get());
  const std::lock_guard lock(mutex_);
  context_ = std::move(context);
  return end;
}

std::shared_ptr<ssl_ctx_st> TlsIdentity::context() const {
  const std::lock_guard lock(mutex_);
  return context_;
}

std::unique_ptr<TlsSession> TlsIdentity::open_session() const {
  return std::make_unique<TlsSession>(*context());
}

}  // namespace keyglass::http
