// Where the rows of a wrapped text begin.
#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

#include "app/text_rows.hpp"

namespace keyglass::app {
namespace {

std::vector<std::string> wrapped(std::string_view text, std::size_t columns) {
  const auto rows = rows_of_text(text, columns);
  std::vector<std::string> texts;
  for (std::size_t at = 0; at < rows.size(); ++at)
    texts.push_back(std::to_string(rows[at].line) + " " + std::string(row_of_text(text, rows, at)));
  return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("Lines that fit stay whole, and an empty text has one row") {
  CHECK(wrapped("", 10) == Texts{"0 "});
  CHECK(wrapped("one\n\ntwo", 10) == Texts{"0 one", "1 ", "2 two"});
  CHECK(wrapped("0123456789", 10) == Texts{"0 0123456789"});
  CHECK(wrapped("a long line is never wrapped", never_wrapped).size() == 1);
}

TEST_CASE("A long line is broken after a space, and a long word where the row ends") {
  CHECK(wrapped("one two three four", 9) == Texts{"0 one two ", "0 three ", "0 four"});
  CHECK(wrapped("0123456789abc", 10) == Texts{"0 0123456789", "0 abc"});
  CHECK(wrapped("a 123456789012345", 10) == Texts{"0 a 12345678", "0 9012345"});
  CHECK(wrapped("one two three\nfour", 9) == Texts{"0 one two ", "0 three", "1 four"});
}

TEST_CASE("No character is cut apart, and wide ones count twice") {
  CHECK(wrapped("\u00e4\u00e4\u00e4", 2) == Texts{"0 \u00e4\u00e4", "0 \u00e4"});
  CHECK(wrapped("\u6f22\u5b57\u6f22", 4) == Texts{"0 \u6f22\u5b57", "0 \u6f22"});
  CHECK(wrapped("\u6f22", 1) == Texts{"0 \u6f22"});
}

TEST_CASE("Rows put together are the text, and every byte has its row") {
  std::string text;
  for (int at = 0; at < 3000; ++at)
    text += at % 7 == 0 ? ' ' : at % 191 == 0 ? '\n' : static_cast<char>('a' + at % 26);
  for (const std::size_t columns : {8U, 33U, 100U}) {
    const auto rows = rows_of_text(text, columns);
    std::string joined;
    for (std::size_t at = 0; at < rows.size(); ++at) {
      if (at > 0 && rows[at].line != rows[at - 1].line) joined += '\n';
      joined += row_of_text(text, rows, at);
      CHECK(row_at_byte(rows, rows[at].first) == at);
    }
    CHECK(joined == text);
  }
}

}  // namespace keyglass::app
