// A directory of a test's own, removed with everything in it at the end of the scope.
#pragma once

#include <filesystem>
#include <string>

namespace keyglass::test {

class TempDir {
 public:
  // Made below `parent`. Throws std::filesystem::filesystem_error.
  explicit TempDir(const std::filesystem::path& parent = std::filesystem::temp_directory_path());
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  const std::filesystem::path& path() const { return path_; }
  // The path of `name` inside.
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace keyglass::test
