// Server-Sent Events (HTML Living Standard, section 9.2 "Server-sent events") from bytes as they arrive, cut
// anywhere. Holds at most one event; one that is larger is left out and counted, so that memory is bounded
// whatever the sender does. Plain C++; one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace keyglass::app {

// Of one event: its lines together. A change without its value takes a few KiB at most.
inline constexpr std::size_t stream_event_bytes_max = std::size_t{128} * 1024;

struct StreamEvent {
  std::string type;  // "message" where the sender gave none
  std::string data;  // lines joined by line feeds
  std::string id;    // the last one sent, in this event or before it

  bool operator==(const StreamEvent&) const = default;
};

class EventStreamParser {
 public:
  // Takes the next bytes and adds the events that they complete to `events`.
  void feed(std::string_view bytes, std::vector<StreamEvent>& events);

  // The last id sent, also by a block that is no event: where to go on after all events so far.
  const std::string& last_id() const { return event_.id; }

  // Events left out because they were too large. The receiver has missed something then.
  std::uint64_t left_out() const { return left_out_; }

 private:
  void end_line(std::vector<StreamEvent>& events);
  void take_field(std::string_view name, std::string_view value);
  void dispatch(std::vector<StreamEvent>& events);

  std::string line_;  // begun, not ended
  StreamEvent event_;
  bool has_data_ = false;
  bool is_too_large_ = false;     // the event being read is left out
  bool ended_by_return_ = false;  // a line feed that follows belongs to the same line end
  bool is_first_line_ = true;     // may begin with a byte order mark
  std::uint64_t left_out_ = 0;
};

}  // namespace keyglass::app
