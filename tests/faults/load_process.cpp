// A process that writes to a RocksDB store until it is killed, and tells on stdout what was acknowledged.
// usage: load_process DIRECTORY SEED
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string>

#include "faults/load.hpp"
#include "storage/open_store.hpp"

namespace {

// One system call a line: what is in the pipe outlives the process.
void say(const std::string& line) {
  if (::write(STDOUT_FILENO, line.data(), line.size()) != static_cast<ssize_t>(line.size())) _exit(3);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: load_process DIRECTORY SEED\n";
    return 2;
  }
  keyglass::storage::StoreOptions options;
  options.url = std::string("rocksdb:") + argv[1];
  options.feed_changes_max = 20'000;
  auto store = keyglass::storage::open_store(options);
  if (!store) {
    std::cerr << store.error().message << '\n';
    return 1;
  }
  say("opened\n");
  keyglass::test::Load load(*store.value(), std::strtoull(argv[2], nullptr, 10), say);
  load.run([] { return false; });
  return 1;
}
