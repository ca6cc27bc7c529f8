// The real executable, started by a test on free ports with a store of its own.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "support/child_process.hpp"
#include "support/temp_dir.hpp"

namespace keyglass::test {

// Runs the executable to its end. For command lines that it must refuse.
struct Ended {
  int exit_code = -1;
  std::string out;
  std::string err;
};
Ended run_keyglass(const std::vector<std::string>& arguments,
                   std::vector<std::pair<std::string, std::string>> environment = {});

class KeyglassProcess {
 public:
  // `arguments` begin with the command; --listen options with port 0 are added. Throws std::runtime_error
  // with the process's own words unless it says that it listens.
  explicit KeyglassProcess(std::vector<std::string> arguments,
                           std::vector<std::pair<std::string, std::string>> environment = {});

  // "http://127.0.0.1:PORT" or https, or "" for a service that the command does not have.
  const std::string& api() const { return api_; }
  const std::string& web() const { return web_; }
  ChildProcess& process() { return *process_; }

  // SIGTERM, then the exit code.
  int stop();

 private:
  std::string address_of(const std::string& service);

  std::unique_ptr<ChildProcess> process_;
  std::string api_;
  std::string web_;
};

// `api` on an empty store in memory: what most tests need. Shared by the tests of one executable run; tests
// that use it take keys of their own.
const KeyglassProcess& shared_api();

// A folder that passes for the browser app: index.html and a hashed asset with its compressed forms.
void make_web_root(const TempDir& folder);

}  // namespace keyglass::test
