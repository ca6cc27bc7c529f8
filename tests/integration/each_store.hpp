// A server for each store that keeps everything the API shows: what a test says holds on all of them.
#pragma once

#include <catch2/generators/catch_generators.hpp>
#include <string>
#include <utility>
#include <vector>

#include "integration/keyglass_process.hpp"
#include "support/temp_dir.hpp"

namespace keyglass::test {

// A fixture to derive from: Catch2 runs the test once with each store, from its construction on.
class EachStore {
 public:
  explicit EachStore(std::vector<std::string> options = {}) : keyglass_(arguments(std::move(options))) {}

  const std::string& api() const { return keyglass_.api(); }

 private:
  std::vector<std::string> arguments(std::vector<std::string> options) const {
    const bool on_disk = GENERATE(false, true);
    const std::string store = on_disk ? "rocksdb:" + folder_.path().string() : "memory:";
    options.insert(options.begin(), {"api", "--store", store});
    return options;
  }

  TempDir folder_;
  KeyglassProcess keyglass_;
};

}  // namespace keyglass::test
