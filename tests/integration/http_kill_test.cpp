// The real server is killed under a mixed load over HTTP, again and again on one directory: what it answered
// is there, batches are whole, revisions rise, the feed has no gap.
#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <iostream>
#include <random>
#include <thread>

#include "faults/seed.hpp"
#include "faults/witness.hpp"
#include "integration/http_load.hpp"
#include "integration/keyglass_process.hpp"
#include "storage/open_store.hpp"

namespace keyglass::test {
namespace {

// Waits for a random number of acknowledged writes (at times none), then kills.
void kill_under_load(KeyglassProcess& keyglass, HttpLoad& load, std::mt19937_64& random) {
  const unsigned writes = random() % 10 == 0 ? 0 : static_cast<unsigned>(random() % 200);
  std::thread clients([&load] { load.run(); });
  CHECK(wait_until([&] { return load.acknowledged() >= writes; }));
  keyglass.process().send_signal(SIGKILL);
  clients.join();
  REQUIRE(keyglass.process().wait_exit() == 128 + SIGKILL);
}

TEST_CASE("Killed at any moment under HTTP load, the server keeps what it answered, whole and in order") {
  const std::uint64_t seed = random_seed();
  INFO("KEYGLASS_SEED=" << seed);
  std::mt19937_64 random(seed);
  const TempDir folder;
  const std::string url = "rocksdb:" + folder / "data";
  Witness witness;
  std::uint64_t acknowledged = 0;
  for (int round = 0; round < KEYGLASS_HTTP_KILL_ROUNDS; ++round) {
    KeyglassProcess keyglass({"api", "--store", url});
    HttpLoad load(keyglass.api(), random());
    kill_under_load(keyglass, load, random);
    acknowledged += load.acknowledged();
    storage::StoreOptions options;
    options.url = url;
    const auto store = storage::open_store(options);
    INFO((store ? "" : store.error().message));
    REQUIRE(store);
    witness.judge(*store.value(), load.account(*store.value()));
    INFO("round " << round);
    for (const std::string& problem : witness.problems()) UNSCOPED_INFO(problem);
    REQUIRE(witness.problems().empty());
  }
  std::cout << KEYGLASS_HTTP_KILL_ROUNDS << " kills, " << acknowledged
            << " writes acknowledged; of those without an answer " << witness.open_and_kept()
            << " had happened and " << witness.open_and_lost() << " had not\n";
  CHECK(acknowledged > KEYGLASS_HTTP_KILL_ROUNDS);
  CHECK(witness.open_and_kept() + witness.open_and_lost() > 0);
}

}  // namespace
}  // namespace keyglass::test
