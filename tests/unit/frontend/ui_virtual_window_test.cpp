// Scrolling in rows, exact for any number of them.
#include <catch2/catch_test_macros.hpp>
#include <random>

#include "ui/grid.hpp"

using keyglass::ui::VirtualWindow;

namespace {

constexpr std::uint64_t many = 10'000'000'000;

}  // namespace

TEST_CASE("a list that fits does not scroll") {
  VirtualWindow window;
  window.scroll(5, 10, 20);
  CHECK(window == VirtualWindow{});
}

TEST_CASE("scrolling stops at both ends") {
  VirtualWindow window;
  window.scroll(-3, 100, 10);
  CHECK(window == VirtualWindow{});
  window.scroll(1e18, 100, 10);
  CHECK(window == VirtualWindow{90, 0});
  window.scroll(1e18, 100, 10.5);
  CHECK(window == VirtualWindow{89, 0.5});
}

TEST_CASE("half a row is kept, also far down") {
  VirtualWindow window{many / 2, 0};
  window.scroll(0.5, many, 10);
  CHECK(window == VirtualWindow{many / 2, 0.5});
  window.scroll(-1, many, 10);
  CHECK(window == VirtualWindow{many / 2 - 1, 0.5});
}

TEST_CASE("revealing a row moves as little as needed") {
  VirtualWindow window{50, 0};
  window.reveal(55, many, 10);
  CHECK(window.top == 50);
  window.reveal(40, many, 10);
  CHECK(window == VirtualWindow{40, 0});
  window.reveal(60, many, 10);
  CHECK(window == VirtualWindow{51, 0});
  window.reveal(many - 1, many, 10);
  CHECK(window == VirtualWindow{many - 10, 0});
}

TEST_CASE("a row is shown only where all of it is within the window") {
  const VirtualWindow window{50, 0.5};
  CHECK_FALSE(window.shows(50, 10));
  CHECK(window.shows(51, 10));
  CHECK(window.shows(59, 10));
  CHECK_FALSE(window.shows(60, 10));
  CHECK(window.shows(60, 10.5));
}

TEST_CASE("any walk stays within the list, and a revealed row is within the window") {
  std::mt19937_64 random(20'240'101);
  INFO("seed 20240101");
  for (int round = 0; round < 2'000; ++round) {
    const std::uint64_t rows = random() % 1'000 + 1;
    const double visible = static_cast<double>(random() % 400 + 10) / 10;
    VirtualWindow window;
    for (int step = 0; step < 10; ++step) {
      const double moved = static_cast<double>(random() % 4'000) / 10 - 200;
      window.scroll(moved, rows, visible);
      REQUIRE(window.offset >= 0);
      REQUIRE(window.offset < 1);
      REQUIRE(static_cast<double>(window.top) + window.offset + visible <=
              std::max(static_cast<double>(rows), visible) + 1e-9);
    }
    const std::uint64_t row = random() % rows;
    window.reveal(row, rows, visible);
    const double above = static_cast<double>(row) - static_cast<double>(window.top) - window.offset;
    REQUIRE(above >= -1e-9);
    if (visible >= 1) REQUIRE(above + 1 <= visible + 1e-9);
  }
}
