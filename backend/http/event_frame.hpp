// Server-Sent Events as bytes (WHATWG HTML, section 9.2), written once for all who want the same.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace keyglass::http {

// Some whole events. Never changes: any thread.
struct EventFrame {
  std::string chunk;      // as one chunk of HTTP/1.1
  std::size_t begin = 0;  // of the events themselves within it
  std::size_t size = 0;   // the same, bytes
  std::size_t event_count = 0;
  std::uint64_t last_id = 0;  // 0: none

  std::string_view bytes(bool chunked) const {
    return chunked ? std::string_view(chunk) : std::string_view(chunk).substr(begin, size);
  }
};
using SharedFrame = std::shared_ptr<const EventFrame>;

// The lines of one event, up to its id and its end. `data` has no line break.
std::string event_lines(std::string_view name, std::string_view data);

// Puts a frame together. One thread.
class EventWriter {
 public:
  // `lines` as event_lines() makes them. Events of one commit follow each other and share its `revision`:
  // only the last of them carries it as id, so that who resumes after an id has all of that commit. 0: no id.
  void add(std::string_view lines, std::uint64_t revision);
  bool empty() const { return text_.empty(); }
  // What was added, with its last event as the last of its commit; begins anew.
  SharedFrame finish();

 private:
  void end_event(bool last_of_commit);

  std::string text_;
  std::uint64_t revision_ = 0;
  std::size_t event_count_ = 0;
};

// No event: what moves the client's last id to `revision` (0: not), after a line of another kind:
// "retry: 2000", or a comment, which keeps the connection alive.
SharedFrame frame_without_event(std::string_view line, std::uint64_t revision);

}  // namespace keyglass::http
