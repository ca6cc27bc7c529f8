// What the client commands show of other people's text.
#include <catch2/catch_test_macros.hpp>

#include "cli/output.hpp"

namespace keyglass::cli {
namespace {

TEST_CASE("No control character reaches a terminal, in one byte or in two, and nothing else is changed") {
  CHECK(printable("a\x1B[31m\n\x7F") == "a?[31m??");
  CHECK(printable("a\xC2\x9B"
                  "31m\xC2\x80\xC2\x9F") == "a?31m??");
  CHECK(printable("\xC2\xA0\xC3\x9B\xE2\x82\x9B\xF0\x9F\x94\x91") ==
        "\xC2\xA0\xC3\x9B\xE2\x82\x9B\xF0\x9F\x94\x91");
  CHECK(printable("cut \xC2") == "cut \xC2");
  CHECK(printable("").empty());
}

}  // namespace
}  // namespace keyglass::cli
