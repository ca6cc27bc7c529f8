// Running the client commands of the real executable.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "integration/keyglass_process.hpp"

namespace keyglass::test {

struct CliInput {
  std::string in = "/dev/null";  // the file that is stdin
  std::vector<std::pair<std::string, std::string>> environment = {};
};

// Commands against one server, which they are told by KEYGLASS_URL.
class Cli {
 public:
  explicit Cli(std::string url) : url_(std::move(url)) {}

  const std::string& url() const { return url_; }
  Ended run(std::vector<std::string> arguments, CliInput input = {}) const;

 private:
  std::string url_;
};

// Accepts connections on a free port and answers none.
class SilentServer {
 public:
  SilentServer();
  ~SilentServer();
  SilentServer(const SilentServer&) = delete;
  SilentServer& operator=(const SilentServer&) = delete;

  const std::string& address() const { return address_; }

 private:
  int socket_ = -1;
  std::string address_;
};

}  // namespace keyglass::test
