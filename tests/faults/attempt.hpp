// What the load process says of each commit on its standard output, so that whoever kills it knows what was
// promised: one line before the commit ("try …"), one after its answer ("ack …" or "not …").
// Pure functions; any thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace keyglass::test {

// One write of a commit. Keys and values hold neither spaces nor '=' nor '@'.
struct AttemptedWrite {
  std::string key;
  std::optional<std::string> value;  // nullopt: a delete
  std::int64_t expires_at_ms = 0;    // UTC; 0: never

  bool operator==(const AttemptedWrite&) const = default;
};

// One commit. No key twice.
struct Attempt {
  std::uint64_t id = 0;  // unique in one run of the load
  std::vector<AttemptedWrite> writes;
  enum class Fate { open, acknowledged, refused } fate = Fate::open;
  std::uint64_t revision = 0;  // when acknowledged; 0: it changed nothing

  const AttemptedWrite* find(std::string_view key) const;
};

// Lines end with a newline and fit into one atomic write to a pipe for up to 20 writes.
std::string try_line(const Attempt& attempt);
// `count` is how many commits this run had acknowledged with it.
std::string ack_line(std::uint64_t count, std::uint64_t id, std::uint64_t revision);
std::string not_line(std::uint64_t id);

// What the lines say, by id. A line that is none of the above is a failure of the load: see `failures`.
struct Account {
  std::map<std::uint64_t, Attempt> attempts;
  std::vector<std::string> failures;
};
Account read_account(const std::string& text);

}  // namespace keyglass::test
