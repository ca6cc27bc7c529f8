// A disk that fails at any operation, forgets what was not synced, or fills up: the store says so,
// acknowledges nothing that is lost, and opens again.
#include <sys/mount.h>
#include <sys/wait.h>

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <filesystem>
#include <fstream>
#include <optional>
#include <random>

#include "contract/failing_disk.hpp"
#include "faults/seed.hpp"
#include "faults/witness.hpp"
#include "faults/written_store.hpp"
#include "storage/rocksdb_store.hpp"
#include "support/child_process.hpp"
#include "support/temp_dir.hpp"
#include "support/wait_until.hpp"

namespace keyglass::test {
namespace {

using Catch::Matchers::ContainsSubstring;
using storage::RocksdbOptions;
using storage::RocksdbStore;

unsigned below(std::mt19937_64& random, unsigned bound) {
  return std::uniform_int_distribution<unsigned>(0, bound - 1)(random);
}

// In memory where the system has a place for that: what the disk forgets is played here, not left to syncs.
std::filesystem::path fast_folder() {
  const std::filesystem::path memory = "/dev/shm";
  return std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path();
}

// A store on a disk that fails.
class FragileStore {
 public:
  FragileStore() { open(); }

  void open() {
    written_.emplace(folder_ / "data", disk_.env(), [this] { return now_ms(); });
  }
  void close() { written_.reset(); }

  storage::RocksdbStore& store() { return written_->store(); }
  FailingDisk& disk() { return disk_; }
  std::int64_t now_ms() const { return storage::system_time_ms() + passed_ms_; }
  void pass_ms(std::int64_t ms) { passed_ms_ += ms; }
  bool flush() { return written_->flush(false); }

  // Random writes and flushes until the disk has failed. Gives what the writers said.
  Account write_until_failure(std::mt19937_64& random) {
    return written_->write_until(random, [this] { return disk_.has_struck() && !store().check_ready(); });
  }

