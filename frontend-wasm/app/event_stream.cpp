// The parser of event streams, line by line.
#include "app/event_stream.hpp"

#include <algorithm>

namespace keyglass::app {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace

void EventStreamParser::feed(std::string_view bytes, std::vector<StreamEvent>& events) {
  while (!bytes.empty()) {
    if (ended_by_return_) {
      ended_by_return_ = false;
      if (bytes.front() == '\n') {
        bytes.remove_prefix(1);
        continue;
      }
    }
    const std::size_t end = std::min(bytes.find_first_of("\r\n"), bytes.size());
    const bool fits = line_.size() + end + event_.data.size() <= stream_event_bytes_max;
    if (fits && !is_too_large_) {
      line_.append(bytes.substr(0, end));
    } else if (end > 0) {
      is_too_large_ = true;
      // What is left says whether the line is empty, and so ends the event.
      line_.assign(1, ':');
    }
    if (end == bytes.size()) return;
    ended_by_return_ = bytes[end] == '\r';
    bytes.remove_prefix(end + 1);
    end_line(events);
  }
}

void EventStreamParser::end_line(std::vector<StreamEvent>& events) {
  std::string_view line = line_;
  if (is_first_line_ && line.starts_with(byte_order_mark)) line.remove_prefix(byte_order_mark.size());
  is_first_line_ = false;
  if (line.empty()) {
    dispatch(events);
  } else if (line.front() != ':') {
    const std::size_t colon = std::min(line.find(':'), line.size());
    std::string_view value = line.substr(std::min(colon + 1, line.size()));
    if (value.starts_with(' ')) value.remove_prefix(1);
    take_field(line.substr(0, colon), value);
  }
  line_.clear();
}

void EventStreamParser::take_field(std::string_view name, std::string_view value) {
  if (name == "event") {
    event_.type = value;
  } else if (name == "data") {
    if (has_data_) event_.data += '\n';
    event_.data += value;
    has_data_ = true;
  } else if (name == "id" && value.find('\0') == std::string_view::npos) {
    event_.id = value;
  }
}

void EventStreamParser::dispatch(std::vector<StreamEvent>& events) {
  if (is_too_large_) {
    ++left_out_;
  } else if (has_data_) {
    events.push_back({event_.type.empty() ? "message" : event_.type, std::move(event_.data), event_.id});
  }
  event_.type.clear();
  event_.data.clear();
  has_data_ = false;
  is_too_large_ = false;
}

}  // namespace keyglass::app
