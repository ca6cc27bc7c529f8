// A listener inside the test's own process: see listener.hpp.
#include "integration/listener.hpp"

#include <stdexcept>

namespace keyglass::test {
namespace {

http::ListenerOptions on_loopback(http::ListenerOptions options) {
  options.host = "127.0.0.1";
  return options;
}

http::Reply refuse(const Problem& problem, const http::Request& /*request*/) {
  http::Reply reply = http::reply_with(problem);
  reply.body = encode_problem(*reply.problem);
  reply.problem.reset();
  return reply;
}

bool asks_to_wait(const http::Request& request) {
  return request.path().starts_with("/wait");
}

}  // namespace

Listener::Listener(http::RequestHandler handle, http::ListenerOptions options, http::BlockingTest may_block)
    : server_(on_loopback(std::move(options)),
              {.handle = std::move(handle),
               .refuse = refuse,
               .may_block = may_block ? std::move(may_block) : asks_to_wait}) {
  if (const Status bound = server_.bind(); !bound) throw std::runtime_error(bound.error().message);
  if (const Status started = server_.start(); !started) throw std::runtime_error(started.error().message);
  address_ = server_.address();
}

http::Reply text_reply(std::string text) {
  http::Reply reply;
  reply.set("Content-Type", "text/plain");
  reply.body = std::move(text);
  return reply;
}

}  // namespace keyglass::test
