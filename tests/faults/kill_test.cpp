// A process that writes is killed at any moment, again and again on one directory: nothing acknowledged is
// lost.
#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <random>

#include "faults/seed.hpp"
#include "faults/witness.hpp"
#include "storage/open_store.hpp"
#include "support/child_process.hpp"
#include "support/temp_dir.hpp"

namespace keyglass::test {
namespace {

// Starts the load on `directory`, kills it after a random number of acknowledged commits (also while it still
// opens the store), and gives what it had said.
Account run_and_kill(const std::string& directory, std::mt19937_64& random) {
  ChildProcess load({{KEYGLASS_LOAD_PROCESS, directory, std::to_string(random())}, {}, {}});
  // About one kill in ten meets recovery itself.
  const unsigned moment = std::uniform_int_distribution<unsigned>(0, 9)(random);
  const unsigned commits = std::uniform_int_distribution<unsigned>(1, 120)(random);
  if (moment != 0) {
    const auto line = load.wait_line(moment == 1 ? "opened" : "ack " + std::to_string(commits) + ' ');
    INFO(load.stderr_text());
    REQUIRE(line);
  }
  load.send_signal(SIGKILL);
  const auto code = load.wait_exit();
  INFO(load.stderr_text());
  REQUIRE(code == 128 + SIGKILL);
  return read_account(load.stdout_text());
}

std::unique_ptr<storage::Store> opened(const std::string& directory) {
  storage::StoreOptions options;
  options.url = "rocksdb:" + directory;
  options.feed_changes_max = 20'000;
  auto store = storage::open_store(options);
  INFO((store ? "" : store.error().message));
  REQUIRE(store);
  return std::move(store).value();
}

TEST_CASE("Killed at any moment, a RocksDB store keeps what it acknowledged, whole and in order") {
  const std::uint64_t seed = random_seed();
  INFO("KEYGLASS_SEED=" << seed);
  std::mt19937_64 random(seed);
  const TempDir folder;
  Witness witness;
  std::size_t acknowledged = 0;
  for (int round = 0; round < KEYGLASS_KILL_ROUNDS; ++round) {
    const Account account = run_and_kill(folder / "data", random);
    for (const auto& [id, attempt] : account.attempts) {
      if (attempt.fate == Attempt::Fate::acknowledged) ++acknowledged;
    }
    witness.judge(*opened(folder / "data"), account);
    INFO("round " << round);
    for (const std::string& problem : witness.problems()) UNSCOPED_INFO(problem);
    REQUIRE(witness.problems().empty());
  }
  std::cout << KEYGLASS_KILL_ROUNDS << " kills, " << acknowledged
            << " commits acknowledged; of those without an answer " << witness.open_and_kept()
            << " had happened and " << witness.open_and_lost() << " had not\n";
  CHECK(acknowledged > KEYGLASS_KILL_ROUNDS);
  CHECK(witness.open_and_kept() > 0);
  CHECK(witness.open_and_lost() > 0);
}

}  // namespace
}  // namespace keyglass::test
