// The option table: parsing, precedence, refusals.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <set>
#include <string>

#include "config/command_line.hpp"
#include "config/option_table.hpp"
#include "config/option_values.hpp"

namespace keyglass::config {
namespace {

Options parsed(const std::vector<std::string>& arguments) {
  const auto result = parse_command_line(arguments);
  const auto* options = std::get_if<Options>(&result);
  REQUIRE(options != nullptr);
  return *options;
}

Finished finished(const std::vector<std::string>& arguments) {
  const auto result = parse_command_line(arguments);
  const auto* end = std::get_if<Finished>(&result);
  REQUIRE(end != nullptr);
  return *end;
}

class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) { ::setenv(name, value, 1); }
  ~Variable() { ::unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
};

TEST_CASE("With nothing said, the defaults hold") {
  const Options options = parsed({"up"});
  CHECK(options.command == Command::up);
  CHECK(options.api_listen == ListenAddress{"127.0.0.1", 8000});
  CHECK(options.web_listen == ListenAddress{"127.0.0.1", 3000});
  CHECK(options.store_url == "rocksdb:./data");
  CHECK(options.durability == "always");
  CHECK(options.value_bytes_max == 16'777'216);
  CHECK(options.history_versions_max == 10);
  CHECK(options.history_hours_max == 168);
  CHECK(options.feed_changes_max == 1'000'000);
  CHECK(options.cors_origins.empty());
  CHECK(parsed({"web"}).api_url == "http://localhost:8000");
}

TEST_CASE("TLS takes a certificate and its key, and the app then looks for an API with TLS") {
  const std::vector<std::string> both{"web", "--tls-cert=c", "--tls-key=k"};
  CHECK(parsed(both).tls_certificate_file == "c");
  CHECK(parsed(both).tls_key_file == "k");
  CHECK(parsed(both).api_url == "https://localhost:8000");
  CHECK(parsed({"web", "--tls-cert=c", "--tls-key=k", "--api-url=http://a"}).api_url == "http://a");
  {
    const Variable url("KEYGLASS_API_URL", "http://localhost:8000");
    CHECK(parsed(both).api_url == "http://localhost:8000");
  }
  CHECK(finished({"web", "--tls-cert=c"}).text.find("--tls-key") != std::string::npos);
  CHECK(finished({"api", "--tls-key=k"}).text.find("--tls-cert") != std::string::npos);
  CHECK(finished({"api", "--tls-key=k"}).exit_code == 2);
}

TEST_CASE("A flag wins over its variable, a variable over the default") {
  const Variable threads("KEYGLASS_THREADS", "7");
  CHECK(parsed({"api"}).thread_count == 7);
  CHECK(parsed({"api", "--threads", "9"}).thread_count == 9);
  CHECK(parsed({"api", "--threads=9", "--threads=10"}).thread_count == 10);
}

TEST_CASE("What is remembered has bounds, and nothing may be") {
  const Options options =
      parsed({"api", "--history-versions=0", "--history-hours=1", "--feed-changes-max=2"});
  CHECK(options.history_versions_max == 0);
  CHECK(options.history_hours_max == 1);
  CHECK(options.feed_changes_max == 2);
  for (const char* refused : {"--history-versions=1000001", "--history-hours=-1", "--feed-changes-max=0"}) {
    CAPTURE(refused);
    CHECK(finished({"api", refused}).exit_code == 2);
  }
}

TEST_CASE("A repeatable option collects, also from a variable with commas") {
  CHECK(parsed({"api", "--host", "a", "--host", "b"}).hosts == std::vector<std::string>{"a", "b"});
  const Variable origins("KEYGLASS_CORS_ORIGIN", "http://a,https://B:1");
  CHECK(parsed({"api"}).cors_origins == std::vector<std::string>{"http://a", "https://b:1"});
}

TEST_CASE("An option takes one word: what stands behind it is an argument wherever more options follow") {
  const Options got = parsed({"get", "--url", "http://a:1", "k", "--json"});
  CHECK(got.client.url == "http://a:1");
  CHECK(got.client.key == "k");
  CHECK(got.as_json);
  const Options exported = parsed({"export", "--url", "http://a:1", "out.ndjson"});
  CHECK(exported.client.url == "http://a:1");
  CHECK(exported.client.file == "out.ndjson");
  const Options watched = parsed({"watch", "--since", "1", "user:", "--values"});
  CHECK(watched.client.since == 1);
  CHECK(watched.client.prefix == "user:");
  const Options put = parsed({"put", "--ttl", "5", "k", "--content-type", "a/b", "v", "--if-absent"});
  CHECK(put.client.key == "k");
  CHECK(put.client.value == "v");
  CHECK(put.client.content_type == "a/b");
  CHECK(finished({"api", "--threads", "1", "2"}).text.find("not known here: 2") != std::string::npos);
  CHECK(finished({"get", "--url", "http://a:1", "k", "more"}).exit_code == 2);
}

TEST_CASE("A command that does not exist is named, one that is missing is asked for") {
  CHECK(finished({"frob"}).exit_code == 2);
  CHECK(finished({"frob"}).text.find("not known here: frob") != std::string::npos);
  CHECK(finished({}).exit_code == 2);
  CHECK(finished({}).text.find("subcommand is required") != std::string::npos);
}

TEST_CASE("Listening beyond this machine needs the word for it") {
  for (const char* address : {"0.0.0.0:1", "[::]:1", "192.168.1.2:1", "example.com:1"}) {
    CAPTURE(address);
    const Finished refused = finished({"api", "--listen", address});
    CHECK(refused.exit_code == 2);
    CHECK(refused.text.find("--insecure-no-auth") != std::string::npos);
    CHECK(parsed({"api", "--listen", address, "--insecure-no-auth"}).insecure_no_auth);
  }
  for (const char* address : {"127.0.0.1:1", "127.1.2.3:1", "localhost:1", "[::1]:1"}) {
    CAPTURE(address);
    CHECK_FALSE(parsed({"web", "--listen", address}).insecure_no_auth);
  }
  const Variable allowed("KEYGLASS_INSECURE_NO_AUTH", "1");
  CHECK(parsed({"up", "--web-listen", "0.0.0.0:1"}).insecure_no_auth);
}

TEST_CASE("Tokens allow other addresses, too") {
  CHECK(parsed({"api", "--listen", "0.0.0.0:1", "--tokens", "f"}).tokens_file == "f");
  CHECK(finished({"api", "--tokens", ""}).exit_code == 2);
  CHECK(finished({"api", "--listen", "0.0.0.0:1"}).text.find("--tokens") != std::string::npos);
  const Variable token("KEYGLASS_ADMIN_TOKEN", "secret");
  CHECK(parsed({"up", "--web-listen", "0.0.0.0:1"}).admin_token == "secret");
  CHECK(parsed({"web"}).admin_token.empty());
  CHECK(finished({"web", "--listen", "0.0.0.0:1"}).exit_code == 2);
}

TEST_CASE("The administrator's token has no flag, but help names its variable and not its value") {
  const Variable token("KEYGLASS_ADMIN_TOKEN", "secret");
  const Finished refused = finished({"api", "--admin-token", "secret"});
  CHECK(refused.exit_code == 2);
  CHECK(refused.text.find("--admin-token") != std::string::npos);
  CHECK(refused.text.find("secret") == std::string::npos);
  const Finished help = finished({"api", "--help"});
  CHECK(help.text.find("KEYGLASS_ADMIN_TOKEN") != std::string::npos);
  CHECK(help.text.find("secret") == std::string::npos);
  CHECK(finished({"web", "--help"}).text.find("KEYGLASS_ADMIN_TOKEN") == std::string::npos);
}

TEST_CASE("A name that only begins like loopback is not loopback") {
  CHECK_FALSE(is_loopback("127.0.0.1.example.com"));
  CHECK_FALSE(is_loopback("localhost.example.com"));
  CHECK(is_loopback("127.255.0.1"));
}

TEST_CASE("A password given in the wrong place is not shown") {
  const std::vector<std::vector<std::string>> mistakes{{"api", "redis://u:secret@host"},
                                                       {"api", "--stor", "redis://u:secret@host"},
                                                       {"api", "--stor=redis://u:secret@host"}};
  for (const auto& arguments : mistakes) {
    const Finished end = finished(arguments);
    CHECK(end.exit_code == 2);
    CHECK(end.text.find("secret") == std::string::npos);
  }
  CHECK(finished(mistakes[2]).text.find("--stor") != std::string::npos);
}

TEST_CASE("Addresses have a host and a port") {
  CHECK(parse_listen_address("[::1]:8000").value() == ListenAddress{"::1", 8000});
  CHECK(parse_listen_address("localhost:0").value() == ListenAddress{"localhost", 0});
  for (const char* text :
       {"", ":", ":80", "8000", "a:", "a:b", "a:65536", "a:-1", "::1:80", "[]:80", "[[a]]:80"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_listen_address(text).ok());
  }
}

TEST_CASE("Origins are what browsers send") {
  CHECK(parse_origin("HTTP://Localhost:3000").value() == "http://localhost:3000");
  for (const char* text :
       {"", "*", "localhost", "http://", "ftp://a", "http://a/", "http://a b", "http://u@a"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_origin(text).ok());
  }
}

TEST_CASE("Every option but a secret has a flag, and all a variable, bounds and help; defaults are taken") {
  for (const OptionRow& row : option_table()) {
    CAPTURE(row.flag, row.variable);
    const bool is_argument =
        row.kind == OptionRow::Kind::argument || row.kind == OptionRow::Kind::optional_argument;
    CHECK(row.flag.starts_with("--") == (!is_argument && row.kind != OptionRow::Kind::secret));
    CHECK(row.variable.starts_with("KEYGLASS_") != is_argument);
    CHECK_FALSE(row.bounds.empty());
    CHECK_FALSE(row.help.empty());
    CHECK(row.commands != 0);
    Options options;
    if (!row.default_text.empty()) CHECK(row.apply(options, row.default_text).ok());
  }
}

TEST_CASE("A flag means one thing within a command") {
  for (const unsigned command : {for_up, for_api, for_web}) {
    std::set<std::string_view> flags;
    for (const OptionRow& row : option_table()) {
      if ((row.commands & command) != 0 && !row.flag.empty()) CHECK(flags.insert(row.flag).second);
    }
  }
}

}  // namespace
}  // namespace keyglass::config
