// `keyglass watch`, run as people run it: what it prints, that it goes on after a break, and how it ends.
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "integration/cli_run.hpp"
#include "integration/http_connection.hpp"
#include "integration/listener.hpp"
#include "support/held_port.hpp"
#include "support/wait_until.hpp"

namespace keyglass::test {
namespace {

std::unique_ptr<ChildProcess> watch(const std::string& url, std::vector<std::string> arguments) {
  ChildOptions options;
  options.arguments = {KEYGLASS_BINARY, "watch"};
  options.arguments.insert(options.arguments.end(), arguments.begin(), arguments.end());
  options.environment = {{"KEYGLASS_URL", url}};
  return std::make_unique<ChildProcess>(options);
}

// The revision it got.
std::string put(const std::string& url, const std::string& key, const std::string& value) {
  const Answer answer = ask(url, {"PUT", "/kv/" + key, {}, value});
  REQUIRE(answer.status < 300);
  return answer.header("keyglass-revision");
}

TEST_CASE("cli: watch tells what there is and what changes, one line each") {
  const KeyglassProcess keyglass({"api", "--store", "memory:"});
  const std::string& url = keyglass.api();
  put(url, "dir/a", "one");
  put(url, "other", "x");
  const auto text = watch(url, {"dir/", "--snapshot", "--values"});
  CHECK(text->wait_line("2 synced"));
  put(url, "dir/b", "two\n");
  put(url, "other", "y");
  put(url, "dir/c", "\xFF");
  ask(url, {"DELETE", "/kv/dir/a", {}, {}});
  CHECK(text->wait_line("delete dir/a"));
  CHECK(text->stdout_text() ==
        "1 put dir/a \"one\"\n2 synced\n3 put dir/b \"two\\n\"\n5 put dir/c base64:/w==\n6 delete dir/a\n");
  const auto json = watch(url, {"--since", "4", "--json"});
  CHECK(json->wait_line(R"({"op":"delete","key":"dir/a","revision":6)"));
  CHECK(json->stdout_text().starts_with(R"({"op":"put","key":"dir/c","revision":5)"));
  const auto synced = watch(url, {"none/", "--snapshot", "--json"});
  CHECK(synced->wait_line("synced") == R"({"op":"synced","revision":6})");
  for (const auto& [process, signal] :
       {std::pair{text.get(), SIGINT}, std::pair{json.get(), SIGTERM}, std::pair{synced.get(), SIGINT}}) {
    process->send_signal(signal);
    CHECK(process->wait_exit() == 0);
    CHECK(process->stderr_text().empty());
  }
}

// A server whose streams, one for each connection, are written here.
class ScriptedStreams {
 public:
  explicit ScriptedStreams(std::vector<std::string> streams)
      : streams_(std::move(streams)),
        listener_([this](const http::Request& request) { return answer(request); }) {}

  const std::string& address() const { return listener_.address(); }
  // Target and Last-Event-ID of each request.
  std::vector<std::string> asked() {
    const std::lock_guard lock(mutex_);
    return asked_;
  }

 private:
  http::Reply answer(const http::Request& request) {
    const std::lock_guard lock(mutex_);
    const std::size_t turn = asked_.size();
    asked_.push_back(request.target + " " + std::string(request.header("Last-Event-ID").value_or("-")));
    const std::string stream = turn < streams_.size() ? streams_[turn] : "410";
    http::Reply reply;
    if (stream == "503" || stream == "410") {
      reply.status = stream == "503" ? 503 : 410;
      reply.set("Content-Type", "application/problem+json");
      reply.body = R"({"status":)" + stream +
                   R"(,"detail":"only changes after revision 40 are still kept",)" +
                   R"("code":"compacted","revision":40})";
      return reply;
    }
    reply.set("Content-Type", "text/event-stream");
    reply.stream = [stream](const http::ByteSink& sink) { return sink(stream); };
    return reply;
  }

