// Reading Server-Sent Events.
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "cli/event_lines.hpp"

namespace keyglass::cli {
namespace {

// "name|data|id" of each event in `text`, read in parts of `size` bytes.
std::vector<std::string> events_of(const std::string& text, std::size_t size) {
  std::vector<std::string> events;
  EventLines lines([&](const StreamEvent& event) {
    events.push_back(event.name + "|" + event.data + "|" + event.id.value_or("none"));
    return Status(Done{});
  });
  for (std::size_t at = 0; at < text.size(); at += size) {
    REQUIRE(lines.read(std::string_view(text).substr(at, size)).ok());
  }
  return events;
}

TEST_CASE("Events are read alike, however their bytes are cut") {
  const std::string text =
      "retry: 2000\nid: 3\n\n: a comment\n\nevent: put\ndata: {\"a\":1}\n\n"
      "<html>\n\nevent:delete\r\ndata:x\r\ndata:  y\r\nid: 4\r\n\r\n\n\nevent: named\n: in between\nid\n\n"
      "event: put\ndata: unfinished\n";
  const std::vector<std::string> wanted{"||3", "put|{\"a\":1}|none", "delete|x\n y|4", "named||"};
  for (const std::size_t size : {std::size_t{1}, std::size_t{2}, std::size_t{7}, text.size()}) {
    CAPTURE(size);
    CHECK(events_of(text, size) == wanted);
  }
}

TEST_CASE("Whoever takes events can end the reading") {
  int taken = 0;
  EventLines lines([&](const StreamEvent&) -> Status {
    ++taken;
    return Error{.code = ErrorCode::unavailable, .message = "enough"};
  });
  CHECK_FALSE(lines.read("data: a\n\ndata: b\n\n").ok());
  CHECK(taken == 1);
}

}  // namespace
}  // namespace keyglass::cli
