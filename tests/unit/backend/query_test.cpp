// Query parameters: decoding, numbers, refusals.
#include "http/query.hpp"

#include <catch2/catch_test_macros.hpp>

namespace keyglass::http {
namespace {

TEST_CASE("Names and values are decoded; a plus is a space, a bare name is empty") {
  const auto query = Query::parse("prefix=a%2Fb+c&raw&&empty=");
  REQUIRE(query.ok());
  CHECK(query.value().get("prefix") == "a/b c");
  CHECK(query.value().get("raw") == "");
  CHECK(query.value().get("empty") == "");
  CHECK_FALSE(query.value().has("absent"));
  CHECK(Query::parse("a=1=2").value().get("a") == "1=2");
}

TEST_CASE("A broken escape and a name given twice are refused by name") {
  CHECK(Query::parse("after=%4").error().field == "after");
  CHECK(Query::parse("limit=1&limit=2").error().field == "limit");
}

TEST_CASE("Numbers keep to their bounds") {
  const auto number = [](const char* text) {
    return Query::parse(std::string("n=") + text).value().number("n", 7, {1, 100});
  };
  CHECK(number("1").value() == 1);
  CHECK(number("100").value() == 100);
  for (const char* text : {"0", "101", "-1", "1.5", "", "x", "99999999999999999999999"}) {
    CAPTURE(text);
    CHECK(number(text).error().field == "n");
  }
  CHECK(Query::parse("").value().number("n", 7, {1, 100}).value() == 7);
}

TEST_CASE("Decimals may have fractions, and nothing after them") {
  CHECK(Query::parse("ttl=0.5").value().decimal("ttl").value() == 0.5);
  CHECK_FALSE(Query::parse("").value().decimal("ttl").value().has_value());
  for (const char* text : {"ttl=", "ttl=1s", "ttl=abc"}) {
    CAPTURE(text);
    CHECK_FALSE(Query::parse(text).value().decimal("ttl").ok());
  }
}

TEST_CASE("A flag is on by its bare name, and can be switched off") {
  const auto flag = [](const char* text) { return Query::parse(text).value().flag("raw"); };
  CHECK(flag("raw").value());
  CHECK(flag("raw=").value());
  CHECK(flag("raw=true").value());
  CHECK_FALSE(flag("raw=false").value());
  CHECK_FALSE(flag("").value());
  REQUIRE_FALSE(flag("raw=maybe"));
  CHECK(flag("raw=maybe").error().field == "raw");
}

}  // namespace
}  // namespace keyglass::http