  const std::vector<std::string> streams_;
  std::mutex mutex_;
  std::vector<std::string> asked_;
  Listener listener_;
};

std::string event(const std::string& key, const std::string& id) {
  return "event: put\ndata: {\"op\":\"put\",\"key\":\"" + key + "\",\"revision\":8}\n" +
         (id.empty() ? "" : "id: " + id + "\n") + "\n";
}

TEST_CASE("cli: watch shows a commit once it is whole, and asks for it again where it broke off") {
  ScriptedStreams server(
      {"retry: 2000\nid: 7\n\n" + event("a", ""), "503",
       "id: 7\n\n" + event("a", "") + event("b", "8") + ": keep-alive\nid: 9\n\n" + event("c", "")});
  const auto watcher = watch(server.address(), {"p/", "--since", "7", "--values"});
  CHECK(watcher->wait_exit() == 1);
  CHECK(watcher->stdout_text() == "8 put a\n8 put b\n");
  CHECK(server.asked() ==
        std::vector<std::string>{"/watch?prefix=p/&values=true&since=7 -", "/watch?prefix=p/&values=true 7",
                                 "/watch?prefix=p/&values=true 7", "/watch?prefix=p/&values=true 9"});
  const std::string& said = watcher->stderr_text();
  CHECK(said.find("ended; going on after revision 7 ") != std::string::npos);
  CHECK(said.find("ended; going on after revision 9 ") != std::string::npos);
  CHECK(said.find("only changes after revision 40 are still kept (410)") != std::string::npos);
  CHECK(said.find("--since 40\n") != std::string::npos);
}

TEST_CASE("cli: watch begins at the beginning again where nothing had happened yet") {
  ScriptedStreams server({"retry: 2000\n\n"});
  CHECK(watch(server.address(), {})->wait_exit() == 1);
  CHECK(server.asked() == std::vector<std::string>{"/watch -", "/watch 0"});
}

TEST_CASE("cli: watch fails where it cannot go on, and says why") {
  const HeldPort silent;
  const std::string nobody = "http://127.0.0.1:" + std::to_string(silent.number());
  const Ended refused = Cli(nobody).run({"watch"});
  CHECK(refused.exit_code == 1);
  CHECK(refused.err.find("cannot connect to " + nobody) != std::string::npos);
  // What a second snapshot would tell, nobody could tell from what the first one told.
  ScriptedStreams broken({"retry: 2000\n\n" + event("a", "")});
  const Ended half = Cli(broken.address()).run({"watch", "--snapshot"});
  CHECK(half.exit_code == 1);
  CHECK(half.out == "8 put a\n");
  CHECK(broken.asked().size() == 1);
  ScriptedStreams full({"503"});
  CHECK(Cli(full.address()).run({"watch"}).exit_code == 1);
  const Listener other([](const http::Request&) { return text_reply("hello\n\n"); });
  CHECK(Cli(other.address()).run({"watch"}).err.find("not as Keyglass's API does") != std::string::npos);
  ScriptedStreams garbled({"id: 1\n\nevent: put\ndata: {\n\n"});
  CHECK(Cli(garbled.address()).run({"watch"}).exit_code != 0);
  for (const std::vector<std::string>& wrong : {std::vector<std::string>{"watch", "--since", "x"},
                                                {"watch", "a", "b"},
                                                {"watch", "--since", "1", "--snapshot"}}) {
    CHECK(Cli(nobody).run(wrong).exit_code == 2);
  }
}

TEST_CASE("cli: watch goes on over a restart of the server, without a gap or a repeat") {
  const TempDir folder;
  const HeldPort port;
  const std::string address = "127.0.0.1:" + std::to_string(port.number());
  const std::string url = "http://" + address;
  const auto start = [&] {
    auto process = std::make_unique<ChildProcess>(ChildOptions{
        {KEYGLASS_BINARY, "api", "--store", "rocksdb:" + folder / "data", "--listen", address}, {}, {}});
    REQUIRE(process->wait_line(R"("event":"listening")"));
    return process;
  };
  auto server = start();
  const std::string before = put(url, "a", "1") + " put a\n";
  const auto watcher = watch(url, {"--since", "0"});
  CHECK(watcher->wait_line("put a"));
  server->send_signal(SIGKILL);
  CHECK(watcher->wait_line("going on after revision"));
  server = start();
  const std::string after = put(url, "b", "2") + " put b\n";
  CHECK(watcher->wait_line("put b"));
  CHECK(watcher->stdout_text() == before + after);
  server->send_signal(SIGTERM);
  CHECK(server->wait_exit() == 0);
  watcher->send_signal(SIGTERM);
  CHECK(watcher->wait_exit() == 0);
}

}  // namespace
}  // namespace keyglass::test
