// Contract: random operations do to a store what they do to a std::map.
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <random>

#include "engines.hpp"
#include "steps.hpp"

namespace keyglass::test {
namespace {

using storage::Delete;
using storage::MustBeAbsent;
using storage::MustExist;
using storage::Put;
using storage::WriteBatch;

using Model = std::map<std::string, std::string>;

// Makes random batches and says what they do to a map.
class Player {
 public:
  explicit Player(unsigned seed) : random_(seed) {}

  unsigned below(unsigned bound) { return std::uniform_int_distribution<unsigned>(0, bound - 1)(random_); }

  // Few keys, so that they meet often; lengths and first bytes that sort in surprising ways.
  std::string key() {
    static const std::vector<std::string> pieces{"a", "b", "/", "~", "\u00e4", "0"};
    std::string key = pieces[below(6)];
    while (below(3) == 0) key += pieces[below(6)];
    return key;
  }

  std::string value() { return std::string(below(40), static_cast<char>(below(256))); }

  WriteBatch batch() {
    WriteBatch batch;
    if (below(4) == 0) batch.conditions.push_back(MustBeAbsent{key()});
    if (below(4) == 0) batch.conditions.push_back(MustExist{key()});
    for (unsigned i = below(4); i <= 3; ++i) {
      if (below(3) == 0) {
        batch.writes.push_back(Delete{key()});
      } else {
        batch.writes.push_back(Put{key(), value(), "", std::nullopt});
      }
    }
    return batch;
  }

 private:
  std::mt19937 random_;
};

bool conditions_hold(const WriteBatch& batch, const Model& model) {
  for (const auto& condition : batch.conditions) {
    if (const auto* absent = std::get_if<MustBeAbsent>(&condition); absent && model.contains(absent->key)) {
      return false;
    }
    if (const auto* exist = std::get_if<MustExist>(&condition); exist && !model.contains(exist->key))
      return false;
  }
  return true;
}

void apply(const WriteBatch& batch, Model& model) {
  for (const auto& write : batch.writes) {
    if (const auto* put = std::get_if<Put>(&write)) {
      model[put->key] = put->value;
    } else {
      model.erase(std::get<Delete>(write).key);
    }
  }
}

TEMPLATE_TEST_CASE("Random batches leave what they leave in a map", "[contract]", CONTRACT_ENGINES) {
  const unsigned seed = std::random_device()();
  INFO("seed " << seed);
  TestType engine;
  Player player(seed);
  Model model;
  for (int step = 0; step < 400; ++step) {
    INFO("step " << step);
    const WriteBatch batch = player.batch();
    const bool expected = conditions_hold(batch, model);
    const auto done = engine.store().commit(batch);
    REQUIRE(done.ok() == expected);
    if (expected) apply(batch, model);
    const std::string key = player.key();
    const auto found = model.find(key);
    REQUIRE(value_of(engine.store(), key) ==
            (found == model.end() ? std::nullopt : std::optional(found->second)));
    if (step % 100 != 99) continue;
    if (engine.durable()) engine.reopen();
    REQUIRE(contents(engine.store()) == model);
  }
}

}  // namespace
}  // namespace keyglass::test
