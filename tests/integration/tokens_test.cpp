// Tokens against the running server: every row of the route table, reloading, refusals to start, the log.
#include <sys/stat.h>

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <fstream>
#include <string>

#include "http/route_table.hpp"
#include "integration/http_connection.hpp"
#include "integration/keyglass_process.hpp"
#include "support/token_file.hpp"
#include "support/wait_until.hpp"

namespace keyglass::test {
namespace {

using http::Reach;
using http::Route;
using http::Scope;

const std::string bound_more = R"(,"prefixes":["own/"])";
const std::vector<NamedToken> all_tokens{{"reader", "secret-of-reader"},
                                         {"writer", "secret-of-writer", "write"},
                                         {"bound", "secret-of-bound", "admin", bound_more},
                                         {"root", "secret-of-root", "admin"}};

class GuardedServer {
 public:
  explicit GuardedServer(std::vector<std::string> more = {}) : keyglass_(arguments(std::move(more))) {}

  Answer ask_as(const std::string& secret, Ask ask_of) {
    if (!secret.empty()) ask_of.headers.emplace_back("Authorization", "Bearer " + secret);
    return ask(keyglass_.api(), ask_of);
  }
  Answer get_as(const std::string& secret, const std::string& target) {
    return ask_as(secret, {"GET", target, {}, {}});
  }
  void write_tokens(const std::vector<NamedToken>& tokens) { write_token_file(file(), tokens); }
  std::string file() const { return folder_ / "tokens.json"; }
  KeyglassProcess& keyglass() { return keyglass_; }

 private:
  std::vector<std::string> arguments(std::vector<std::string> more) {
    write_tokens(all_tokens);
    std::vector<std::string> all{"api", "--store", "memory:", "--tokens", file()};
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }

