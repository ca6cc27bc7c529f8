// Runs the vectors of shared/ natively, one test case a group.
#include <catch2/catch_test_macros.hpp>

#include "vectors.hpp"

namespace keyglass::test {
namespace {

void check(const Group& group) {
  REQUIRE_FALSE(group.vectors.empty());
  for (const Vector& vector : group.vectors) {
    INFO(vector.statement << "\n  expected: " << vector.expected << "\n  actual:   " << vector.actual);
    CHECK(holds(vector));
  }
}

TEST_CASE("Keys are checked by the rules of the data model") {
  check(key_vectors());
}
TEST_CASE("UTF-8 is told from other bytes") {
  check(utf8_vectors());
}
TEST_CASE("Content types and times to live are checked") {
  check(value_rule_vectors());
}
TEST_CASE("Patterns that mean nothing are refused with the place of the mistake") {
  check(glob_rule_vectors());
}
TEST_CASE("Patterns match whole keys, character by character") {
  check(glob_match_vectors());
}
TEST_CASE("The fixed ends of a pattern narrow a listing") {
  check(glob_end_vectors());
}
TEST_CASE("Keys survive percent-encoding and cursors survive their text") {
  check(percent_vectors());
}
TEST_CASE("A cursor is good for its own listing only") {
  check(cursor_vectors());
}
TEST_CASE("Base64 accepts exactly what it makes") {
  check(base64_vectors());
}
TEST_CASE("Times travel as RFC 3339 in UTC") {
  check(time_vectors());
}
TEST_CASE("JSON text is valid whatever bytes it is made from") {
  check(json_text_vectors());
}
TEST_CASE("Bodies that are not JSON are refused with the place of the mistake") {
  check(json_syntax_vectors());
}
TEST_CASE("Write requests are read strictly") {
  check(write_request_vectors());
}
TEST_CASE("Requests of the second contract are refused in its own words") {
  check(compatible_request_vectors());
}
TEST_CASE("Replies are read leniently and written whole") {
  check(reply_vectors());
}

TEST_CASE("A vector that does not hold is noticed") {
  CHECK_FALSE(holds({"", "abc", "abd"}));
  CHECK_FALSE(holds({"", "abc", "b…"}));
  CHECK(holds({"", "abc", "ab…"}));
}

TEST_CASE("A merge patch changes what it names, and nothing else") {
  check(merge_patch_vectors());
}

TEST_CASE("Increments are whole numbers of 64 bits") {
  check(increment_vectors());
}

TEST_CASE("A batch is refused by the place of what is wrong in it") {
  check(batch_request_vectors());
}

TEST_CASE("Answers about many keys and their past say what is known") {
  check(answer_vectors());
}

TEST_CASE("Entries travel as lines, and what is wrong with a line is told") {
  check(transfer_vectors());
}

TEST_CASE("Plans are asked for strictly and told whole") {
  check(plan_vectors());
}

TEST_CASE("Events of a watch tell what happened to one key on one line") {
  check(watch_vectors());
}

}  // namespace
}  // namespace keyglass::test
