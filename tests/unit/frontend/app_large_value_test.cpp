// Values too large to be held: rows of a part, parts asked for and let go.
#include <catch2/catch_test_macros.hpp>

#include "session.hpp"

namespace keyglass::app::testing {
namespace {

constexpr std::size_t part = value_part_bytes;

std::string numbered_lines(std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += "line " + std::to_string(text.size()) + " \u00e9\u20ac\n";
  return text;
}

std::size_t parts_asked(const Session& session) {
  std::size_t count = 0;
  for (const HttpRequest& request : session.waiting) count += !header_of(request, "If-Match").empty();
  return count;
}

}  // namespace

TEST_CASE("The rows of all parts together are the text, every character once") {
  const std::string text = numbered_lines(3 * part) + std::string(5'000, 'x') + "\xe2\x82\xac";
  std::string rejoined;
  for (std::size_t first = 0; first < text.size(); first += part) {
    const std::string_view bytes = std::string_view(text).substr(first, part + value_part_overlap);
    const auto rows = text_rows_of(bytes, first == 0);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      CHECK(text_row(bytes, rows, row).size() <= text_row_bytes + value_part_overlap);
      rejoined += text_row(bytes, rows, row);
    }
  }
  std::string plain = text;
  std::erase(plain, '\n');
  CHECK(rejoined == plain);
}

TEST_CASE("A part of bytes that are no text has rows all the same") {
  const std::string bytes(part, '\x80');
  const auto rows = text_rows_of(bytes, false);
  REQUIRE_FALSE(rows.empty());
  CHECK(rows.front() == value_part_overlap);
}

TEST_CASE("Only what is looked at of a large value is read, and only some of it held") {
  Session session;
  session.api.put("big", std::string(20 * 1024 * 1024, 'x'));
  session.start("#/kv/big");
  REQUIRE(session.entry());
  CHECK(session.entry()->value.size() == editable_bytes_max);
  // The beginning is there already.
  session.act(ShowValueParts{0, 1});
  CHECK(parts_asked(session) == 0);
  session.act(ShowValueParts{100, 102});
  CHECK(parts_asked(session) == 4);
  session.settle();
  const LargeValue& large = open_key(session.model)->large;
  CHECK(shown(large.parts.at(100).bytes)->size() == part + value_part_overlap);
  for (std::uint64_t first = 8; first < 159; ++first)
    session.act_and_settle(ShowValueParts{first, first + 1});
  CHECK(large.parts.size() <= held_value_parts_max);
  CHECK(shown(large.parts.at(159).bytes)->size() == part);
}

TEST_CASE("What was scrolled past is not waited for, and asked for again when it comes back") {
  Session session;
  session.api.put("big", std::string(20 * 1024 * 1024, 'x'));
  session.start("#/kv/big");
  session.act(ShowValueParts{50, 51});
  session.act(ShowValueParts{100, 101});
  CHECK(parts_asked(session) == 3);
  session.act(ShowValueParts{50, 51});
  CHECK(parts_asked(session) == 3);
  session.settle();
  CHECK(shown(open_key(session.model)->large.parts.at(50).bytes));
}

TEST_CASE("A large value that changes while it is looked at is read anew") {
  Session session;
  session.api.put("big", std::string(3 * 1024 * 1024, 'x'));
  session.start("#/kv/big");
  session.api.put("big", std::string(4 * 1024 * 1024, 'y'));
  session.act_and_settle(ShowValueParts{16, 17});
  CHECK(session.entry()->value.front() == 'y');
  CHECK(open_key(session.model)->large.parts.empty());
  session.act_and_settle(ShowValueParts{16, 17});
  CHECK(shown(open_key(session.model)->large.parts.at(16).bytes)->front() == 'y');
}

}  // namespace keyglass::app::testing
