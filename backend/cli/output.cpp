// Bytes in and out of a command: see output.hpp.
#include "cli/output.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

namespace keyglass::cli {
namespace {

constexpr std::size_t part_bytes = 64 * 1024;

Error failure(ErrorCode code, std::string_view what, int reason) {
  return Error{.code = code, .message = std::string(what) + ": " + std::strerror(reason)};
}

void close_file(int descriptor) {
  if (descriptor > STDERR_FILENO) ::close(descriptor);
}

}  // namespace

Status write_all(int descriptor, std::string_view bytes, std::string_view what) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return failure(ErrorCode::unavailable, what, errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return Done{};
}

InputFile::InputFile(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
InputFile::InputFile(InputFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}
InputFile::~InputFile() {
  close_file(descriptor_);
}

Result<InputFile> InputFile::open(const std::string& path) {
  if (path == "-") return InputFile(STDIN_FILENO, "stdin");
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return failure(ErrorCode::invalid, path, errno);
  return InputFile(descriptor, path);
}

Result<std::string> InputFile::read() {
  std::string bytes(part_bytes, '\0');
  ssize_t count = 0;
  do {
    count = ::read(descriptor_, bytes.data(), bytes.size());
  } while (count < 0 && errno == EINTR);
  if (count < 0) return failure(ErrorCode::unavailable, path_, errno);
  bytes.resize(static_cast<std::size_t>(count));
  return bytes;
}

Result<std::string> InputFile::read_rest() {
  std::string all;
  while (true) {
    auto bytes = read();
    if (!bytes) return bytes.error();
    if (bytes.value().empty()) return all;
    all += bytes.value();
  }
}

OutputFile::OutputFile(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
OutputFile::OutputFile(OutputFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}
OutputFile::~OutputFile() {
  if (descriptor_ <= STDERR_FILENO) return;
  close_file(descriptor_);
  ::unlink(partial_path().c_str());
}

std::string OutputFile::partial_path() const {
  return path_ + ".part";
}

Result<OutputFile> OutputFile::create(const std::string& path) {
  if (path == "-") return OutputFile(STDOUT_FILENO, "stdout");
  OutputFile file(-1, path);
  constexpr mode_t owner_alone = 0600;  // it may hold what others must not read
  file.descriptor_ =
      ::open(file.partial_path().c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, owner_alone);
  if (file.descriptor_ < 0) return failure(ErrorCode::invalid, file.partial_path(), errno);
  return file;
}

Status OutputFile::write(std::string_view bytes) {
  return write_all(descriptor_, bytes, path_);
}

Status OutputFile::finish() {
  if (descriptor_ <= STDERR_FILENO) return Done{};
  if (::fsync(descriptor_) != 0 || std::rename(partial_path().c_str(), path_.c_str()) != 0) {
    return failure(ErrorCode::unavailable, path_, errno);
  }
  close_file(std::exchange(descriptor_, -1));
  return Done{};
}

std::string printable(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const auto next = static_cast<unsigned char>(at + 1 < text.size() ? text[at + 1] : 0);
    const bool is_second_set = byte == 0xC2 && next >= 0x80 && next <= 0x9F;
    const bool is_control = byte < ' ' || byte == 0x7F || is_second_set;
    shown += is_control ? '?' : text[at];
    if (is_second_set) ++at;
  }
  return shown;
}

}  // namespace keyglass::cli
