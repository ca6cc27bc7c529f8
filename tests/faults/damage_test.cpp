// Flipped bits, cut ends and missing files of a RocksDB directory: a named error, or the truth. Never a
// crash, never a wrong value, never an acknowledged write that is silently gone.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>

#include "faults/seed.hpp"
#include "faults/written_store.hpp"
#include "storage/acknowledged_mark.hpp"
#include "storage/rocksdb_check.hpp"
#include "support/temp_dir.hpp"

namespace keyglass::test {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void replace_bytes(const fs::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

// Does one damage to `file`, and says which.
std::string damage(const fs::path& file, std::mt19937_64& random) {
  std::string bytes = bytes_of(file);
  const std::string name = file.filename().string();
  switch (random() % 8) {
    case 0:
      fs::remove(file);
      return name + " removed";
    case 1:
    case 2: {
      const std::size_t size = bytes.empty() ? 0 : random() % bytes.size();
      fs::resize_file(file, size);
      return name + " cut to " + std::to_string(size) + " of " + std::to_string(bytes.size());
    }
    default: {
      if (bytes.empty()) return name + " is empty";
      // The ends are where lengths and footers are.
      const std::size_t at = random() % 3 == 0
                                 ? bytes.size() - 1 - random() % std::min<std::size_t>(bytes.size(), 64)
                                 : random() % bytes.size();
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8));
      replace_bytes(file, bytes);
      return name + " flipped at " + std::to_string(at) + " of " + std::to_string(bytes.size());
    }
  }
}

// A store's directory, and what it must hold.
struct Sample {
  fs::path path;
  std::map<std::string, std::optional<AttemptedWrite>> expected;
};

bool never_expires(const std::optional<AttemptedWrite>& write) {
  return !write || write->expires_at_ms == 0;
}

// Judges a damaged copy. Returns true if it opened.
bool judge(const std::string& path, const Sample& sample) {
  storage::RocksdbOptions options;
  options.files.path = path;
  const auto opened = storage::RocksdbStore::open(options);
  if (!opened) {
    INFO(opened.error().message);
    CHECK((opened.error().code == ErrorCode::corrupt || opened.error().code == ErrorCode::unavailable));
    CHECK(opened.error().message.find(path) != std::string::npos);
    return false;
  }
  for (const auto& [key, write] : sample.expected) {
    if (!never_expires(write)) continue;
    const auto entry = opened.value()->get(key);
    CAPTURE(key);
    if (entry) {
      CHECK((write && entry.value().value == *write->value));
    } else if (entry.error().code == ErrorCode::not_found) {
      CHECK_FALSE(write);
    } else {
      CHECK(entry.error().code == ErrorCode::corrupt);
      CHECK(entry.error().key == key);
    }
  }
  return true;
}

Sample make_sample(WrittenStore& store, const fs::path& path, const Account& account) {
  const std::uint64_t newest = store.store().commit({}).value().revision;
  return {path, acknowledged(account, newest)};
}

void damage_copies(const Sample& sample, int rounds, std::mt19937_64& random) {
  std::vector<fs::path> files;
  for (const auto& file : fs::directory_iterator(sample.path)) {
    if (file.path().filename() != "LOCK") files.push_back(file.path().filename());
  }
  std::sort(files.begin(), files.end());
  int opened = 0;
  for (int round = 0; round < rounds; ++round) {
    const TempDir folder;
    const fs::path copy = folder / "data";
    fs::copy(sample.path, copy);
    const std::string done = damage(copy / files[random() % files.size()], random);
    INFO(done);
    // The check must bear it, too, and first: to open the store may mend what it can.
    const auto check = storage::check_rocksdb(copy);
    if (judge(copy, sample)) ++opened;
  }
  std::cout << rounds << " damages, " << opened << " opened all the same\n";
}

TEST_CASE("Damaged files of a RocksDB store that was killed or closed give a named error or the truth") {
  const std::uint64_t seed = random_seed();
  INFO("KEYGLASS_SEED=" << seed);
  std::mt19937_64 random(seed);
  const TempDir folder;
  const fs::path killed = folder / "killed";
  Sample closed;
  {
    WrittenStore store(folder / "data");
    Account account = store.write(random, 600);
    REQUIRE(account.failures.empty());
    closed = make_sample(store, folder / "data", account);
    store.copy_to(killed);
  }
  damage_copies({killed, closed.expected}, KEYGLASS_DAMAGE_ROUNDS, random);
  damage_copies(closed, KEYGLASS_DAMAGE_ROUNDS, random);
}

// The newest log of a directory: the one with the largest number that is not empty.
fs::path newest_log(const fs::path& path) {
  fs::path newest;
  for (const auto& file : fs::directory_iterator(path)) {
    const bool log = file.path().extension() == ".log" && fs::file_size(file) > 0;
    if (log && (newest.empty() || newest.filename() < file.path().filename())) newest = file.path();
  }
  return newest;
}

