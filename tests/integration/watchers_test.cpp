// Ten thousand watchers: they cost buffers, not threads, and one change reaches them all.
#include <sys/resource.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <string>
#include <vector>

#include "integration/event_reader.hpp"
#include "integration/keyglass_process.hpp"
#include "integration/metrics_text.hpp"
#include "support/wait_until.hpp"

namespace keyglass::test {
namespace {

constexpr std::size_t watchers_max = 10'000;

// As many as the system allows open files for, in this process and in the server's.
std::size_t watchers_possible() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  const std::size_t possible = limit.rlim_cur > 400 ? limit.rlim_cur - 400 : 0;
  return std::min(watchers_max, possible);
}

double figure(const std::string& api, const std::string& name) {
  return parse_metrics(get(api, "/metrics").body).sum(name);
}

TEST_CASE("One change reaches ten thousand watchers, who cost no thread and little memory") {
  const std::size_t count = watchers_possible();
  if (count < 500) SKIP("the system allows too few open files");
  KeyglassProcess keyglass({"api", "--store", "memory:", "--threads", "2", "--streams", "2"});
  REQUIRE(keyglass.process().wait_line("Ctrl+C"));  // it listens before its last thread has begun
  const double threads = figure(keyglass.api(), "process_threads");
  const double bytes = figure(keyglass.api(), "process_resident_memory_bytes");
  std::vector<std::unique_ptr<EventReader>> watchers;
  for (std::size_t i = 0; i < count; ++i) {
    watchers.push_back(
        std::make_unique<EventReader>(keyglass.api(), i % 2 == 0 ? "/watch" : "/watch?prefix=a&values"));
    REQUIRE(watchers.back()->answer().status == 200);
  }
  CHECK(figure(keyglass.api(), "keyglass_watchers") == static_cast<double>(count));
  CHECK(figure(keyglass.api(), "process_threads") == threads);
  REQUIRE(ask(keyglass.api(), {"PUT", "/kv/a", {}, "v"}).status == 201);
  std::size_t told = 0;
  for (const auto& watcher : watchers) {
    const auto event = watcher->next();
    if (event && event->name == "put" && event->id == "1") ++told;
  }
  CHECK(told == count);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // they keep freed memory on purpose
  const double each =
      (figure(keyglass.api(), "process_resident_memory_bytes") - bytes) / static_cast<double>(count);
  CHECK(each < 15.0 * 1024);  // ten thousand, and as many idle connections, in 300 MiB
#else
  CHECK(bytes > 0);
#endif
  CHECK(keyglass.stop() == 0);
}

}  // namespace
}  // namespace keyglass::test
