// Runs the vectors of shared/ as wasm under Node: prints each that does not hold, then "N passed, N failed".
#include <cstdio>

#include "vectors.hpp"

int main() {
  int passed = 0;
  int failed = 0;
  for (const auto& group : keyglass::test::all_groups()) {
    for (const auto& vector : group.vectors) {
      if (keyglass::test::holds(vector)) {
        ++passed;
        continue;
      }
      ++failed;
      std::printf("%s: %s\n  expected: %s\n  actual:   %s\n", group.name.c_str(), vector.statement.c_str(),
                  vector.expected.c_str(), vector.actual.c_str());
    }
  }
  std::printf("%d passed, %d failed\n", passed, failed);
  return failed == 0 && passed > 0 ? 0 : 1;
}