TEST_CASE(
    "A RocksDB log with a flipped bit or without its end is refused and left as it is, if that loses "
    "commits") {
  const TempDir folder;
  const fs::path killed = folder / "killed";
  {
    WrittenStore store(folder / "data");
    for (int n = 0; n < 50; ++n) {
      REQUIRE(store.store().commit({{}, {storage::Put{"k" + std::to_string(n), "v", "", std::nullopt}}}));
    }
    store.copy_to(killed);
  }
  const fs::path log = newest_log(killed);
  REQUIRE_FALSE(log.empty());
  const std::string whole = bytes_of(log);
  std::string flipped = whole;
  flipped[whole.size() / 2] = static_cast<char>(flipped[whole.size() / 2] ^ 1);
  for (const std::string& bytes : {flipped, whole.substr(0, whole.size() - 1), std::string()}) {
    replace_bytes(log, bytes);
    storage::RocksdbOptions options;
    options.files.path = killed;
    const auto opened = storage::RocksdbStore::open(options);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == ErrorCode::corrupt);
    CHECK(opened.error().message.find("revision 50 was acknowledged") != std::string::npos);
    CHECK(bytes_of(log) == bytes);
    const auto check = storage::check_rocksdb(killed);
    CHECK_FALSE((check && check.value().sound()));
  }
  // What was begun and not acknowledged may be torn.
  replace_bytes(log, whole + whole.substr(0, 20));
  CHECK(WrittenStore(killed).store().get("k49").value().value == "v");
}

TEST_CASE("A record marked as one of a reused log is named, and a check of it ends") {
  const TempDir folder;
  const fs::path killed = folder / "killed";
  {
    WrittenStore store(folder / "data");
    REQUIRE(store.store().commit({{}, {storage::Put{"k", "v", "", std::nullopt}}}));
    store.copy_to(killed);
  }
  std::string manifest;
  std::getline(std::ifstream(killed / "CURRENT"), manifest);
  for (const fs::path& file : {killed / manifest, newest_log(killed)}) {
    const std::string whole = bytes_of(file);
    std::string marked = whole;
    constexpr std::size_t kind_at = 6;  // of the first record
    marked[kind_at] = static_cast<char>(marked[kind_at] + 4);
    replace_bytes(file, marked);
    const auto check = storage::check_rocksdb(killed);
    REQUIRE_FALSE(check);
    CHECK(check.error().code == ErrorCode::corrupt);
    CHECK(check.error().message.find(file.string()) != std::string::npos);
    replace_bytes(file, whole);
    CHECK(storage::check_rocksdb(killed).value().sound());
  }
}

TEST_CASE("A RocksDB log that has lost a commit of notes alone is refused, too") {
  const TempDir folder;
  const fs::path killed = folder / "killed";
  {
    WrittenStore store(folder / "data");
    REQUIRE(store.store().commit({{}, {storage::Put{"k", "v", "", std::nullopt}}}));
    for (const char* bytes : {"begins", "runs"}) REQUIRE(store.store().commit({{}, {}, {{"plan", bytes}}}));
    store.copy_to(killed);
  }
  const fs::path log = newest_log(killed);
  const std::string whole = bytes_of(log);
  replace_bytes(log, whole.substr(0, whole.size() - 1));
  storage::RocksdbOptions options;
  options.files.path = killed;
  const auto opened = storage::RocksdbStore::open(options);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == ErrorCode::corrupt);
  CHECK(opened.error().message.find("2 commits of notes were acknowledged") != std::string::npos);
  replace_bytes(log, whole);
  CHECK(WrittenStore(killed).store().notes("plan").value().at(0).bytes == "runs");
}

TEST_CASE("A RocksDB directory without its index is refused, and nothing of it is removed") {
  const TempDir folder;
  const fs::path data = folder / "data";
  { REQUIRE(WrittenStore(data).store().commit({{}, {storage::Put{"k", "v", "", std::nullopt}}})); }
  fs::remove(data / "CURRENT");
  fs::remove(data / storage::acknowledged_mark_name);
  const auto files = [&] { return std::distance(fs::directory_iterator(data), fs::directory_iterator()); };
  const auto before = files();
  storage::RocksdbOptions options;
  options.files.path = data;
  const auto opened = storage::RocksdbStore::open(options);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == ErrorCode::corrupt);
  CHECK(opened.error().message.find("lost its file CURRENT") != std::string::npos);
  CHECK(files() == before);
}

TEST_CASE("Without the mark of acknowledged commits a shortened RocksDB log is taken as it is") {
  const TempDir folder;
  const fs::path killed = folder / "killed";
  {
    WrittenStore store(folder / "data");
    REQUIRE(store.store().commit({{}, {storage::Put{"k", "v", "", std::nullopt}}}));
    store.copy_to(killed);
  }
  const fs::path log = newest_log(killed);
  fs::resize_file(log, fs::file_size(log) - 1);
  fs::remove(killed / storage::acknowledged_mark_name);
  CHECK_FALSE(WrittenStore(killed).store().get("k"));
}

}  // namespace
}  // namespace keyglass::test
