// A real redis-server for tests: see redis_server.hpp.
#include "support/redis_server.hpp"

#include <signal.h>

#include <stdexcept>
#include <utility>

namespace keyglass::test {

bool RedisServer::is_installed() {
  ChildProcess probe({{"redis-server", "--version"}, {}, ""});
  return probe.wait_exit() == 0;
}

RedisServer::RedisServer(std::vector<std::string> extra_arguments)
    : extra_arguments_(std::move(extra_arguments)) {
  start();
}

std::string RedisServer::url() const {
  return "redis://127.0.0.1:" + std::to_string(port());
}

void RedisServer::kill() {
  process_.reset();
}

void RedisServer::start() {
  ChildOptions options;
  options.arguments = {
      "redis-server", "--port", std::to_string(port()), "--bind", "127.0.0.1",   "--save", "",
      "--appendonly", "yes",    "--appendfsync",        "no",     "--daemonize", "no"};
  options.arguments.insert(options.arguments.end(), extra_arguments_.begin(), extra_arguments_.end());
  options.working_directory = directory_.path().string();
  process_ = std::make_unique<ChildProcess>(options);
  if (process_->wait_line("Ready to accept connections")) return;
  const std::string said = process_->stdout_text() + process_->stderr_text();
  process_.reset();
  throw std::runtime_error("redis-server does not start: " + said);
}

void RedisServer::freeze() {
  process_->send_signal(SIGSTOP);
}

void RedisServer::thaw() {
  process_->send_signal(SIGCONT);
}

}  // namespace keyglass::test