 private:
  const TempDir folder_{fast_folder()};
  std::atomic<std::int64_t> passed_ms_{0};  // beyond the machine's time
  FailingDisk disk_;
  std::optional<WrittenStore> written_;
};

// A commit that the failing disk did not answer is what the test is about, not a failure of the load.
Account without_refusals(Account account) {
  std::erase_if(account.failures, [](const std::string& line) { return line.starts_with("failed "); });
  return account;
}

TEST_CASE(
    "Whatever write or sync fails, and whatever was not synced is lost, RocksDB keeps what it acknowledged") {
  const std::uint64_t seed = random_seed();
  INFO("KEYGLASS_SEED=" << seed);
  std::mt19937_64 random(seed);
  FragileStore fragile;
  Witness witness;
  for (int round = 0; round < KEYGLASS_DISK_ROUNDS; ++round) {
    INFO("round " << round);
    const auto fault = static_cast<DiskFault>(below(random, 3));
    const auto files = static_cast<DiskFiles>(below(random, 3));
    fragile.disk().fail_after(below(random, files == DiskFiles::tables ? 30 : 300), fault, files);
    const Account account = without_refusals(fragile.write_until_failure(random));
    const auto ready = fragile.store().check_ready();
    REQUIRE_FALSE(ready);
    CHECK(ready.error().code == ErrorCode::unavailable);
    CHECK(fragile.store().scan({"", "", 10, true}));
    fragile.close();
    fragile.disk().heal();
    fragile.disk().lose_unsynced(random);
    fragile.open();
    witness.judge(fragile.store(), account);
    for (const std::string& problem : witness.problems()) UNSCOPED_INFO(problem);
    REQUIRE(witness.problems().empty());
  }
  std::cout << KEYGLASS_DISK_ROUNDS << " failures; of commits without an answer " << witness.open_and_kept()
            << " had happened and " << witness.open_and_lost() << " had not\n";
}

TEST_CASE("A RocksDB flush that fails turns the store read-only until a restart") {
  FragileStore fragile;
  const auto put = [&](const std::string& value) {
    return fragile.store().commit({{}, {storage::Put{"k", value, "", std::nullopt}}});
  };
  REQUIRE(put("before"));
  fragile.disk().fail_after(0, DiskFault::error, DiskFiles::tables);
  CHECK_FALSE(fragile.flush());
  CHECK(wait_until([&] { return !fragile.store().check_ready(); }));
  CHECK_THAT(fragile.store().check_ready().error().message, ContainsSubstring("failed"));
  const auto refused = put("during");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::unavailable);
  CHECK(fragile.store().get("k").value().value == "before");
  // A disk that works again is not trusted before a restart has read what it holds.
  fragile.disk().heal();
  CHECK_FALSE(put("healed"));
  fragile.close();
  fragile.open();
  CHECK(fragile.store().check_ready());
  CHECK(fragile.store().get("k").value().value == "before");
  CHECK(put("after"));
}

TEST_CASE("What was acknowledged a moment before the power goes is so after: put, removed or expired") {
  std::mt19937_64 random(random_seed());
  FragileStore fragile;
  const auto put = [&](const std::string& key, std::optional<std::int64_t> expires_at_ms = {}) {
    REQUIRE(fragile.store().commit({{}, {storage::Put{key, "v", "", expires_at_ms}}}));
  };
  put("removed");
  constexpr std::int64_t minute_ms = 60'000;
  put("expired", fragile.now_ms() + minute_ms);
  REQUIRE(fragile.flush());  // what comes is in the log alone
  put("kept");
  REQUIRE(fragile.store().commit({{}, {storage::Delete{"removed"}}}));
  fragile.pass_ms(minute_ms);
  REQUIRE(fragile.store().expire_due(10).value() == 1);
  fragile.disk().fail_after(0, DiskFault::error, DiskFiles::all);  // or closing would write tables
  fragile.close();
  fragile.disk().heal();
  fragile.disk().lose_unsynced(random);
  fragile.open();
  const auto page = fragile.store().scan({"", "", 10, true}).value();
  REQUIRE(page.entries.size() == 1);
  CHECK(page.entries[0].metadata.key == "kept");
  CHECK(fragile.store().stats("").value().count == 1);
  const auto changes = fragile.store().change_feed()->changes({}).value().changes;
  REQUIRE(changes.size() == 5);
  CHECK(changes[3].version.kind == storage::ChangeKind::deleted);
  CHECK(changes[4].version.kind == storage::ChangeKind::expired);
  CHECK(fragile.store().expire_due(10).value() == 0);
}

// A file system of a few MiB, or none where this process may not mount one.
class SmallDisk {
 public:
  SmallDisk() : mounted_(::mount("none", folder_.path().c_str(), "tmpfs", 0, "size=24m") == 0) {}
  ~SmallDisk() {
    if (mounted_) ::umount2(folder_.path().c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  bool mounted() const { return mounted_; }
  std::string operator/(const std::string& name) const { return folder_ / name; }

  // Leaves `bytes` of room.
  void fill_but(std::uintmax_t bytes) const {
    const auto room = std::filesystem::space(folder_.path()).available;
    std::ofstream(folder_ / "ballast") << std::string(room > bytes ? room - bytes : 0, 'b');
  }
  void free_space() const { std::filesystem::remove(folder_ / "ballast"); }

 private:
  const TempDir folder_;
  const bool mounted_;
};

std::unique_ptr<storage::Store> opened(const std::string& directory) {
  RocksdbOptions options;
  options.files.path = directory;
  auto store = RocksdbStore::open(options);
  INFO((store ? "" : store.error().message));
  REQUIRE(store);
  return std::move(store).value();
}

TEST_CASE("When the disk is full RocksDB refuses writes, loses nothing, and works again once there is room") {
  const SmallDisk disk;
  Witness witness;
  for (int round = 0; round < 3; ++round) {
    // Where nothing can be mounted a limit on the size of a file stands for the full disk.
    const std::string limit = disk.mounted() ? "" : "trap '' XFSZ; ulimit -f 256; ";
    ChildProcess load({{"sh", "-c", limit + "exec \"$0\" \"$1\" \"$2\"", KEYGLASS_LOAD_PROCESS, disk / "data",
                        std::to_string(round)},
                       {},
                       {}});
    CHECK(load.wait_line("ack 20 "));
    if (disk.mounted()) disk.fill_but(20'000);
    const auto code = load.wait_exit();
    INFO(load.stderr_text());
    REQUIRE(code == 1);
    Account account = read_account(load.stdout_text());
    REQUIRE_FALSE(account.failures.empty());
    CHECK_THAT(account.failures.front(),
               ContainsSubstring(disk.mounted() ? "No space left" : "File too large"));
    if (disk.mounted()) disk.free_space();
    const auto store = opened(disk / "data");
    witness.judge(*store, without_refusals(std::move(account)));
    for (const std::string& problem : witness.problems()) UNSCOPED_INFO(problem);
    REQUIRE(witness.problems().empty());
    CHECK(store->commit(
        {{}, {storage::Put{"single:after", "v", "", std::nullopt}, storage::Delete{"single:after"}}}));
  }
}

}  // namespace
}  // namespace keyglass::test
