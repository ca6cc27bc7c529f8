// Mixed writes by several threads: see load.hpp.
#include "faults/load.hpp"

#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "storage/clock.hpp"

namespace keyglass::test {
namespace {

unsigned below(std::mt19937_64& random, unsigned bound) {
  return std::uniform_int_distribution<unsigned>(0, bound - 1)(random);
}

// Mostly short; sometimes long enough that a memtable fills and its flush is part of the game.
std::string value_of(std::uint64_t id, std::mt19937_64& random) {
  std::string value = std::to_string(id) + '.';
  if (below(random, 20) == 0) value.append(below(random, 400), 'x');
  return value;
}

storage::Write write_of(const AttemptedWrite& write) {
  if (!write.value) return storage::Delete{write.key};
  storage::Put put{write.key, *write.value, "text/plain", std::nullopt};
  if (write.expires_at_ms != 0) put.expires_at_ms = write.expires_at_ms;
  return put;
}

}  // namespace

Load::Load(storage::Store& store, std::uint64_t seed, Say say)
    : store_(store), seed_(seed), say_(std::move(say)) {}

void Load::run(const std::function<bool()>& stop) {
  std::vector<std::thread> threads;
  for (unsigned n = 0; n < load_threads; ++n) {
    threads.emplace_back([&, n] { write_until(stop, seed_ * load_threads + n); });
  }
  for (std::thread& thread : threads) thread.join();
}

void Load::write_until(const std::function<bool()>& stop, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  while (!stop() && !failed_) {
    if (below(random, 12) == 0) {
      // A commit of the store's own, which nobody announces: it only removes what has expired.
      if (const auto swept = store_.expire_due(8); !swept) {
        say("failed 0 " + swept.error().message + '\n');
        failed_ = true;
      }
      continue;
    }
    if (!commit(below(random, 4) == 0 ? increment(random) : plan(random))) failed_ = true;
  }
}

Load::Planned Load::plan(std::mt19937_64& random) {
  Planned planned;
  planned.attempt.id = next_id_++;
  const std::string value = value_of(planned.attempt.id, random);
  auto& writes = planned.attempt.writes;
  switch (below(random, 5)) {
    case 0: {
      const std::string group = "group:" + std::to_string(below(random, load_groups)) + ':';
      const bool removes = below(random, 8) == 0;
      for (unsigned n = 0; n < load_group_keys; ++n) {
        writes.push_back(
            {group + std::to_string(n), removes ? std::nullopt : std::optional<std::string>(value), 0});
      }
      break;
    }
    case 1:
      writes.push_back({"single:" + std::to_string(below(random, load_singles)), std::nullopt, 0});
      break;
    case 2:
      writes.push_back({"fleeting:" + std::to_string(below(random, load_singles)), value,
                        storage::system_time_ms() + 20 + below(random, 2'000)});
      break;
    default:
      writes.push_back({"single:" + std::to_string(below(random, load_singles)), value, 0});
      break;
  }
  for (const AttemptedWrite& write : writes) planned.batch.writes.push_back(write_of(write));
  return planned;
}

Load::Planned Load::increment(std::mt19937_64& random) {
  Planned planned;
  planned.attempt.id = next_id_++;
  const std::string key = "counter:" + std::to_string(below(random, load_counters));
  const auto found = store_.get(key);
  if (found) {
    planned.batch.conditions.push_back(storage::MustHaveEtag{key, found.value().metadata.etag});
  } else {
    planned.batch.conditions.push_back(storage::MustBeAbsent{key});
  }
  const std::string value = found ? std::to_string(std::stoull(found.value().value) + 1) : "1";
  planned.attempt.writes.push_back({key, value, 0});
  planned.batch.writes.push_back(write_of(planned.attempt.writes.back()));
  return planned;
}

bool Load::commit(Planned planned) {
  const std::uint64_t id = planned.attempt.id;
  say(try_line(planned.attempt));
  const auto done = store_.commit(planned.batch);
  if (!done && done.error().code == ErrorCode::precondition_failed) {
    say(not_line(id));
    return true;
  }
  if (!done) {
    say("failed " + std::to_string(id) + ' ' + done.error().message + '\n');
    return false;
  }
  bool changed = false;
  for (const auto& outcome : done.value().outcomes) {
    if (outcome.kind != storage::WriteOutcome::Kind::absent) changed = true;
  }
  const std::lock_guard lock(mutex_);
  say_(ack_line(++acknowledged_, id, changed ? done.value().revision : 0));
  return true;
}

void Load::say(const std::string& line) {
  const std::lock_guard lock(mutex_);
  say_(line);
}

}  // namespace keyglass::test
