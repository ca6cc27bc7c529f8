// A real redis-server of a test's own: own port, own directory, killed at the end.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "support/child_process.hpp"
#include "support/held_port.hpp"
#include "support/temp_dir.hpp"

namespace keyglass::test {

class RedisServer {
 public:
  // False if no redis-server is installed: a test then skips itself, and in CI (CI=true) must fail.
  static bool is_installed();

  // Starts it and waits until it answers; its data is kept in an append-only file from one start to the next.
  // `extra_arguments` are options of redis-server. Throws std::runtime_error if it does not start.
  explicit RedisServer(std::vector<std::string> extra_arguments = {});

  // Its own for as long as this lives, also while the server is down.
  int port() const { return port_.number(); }
  // "redis://127.0.0.1:PORT"
  std::string url() const;

  void kill();    // as a crash does; does nothing if it is down
  void start();   // on the same port; the server must be down
  void freeze();  // it keeps its connections but answers nothing until thaw()
  void thaw();

 private:
  std::vector<std::string> extra_arguments_;
  TempDir directory_;
  HeldPort port_;
  std::unique_ptr<ChildProcess> process_;
};

}  // namespace keyglass::test
