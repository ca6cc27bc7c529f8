// The certificate and the key that a process shows to its clients: read from two files, again on demand.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "http/tls_session.hpp"
#include "keyglass/result.hpp"

namespace keyglass::http {

// Both in PEM.
struct TlsFiles {
  std::string certificate;  // the server's own, then those that lead to a root
  std::string key;          // of the first certificate, without a passphrase
};

// Any thread may call any method.
class TlsIdentity {
 public:
  explicit TlsIdentity(TlsFiles files) : files_(std::move(files)) {}

  // Reads both files (again): until when the certificate holds, as encode_time() writes it. Sessions that are
  // open keep what they began with. Fails with invalid, naming the file and what is wrong with it: it cannot
  // be read, holds no certificate or no key, or the two do not belong together. What was known before stays
  // then.
  Result<std::string> load();

  // The server's side of a new connection. load() must have succeeded once.
  std::unique_ptr<TlsSession> open_session() const;

 private:
  std::shared_ptr<ssl_ctx_st> context() const;

  const TlsFiles files_;
  mutable std::mutex mutex_;             // protects the pointer
  std::shared_ptr<ssl_ctx_st> context_;  // not changed once it is here
};

}  // namespace keyglass::http
