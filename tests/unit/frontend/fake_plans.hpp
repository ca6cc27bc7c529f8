// Plans for the API in memory: what /plans answers, over any store that can be listed. A running plan goes on
// by one key each time it is asked for.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/http.hpp"
#include "keyglass/codecs.hpp"
#include "keyglass/glob.hpp"
#include "keyglass/plan_codecs.hpp"

namespace keyglass::app::testing {

// What plans need of the store.
struct PlannedStore {
  std::function<std::vector<KeyMetadata>()> keys;
  std::function<std::uint64_t()> revision;
  std::function<void(const std::string&)> remove;
  std::function<void(const std::string&, std::optional<double>)> set_ttl;
  // Puts the key back as it was at a revision; false if it was not there then.
  std::function<bool(const std::string&, std::uint64_t)> restore;
  std::function<std::vector<std::string>()> names_ever;  // also of what was deleted
};

class FakePlans {
 public:
  bool is_slow = false;  // plans run until they were asked for once for each key

  HttpReply answer(const HttpRequest& request, const PlannedStore& store) {
    HttpReply reply;
    if (request.target == "/plans") {
      create(request.body, store, reply);
      return reply;
    }
    const std::string id = request.target.substr(7, request.target.find('/', 7) - 7);
    const auto kept = plans_.find(id);
    if (kept == plans_.end()) {
      refuse(reply, 404, "not_found", {});
    } else if (request.method == "POST") {
      commit(kept->second, store, reply);
    } else if (request.method == "DELETE") {
      cancel(kept->second, reply);
    } else {
      step(kept->second, store);
      tell(kept->second, 200, reply);
    }
    return reply;
  }

  std::size_t count() const { return plans_.size(); }

 private:
  struct Kept {
    PlanRequest request;
    Plan plan;
    std::vector<std::string> keys;
  };

  static bool selects(const PlanRequest& request, const std::string& key) {
    if (request.keys) return std::count(request.keys->begin(), request.keys->end(), key) > 0;
    return request.glob ? glob_matches(*request.glob, key) : key.starts_with(request.prefix.value_or(""));
  }

  static void refuse(HttpReply& reply, int status, std::string_view code, std::vector<std::string> moved) {
    Problem problem;
    problem.status = status;
    problem.code = code;
    if (!moved.empty()) problem.moved_count = moved.size();
    problem.moved = std::move(moved);
    reply.status = status;
    reply.body = encode_problem(problem);
  }

  static void tell(const Kept& kept, int status, HttpReply& reply) {
    reply.status = status;
    reply.body = encode_plan(kept.plan);
  }

  void create(const std::string& body, const PlannedStore& store, HttpReply& reply) {
    const auto request = decode_plan_request(body);
    if (!request.ok()) return refuse(reply, 422, "invalid", {});
    Kept kept;
    kept.request = request.value();
    kept.plan.id = "plan" + std::to_string(plans_.size() + 1);
    kept.plan.action = kept.request.action;
    kept.plan.ttl_seconds = kept.request.ttl_seconds;
    kept.plan.revision = store.revision();
    if (kept.request.action == PlanAction::restore) {
      for (const std::string& key : store.names_ever()) {
        if (selects(kept.request, key)) kept.keys.push_back(key);
      }
      kept.plan.puts = kept.keys.size();
    } else {
      for (const KeyMetadata& row : store.keys()) {
        if (!selects(kept.request, row.key)) continue;
        kept.keys.push_back(row.key);
        kept.plan.bytes += row.size_bytes;
      }
    }
    kept.plan.count = kept.keys.size();
    for (std::size_t at = 0; at < kept.keys.size() && at < 20; ++at)
      kept.plan.sample.push_back(kept.keys[at]);
    tell(kept, 201, reply);
    plans_[kept.plan.id] = std::move(kept);
  }

  void commit(Kept& kept, const PlannedStore& store, HttpReply& reply) {
    std::vector<std::string> moved;
    for (const KeyMetadata& row : store.keys()) {
      if (kept.request.action != PlanAction::restore && selects(kept.request, row.key) &&
          row.revision > kept.plan.revision)
        moved.push_back(row.key);
    }
    if (!moved.empty()) return refuse(reply, 412, "precondition_failed", std::move(moved));
    kept.plan.state = PlanState::running;
    if (!is_slow) {
      while (kept.plan.state == PlanState::running) step(kept, store);
    }
    tell(kept, is_slow ? 202 : 200, reply);
  }

  static void cancel(Kept& kept, HttpReply& reply) {
    if (kept.plan.state == PlanState::running || kept.plan.state == PlanState::pending)
      kept.plan.state = PlanState::cancelled;
    tell(kept, 200, reply);
  }

  static void step(Kept& kept, const PlannedStore& store) {
    if (kept.plan.state != PlanState::running) return;
    if (kept.plan.done < kept.keys.size()) {
      const std::string& key = kept.keys[kept.plan.done++];
      if (kept.request.action == PlanAction::remove) store.remove(key);
      if (kept.request.action == PlanAction::set_ttl) store.set_ttl(key, kept.request.ttl_seconds);
      if (kept.request.action == PlanAction::restore) store.restore(key, kept.request.revision.value_or(0));
    }
    if (kept.plan.done >= kept.keys.size()) kept.plan.state = PlanState::done;
  }

  std::map<std::string, Kept> plans_;
};

}  // namespace keyglass::app::testing
