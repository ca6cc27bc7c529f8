// Running the client commands of the real executable.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "integration/keyglass_process.hpp"
#include "support/held_port.hpp"

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

  std::string address() const { return "http://127.0.0.1:" + std::to_string(port_.number()); }

 private:
  HeldPort port_;
};

}  // namespace keyglass::test
