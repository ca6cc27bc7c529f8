// Running the client commands: see cli_run.hpp.
#include "integration/cli_run.hpp"

#include <sys/socket.h>

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

SilentServer::SilentServer() {
  if (::listen(port_.socket(), 8) != 0) throw std::runtime_error("no socket could be had");
}

}  // namespace keyglass::test
