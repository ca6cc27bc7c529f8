// Entries that are read again and again, ready to be handed out: reading one from an engine's own caches
// takes about ten times as long. Knows no engine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

#include "storage/store.hpp"

namespace keyglass::storage {

// Bounded: each key has one slot, which it shares with others. A key takes its slot when it is asked for
// twice while no other key of the slot is, so passing over many keys displaces none. Any thread may call any
// method.
//
// Never older than what readers may see, if who writes calls begin_change() before readers may see another
// entry under a key, and end_change() once they no longer see the old one.
class EntryCache {
 public:
  static constexpr std::size_t entry_bytes_max = 4096;  // key and value; larger entries are not kept

  // `slots` >= 1.
  explicit EntryCache(std::size_t slots = 8192);

  // What a reader needs to know to keep what it then reads from the engine.
  struct Miss {
    std::size_t slot = 0;
    std::uint64_t changes = 0;
    bool worth_keeping = false;
  };
  struct Lookup {
    std::shared_ptr<const Entry> entry;  // nullptr: not here. It may have expired.
    Miss miss;
  };
  Lookup find(std::string_view key);
  // `entry` was read after find() gave `miss` for its key. Does nothing if its key may have changed since.
  void keep(const Miss& miss, const Entry& entry);

  // The entry of this key will change; gives its slot. Until end_change() has been called as often as this
  // the slot holds nothing, for good if it never is: for changes that may or may not have happened.
  std::size_t begin_change(std::string_view key);
  void end_change(std::size_t slot);

 private:
  struct alignas(64) Slot {
    std::mutex mutex;  // protects what follows
    std::shared_ptr<const Entry> entry;
    std::uint64_t missed = 0;    // hash of the key that was asked for last and not here
    std::uint64_t changes = 0;   // begun so far
    std::uint64_t changing = 0;  // not ended yet
  };

  std::vector<Slot> slots_;
};

}  // namespace keyglass::storage
