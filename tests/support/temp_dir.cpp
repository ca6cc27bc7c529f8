// A test's own directory: see temp_dir.hpp.
#include "support/temp_dir.hpp"

#include <stdlib.h>

#include <cerrno>
#include <system_error>

namespace keyglass::test {

TempDir::TempDir(const std::filesystem::path& parent) {
  std::string pattern = (parent / "keyglass-test-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) {
    throw std::filesystem::filesystem_error("mkdtemp", pattern,
                                            std::error_code(errno, std::generic_category()));
  }
  path_ = pattern;
}

TempDir::~TempDir() {
  std::error_code ignored;  // a leftover directory must not hide the test's own result
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace keyglass::test
