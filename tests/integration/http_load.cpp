// Mixed writes over HTTP: see http_load.hpp.
#include "integration/http_load.hpp"

#include <exception>
#include <map>
#include <memory>
#include <thread>
#include <utility>

#include "faults/load.hpp"
#include "integration/http_connection.hpp"
#include "integration/json_answer.hpp"
#include "storage/change_feed.hpp"

namespace keyglass::test {
namespace {

constexpr std::size_t clients = 8;

// Of a key that one client alone writes: the revisions at which it was deleted.
using Deletions = std::map<std::string, std::vector<std::uint64_t>>;

Deletions deletions_in(storage::Store& store) {
  Deletions deletions;
  storage::ChangeQuery query;
  query.prefix = "own:";
  for (bool more = true; more;) {
    const auto page = store.change_feed()->changes(query);
    if (!page) return {};  // the witness tells what is wrong with the feed
    for (const storage::Change& change : page.value().changes) {
      const KeyMetadata& metadata = change.version.metadata;
      if (change.version.kind == storage::ChangeKind::deleted)
        deletions[metadata.key].push_back(metadata.revision);
    }
    query.since = page.value().upto;
    more = page.value().more;
  }
  return deletions;
}

}  // namespace

class HttpLoad::Client {
 public:
  Client(HttpLoad& load, std::size_t number)
      : load_(load),
        tried_(load.tried_[number]),
        connection_(load.api_),
        random_(load.seed_ * clients + number),
        own_key_("own:" + std::to_string(number)) {}

  void write_until_broken() {
    bool goes_on = true;
    while (goes_on) {
      switch (below(5)) {
        case 0:
          goes_on = write_group();
          break;
        case 1:
          goes_on = increment();
          break;
        case 2:
          goes_on = write_own();
          break;
        case 3:
          goes_on = batch({{"single:" + std::to_string(below(load_singles)), std::nullopt, 0}});
          break;
        default:
          goes_on = put("single:" + std::to_string(below(load_singles)));
          break;
      }
    }
  }

 private:
  unsigned below(unsigned bound) { return std::uniform_int_distribution<unsigned>(0, bound - 1)(random_); }

  Tried& announce(Tried::Kind kind, std::vector<AttemptedWrite> writes) {
    Tried& tried = tried_.emplace_back();
    tried.kind = kind;
    tried.attempt.id = load_.next_id_++;
    for (AttemptedWrite& write : writes) {
      if (write.value) *write.value += std::to_string(tried.attempt.id) + '.';
    }
    tried.attempt.writes = std::move(writes);
    return tried;
  }

  // False: the connection has broken, or the server has answered what it must not.
  bool answered(Tried& tried, const Answer& answer, bool success) {
    if (answer.status == 0 || !answer.complete) return false;
    if (!success) tried.answer = std::to_string(answer.status) + ' ' + answer.body;
    if (!success) return false;
    tried.attempt.fate = Attempt::Fate::acknowledged;
    ++load_.acknowledged_;
    return true;
  }

  bool put(const std::string& key) {
    Tried& tried = announce(Tried::Kind::plain, {{key, "", 0}});
    const Answer answer = connection_.ask({"PUT", "/kv/" + key, {}, *tried.attempt.writes[0].value});
    if (!answered(tried, answer, answer.status == 200 || answer.status == 201)) return false;
    tried.attempt.revision = std::stoull(answer.header("keyglass-revision"));
    return true;
  }

  bool write_own() {
    own_is_there_ = !own_is_there_;
    if (own_is_there_) return put(own_key_);
    Tried& tried = announce(Tried::Kind::own_delete, {{own_key_, std::nullopt, 0}});
    const Answer answer = connection_.ask({"DELETE", "/kv/" + own_key_, {}, ""});
    return answered(tried, answer, answer.status == 200);
  }

