// Mixed writes over HTTP by many connections at once, until the server is gone: what each was answered
// becomes an account that a Witness can judge.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "faults/attempt.hpp"
#include "storage/store.hpp"

namespace keyglass::test {

class HttpLoad {
 public:
  // Connects; throws std::system_error if nothing listens at `api`.
  HttpLoad(std::string api, std::uint64_t seed);
  ~HttpLoad();
  HttpLoad(const HttpLoad&) = delete;
  HttpLoad& operator=(const HttpLoad&) = delete;

  // Puts, batches over whole groups, deletes and increments, until every connection has broken. Once.
  void run();
  // Writes that were answered with success so far. Any thread.
  std::uint64_t acknowledged() const { return acknowledged_; }

  // Once run() has returned: what was tried. Deletes are answered without a revision, and an increment
  // without an answer has no value: these are looked up in `store`, the one that was written to, opened
  // again.
  Account account(storage::Store& store) const;

 private:
  class Client;
  struct Tried {
    enum class Kind { plain, increment, own_delete } kind = Kind::plain;
    Attempt attempt;
    std::string answer;  // one that neither is success nor comes of the server's end
  };

  const std::string api_;
  const std::uint64_t seed_;
  std::atomic<std::uint64_t> next_id_ = 1;
  std::atomic<std::uint64_t> acknowledged_ = 0;
  std::vector<std::vector<Tried>> tried_;  // by client, each in its order
  std::vector<std::unique_ptr<Client>> clients_;
};

}  // namespace keyglass::test
