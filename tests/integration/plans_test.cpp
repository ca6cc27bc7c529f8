// Plans over real connections: refusals by name, writers in between, and a process that is killed on the way.
#include <algorithm>
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <random>
#include <set>
#include <string>
#include <thread>

#include "integration/http_connection.hpp"
#include "integration/keyglass_process.hpp"
#include "keyglass/plan_codecs.hpp"

namespace keyglass::test {
namespace {

Plan plan_of(const Answer& answer) {
  const auto plan = decode_plan(answer.body);
  REQUIRE(plan.ok());
  return plan.value();
}

Plan create(const std::string& api, const std::string& json) {
  const Answer answer = post_json(api, "/plans", json);
  REQUIRE(answer.status == 201);
  const Plan plan = plan_of(answer);
  CHECK(answer.header("location") == "/plans/" + plan.id);
  return plan;
}

Answer commit(const std::string& api, const Plan& plan, const std::string& prefer = "respond-async") {
  return ask(api, {"POST", "/plans/" + plan.id + "/commit", {{"Prefer", prefer}}, {}});
}

Plan read(const std::string& api, const Plan& plan) {
  return plan_of(get(api, "/plans/" + plan.id));
}

// In parts, each of which a busy machine under a sanitizer answers in time.
void fill(const std::string& api, std::size_t count) {
  constexpr std::size_t lines_max = 2'000;
  std::string lines;
  for (std::size_t i = 0; i < count; ++i) {
    lines += R"({"key":"k)" + std::to_string(100'000 + i) + "\",\"value\":\"v\"}\n";
    if ((i + 1) % lines_max != 0 && i + 1 < count) continue;
    REQUIRE(ask(api, {"POST", "/import", {{"Content-Type", "application/x-ndjson"}}, lines}).status == 200);
    lines.clear();
  }
}

std::size_t line_count(const std::string& api) {
  const Answer exported = get(api, "/export");
  REQUIRE(exported.complete);
  return static_cast<std::size_t>(std::ranges::count(exported.body, '\n'));
}

TEST_CASE("A plan is made, shown, committed once and forgotten") {
  KeyglassProcess keyglass({"api", "--store", "memory:"});
  const std::string& api = keyglass.api();
  fill(api, 30);
  const Plan plan = create(api, R"({"action":"delete","glob":"k1000[01]*"})");
  CHECK(plan.count == 20);
  CHECK(plan.sample.size() == 20);
  CHECK(line_count(api) == 30);
  CHECK(get(api, "/plans").body.find(plan.id) != std::string::npos);
  const Answer committed = commit(api, plan, "wait=10");
  CHECK(committed.status == 200);
  CHECK(committed.header("preference-applied") == "wait=10");
  CHECK(plan_of(committed).state == PlanState::done);
  CHECK(line_count(api) == 10);
  CHECK(commit(api, plan).status == 200);
  CHECK(line_count(api) == 10);
  CHECK(ask(api, {"DELETE", "/plans/" + plan.id, {}, {}}).status == 200);
  CHECK(get(api, "/plans/" + plan.id).status == 404);
}

TEST_CASE("A commit names what moved since, and does nothing") {
  KeyglassProcess keyglass({"api", "--store", "memory:"});
  const std::string& api = keyglass.api();
  fill(api, 30);
  const Plan plan = create(api, R"({"action":"set_ttl","prefix":"k","ttl":60})");
  for (int i = 0; i < 25; ++i) ask(api, {"PUT", "/kv/k" + std::to_string(100'000 + i), {}, "new"});
  const Answer refused = commit(api, plan);
  CHECK(refused.status == 412);
  const auto problem = decode_problem(refused.body);
  REQUIRE(problem.ok());
  CHECK(problem.value().moved.size() == 20);
  CHECK(problem.value().moved.front() == "k100000");
  CHECK(problem.value().moved_count == 25U);
  CHECK(get(api, "/keys/k100029").header("keyglass-expires-at").empty());
  // A plan that is to be of what was looked at before tells the same.
  const Answer late = post_json(
      api, "/plans", R"({"action":"delete","prefix":"k","revision":)" + std::to_string(plan.revision) + "}");
  CHECK(late.status == 412);
  CHECK(decode_problem(late.body).value().moved == problem.value().moved);
  CHECK(decode_problem(late.body).value().moved_count == 25U);
}

TEST_CASE("What a plan's body gets wrong is refused by name") {
  const std::string& api = shared_api().api();
  const std::vector<std::pair<std::string, std::string>> refusals{
      {R"({"prefix":"a"})", "action"},
      {R"({"action":"drop","prefix":"a"})", "action"},
      {R"({"action":"delete"})", "prefix"},
      {R"({"action":"delete","prefix":"a","glob":"a*"})", "glob"},
      {R"({"action":"delete","glob":""})", "glob"},
      {R"({"action":"delete","glob":"["})", "glob"},
      {R"({"action":"delete","keys":[]})", "keys"},
      {R"({"action":"delete","keys":["a",1]})", "keys[1]"},
      {R"({"action":"delete","keys":["a",".."]})", "keys[1]"},
      {R"({"action":"delete","prefix":"a","ttl":1})", "ttl"},
      {R"({"action":"set_ttl","prefix":"a"})", "ttl"},
      {R"({"action":"set_ttl","prefix":"a","ttl":0})", "ttl"},
      {R"({"action":"restore","prefix":"a"})", "revision"},
      {R"({"action":"restore","prefix":"a","revision":1000000000})", "revision"},
      {R"({"action":"delete","prefix":"a","revision":1000000000})", "revision"},
      {R"({"action":"delete","prefix":"a","force":true})", "force"}};
  for (const auto& [json, field] : refusals) {
    CAPTURE(json);
    const Answer answer = post_json(api, "/plans", json);
    CHECK(answer.status == 422);
    const auto problem = decode_problem(answer.body);
    REQUIRE(problem.ok());
    CHECK(problem.value().field == field);
  }
  CHECK(get(api, "/plans/0123456789abcdef0123456789abcdef").status == 404);
  CHECK(ask(api, {"POST", "/plans/none/commit", {}, {}}).status == 404);
  for (const char* method : {"PUT", "GET", "DELETE"}) {
    const Answer answer = ask(api, {method, "/plans/none/commit", {}, {}});
    CHECK(answer.status == 405);
    CHECK(answer.header("allow") == "POST, OPTIONS");
  }
  CHECK(get(api, "/plans/none/more").body.find("nothing is served at this path") != std::string::npos);
}

TEST_CASE("Restore takes the store back to an earlier revision") {
  KeyglassProcess keyglass({"api", "--store", "memory:"});
  const std::string& api = keyglass.api();
  fill(api, 1'000);
  const std::string before = get(api, "/kv").body;
  const std::string revision = get(api, "/export").header("keyglass-revision");
  CHECK(plan_of(commit(api, create(api, R"({"action":"delete","prefix":"k1005"})"), "wait=10")).done == 100);
  ask(api, {"PUT", "/kv/k100001", {}, "new"});
  ask(api, {"PUT", "/kv/later", {}, "new"});
  const Plan plan = create(api, R"({"action":"restore","prefix":"","revision":)" + revision + "}");
  CHECK(plan.puts == 101);
  CHECK(plan.deletes == 1);
  CHECK(plan_of(commit(api, plan, "wait=10")).state == PlanState::done);
  CHECK(get(api, "/kv").body == before);
}

TEST_CASE("A plan never takes away what someone else wrote meanwhile") {
  KeyglassProcess keyglass({"api", "--store", "memory:"});
  const std::string& api = keyglass.api();
  constexpr std::size_t count = 20'000;
  fill(api, count);
  const Plan plan = create(api, R"({"action":"delete","prefix":"k"})");
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::atomic<bool> ended{false};
  std::set<std::string> written;
  REQUIRE(commit(api, plan).status == 202);
  std::thread writer([&] {
    HttpConnection client(api);
    std::mt19937 random(seed);
    do {
      const std::string key = "k" + std::to_string(100'000 + random() % count);
      const int status = client.ask({"PUT", "/kv/" + key, {}, "theirs"}).status;
      if (status == 200 || status == 201) written.insert(key);
    } while (!ended);
  });
  Plan now = plan;
  CHECK(wait_until([&] {
    now = read(api, plan);
    return now.state == PlanState::done || now.state == PlanState::stopped;
  }));
  ended = true;
  writer.join();
  CHECK(now.done % 500 == 0);
  if (now.state == PlanState::stopped) CHECK_FALSE(now.moved.empty());
  CHECK_FALSE(written.empty());
  for (const std::string& key : written) CHECK(get(api, "/kv/" + key).status == 200);
}

TEST_CASE("A process killed in the middle of a plan leaves whole batches and says how far it came") {
  TempDir folder;
  const std::string store = "rocksdb:" + (folder / "db");
  constexpr std::size_t count = 30'000;
  Plan plan;
  {
    KeyglassProcess keyglass({"api", "--store", store});
    fill(keyglass.api(), count);
    plan = create(keyglass.api(), R"({"action":"delete","prefix":"k"})");
    REQUIRE(commit(keyglass.api(), plan).status == 202);
    CHECK(wait_until([&] { return read(keyglass.api(), plan).done > 0; }));
    keyglass.process().send_signal(SIGKILL);
    REQUIRE(keyglass.process().wait_exit());
  }
  KeyglassProcess keyglass({"api", "--store", store});
  const Plan found = read(keyglass.api(), plan);
  CHECK((found.state == PlanState::interrupted || found.state == PlanState::done));
  CHECK(found.done > 0);
  CHECK(found.done % 500 == 0);
  CHECK(line_count(keyglass.api()) == count - found.done);
  if (found.state == PlanState::interrupted) CHECK(commit(keyglass.api(), plan).status == 409);
}

}  // namespace
}  // namespace keyglass::test