  bool write_group() {
    const std::string group = "group:" + std::to_string(below(load_groups)) + ':';
    const bool removes = below(8) == 0;
    std::vector<AttemptedWrite> writes;
    for (unsigned n = 0; n < load_group_keys; ++n) {
      writes.push_back(
          {group + std::to_string(n), removes ? std::nullopt : std::optional<std::string>(""), 0});
    }
    return batch(std::move(writes));
  }

  bool batch(std::vector<AttemptedWrite> writes) {
    Tried& tried = announce(Tried::Kind::plain, std::move(writes));
    std::string ops;
    for (const AttemptedWrite& write : tried.attempt.writes) {
      ops += ops.empty() ? "" : ",";
      ops += R"({"op":")" + std::string(write.value ? "put" : "delete") + R"(","key":")" + write.key + '"';
      ops += write.value ? R"(,"value":")" + *write.value + "\"}" : "}";
    }
    const Answer answer = connection_.ask(
        {"POST", "/batch", {{"Content-Type", "application/json"}}, R"({"ops":[)" + ops + "]}"});
    if (!answered(tried, answer, answer.status == 200)) return false;
    const JsonValue json = json_of(answer);
    bool changed = false;
    for (const JsonValue& result : at(json, "results").elements)
      changed = changed || at(result, "status").integer != 404;
    if (changed) tried.attempt.revision = static_cast<std::uint64_t>(at(json, "revision").integer);
    return true;
  }

  bool increment() {
    const std::string key = "counter:" + std::to_string(below(load_counters));
    Tried& tried = announce(Tried::Kind::increment, {{key, "", 0}});
    const Answer answer = connection_.ask(
        {"PATCH", "/kv/" + key, {{"Content-Type", "application/json"}}, R"({"increment":1})"});
    if (!answered(tried, answer, answer.status == 200 || answer.status == 201)) return false;
    tried.attempt.writes[0].value = at(json_of(answer), "value").text;
    tried.attempt.revision = std::stoull(answer.header("keyglass-revision"));
    return true;
  }

  HttpLoad& load_;
  std::vector<Tried>& tried_;
  HttpConnection connection_;
  std::mt19937_64 random_;
  const std::string own_key_;
  bool own_is_there_ = false;
};

HttpLoad::HttpLoad(std::string api, std::uint64_t seed) : api_(std::move(api)), seed_(seed), tried_(clients) {
  for (std::size_t n = 0; n < clients; ++n) clients_.push_back(std::make_unique<Client>(*this, n));
}

HttpLoad::~HttpLoad() = default;

void HttpLoad::run() {
  std::vector<std::thread> threads;
  for (const auto& client : clients_) threads.emplace_back([&client] { client->write_until_broken(); });
  for (std::thread& thread : threads) thread.join();
}

Account HttpLoad::account(storage::Store& store) const {
  Account account;
  const Deletions deletions = deletions_in(store);
  for (const auto& of_client : tried_) {
    std::uint64_t last = 0;  // revision of what this client was answered last
    for (Tried tried : of_client) {
      Attempt& attempt = tried.attempt;
      if (!tried.answer.empty()) account.failures.push_back(tried.answer);
      AttemptedWrite& write = attempt.writes.front();
      if (tried.kind == Tried::Kind::own_delete && attempt.fate == Attempt::Fate::acknowledged) {
        const auto known = deletions.find(write.key);
        const auto rows = known == deletions.end() ? std::vector<std::uint64_t>() : known->second;
        for (const std::uint64_t revision : rows) {
          if (revision > last && attempt.revision == 0) attempt.revision = revision;
        }
        if (attempt.revision == 0)
          account.failures.push_back("an acknowledged delete of " + write.key + " is lost");
      }
      if (tried.kind == Tried::Kind::increment && attempt.fate == Attempt::Fate::open) {
        const auto now = store.get(write.key);
        write.value = now ? now.value().value : "none";
      }
      last = std::max(last, attempt.revision);
      account.attempts.emplace(attempt.id, std::move(attempt));
    }
  }
  return account;
}

}  // namespace keyglass::test
