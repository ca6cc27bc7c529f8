// The parts under the connections: deadlines, pipes between threads, bounded work.
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <future>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "http/byte_pipe.hpp"
#include "http/timer_wheel.hpp"
#include "http/worker_pool.hpp"

namespace keyglass::http {
namespace {

using std::chrono::milliseconds;

struct Thing : TimerWheel::Timer {
  int number = 0;
};

std::vector<int> due_at(TimerWheel& wheel, TimerWheel::Time now) {
  std::vector<int> due;
  wheel.expire(now, [&](TimerWheel::Timer& timer) { due.push_back(static_cast<Thing&>(timer).number); });
  return due;
}

TEST_CASE("A deadline is never early, at most a tick late, and moves both ways") {
  const TimerWheel::Time begin{};
  TimerWheel wheel(begin);
  Thing thing;
  thing.number = 7;
  wheel.set(thing, begin + milliseconds(1000));
  CHECK(due_at(wheel, begin + milliseconds(999)).empty());
  wheel.set(thing, begin + milliseconds(3000));
  CHECK(due_at(wheel, begin + milliseconds(2900)).empty());
  wheel.set(thing, begin + milliseconds(2950));
  CHECK(due_at(wheel, begin + milliseconds(2940)).empty());
  CHECK(due_at(wheel, begin + milliseconds(2950) + TimerWheel::tick) == std::vector{7});
  CHECK(wheel.empty());
  wheel.set(thing, begin + milliseconds(5000));
  wheel.cancel(thing);
  CHECK(wheel.empty());
  CHECK(due_at(wheel, begin + milliseconds(9000)).empty());
}

TEST_CASE("Deadlines set, moved and cancelled at random come when a map says so") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  TimerWheel::Time now{};
  TimerWheel wheel(now);
  std::vector<Thing> things(50);
  for (std::size_t i = 0; i < things.size(); ++i) things[i].number = static_cast<int>(i);
  std::map<int, TimerWheel::Time> model;
  for (int step = 0; step < 5'000; ++step) {
    Thing& thing = things[random() % things.size()];
    if (random() % 4 == 0) {
      wheel.cancel(thing);
      model.erase(thing.number);
    } else {
      model[thing.number] = now + milliseconds(random() % 300'000);  // beyond a turn of the wheel, too
      wheel.set(thing, model[thing.number]);
    }
    now += milliseconds(random() % 2'000);
    for (const int number : due_at(wheel, now)) {
      REQUIRE(model.contains(number));
      REQUIRE(model[number] <= now);
      model.erase(number);
    }
    for (const auto& [number, due] : model) REQUIRE(due > now - TimerWheel::tick);
    REQUIRE(wheel.empty() == model.empty());
  }
}

TEST_CASE("What a worker writes into a pipe waits for room, and comes out whole and in order") {
  std::atomic<int> wakes{0};
  BytePipe pipe(16, [&] { ++wakes; });
  std::thread writer([&] {
    for (int i = 0; i < 1'000; ++i) pipe.write(std::to_string(i) + ",");
    pipe.finish(BytePipe::State::ended);
  });
  std::string all;
  std::string expected;
  for (int i = 0; i < 1'000; ++i) expected += std::to_string(i) + ",";
  std::string part;
  BytePipe::State state = BytePipe::State::open;
  while (state == BytePipe::State::open) {
    state = pipe.poll(part);
    CHECK(part.size() <= 16 + 4);
    all += part;
    if (part.empty()) std::this_thread::yield();
  }
  writer.join();
  CHECK(all == expected);
  CHECK(state == BytePipe::State::ended);
  CHECK(wakes > 0);
}

TEST_CASE("A worker that waits for bytes or for room is let go when the pipe breaks off") {
  BytePipe pipe(4, [] {});
  auto reading = std::async(std::launch::async, [&] {
    std::string part;
    return pipe.read(part);
  });
  pipe.break_off();
  CHECK(reading.get() == BytePipe::State::broken);
  BytePipe full(4, [] {});
  CHECK(full.write("12345"));
  auto writing = std::async(std::launch::async, [&] { return full.write("6"); });
  full.break_off();
  CHECK_FALSE(writing.get());
}

TEST_CASE("A pool takes only so many jobs that wait, runs them in order, and none once it has stopped") {
  WorkerPool pool(1, 2);
  std::promise<void> begun;
  std::promise<void> go_on;
  std::promise<void> last;
  std::string ran;
  CHECK(pool.post([&] {
    begun.set_value();
    go_on.get_future().wait();
    ran += 'a';
  }));
  begun.get_future().wait();
  CHECK(pool.post([&] { ran += 'b'; }));
  CHECK(pool.post([&] {
    ran += 'c';
    last.set_value();
  }));
  CHECK_FALSE(pool.post([&] { ran += 'd'; }));
  go_on.set_value();
  last.get_future().wait();
  pool.stop();
  CHECK(ran == "abc");
  CHECK_FALSE(pool.post([&] { ran += 'e'; }));
}

}  // namespace
}  // namespace keyglass::http
