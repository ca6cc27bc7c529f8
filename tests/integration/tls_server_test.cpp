// A server with TLS as a process: its options, its addresses, who may call it, and reading its files again.
#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>

#include "integration/http_connection.hpp"
#include "integration/keyglass_process.hpp"
#include "keyglass/codecs.hpp"
#include "support/test_certificate.hpp"
#include "support/wait_until.hpp"

namespace keyglass::test {
namespace {

std::vector<std::string> with_tls(std::vector<std::string> arguments, const CertificateFiles& files) {
  arguments.insert(arguments.end(), {"--tls-cert", files.certificate, "--tls-key", files.key});
  return arguments;
}

// The other pair takes the place of the first.
void replace_pair(const CertificateFiles& files, const CertificateFiles& by) {
  std::filesystem::rename(by.certificate, files.certificate);
  std::filesystem::rename(by.key, files.key);
}

TEST_CASE("With TLS, API and app are served by https alone, with the certificate that was named") {
  const TempDir folder;
  make_web_root(folder);
  const CertificateFiles files = make_certificate(folder, "server");
  KeyglassProcess keyglass(
      with_tls({"up", "--store", "memory:", "--web-root", folder.path().string()}, files));
  for (const std::string& address : {keyglass.api(), keyglass.web()}) {
    CHECK(address.starts_with("https://127.0.0.1:"));
    HttpConnection client(address, {.trusted = files.certificate});
    CHECK(client.tls().version() == "TLSv1.3");
    CHECK(client.tls().protocol() == "http/1.1");
    CHECK(client.ask({"PUT", "/kv/sealed", {}, address}).status < 300);
    CHECK(client.ask({.target = "/kv/sealed?raw"}).body == address);
  }
  CHECK(get(keyglass.web(), "/").body == "<!doctype html><title>Keyglass</title>");
  const std::string greeting = keyglass.process().stdout_text();
  CHECK(greeting.find(keyglass.web()) != std::string::npos);
  CHECK(greeting.find(keyglass.api()) != std::string::npos);
  CHECK(greeting.find("http://") == std::string::npos);
  CHECK(keyglass.stop() == 0);
}

TEST_CASE("With TLS, the pages that may call the API are those that came by https") {
  const TempDir folder;
  KeyglassProcess keyglass(with_tls({"api", "--store", "memory:"}, make_certificate(folder, "server")));
  const auto status = [&](const std::string& origin) {
    return ask(keyglass.api(), {"PUT", "/kv/called", {{"Origin", origin}}, "v"}).status;
  };
  CHECK(status("https://localhost:3000") == 201);
  CHECK(status("http://localhost:3000") == 403);
  CHECK(status("http://localhost:6931") == 200);
  CHECK(status("https://evil.example") == 403);
  CHECK(ask(keyglass.api(), {"GET", "/kv/called", {{"Host", "evil.example"}}, {}}).status == 403);
  CHECK(ask(keyglass.api(), {"GET", "/kv/called", {{"Origin", "https://localhost:3000"}}, {}})
            .header("access-control-allow-origin") == "https://localhost:3000");
}

TEST_CASE("The app of its own finds an API with TLS, and may call it") {
  const TempDir folder;
  make_web_root(folder);
  const auto arguments = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"web", "--web-root", folder.path().string()});
    return more;
  };
  const auto finds = [](const KeyglassProcess& keyglass, const std::string& api) {
    CHECK(decode_web_config(get(keyglass.web(), "/config.json").body).value().api_url == api);
    CHECK(get(keyglass.web(), "/").header("content-security-policy").find("'self' " + api + ";") !=
          std::string::npos);
  };
  const CertificateFiles files = make_certificate(folder, "server");
  finds(KeyglassProcess(arguments({"--api-url", "https://keys.example:8000"})), "https://keys.example:8000");
  finds(KeyglassProcess(with_tls(arguments({}), files)), "https://localhost:8000");
  finds(KeyglassProcess(with_tls(arguments({"--api-url", "http://localhost:8000"}), files)),
        "http://localhost:8000");
}

