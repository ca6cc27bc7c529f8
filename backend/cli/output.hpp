// Bytes in and out of a command: stdin, stdout, stderr and files. One thread.
#pragma once

#include <string>
#include <string_view>

#include "keyglass/result.hpp"

namespace keyglass::cli {

// Writes all of `bytes` to a file descriptor. Fails with unavailable, naming `what`, if that cannot be done:
// a full disk, a reader that went away.
Status write_all(int descriptor, std::string_view bytes, std::string_view what);

// A file that is read from, part by part; "-" is stdin.
class InputFile {
 public:
  // Fails with invalid, naming the file, if it cannot be opened.
  static Result<InputFile> open(const std::string& path);
  InputFile(InputFile&& other) noexcept;
  ~InputFile();
  InputFile& operator=(InputFile&&) = delete;

  // The next bytes, at most 64 KiB; empty at the end. Fails with unavailable.
  Result<std::string> read();
  // All that is left, in memory.
  Result<std::string> read_rest();

 private:
  InputFile(int descriptor, std::string path);

  int descriptor_;
  std::string path_;
};

// A file that is there under its name only once it is whole; "-" is stdout, where what is written is written.
class OutputFile {
 public:
  // Fails with invalid, naming the file, if it cannot be made.
  static Result<OutputFile> create(const std::string& path);
  OutputFile(OutputFile&& other) noexcept;
  // Without finish() before, nothing is left of it.
  ~OutputFile();
  OutputFile& operator=(OutputFile&&) = delete;

  Status write(std::string_view bytes);
  // Synced to the disk, and then under its name.
  Status finish();

 private:
  OutputFile(int descriptor, std::string path);
  std::string partial_path() const;

  int descriptor_;
  std::string path_;
};

// Text of others for a terminal: control characters, U+0080 to U+009F among them, are shown as "?".
std::string printable(std::string_view text);

}  // namespace keyglass::cli
