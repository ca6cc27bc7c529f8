// Bytes as hex digits and back.
#include "app/hex_text.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>

namespace keyglass::app {

using namespace std::string_view_literals;

TEST_CASE("Bytes are written as pairs of digits, so many a line") {
  CHECK(write_hex("", 16).empty());
  CHECK(write_hex("\0"sv, 16) == "00");
  CHECK(write_hex("Hello"sv, 16) == "48 65 6c 6c 6f");
  CHECK(write_hex("Hello"sv, 2) == "48 65\n6c 6c\n6f");
  CHECK(write_hex("\xff\x7f\x80\n"sv, 4) == "ff 7f 80 0a");
  CHECK(write_hex("0123456789"sv, 16) == "30 31 32 33 34 35 36 37  38 39");
  CHECK(write_hex("0123456789"sv, 8) == "30 31 32 33 34 35 36 37\n38 39");
}

TEST_CASE("Digits of either case are read, whatever white space is between bytes") {
  for (const char* text : {"48 65 6c", "48656c", "48 656C", "  48\n65\t6c \n", "4865\r\n6C"}) {
    const HexReading reading = read_hex(text);
    CHECK_FALSE(reading.fault);
    CHECK(reading.bytes == "Hel");
  }
  CHECK(read_hex("").bytes.empty());
  CHECK_FALSE(read_hex(" \n ").fault);
}

TEST_CASE("It is known which bytes stand in which line") {
  CHECK(read_hex("").lines == std::vector<std::size_t>{0});
  CHECK(read_hex("48 65\n\n6c").lines == std::vector<std::size_t>{0, 2, 2});
  CHECK(read_hex("48 65\n").lines == std::vector<std::size_t>{0, 2});
}

TEST_CASE("What is wrong is named with its line and column, the first of all") {
  const auto fault = [](std::string_view text) { return read_hex(text).fault.value(); };
  CHECK(fault("4") == HexFault{1, 1, "a digit is missing", true});
  CHECK(fault("48 6 5") == HexFault{1, 4, "a digit is missing", true});
  CHECK(fault("48\n65 6\n6c 6") == HexFault{2, 4, "a digit is missing", true});
  CHECK(fault("48 g5") == HexFault{1, 4, "\u201cg\u201d is no hex digit", false});
  CHECK(fault("4x") == HexFault{1, 2, "\u201cx\u201d is no hex digit", false});
  CHECK(fault("\u00e9\u20ac") == HexFault{1, 1, "\u201c\u00e9\u201d is no hex digit", false});
  CHECK(fault("48 \U0001F600") == HexFault{1, 4, "\u201c\U0001F600\u201d is no hex digit", false});
  CHECK(hex_fault_words(fault("48\n6 5")) == "Line 2, column 1: a digit is missing");
}

TEST_CASE("Around a fault the bytes are read all the same") {
  CHECK(read_hex("48 zz 65\n6").bytes == "He");
  CHECK(read_hex("48 6 65").bytes == "He");
}

TEST_CASE("Any bytes come back from their digits, however the digits are spread") {
  const auto seed = std::random_device()();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 300; ++round) {
    std::string bytes(random() % 600, ' ');
    for (char& byte : bytes) byte = static_cast<char>(random());
    const std::string text = write_hex(bytes, 1 + random() % 20);
    const HexReading reading = read_hex(text);
    REQUIRE_FALSE(reading.fault);
    REQUIRE(reading.bytes == bytes);
    std::string spread;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      spread += write_hex(std::string_view(bytes).substr(at, 1), 16);
      spread += std::string(random() % 3, " \n\t"[random() % 3]);
    }
    REQUIRE(read_hex(spread).bytes == bytes);
    REQUIRE(write_hex(read_hex(spread).bytes, 16) == write_hex(bytes, 16));
  }
}

TEST_CASE("Whatever is typed, it is read or refused, and the lines add up") {
  const auto seed = std::random_device()();
  CAPTURE(seed);
  std::mt19937 random(seed);
  constexpr std::string_view signs = "0123456789abcdefABCDEF  \n\tgx-\xc3\xa9";
  for (int round = 0; round < 1000; ++round) {
    std::string text;
    for (std::size_t length = random() % 40; length > 0; --length) text += signs[random() % signs.size()];
    const HexReading reading = read_hex(text);
    const auto feeds = std::count(text.begin(), text.end(), '\n');
    REQUIRE(reading.lines.size() == static_cast<std::size_t>(feeds) + 1);
    REQUIRE(std::is_sorted(reading.lines.begin(), reading.lines.end()));
    REQUIRE(reading.lines.back() <= reading.bytes.size());
    if (!reading.fault) continue;
    REQUIRE(reading.fault->line <= reading.lines.size());
    REQUIRE(reading.fault->column >= 1);
  }
}

TEST_CASE("A long value is cut into parts that begin at round places") {
  CHECK(hex_part_at(0, 0) == HexPart{0, 0});
  CHECK(hex_part_at(7, 0) == HexPart{0, 0});
  CHECK(hex_part_at(0, 5) == HexPart{0, 5});
  CHECK(hex_part_at(hex_part_bytes, hex_part_bytes) == HexPart{0, hex_part_bytes});
  CHECK(hex_part_at(hex_part_bytes, hex_part_bytes + 1) == HexPart{hex_part_bytes, hex_part_bytes + 1});
  CHECK(hex_part_at(SIZE_MAX, 3 * hex_part_bytes) == HexPart{2 * hex_part_bytes, 3 * hex_part_bytes});
}

}  // namespace keyglass::app