  TempDir folder_;
  KeyglassProcess keyglass_;
};

GuardedServer& shared_guarded() {
  static GuardedServer server;
  return server;
}

// What a request of a row that names keys in its body looks like, about `key`.
struct BodyRow {
  std::string_view method;
  std::string_view pattern;
  std::string_view content_type;
  std::string before;
  std::string after;
};
const std::array body_rows{
    BodyRow{"POST", "/api/keys/", "application/json", R"({"value":"v","key":")", R"("})"},
    BodyRow{"POST", "/batch", "application/json", R"({"ops":[{"op":"get","key":")", R"("}]})"},
    BodyRow{"POST", "/plans", "application/json", R"({"action":"delete","prefix":")", R"("})"},
    BodyRow{"POST", "/import", "application/x-ndjson", R"({"value":"v","key":")", R"("})"},
};

// A plan to delete `key`, made by who may.
std::string plan_about(const std::string& key) {
  const Answer answer =
      shared_guarded().ask_as("secret-of-root", {"POST",
                                                 "/plans",
                                                 {{"Content-Type", "application/json"}},
                                                 R"({"action":"delete","prefix":")" + key + R"("})"});
  REQUIRE(answer.status == 201);
  return answer.header("location").substr(std::string("/plans/").size());
}

Ask ask_about(const Route& route, const std::string& key) {
  Ask ask{std::string(route.method), std::string(route.pattern), {}, {}};
  if (const auto brace = ask.target.find('{'); brace != std::string::npos) {
    const std::string name = ask.target.substr(brace, ask.target.find('}') + 1 - brace);
    const std::string value = name == "{plan}" ? plan_about(key) : name == "{key}" ? key : "any";
    ask.target.replace(brace, name.size(), value);
  }
  if (route.needs.reach == Reach::selection) ask.target += "?prefix=" + key;
  for (const BodyRow& row : body_rows) {
    if (row.method != route.method || row.pattern != route.pattern) continue;
    ask.headers.emplace_back("Content-Type", row.content_type);
    ask.body = row.before + key + row.after;
  }
  return ask;
}

TEST_CASE("Without a token every row that is not open is 401, and each open one is not") {
  for (const Route& route : http::route_table()) {
    CAPTURE(route.method, route.pattern);
    const Answer answer = shared_guarded().ask_as({}, ask_about(route, "own/a"));
    CHECK((answer.status == 401) == (route.needs.scope != Scope::open));
    if (answer.status == 401) CHECK(answer.header("www-authenticate") == R"(Bearer realm="keyglass")");
  }
}

TEST_CASE("Every row that changes something is 403 for a token that may read") {
  for (const Route& route : http::route_table()) {
    CAPTURE(route.method, route.pattern);
    CHECK((route.method == "GET" || route.needs.scope >= Scope::write));
    if (route.needs.scope <= Scope::read) continue;
    const Answer answer = shared_guarded().ask_as("secret-of-reader", ask_about(route, "own/a"));
    CHECK(answer.status == 403);
    const std::string scope(name_of(route.needs.scope));
    CHECK(answer.header("www-authenticate") ==
          R"(Bearer realm="keyglass", error="insufficient_scope", scope=")" + scope + "\"");
    CHECK(answer.body.find("scope " + scope) != std::string::npos);
  }
}

// Status 403, or for a list of lines that this one line was refused so.
bool is_forbidden(const Answer& answer) {
  return answer.status == 403 || answer.body.find(R"("code":"forbidden")") != std::string::npos;
}

TEST_CASE("No row lets a token with prefixes reach a foreign key, and all that can name keys reach its own") {
  GuardedServer& server = shared_guarded();
  REQUIRE(server.ask_as("secret-of-root", {"PUT", "/kv/foreign", {}, "untouched"}).status == 201);
  for (const Route& route : http::route_table()) {
    CAPTURE(route.method, route.pattern);
    if (route.needs.scope == Scope::open || route.needs.reach == Reach::no_key) continue;
    const Answer foreign = server.ask_as("secret-of-bound", ask_about(route, "foreign"));
    CAPTURE(foreign.body);
    CHECK(is_forbidden(foreign));
    CHECK(foreign.body.find(R"(\"own/\")") != std::string::npos);
    if (route.needs.reach == Reach::every_key) continue;
    server.ask_as("secret-of-bound", {"PUT", "/kv/own/a", {}, "v"});
    const Answer own = server.ask_as("secret-of-bound", ask_about(route, "own/a"));
    CAPTURE(own.body);
    CHECK_FALSE(is_forbidden(own));
    CHECK(own.status != 401);
  }
  CHECK(server.get_as("secret-of-root", "/kv/foreign?raw").body == "untouched");
  CHECK(server.get_as("secret-of-root", "/keys").body.find("foreign") != std::string::npos);
}

TEST_CASE("A pattern does not lead out of the prefix that a token with prefixes asks for") {
  GuardedServer& server = shared_guarded();
  server.ask_as("secret-of-root", {"PUT", "/kv/foreign", {}, "untouched"});
  server.ask_as("secret-of-bound", {"PUT", "/kv/own/a", {}, "v"});
  for (const char* path : {"/keys", "/export"}) {
    CAPTURE(path);
    const std::string both = std::string(path) + "?prefix=own/&glob=";
    const Answer any = server.get_as("secret-of-bound", both + "*");
    CHECK(any.status == 200);
    CHECK(any.body.find("own/a") != std::string::npos);
    CHECK(any.body.find("foreign") == std::string::npos);
    CHECK(server.get_as("secret-of-bound", both + "foreign*").body.find("foreign") == std::string::npos);
    CHECK(server.get_as("secret-of-bound", std::string(path) + "?prefix=foreign&glob=own/*")
              .body.find("untouched") == std::string::npos);
  }
}

TEST_CASE("A batch is refused for one foreign key, be it in a condition or among its own") {
  GuardedServer& server = shared_guarded();
  REQUIRE(server.ask_as("secret-of-root", {"PUT", "/kv/foreign", {}, "untouched"}).status < 300);
  for (const char* body :
       {R"({"ops":[{"op":"put","key":"own/b","value":"v"},{"op":"get","key":"foreign"}]})",
        R"({"ops":[{"op":"put","key":"own/b","value":"v"},{"op":"delete","key":"foreign"}]})",
        R"({"conditions":[{"key":"foreign","absent":true}],)"
        R"("ops":[{"op":"put","key":"own/b","value":"v"}]})"}) {
    CAPTURE(body);
    const Answer answer =
        server.ask_as("secret-of-bound", {"POST", "/batch", {{"Content-Type", "application/json"}}, body});
    CHECK(answer.status == 403);
    CHECK(answer.body.find(R"("key":"foreign")") != std::string::npos);
  }
  CHECK(server.get_as("secret-of-bound", "/kv/own/b").status == 404);
  CHECK(server.get_as("secret-of-root", "/kv/foreign?raw").body == "untouched");
}

TEST_CASE("A plan of keys that are named one by one is reached by who reaches each of them") {
  GuardedServer& server = shared_guarded();
  const auto as = [&](const std::string& secret, const std::string& method, const std::string& target,
                      const std::string& body = {}) {
    return server.ask_as(secret, {method, target, {{"Content-Type", "application/json"}}, body});
  };
  for (const char* key : {"own/1", "own/2", "foreign"}) {
    REQUIRE(as("secret-of-root", "PUT", std::string("/kv/") + key, "v").status < 300);
  }
  const std::string own = R"({"action":"delete","keys":["own/1","own/2"]})";
  const std::string mixed = R"({"action":"delete","keys":["own/1","foreign"]})";
  const Answer refused = as("secret-of-bound", "POST", "/plans", mixed);
  CHECK(refused.status == 403);
  CHECK(refused.body.find(R"("key":"foreign")") != std::string::npos);
  const Answer of_root = as("secret-of-root", "POST", "/plans", mixed);
  REQUIRE(of_root.status == 201);
  const std::string foreign = of_root.header("location");
  CHECK(as("secret-of-bound", "GET", foreign).status == 403);
  CHECK(as("secret-of-bound", "POST", foreign + "/commit").status == 403);
  CHECK(as("secret-of-bound", "DELETE", foreign).status == 403);
  const Answer made = as("secret-of-bound", "POST", "/plans", own);
  REQUIRE(made.status == 201);
  CHECK(as("secret-of-bound", "GET", made.header("location")).status == 200);
  const std::string listed = as("secret-of-bound", "GET", "/plans").body;
  CHECK(listed.find(made.header("location").substr(std::string("/plans/").size())) != std::string::npos);
  CHECK(listed.find(foreign.substr(std::string("/plans/").size())) == std::string::npos);
  CHECK(as("secret-of-bound", "POST", made.header("location") + "/commit").status < 300);
  CHECK(wait_until([&] { return as("secret-of-bound", "GET", "/kv/own/1").status == 404; }));
  CHECK(server.get_as("secret-of-root", "/kv/foreign").status == 200);
}

TEST_CASE("Capabilities tell whether a token is needed, and what the sender's may do") {
  GuardedServer& server = shared_guarded();
  const auto auth = [&](const std::string& secret) {
    const Answer answer = server.get_as(secret, "/capabilities");
    CHECK(answer.status == 200);
    const auto begin = answer.body.find(R"("auth":)");
    return answer.body.substr(begin, answer.body.find('}', begin) + 1 - begin);
  };
  CHECK(auth({}) == R"("auth":{"required":true,"scope":"none"})");
  CHECK(auth("nobody") == R"("auth":{"required":true,"scope":"none"})");
  CHECK(auth("secret-of-reader") == R"("auth":{"required":true,"scope":"read"})");
  CHECK(auth("secret-of-bound") == R"("auth":{"required":true,"scope":"admin","prefixes":["own/"]})");
  CHECK(get(shared_api().api(), "/capabilities").body.find(R"("auth":{"required":false,"scope":"admin"})") !=
        std::string::npos);
}

TEST_CASE("A preflight of an allowed origin passes without a token") {
  const Answer answer = shared_guarded().ask_as({}, {"OPTIONS",
                                                     "/kv/a",
                                                     {{"Origin", "http://localhost:3000"},
                                                      {"Access-Control-Request-Method", "PUT"},
                                                      {"Access-Control-Request-Headers", "authorization"}},
                                                     {}});
  CHECK(answer.status == 204);
  CHECK(answer.header_contains("access-control-allow-headers", "Authorization"));
  const Answer refused =
      shared_guarded().ask_as({}, {"GET", "/kv", {{"Origin", "http://localhost:3000"}}, {}});
  CHECK(refused.status == 401);
  CHECK(refused.header("access-control-allow-origin") == "http://localhost:3000");
  CHECK(refused.header_contains("access-control-expose-headers", "WWW-Authenticate"));
}

TEST_CASE("The app's listener asks for tokens at the API that is mounted there, not for the app") {
  const TempDir folder;
  make_web_root(folder);
  const std::string file = folder / "tokens.json";
  write_token_file(file, all_tokens);
  KeyglassProcess keyglass(
      {"up", "--store", "memory:", "--web-root", folder.path().string(), "--tokens", file});
  CHECK(get(keyglass.web(), "/").status == 200);
  CHECK(get(keyglass.web(), "/config.json").status == 200);
  CHECK(get(keyglass.web(), "/kv").status == 401);
  CHECK(ask(keyglass.web(), {"GET", "/kv", {{"Authorization", "Bearer secret-of-reader"}}, {}}).status ==
        200);
}

TEST_CASE("SIGHUP reads the token file again, and a broken one changes nothing") {
  GuardedServer server;
  CHECK(server.get_as("secret-of-reader", "/kv").status == 200);
  server.write_tokens({{"second", "another-secret"}});
  CHECK(server.get_as("another-secret", "/kv").status == 401);
  server.keyglass().process().send_signal(SIGHUP);
  const auto loaded = server.keyglass().process().wait_line("tokens_loaded");
  REQUIRE(loaded);
  CHECK(loaded->find(R"("count":1)") != std::string::npos);
  CHECK(server.get_as("another-secret", "/kv").status == 200);
  CHECK(server.get_as("secret-of-reader", "/kv").status == 401);
  std::ofstream(server.file()) << R"({"tokens":[{"name":"x"}]})";
  server.keyglass().process().send_signal(SIGHUP);
  const auto kept = server.keyglass().process().wait_line("tokens_kept");
  REQUIRE(kept);
  CHECK(kept->find("tokens[0]: sha256 is missing") != std::string::npos);
  CHECK(server.get_as("another-secret", "/kv").status == 200);
  CHECK(server.keyglass().stop() == 0);
}

TEST_CASE("A token that expires is refused from then on without a reload") {
  GuardedServer server;
  server.write_tokens({{"old", "old-secret", "read", R"(,"expires_at":"2020-01-01T00:00:00Z")"}});
  server.keyglass().process().send_signal(SIGHUP);
  REQUIRE(server.keyglass().process().wait_line("tokens_loaded"));
  const Answer answer = server.get_as("old-secret", "/kv");
  CHECK(answer.status == 401);
  CHECK(answer.body.find("expired") != std::string::npos);
}

TEST_CASE("The log names the token that was used and holds no token, sent in a header or in an address") {
  GuardedServer server({"--log-level", "debug"});
  CHECK(server.get_as("secret-of-reader", "/kv/a?access_token=secret-of-writer").status == 422);
  CHECK(server.ask_as({}, {"GET", "/kv/a?access_token=secret-of-writer", {}, {}}).status == 401);
  CHECK(server.get_as("secret-unknown", "/kv/a").status == 401);
  CHECK(server.keyglass().stop() == 0);
  const std::string log =
      server.keyglass().process().stderr_text() + server.keyglass().process().stdout_text();
  CHECK(log.find(R"("token":"reader")") != std::string::npos);
  CHECK(log.find("secret") == std::string::npos);
  CHECK(log.find("access_token") == std::string::npos);
}

TEST_CASE("The administrator's token comes from the environment alone") {
  const std::string secret(40, 'k');
  const Ended short_one = run_keyglass({"api", "--store", "memory:"}, {{"KEYGLASS_ADMIN_TOKEN", "hunter2"}});
  CHECK(short_one.exit_code == 2);
  CHECK(short_one.err.find("KEYGLASS_ADMIN_TOKEN") != std::string::npos);
  CHECK(short_one.err.find("hunter2") == std::string::npos);
  CHECK(run_keyglass({"api", "--admin-token", secret}).exit_code == 2);
  KeyglassProcess keyglass({"api", "--store", "memory:"}, {{"KEYGLASS_ADMIN_TOKEN", secret}});
  CHECK(get(keyglass.api(), "/kv").status == 401);
  const Ask put{"PUT", "/kv/a", {{"Authorization", "Bearer " + secret}}, "v"};
  CHECK(ask(keyglass.api(), put).status == 201);
}

TEST_CASE("A token file that is not as it should be ends the start with 2 and is named") {
  const TempDir folder;
  const std::string file = folder / "tokens.json";
  const auto start = [&] { return run_keyglass({"api", "--store", "memory:", "--tokens", file}); };
  const Ended absent = start();
  CHECK(absent.exit_code == 2);
  CHECK(absent.err.find(file) != std::string::npos);
  write_token_file(file, {{"a", "s", "owner"}});
  const Ended wrong = start();
  CHECK(wrong.exit_code == 2);
  CHECK(wrong.err.find("tokens[0]: scope must be") != std::string::npos);
  write_token_file(file, all_tokens);
  REQUIRE(::chmod(file.c_str(), 0644) == 0);
  const Ended readable = start();
  CHECK(readable.exit_code == 2);
  CHECK(readable.err.find("chmod 600") != std::string::npos);
}

}  // namespace
}  // namespace keyglass::test
