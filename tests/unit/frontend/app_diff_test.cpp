// Differences of texts: what a person would call the change, and never a line lost.
#include <catch2/catch_test_macros.hpp>

#include <random>

#include "app/diff.hpp"

namespace keyglass::app {
namespace {

// One character a line, then its text: " a\n-b\n+c\n".
std::string unified(const std::vector<DiffLine>& lines) {
  std::string out;
  for (const DiffLine& line : lines) {
    out += line.kind == DiffKind::same ? ' ' : line.kind == DiffKind::removed ? '-' : '+';
    out += line.text + "\n";
  }
  return out;
}

std::string side(const std::vector<DiffLine>& lines, DiffKind without) {
  std::string out;
  for (const DiffLine& line : lines) {
    if (line.kind != without) out += line.text + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("Lines that were added, removed or replaced are told apart from those that stayed") {
  CHECK(unified(diff_texts("a\nb\nc", "a\nb\nc")) == " a\n b\n c\n");
  CHECK(unified(diff_texts("a\nc", "a\nb\nc")) == " a\n+b\n c\n");
  CHECK(unified(diff_texts("a\nb\nc", "a\nc")) == " a\n-b\n c\n");
  CHECK(unified(diff_texts("a\nb\nc", "a\nx\nc")) == " a\n-b\n+x\n c\n");
  CHECK(unified(diff_texts("", "a")) == "+a\n");
  CHECK(unified(diff_texts("a", "")) == "-a\n");
  CHECK(diff_texts("", "").empty());
}

TEST_CASE("Within a replaced line only what differs is marked, by whole characters") {
  const auto lines = diff_texts("say hello now", "say help now");
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].text.substr(lines[0].mark_first, lines[0].mark_end - lines[0].mark_first) == "lo");
  CHECK(lines[1].text.substr(lines[1].mark_first, lines[1].mark_end - lines[1].mark_first) == "p");
  const auto accents = diff_texts("x\u00e4y", "x\u00e5y");
  CHECK(accents[0].text.substr(accents[0].mark_first, accents[0].mark_end - accents[0].mark_first) ==
        "\u00e4");
}

TEST_CASE("Line numbers are those of each text") {
  const auto lines = diff_texts("a\nb\nc", "b\nc\nd");
  CHECK(unified(lines) == "-a\n b\n c\n+d\n");
  CHECK(lines[1].before_line == 2);
  CHECK(lines[1].after_line == 1);
  CHECK(lines[3].before_line == 0);
  CHECK(lines[3].after_line == 3);
}

TEST_CASE("Texts that differ everywhere are one block for another") {
  std::string before = "same\n";
  std::string after = "same\n";
  for (int line = 0; line < 3000; ++line) {
    before += "b" + std::to_string(line) + "\n";
    after += "a" + std::to_string(line) + "\n";
  }
  const DiffCount count = count_changes(diff_texts(before, after));
  CHECK(count.removed == 3000);
  CHECK(count.added == 3000);
}

TEST_CASE("Any difference holds both texts, and no more changes than a shortest one") {
  const std::uint32_t seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto text = [&] {
    std::string lines;
    for (std::size_t count = random() % 12; count > 0; --count)
      lines += std::string(1, "abc"[random() % 3]) + "\n";
    return lines;
  };
  for (int turn = 0; turn < 2000; ++turn) {
    const std::string before = text();
    const std::string after = text();
    CAPTURE(before, after);
    const auto lines = diff_texts(before, after);
    REQUIRE(side(lines, DiffKind::added) == before);
    REQUIRE(side(lines, DiffKind::removed) == after);
    // The longest common subsequence by the textbook's table.
    const std::size_t n = before.size() / 2;
    const std::size_t m = after.size() / 2;
    std::vector<std::vector<std::size_t>> common(n + 1, std::vector<std::size_t>(m + 1));
    for (std::size_t i = 1; i <= n; ++i) {
      for (std::size_t j = 1; j <= m; ++j) {
        common[i][j] = before[2 * i - 2] == after[2 * j - 2] ? common[i - 1][j - 1] + 1
                                                             : std::max(common[i - 1][j], common[i][j - 1]);
      }
    }
    REQUIRE(lines.size() == n + m - common[n][m]);
  }
}

}  // namespace keyglass::app