TEST_CASE("Certificate and key that cannot be used end it with 2 and are named") {
  const TempDir folder;
  const CertificateFiles files = make_certificate(folder, "server");
  const CertificateFiles other = make_certificate(folder, "other");
  const CertificateFiles rsa = make_certificate(folder, "rsa", KeyKind::rsa);
  const std::string absent = folder / "absent";
  const std::string empty = folder / "empty";
  std::ofstream{empty};
  struct Row {
    std::vector<std::string> options;
    std::vector<std::string> named;
  };
  const std::vector<Row> rows{
      {{"--tls-cert", files.certificate}, {"--tls-cert", "--tls-key"}},
      {{"--tls-key", files.key}, {"--tls-cert", "--tls-key"}},
      {{"--tls-cert", "", "--tls-key", files.key}, {"--tls-cert", "KEYGLASS_TLS_CERT"}},
      {{"--tls-cert", absent, "--tls-key", files.key}, {absent, "No such file"}},
      {{"--tls-cert", files.certificate, "--tls-key", absent}, {absent, "No such file"}},
      {{"--tls-cert", folder.path().string(), "--tls-key", files.key}, {folder.path().string(), "regular"}},
      {{"--tls-cert", empty, "--tls-key", files.key}, {empty, "no certificate"}},
      {{"--tls-cert", files.key, "--tls-key", files.key}, {files.key, "no certificate"}},
      {{"--tls-cert", files.certificate, "--tls-key", empty}, {empty, "no key"}},
      {{"--tls-cert", files.certificate, "--tls-key", other.key}, {other.key, files.certificate}},
      {{"--tls-cert", files.certificate, "--tls-key", rsa.key}, {rsa.key, files.certificate}},
  };
  for (const Row& row : rows) {
    std::vector<std::string> arguments{"api", "--store", "memory:", "--listen", "127.0.0.1:0"};
    arguments.insert(arguments.end(), row.options.begin(), row.options.end());
    const Ended ended = run_keyglass(arguments);
    CAPTURE(row.options, ended.err);
    CHECK(ended.exit_code == 2);
    for (const std::string& text : row.named) CHECK(ended.err.find(text) != std::string::npos);
  }
  const Ended half = run_keyglass({"api"}, {{"KEYGLASS_TLS_KEY", files.key}});
  CHECK(half.exit_code == 2);
}

TEST_CASE("SIGHUP brings a new certificate to new connections, and a broken one changes nothing") {
  const TempDir folder;
  const CertificateFiles files = make_certificate(folder, "first");
  KeyglassProcess keyglass(with_tls({"api", "--store", "memory:"}, files));
  HttpConnection before(keyglass.api());
  REQUIRE(before.tls().server_name() == "first");

  std::filesystem::rename(make_certificate(folder, "foreign").key, files.key);
  keyglass.process().send_signal(SIGHUP);
  const auto kept = keyglass.process().wait_line(R"("event":"tls_kept")");
  REQUIRE(kept);
  CHECK(kept->find(R"("level":"error")") != std::string::npos);
  CHECK(kept->find(files.key) != std::string::npos);
  CHECK(HttpConnection(keyglass.api()).tls().server_name() == "first");

  replace_pair(files, make_certificate(folder, "second", KeyKind::rsa));
  keyglass.process().send_signal(SIGHUP);
  CHECK(wait_until([&] { return HttpConnection(keyglass.api()).tls().server_name() == "second"; }));
  CHECK(get(keyglass.api(), "/healthz").status == 200);
  CHECK(before.ask({.target = "/healthz"}).status == 200);
  CHECK(keyglass.stop() == 0);
}

TEST_CASE("One SIGHUP reads tokens and certificate, and one that is broken does not keep the other back") {
  const TempDir folder;
  const CertificateFiles files = make_certificate(folder, "first");
  const std::string tokens = folder / "tokens.json";
  std::ofstream(tokens) << R"({"tokens": []})";
  std::filesystem::permissions(tokens, std::filesystem::perms(0600));
  KeyglassProcess keyglass(with_tls({"api", "--store", "memory:", "--tokens", tokens}, files));
  CHECK(keyglass.process().stderr_text().find("not_encrypted") == std::string::npos);
  std::ofstream(tokens) << "broken";
  replace_pair(files, make_certificate(folder, "second"));
  keyglass.process().send_signal(SIGHUP);
  CHECK(keyglass.process().wait_line(R"("event":"tokens_kept")"));
  CHECK(wait_until([&] { return HttpConnection(keyglass.api()).tls().server_name() == "second"; }));
  CHECK(get(keyglass.api(), "/kv").status == 401);
}

}  // namespace
}  // namespace keyglass::test
