// Events as bytes: ids of commits, chunks.
#include "http/event_frame.hpp"

#include <catch2/catch_test_macros.hpp>

namespace keyglass::http {
namespace {

TEST_CASE("Only the last event of a commit has its id, also where a frame ends with it") {
  EventWriter writer;
  writer.add(event_lines("put", "1"), 7);
  writer.add(event_lines("put", "2"), 7);
  writer.add(event_lines("delete", "3"), 9);
  const SharedFrame frame = writer.finish();
  CHECK(frame->bytes(false) ==
        "event: put\ndata: 1\n\n"
        "event: put\ndata: 2\nid: 7\n\n"
        "event: delete\ndata: 3\nid: 9\n\n");
  CHECK(frame->event_count == 3);
  CHECK(writer.empty());
  writer.add(event_lines("put", "4"), 10);
  CHECK(writer.finish()->bytes(false) == "event: put\ndata: 4\nid: 10\n\n");
}

TEST_CASE("Events of a snapshot have no id until it is whole") {
  EventWriter writer;
  writer.add(event_lines("put", "1"), 0);
  writer.add(event_lines("synced", "2"), 5);
  CHECK(writer.finish()->bytes(false) == "event: put\ndata: 1\n\nevent: synced\ndata: 2\nid: 5\n\n");
}

TEST_CASE("A frame is one chunk of HTTP/1.1, or the bare events") {
  EventWriter writer;
  writer.add(event_lines("put", "{}"), 1);
  const SharedFrame frame = writer.finish();
  CHECK(frame->bytes(true) == "1b\r\nevent: put\ndata: {}\nid: 1\n\n\r\n");
  CHECK(frame->bytes(false).size() == 0x1b);
}

TEST_CASE("What is no event moves the last id, if there is one") {
  CHECK(frame_without_event(": keep-alive", 3)->bytes(false) == ": keep-alive\nid: 3\n\n");
  CHECK(frame_without_event("retry: 2000", 0)->bytes(false) == "retry: 2000\n\n");
  CHECK(frame_without_event("retry: 2000", 0)->event_count == 0);
}

}  // namespace
}  // namespace keyglass::http
