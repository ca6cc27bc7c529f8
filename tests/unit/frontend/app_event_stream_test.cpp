// Event streams, cut into pieces at every place.
#include <catch2/catch_test_macros.hpp>

#include "app/event_stream.hpp"

namespace keyglass::app::testing {
namespace {

using Events = std::vector<StreamEvent>;

Events parse(std::string_view bytes) {
  EventStreamParser parser;
  Events events;
  parser.feed(bytes, events);
  return events;
}

const std::string sample =
    "\xEF\xBB\xBF: hello\n\n"
    "event: put\ndata: {\"key\":\"a\"}\nid: 7\n\n"
    ":\r\r"
    "data:first\r\ndata: second\r\nretry: 10\r\nunknown: x\r\n\r\n"
    "id: 9\n\n"
    "event: delete\ndata\n\n"
    "data: never ended\n";

const Events sample_events = {
    {"put", "{\"key\":\"a\"}", "7"}, {"message", "first\nsecond", "7"}, {"delete", "", "9"}};

}  // namespace

TEST_CASE("An event stream gives the same events wherever it is cut") {
  REQUIRE(parse(sample) == sample_events);
  for (std::size_t first = 0; first <= sample.size(); ++first) {
    for (std::size_t second = first; second <= sample.size(); second += 7) {
      EventStreamParser parser;
      Events events;
      const std::string_view whole = sample;
      parser.feed(whole.substr(0, first), events);
      parser.feed(whole.substr(first, second - first), events);
      parser.feed(whole.substr(second), events);
      INFO("cut at " << first << " and " << second);
      REQUIRE(events == sample_events);
      REQUIRE(parser.last_id() == "9");
    }
  }
}

TEST_CASE("A block that has only an id moves on the place to go on from, and is no event") {
  EventStreamParser parser;
  Events events;
  parser.feed("id: 41\n\nid: 4", events);
  CHECK(events.empty());
  CHECK(parser.last_id() == "41");
  parser.feed("2\n\n", events);
  CHECK(parser.last_id() == "42");
}

TEST_CASE("An event that is too large is left out and counted, and the next one is read") {
  for (const std::size_t piece : {std::size_t{1000}, std::size_t{1'000'000}}) {
    EventStreamParser parser;
    Events events;
    const std::string large =
        "data: " + std::string(stream_event_bytes_max + 1, 'x') + "\n\n" + "data: next\n\n";
    for (std::size_t at = 0; at < large.size(); at += piece)
      parser.feed(std::string_view(large).substr(at, piece), events);
    CHECK(parser.left_out() == 1);
    CHECK(events == Events{{"message", "next", ""}});
  }
}

TEST_CASE("Many lines of one event are bounded together") {
  EventStreamParser parser;
  Events events;
  for (int line = 0; line < 4000; ++line) parser.feed("data: " + std::string(100, 'x') + "\n", events);
  parser.feed("\ndata: next\n\n", events);
  CHECK(parser.left_out() == 1);
  CHECK(events.size() == 1);
}

TEST_CASE("An id that holds a NUL is not taken") {
  using namespace std::string_view_literals;
  CHECK(parse("id: 1\n\nid: 2\0003\ndata: x\n\n"sv)[0].id == "1");
}

}  // namespace keyglass::app::testing
