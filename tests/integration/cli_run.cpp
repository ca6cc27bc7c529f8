// Running the client commands: see cli_run.hpp.
#include "integration/cli_run.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace keyglass::test {

Ended Cli::run(std::vector<std::string> arguments, CliInput input) const {
  input.environment.emplace_back("KEYGLASS_URL", url_);
  ChildOptions options;
  const TempDir folder;
  const std::string out = folder / "out";
  // The shell joins the files to stdin and stdout, and becomes the command.
  options.arguments = {"sh",           "-c",     R"(in=$1 out=$2; shift 2; exec "$@" < "$in" > "$out")",
                       "sh",           input.in, out,
                       KEYGLASS_BINARY};
  options.arguments.insert(options.arguments.end(), arguments.begin(), arguments.end());
  options.environment = std::move(input.environment);
  ChildProcess process(options);
  const auto code = process.wait_exit();
  std::ostringstream bytes;
  bytes << std::ifstream(out, std::ios::binary).rdbuf();
  return {code.value_or(-1), bytes.str(), process.stderr_text()};
}

SilentServer::SilentServer() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in at{};
  at.sin_family = AF_INET;
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof at;
  auto* const address = reinterpret_cast<sockaddr*>(&at);
  if (::bind(socket_, address, size) != 0 || ::listen(socket_, 8) != 0 ||
      ::getsockname(socket_, address, &size) != 0) {
    throw std::runtime_error("no socket could be had");
  }
  address_ = "http://127.0.0.1:" + std::to_string(ntohs(at.sin_port));
}

SilentServer::~SilentServer() {
  ::close(socket_);
}

}  // namespace keyglass::test
