// The traceparent header: what is a trace, and what is not.
#include "http/trace_context.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

namespace keyglass::http {
namespace {

const std::string trace = "4bf92f3577b34da6a3ce929d0e0e4736";
const std::string parent = "00f067aa0ba902b7";

TEST_CASE("A traceparent is read into its trace and the caller's span") {
  for (const char* flags : {"00", "01", "ff"}) {
    const std::string header = "00-" + trace + "-" + parent + "-" + flags;
    const auto context = parse_traceparent(header);
    REQUIRE(context);
    CHECK(context->trace_id == trace);
    CHECK(context->parent_id == parent);
  }
}

TEST_CASE("A later version may have more to say") {
  const std::string later = "cc-" + trace + "-" + parent + "-01";
  CHECK(parse_traceparent(later));
  CHECK(parse_traceparent(later + "-what-the-future-brings"));
  CHECK_FALSE(parse_traceparent(later + "."));
  CHECK_FALSE(parse_traceparent("00-" + trace + "-" + parent + "-01-more"));
}

TEST_CASE("What is not as the specification says is no trace") {
  const std::string zeros(32, '0');
  for (const std::string& header :
       {std::string(), std::string("00"), "ff-" + trace + "-" + parent + "-01",
        "00-" + zeros + "-" + parent + "-01", "00-" + trace + "-" + zeros.substr(16) + "-01",
        "00-" + trace + "-" + parent, "00-" + trace + "-" + parent + "-0",
        "00_" + trace + "-" + parent + "-01", "00-" + trace + parent + "--01",
        "0g-" + trace + "-" + parent + "-01", "00-" + trace + "-" + parent + "-0g",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + parent + "-01", " 00-" + trace + "-" + parent + "-01"}) {
    CAPTURE(header);
    CHECK_FALSE(parse_traceparent(header));
  }
}

}  // namespace
}  // namespace keyglass::http
