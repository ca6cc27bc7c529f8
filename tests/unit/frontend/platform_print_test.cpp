// The app's own snprintf() (platform/web/small_print.cpp, here under another name) writes what the C
// library's writes.
#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <cstring>
#include <string>

extern "C" int small_snprintf(char* text, std::size_t capacity, const char* format, ...);

// In the app the browser does this.
extern "C" int kg_print_number(double number, int fixed, int precision, char* text) {
  return std::snprintf(text, 512, fixed != 0 ? "%.*f" : "%.*g", precision, number);
}

namespace {

constexpr std::size_t capacity = 64;

template <typename... Arguments>
std::string ours(const char* format, Arguments... arguments) {
  char text[capacity];
  const int length = small_snprintf(text, sizeof text, format, arguments...);
  return std::string(text) + " " + std::to_string(length);
}

template <typename... Arguments>
std::string theirs(const char* format, Arguments... arguments) {
  char text[capacity];
  const int length = std::snprintf(text, sizeof text, format, arguments...);
  return std::string(text) + " " + std::to_string(length);
}

template <typename... Arguments>
void check(const char* format, Arguments... arguments) {
  INFO(format);
  CHECK(ours(format, arguments...) == theirs(format, arguments...));
}

}  // namespace

TEST_CASE("whole numbers are written with sign, width, zeros and precision") {
  for (const int number : {0, 7, -7, 2147483647, -2147483647 - 1}) {
    for (const char* format :
         {"%d", "%i", "%5d", "%-5d|", "%05d", "%.3d", "%8.3d", "%u", "%x", "%08X", "%02X"})
      check(format, number);
  }
  check("%lld %llu", -9223372036854775807LL - 1, 18446744073709551615ULL);
  check("%ld %lu %zu", -5L, 5UL, std::size_t{9});
}

TEST_CASE("text is cut by a precision and filled to a width") {
  check("%s|%10s|%-10s|%.2s|%.*s", "key", "key", "key", "key", 1, "key");
  check("%c%%%c", 'a', 'b');
  check("[%*s]", 6, "x");
}

TEST_CASE("numbers with a fraction keep their field") {
  for (const double number : {0.0, 0.05, -1.25, 99.949, 1e9}) {
    for (const char* format : {"%f", "%.1f", "%.0f", "%8.3f", "%08.2f", "%-9.1f|", "%g", "%.15g"})
      check(format, number);
  }
}

TEST_CASE("what does not fit is counted but not written") {
  char text[4] = "xyz";
  CHECK(small_snprintf(text, sizeof text, "%s", "longer") == 6);
  CHECK(std::strcmp(text, "lon") == 0);
  CHECK(small_snprintf(nullptr, 0, "%d", 12345) == 5);
}
