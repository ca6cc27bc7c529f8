// Many, slow and hostile connections: what each may cost the others, and what is refused under load.
#include <sys/resource.h>

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "integration/http_connection.hpp"
#include "integration/keyglass_process.hpp"
#include "integration/listener.hpp"
#include "support/wait_until.hpp"

namespace keyglass::test {
namespace {

using http::ListenerOptions;
using http::Reply;
using http::Request;
using std::chrono::milliseconds;

// As many open files as the system lets this process have; returns how many.
std::size_t raise_open_files() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  return limit.rlim_cur;
}

const std::string get_line = "GET / HTTP/1.1\r\nHost: a\r\n";

// A gate that handlers wait at until the test opens it.
class Gate {
 public:
  void open() { open_.set_value(); }
  void wait() {
    ++waiting;
    opened_.wait();
  }
  std::atomic<int> waiting{0};

 private:
  std::promise<void> open_;
  std::shared_future<void> opened_ = open_.get_future().share();
};

TEST_CASE("Two thousand idle connections cost nobody anything") {
  if (raise_open_files() < 4'200) SKIP("the system allows too few open files");
  KeyglassProcess keyglass({"api", "--store", "memory:", "--threads", "2", "--streams", "2"});
  std::vector<std::unique_ptr<HttpConnection>> idle;
  for (int i = 0; i < 2'000; ++i) idle.push_back(std::make_unique<HttpConnection>(keyglass.api()));
  HttpConnection client(keyglass.api());
  for (int i = 0; i < 200; ++i) REQUIRE(client.ask({"PUT", "/kv/busy", {}, "v"}).status < 300);
  for (std::size_t i = 0; i < idle.size(); i += 100)
    CHECK(idle[i]->ask({.target = "/healthz"}).status == 200);
}

TEST_CASE("Half a head or half a body is told 408 in the end, and holds nobody up until then") {
  ListenerOptions options;
  options.thread_count = 1;
  options.stream_count = 1;
  options.patience.head = options.patience.body = milliseconds(300);
  Listener listener([](const Request& request) { return text_reply(request.target); }, options);
  std::vector<std::unique_ptr<HttpConnection>> slow;
  for (int i = 0; i < 100; ++i) {
    slow.push_back(std::make_unique<HttpConnection>(listener.address()));
    slow.back()->send_bytes(i % 2 == 0 ? "GET / HT"
                                       : "PUT /b HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf");
  }
  for (int i = 0; i < 100; ++i) CHECK(get(listener.address(), "/wait").body == "/wait");
  for (const auto& client : slow) {
    const Answer answer = client->read_answer();
    CHECK(answer.status == 408);
    CHECK(answer.header("connection") == "close");
    CHECK(client->is_closed());
  }
}

TEST_CASE("A large body that stops coming ends as broken off, and frees its worker") {
  ListenerOptions options;
  options.stream_count = 1;
  options.patience.body = milliseconds(300);
  Listener listener(
      [](const Request& request) {
        const auto body = request.body->read_all(10'000'000);
        return text_reply(body ? std::to_string(body.value().size()) : body.error().message);
      },
      options);
  HttpConnection stuck(listener.address());
  stuck.send_bytes("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n" +
                   std::string(500'000, 'x'));
  CHECK(stuck.read_answer().body == "the request body broke off");
  CHECK(stuck.is_closed());
  CHECK(ask(listener.address(), {"PUT", "/", {}, std::string(1'000'000, 'y')}).body == "1000000");
}

TEST_CASE("A large body comes through bounded memory, in order and whole, sized or in chunks") {
  Listener listener([](const Request& request) {
    std::size_t size = 0;
    bool in_order = true;
    const Status read = request.body->read_parts([&](std::string_view part) {
      for (const char c : part) in_order = in_order && c == static_cast<char>('a' + size++ % 23);
      return true;
    });
    return text_reply(std::to_string(size) + (in_order && read ? " in order" : " broken"));
  });
  std::string body(8'000'000, '\0');
  for (std::size_t i = 0; i < body.size(); ++i) body[i] = static_cast<char>('a' + i % 23);
  CHECK(ask(listener.address(), {"PUT", "/", {}, body}).body == "8000000 in order");
  std::string chunks;
  for (std::size_t at = 0; at < body.size(); at += 100'000)
    chunks += "186A0\r\n" + body.substr(at, 100'000) + "\r\n";
  HttpConnection client(listener.address());
  client.send_bytes("PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + "0\r\n\r\n");
  CHECK(client.read_answer().body == "8000000 in order");
  CHECK(client.ask({.target = "/"}).body == "0 in order");
}

TEST_CASE("A client that never reads a large answer is given up, and costs no worker") {
  ListenerOptions options;
  options.thread_count = options.stream_count = 1;
  options.patience.write = milliseconds(300);
  std::atomic<bool> broke_off{false};
  Listener listener(
      [&](const Request& request) {
        if (request.target == "/large") return text_reply(std::string(64'000'000, 'x'));
        Reply reply = text_reply({});
        reply.stream = [&](const http::ByteSink& sink) {
          const std::string part(1'000'000, 's');
          while (sink(part)) {
          }
          broke_off = true;
          return false;
        };
        return request.target == "/endless" ? reply : text_reply("small");
      },
      options);
  HttpConnection large(listener.address());
  HttpConnection endless(listener.address());
  large.send_bytes("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
  endless.send_bytes("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(get(listener.address(), "/wait").body == "small");
  CHECK(wait_until([&] { return broke_off.load(); }));
  listener.server().begin_stop();
  CHECK(listener.server().wait_stopped(patience));
}

TEST_CASE("A connection whose stream ends while the server stops does not hold up the stop") {
  ListenerOptions options;
  options.patience.idle = 2 * patience;
  Gate gate;
  Listener listener(
      [&](const Request&) {
        Reply reply = text_reply("");
        reply.stream = [&](const http::ByteSink& sink) {
          gate.wait();
          return sink("streamed");
        };
        return reply;
      },
      options);
  HttpConnection client(listener.address());
  client.send_bytes("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  REQUIRE(wait_until([&] { return gate.waiting == 1; }));
  listener.server().begin_stop();
  gate.open();
  CHECK(client.read_answer().body == "streamed");
  CHECK(listener.server().wait_stopped(patience));
}

TEST_CASE("A client that has ended its side still gets every answer") {
  HttpConnection client(shared_api().api());
  client.send_bytes(
      "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET /kv HTTP/1.1\r\nHost: localhost\r\n\r\n");
  client.end_sending();
  CHECK(client.read_answer().status == 200);
  CHECK(client.read_answer().complete);
  CHECK(client.is_closed());
}

TEST_CASE("A thousand requests in one piece are answered in order, whoever works on them") {
  Listener listener([](const Request& request) { return text_reply(request.target); });
  std::string all;
  for (int i = 0; i < 1'000; ++i) {
    all += "GET " + std::string(i % 7 == 0 ? "/wait/" : "/") + std::to_string(i) +
           " HTTP/1.1\r\nHost: a\r\n\r\n";
  }
  HttpConnection client(listener.address());
  std::thread sender([&] { client.send_bytes(all); });
  for (int i = 0; i < 1'000; ++i) {
    REQUIRE(client.read_answer().body == (i % 7 == 0 ? "/wait/" : "/") + std::to_string(i));
  }
  sender.join();
}

TEST_CASE("Beyond what may wait, a request is told 503 at once; streams do not hold up small requests") {
  ListenerOptions options;
  options.thread_count = options.stream_count = options.waiting_max = 1;
  Gate gate;
  Listener listener(
      [&](const Request& request) {
        if (request.target == "/wait/gate") gate.wait();
        Reply reply = text_reply(request.target == "/stream" ? "" : "done");
        if (request.target == "/stream") {
          reply.stream = [&](const http::ByteSink& sink) {
            gate.wait();
            return sink("streamed");
          };
        }
        return reply;
      },
      options);
  std::vector<std::unique_ptr<HttpConnection>> clients;
  const auto begin = [&](const std::string& target) {
    clients.push_back(std::make_unique<HttpConnection>(listener.address()));
    clients.back()->send_bytes("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
  };
  begin("/stream");
  REQUIRE(wait_until([&] { return gate.waiting == 1; }));
  CHECK(get(listener.address(), "/wait").body == "done");
  begin("/wait/gate");
  REQUIRE(wait_until([&] { return gate.waiting == 2; }));
  // One of the next two waits, the other is refused.
  std::vector<std::future<Answer>> rivals;
  for (int i = 0; i < 2; ++i) {
    rivals.push_back(std::async(std::launch::async, [&] { return get(listener.address(), "/wait"); }));
  }
  const auto refused = [](std::future<Answer>& answer) {
    return answer.wait_for(milliseconds(0)) == std::future_status::ready;
  };
  REQUIRE(wait_until([&] { return refused(rivals[0]) || refused(rivals[1]); }));
  const std::size_t which = refused(rivals[0]) ? 0 : 1;
  const Answer answer = rivals[which].get();
  CHECK(answer.status == 503);
  CHECK_FALSE(answer.header("retry-after").empty());
  CHECK(get(listener.address(), "/").body == "done");
  gate.open();
  CHECK(clients[0]->read_answer().body == "streamed");
  CHECK(clients[1]->read_answer().body == "done");
  CHECK(rivals[1 - which].get().body == "done");
}

TEST_CASE("An answer may come later, from any thread, and one that is forgotten is told 500") {
  std::mutex mutex;
  std::vector<http::ReplyDone> waiting;
  Listener listener([&](const Request& request) {
    Reply reply;
    reply.later = [&, target = request.target](http::ReplyDone done) {
      if (target == "/forgotten" || target == "/wait/forgotten") return;
      const std::lock_guard lock(mutex);
      waiting.push_back(std::move(done));
    };
    return reply;
  });
  constexpr std::size_t count = 300;
  std::vector<std::unique_ptr<HttpConnection>> clients;
  for (std::size_t i = 0; i < count; ++i) {
    clients.push_back(std::make_unique<HttpConnection>(listener.address()));
    clients.back()->send_bytes("GET " + std::string(i % 2 == 0 ? "/a" : "/wait/a") +
                               " HTTP/1.1\r\nHost: a\r\n\r\n" + "GET /forgotten HTTP/1.1\r\nHost: a\r\n\r\n");
  }
  REQUIRE(wait_until([&] {
    const std::lock_guard lock(mutex);
    return waiting.size() == count;
  }));
  clients.pop_back();  // it does not wait for its answer
  for (auto& done : waiting) done([] { return text_reply("late"); });
  waiting.clear();
  for (const auto& client : clients) {
    CHECK(client->read_answer().body == "late");
    CHECK(client->read_answer().status == 500);
  }
  CHECK(get(listener.address(), "/wait/forgotten").status == 500);
}

TEST_CASE("A handler that would have to wait is asked again where it may") {
  Listener listener([](const Request& request) {
    Reply reply = text_reply(request.may_wait ? "waited" : "at once");
    reply.needs_wait = (!request.may_wait && request.target == "/slow") || request.target == "/never";
    return reply;
  });
  HttpConnection client(listener.address());
  CHECK(client.ask({.target = "/quick"}).body == "at once");
  CHECK(client.ask({.target = "/slow"}).body == "waited");
  CHECK(client.ask({.target = "/wait"}).body == "waited");
  CHECK(client.ask({.target = "/never"}).status == 500);
}

TEST_CASE("A streamed answer that breaks off cannot be taken for a whole one") {
  Listener listener([](const Request&) {
    Reply reply = text_reply({});
    reply.stream = [](const http::ByteSink& sink) {
      sink("half");
      return false;
    };
    return reply;
  });
  CHECK_FALSE(get(listener.address(), "/").complete);
  HttpConnection old(listener.address());
  old.send_bytes("GET / HTTP/1.0\r\n\r\n");
  while (!old.is_closed()) {
  }
  CHECK(old.was_reset());
}

TEST_CASE("HTTP/1.0 keeps the connection only where it is asked to") {
  Listener listener([](const Request& request) { return text_reply(request.target); });
  HttpConnection client(listener.address());
  client.send_bytes("GET /a HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
  CHECK(client.read_answer().header("connection") == "keep-alive");
  client.send_bytes("GET /b HTTP/1.0\r\n\r\n");
  CHECK(client.read_answer().header("connection") == "close");
  CHECK(client.is_closed());
}

TEST_CASE("More connections than there is room for are told 503, and idle ones make room") {
  ListenerOptions options;
  options.connections_max = 2;
  options.patience.crowded = milliseconds(0);
  Listener listener([](const Request& request) { return text_reply(request.target); }, options);
  HttpConnection first(listener.address());
  HttpConnection second(listener.address());
  REQUIRE(first.ask({.target = "/"}).status == 200);
  REQUIRE(second.ask({.target = "/"}).status == 200);
  const Answer full = HttpConnection(listener.address()).read_answer();
  CHECK(full.status == 503);
  CHECK(full.header("retry-after") == "1");
  CHECK(first.is_closed());
  CHECK(second.is_closed());
  CHECK(wait_until([&] { return get(listener.address(), "/").status == 200; }));
}

TEST_CASE("A connection whose request has come but is not read yet does not make room for others") {
  ListenerOptions options;
  options.loop_count = 1;
  options.connections_max = 2;
  options.patience.crowded = milliseconds(0);
  Gate gate;
  Listener listener(
      [&](const Request& request) {
        if (request.target == "/hold-the-loop") gate.wait();
        return text_reply(request.target);
      },
      options);
  HttpConnection idle(listener.address());
  HttpConnection busy(listener.address());
  REQUIRE(idle.ask({.target = "/"}).status == 200);
  busy.send_bytes("GET /hold-the-loop HTTP/1.1\r\nHost: a\r\n\r\n");
  REQUIRE(wait_until([&] { return gate.waiting == 1; }));
  // Once the second of them has been told so, the first has had room made for it.
  for (int i = 0; i < 2; ++i) CHECK(HttpConnection(listener.address()).read_answer().status == 503);
  idle.send_bytes("GET /has-come HTTP/1.1\r\nHost: a\r\n\r\n");
  gate.open();
  CHECK(idle.read_answer().body == "/has-come");
  CHECK(busy.read_answer().body == "/hold-the-loop");
}

}  // namespace
}  // namespace keyglass::test
