// Certificates that tests make for themselves.
#pragma once

#include <string>

#include "support/temp_dir.hpp"

namespace keyglass::test {

struct CertificateFiles {
  std::string certificate;
  std::string key;
};

enum class KeyKind { ec, rsa };

// Writes `name`.crt and `name`.key into `folder`, in PEM: a key, and a certificate for "localhost" that it
// signs itself, whose common name is `name` and which holds for a day. Replaces what was there. Throws
// std::runtime_error.
CertificateFiles make_certificate(const TempDir& folder, const std::string& name, KeyKind kind = KeyKind::ec);

}  // namespace keyglass::test
