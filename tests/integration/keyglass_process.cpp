// Starting the real executable: see keyglass_process.hpp.
#include "integration/keyglass_process.hpp"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <utility>

namespace keyglass::test {

Ended run_keyglass(const std::vector<std::string>& arguments,
                   std::vector<std::pair<std::string, std::string>> environment) {
  ChildOptions options;
  options.arguments = {KEYGLASS_BINARY};
  options.arguments.insert(options.arguments.end(), arguments.begin(), arguments.end());
  options.environment = std::move(environment);
  ChildProcess process(options);
  const auto code = process.wait_exit();
  return {code.value_or(-1), process.stdout_text(), process.stderr_text()};
}

KeyglassProcess::KeyglassProcess(std::vector<std::string> arguments,
                                 std::vector<std::pair<std::string, std::string>> environment) {
  const std::string command = arguments.front();
  const bool has_api = command != "web";
  const bool has_web = command != "api";
  arguments.insert(arguments.begin(), KEYGLASS_BINARY);
  for (const char* flag :
       {command == "up" ? "--api-listen" : "--listen", command == "up" ? "--web-listen" : ""}) {
    if (*flag != '\0') arguments.insert(arguments.end(), {flag, "127.0.0.1:0"});
  }
  process_ = std::make_unique<ChildProcess>(ChildOptions{std::move(arguments), std::move(environment), {}});
  if (has_api) api_ = address_of("api");
  if (has_web) web_ = address_of("web");
}

std::string KeyglassProcess::address_of(const std::string& service) {
  const auto line = process_->wait_line(R"("event":"listening","service":")" + service);
  if (!line) throw std::runtime_error("keyglass did not listen: " + process_->stderr_text());
  const auto begin = line->find("http");
  return line->substr(begin, line->find('"', begin) - begin);
}

int KeyglassProcess::stop() {
  process_->send_signal(SIGTERM);
  return process_->wait_exit().value_or(-1);
}

const KeyglassProcess& shared_api() {
  static const KeyglassProcess process({"api", "--store", "memory:", "--value-bytes-max", "100000"});
  return process;
}

void make_web_root(const TempDir& folder) {
  std::filesystem::create_directory(folder / "assets");
  const auto write = [&](const std::string& name, const std::string& text) {
    std::ofstream(folder / name) << text;
  };
  write("index.html", "<!doctype html><title>Keyglass</title>");
  write("assets/app.1a2b.wasm", "plain");
  write("assets/app.1a2b.wasm.br", "brotli");
  write("assets/app.1a2b.wasm.gz", "gzip");
}

}  // namespace keyglass::test
