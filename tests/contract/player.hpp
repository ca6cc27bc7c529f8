// Makes up operations for random tests: few keys, so that they meet often, and values, bounds and patterns
// that touch the corners. The same seed makes the same operations.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "engines.hpp"
#include "model.hpp"
#include "storage/store.hpp"

namespace keyglass::test {

class Player {
 public:
  explicit Player(unsigned seed) : random_(seed) {}

  unsigned below(unsigned bound) { return std::uniform_int_distribution<unsigned>(0, bound - 1)(random_); }
  bool one_in(unsigned times) { return below(times) == 0; }

  std::string key();
  std::string value();
  std::vector<std::string> keys();
  // Conditions of every kind that `promises` knows, most of which hold in `model`; times of expiry before,
  // soon after and long after `now_ms`, if `engine` lets the test turn the clock.
  storage::WriteBatch batch(const Model& model, Engine& engine);
  storage::ScanQuery scan_query();

 private:
  storage::Condition condition(const Model& model, Engine& engine);
  storage::Put put(Engine& engine);

  std::mt19937 random_;
};

}  // namespace keyglass::test
