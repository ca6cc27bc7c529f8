// Mixed writes by several threads, each commit announced before and reported after: the load under which a
// store is killed or its disk fails.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <random>
#include <string>

#include "faults/attempt.hpp"
#include "storage/store.hpp"

namespace keyglass::test {

// How the keys of the load are used. Every batch writes a whole group with one value, so that the keys of a
// group are always equal; a counter only ever grows by one.
inline constexpr unsigned load_threads = 4;
inline constexpr unsigned load_groups = 6;
inline constexpr unsigned load_group_keys = 5;
inline constexpr unsigned load_counters = 4;
inline constexpr unsigned load_singles = 60;

// The lines go to `say`, which any thread of the load calls, one call at a time.
class Load {
 public:
  using Say = std::function<void(const std::string& line)>;
  Load(storage::Store& store, std::uint64_t seed, Say say);

  // Writes on load_threads threads until `stop`, or until a commit fails for another reason than its
  // conditions: that is said as one more line. `stop` may be called by any thread.
  void run(const std::function<bool()>& stop);

 private:
  void write_until(const std::function<bool()>& stop, std::uint64_t seed);
  // A batch to commit, and its announcement.
  struct Planned {
    storage::WriteBatch batch;
    Attempt attempt;
  };
  Planned plan(std::mt19937_64& random);
  Planned increment(std::mt19937_64& random);
  // False once the store does not take writes any more.
  bool commit(Planned planned);
  void say(const std::string& line);

  storage::Store& store_;
  const std::uint64_t seed_;
  const Say say_;
  std::atomic<std::uint64_t> next_id_ = 1;
  std::atomic<bool> failed_ = false;
  std::mutex mutex_;  // protects what follows, and the order of lines
  std::uint64_t acknowledged_ = 0;
};

}  // namespace keyglass::test
