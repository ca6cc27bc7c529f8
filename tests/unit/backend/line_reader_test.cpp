// Lines out of a stream, however it is cut.
#include "http/line_reader.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

namespace keyglass::http {
namespace {

// The lines of `text`, fed in parts of `part` bytes: "1:first", "2:(too long)".
std::vector<std::string> lines_of(std::string_view text, std::size_t part, std::size_t bytes_max = 100) {
  std::vector<std::string> lines;
  LineReader reader(bytes_max, [&](const Line& line) {
    lines.push_back(std::to_string(line.number) + ":" +
                    (line.too_long ? "(too long)" : std::string(line.text)));
    return true;
  });
  for (; !text.empty(); text.remove_prefix(std::min(part, text.size()))) {
    CHECK(reader.take(text.substr(0, part)));
  }
  CHECK(reader.finish());
  return lines;
}

using Lines = std::vector<std::string>;

TEST_CASE("Lines come out the same however the stream is cut") {
  for (std::size_t part = 1; part < 12; ++part) {
    CAPTURE(part);
    CHECK(lines_of("", part).empty());
    CHECK(lines_of("a", part) == Lines{"1:a"});
    CHECK(lines_of("a\n", part) == Lines{"1:a"});
    CHECK(lines_of("a\nbc\n\nd", part) == Lines{"1:a", "2:bc", "3:", "4:d"});
    CHECK(lines_of("a\r\nb\r\r\n\r\n", part) == Lines{"1:a", "2:b\r", "3:"});
    CHECK(lines_of("\xEF\xBB\xBFone\n\xEF\xBB\xBFtwo", part) == Lines{"1:one", "2:\xEF\xBB\xBFtwo"});
  }
}

TEST_CASE("A line that is too long is told once and costs no other line") {
  for (std::size_t part = 1; part < 12; ++part) {
    CAPTURE(part);
    CHECK(lines_of("123456\n123\n1234\n12345\n", part, 4) ==
          Lines{"1:(too long)", "2:123", "3:1234", "4:(too long)"});
    CHECK(lines_of("123\n12345678901234", part, 4) == Lines{"1:123", "2:(too long)"});
  }
}

TEST_CASE("A reader that wants no more is asked no more") {
  int asked = 0;
  LineReader reader(10, [&](const Line&) {
    ++asked;
    return false;
  });
  CHECK_FALSE(reader.take("a\nb\nc\n"));
  CHECK(asked == 1);
}

}  // namespace
}  // namespace keyglass::http
