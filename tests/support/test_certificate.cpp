// Certificates that tests make for themselves: see test_certificate.hpp.
#include "support/test_certificate.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <memory>
#include <stdexcept>

namespace keyglass::test {
namespace {

constexpr long day_seconds = 24L * 60 * 60;

using Key = std::unique_ptr<EVP_PKEY, decltype(&::EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&::X509_free)>;
using File = std::unique_ptr<std::FILE, decltype(&std::fclose)>;

void require(bool done, const char* what) {
  if (!done) throw std::runtime_error(std::string("cannot make a certificate: ") + what);
}

void add_alternative_name(X509* certificate, const char* name) {
  X509_EXTENSION* extension = ::X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, name);
  require(extension != nullptr && ::X509_add_ext(certificate, extension, -1) == 1, "name");
  ::X509_EXTENSION_free(extension);
}

Certificate sign(EVP_PKEY* key, const std::string& name) {
  Certificate certificate(::X509_new(), ::X509_free);
  require(certificate != nullptr, "memory");
  ::X509_set_version(certificate.get(), X509_VERSION_3);
  ::ASN1_INTEGER_set(::X509_get_serialNumber(certificate.get()), 1);
  ::X509_gmtime_adj(::X509_getm_notBefore(certificate.get()), -day_seconds);
  ::X509_gmtime_adj(::X509_getm_notAfter(certificate.get()), day_seconds);
  ::X509_set_pubkey(certificate.get(), key);
  X509_NAME* subject = ::X509_get_subject_name(certificate.get());
  const auto* text = reinterpret_cast<const unsigned char*>(name.c_str());
  require(::X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, text, -1, -1, 0) == 1, "common name");
  ::X509_set_issuer_name(certificate.get(), subject);
  add_alternative_name(certificate.get(), "DNS:localhost,IP:127.0.0.1");
  require(::X509_sign(certificate.get(), key, ::EVP_sha256()) != 0, "signature");
  return certificate;
}

}  // namespace

CertificateFiles make_certificate(const TempDir& folder, const std::string& name, KeyKind kind) {
  const Key key(kind == KeyKind::ec ? EVP_EC_gen("P-256") : EVP_RSA_gen(2048), ::EVP_PKEY_free);
  require(key != nullptr, "key");
  const Certificate certificate = sign(key.get(), name);
  CertificateFiles files{folder / (name + ".crt"), folder / (name + ".key")};
  const File certificate_file(std::fopen(files.certificate.c_str(), "w"), &std::fclose);
  const File key_file(std::fopen(files.key.c_str(), "w"), &std::fclose);
  require(certificate_file && key_file, "files");
  require(::PEM_write_X509(certificate_file.get(), certificate.get()) == 1, "certificate file");
  require(::PEM_write_PrivateKey(key_file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1,
          "key file");
  return files;
}

}  // namespace keyglass::test
