// A real process started by a test: its output captured by line, signals, exit code with a deadline.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "support/wait_until.hpp"

namespace keyglass::test {

struct ChildOptions {
  std::vector<std::string> arguments;  // [0] is the program: a path, or a name looked up in PATH
  std::vector<std::pair<std::string, std::string>> environment;  // added to this process's own
  std::string working_directory;                                 // empty: this process's own
};

// Every method may be called from any thread. The child dies with this object (SIGKILL if it still runs) and
// with the thread that started it.
class ChildProcess {
 public:
  // Throws std::system_error if no process can be made. A program that cannot be run exits with code 127.
  explicit ChildProcess(const ChildOptions& options);
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  pid_t pid() const { return pid_; }
  // No effect once the child has been reaped.
  void send_signal(int signal);
  // The exit code, 128 + N if signal N ended it, or nullopt if it still runs at the deadline.
  // After an exit, what it had printed is captured whole.
  std::optional<int> wait_exit(std::chrono::milliseconds deadline = patience);
  // The first line of stdout or stderr that contains `text`, also one already printed;
  // nullopt if none came until the deadline, or both streams ended.
  std::optional<std::string> wait_line(std::string_view text, std::chrono::milliseconds deadline = patience);

  // Everything printed so far: whole lines, each with its newline.
  std::string stdout_text() const;
  std::string stderr_text() const;

 private:
  struct Stream {
    int descriptor = -1;
    std::string text;     // whole lines
    std::string partial;  // after the last newline
    bool ended = false;
    std::thread reader;
  };

  void read_all(Stream& stream);
  void append(Stream& stream, std::string_view bytes);
  std::optional<int> poll_exit();

  pid_t pid_ = -1;
  mutable std::mutex mutex_;  // protects what follows, and the streams' text, partial and ended
  std::condition_variable changed_;
  std::optional<int> exit_code_;
  Stream stdout_;
  Stream stderr_;
};

}  // namespace keyglass::test
