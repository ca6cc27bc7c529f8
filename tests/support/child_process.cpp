// Child processes of tests: see child_process.hpp.
#include "support/child_process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace keyglass::test {
namespace {

struct Pipe {
  int read_end = -1;
  int write_end = -1;
};

Pipe make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw std::system_error(errno, std::generic_category(), "pipe2");
  }
  return {ends[0], ends[1]};
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> result;
  result.reserve(strings.size() + 1);
  for (auto& string : strings) result.push_back(string.data());
  result.push_back(nullptr);
  return result;
}

std::vector<std::string> merged_environment(const ChildOptions& options) {
  std::vector<std::string> merged;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    bool replaced = false;
    for (const auto& [name, value] : options.environment) replaced |= text.starts_with(name + "=");
    if (!replaced) merged.emplace_back(text);
  }
  for (const auto& [name, value] : options.environment) merged.push_back(name + "=" + value);
  return merged;
}

// The text up to and including the newline at or after `from`.
std::string line_around(const std::string& text, std::size_t at) {
  const std::size_t before = text.rfind('\n', at);
  const std::size_t begin = before == std::string::npos ? 0 : before + 1;
  return text.substr(begin, text.find('\n', at) - begin);
}

}  // namespace

ChildProcess::ChildProcess(const ChildOptions& options) {
  const Pipe out = make_pipe();
  const Pipe err = make_pipe();
  std::vector<std::string> arguments = options.arguments;
  std::vector<std::string> environment = merged_environment(options);
  const std::vector<char*> argument_pointers = pointers(arguments);
  const std::vector<char*> environment_pointers = pointers(environment);
  const pid_t parent = getpid();
  pid_ = fork();
  if (pid_ == 0) {
    // Between fork and exec only async-signal-safe calls: other threads of the test may hold locks.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(127);
    dup2(out.write_end, STDOUT_FILENO);
    dup2(err.write_end, STDERR_FILENO);
    const bool moved = options.working_directory.empty() || chdir(options.working_directory.c_str()) == 0;
    if (moved) execvpe(argument_pointers[0], argument_pointers.data(), environment_pointers.data());
    _exit(127);
  }
  const int error = errno;
  close(out.write_end);
  close(err.write_end);
  if (pid_ < 0) {
    close(out.read_end);
    close(err.read_end);
    throw std::system_error(error, std::generic_category(), "fork");
  }
  stdout_.descriptor = out.read_end;
  stderr_.descriptor = err.read_end;
  stdout_.reader = std::thread([this] { read_all(stdout_); });
  stderr_.reader = std::thread([this] { read_all(stderr_); });
}

ChildProcess::~ChildProcess() {
  send_signal(SIGKILL);
  while (!wait_exit()) {
  }
  for (Stream* stream : {&stdout_, &stderr_}) {
    stream->reader.join();
    close(stream->descriptor);
  }
}

void ChildProcess::send_signal(int signal) {
  const std::lock_guard lock(mutex_);
  if (!exit_code_) kill(pid_, signal);
}

std::optional<int> ChildProcess::wait_exit(std::chrono::milliseconds deadline) {
  std::optional<int> code;
  if (!wait_until([&] { return (code = poll_exit()).has_value(); }, deadline)) return std::nullopt;
  // Bounded: a grandchild may hold the pipes open.
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, std::chrono::seconds(2), [&] { return stdout_.ended && stderr_.ended; });
  return code;
}

std::optional<std::string> ChildProcess::wait_line(std::string_view text,
                                                   std::chrono::milliseconds deadline) {
  std::optional<std::string> line;
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, deadline, [&] {
    for (const Stream* stream : {&stdout_, &stderr_}) {
      const std::size_t at = stream->text.find(text);
      if (at != std::string::npos) line = line_around(stream->text, at);
    }
    return line.has_value() || (stdout_.ended && stderr_.ended);
  });
  return line;
}

std::string ChildProcess::stdout_text() const {
  const std::lock_guard lock(mutex_);
  return stdout_.text;
}

std::string ChildProcess::stderr_text() const {
  const std::lock_guard lock(mutex_);
  return stderr_.text;
}

void ChildProcess::read_all(Stream& stream) {
  std::array<char, 4096> buffer{};
  while (true) {
    const ssize_t count = read(stream.descriptor, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    append(stream, std::string_view(buffer.data(), static_cast<std::size_t>(count)));
  }
  const std::lock_guard lock(mutex_);
  if (!stream.partial.empty()) stream.text += stream.partial + "\n";
  stream.partial.clear();
  stream.ended = true;
  changed_.notify_all();
}

void ChildProcess::append(Stream& stream, std::string_view bytes) {
  const std::lock_guard lock(mutex_);
  stream.partial += bytes;
  const std::size_t last = stream.partial.rfind('\n');
  if (last == std::string::npos) return;
  stream.text += stream.partial.substr(0, last + 1);
  stream.partial.erase(0, last + 1);
  changed_.notify_all();
}

std::optional<int> ChildProcess::poll_exit() {
  const std::lock_guard lock(mutex_);
  if (exit_code_) return exit_code_;
  int status = 0;
  if (waitpid(pid_, &status, WNOHANG) != pid_) return std::nullopt;
  exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return exit_code_;
}

}  // namespace keyglass::test
