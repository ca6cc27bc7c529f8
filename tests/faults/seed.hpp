// The seed of a random test: a fresh one each run, or KEYGLASS_SEED to repeat one.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>

namespace keyglass::test {

// Printed, so that a failure can be repeated.
inline std::uint64_t random_seed() {
  const char* const given = std::getenv("KEYGLASS_SEED");
  const std::uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device()();
  std::cout << "KEYGLASS_SEED=" << seed << std::endl;
  return seed;
}

}  // namespace keyglass::test
