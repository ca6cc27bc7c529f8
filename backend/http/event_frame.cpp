// Server-Sent Events as bytes: see event_frame.hpp.
#include "http/event_frame.hpp"

#include <utility>

#include "http/reply_writer.hpp"

namespace keyglass::http {
namespace {

SharedFrame frame_of(const std::string& text, std::size_t event_count, std::uint64_t last_id) {
  auto frame = std::make_shared<EventFrame>();
  frame->chunk = chunk_of(text);
  frame->begin = frame->chunk.find("\r\n") + 2;
  frame->size = text.size();
  frame->event_count = event_count;
  frame->last_id = last_id;
  return frame;
}

void append_id(std::string& text, std::uint64_t revision) {
  if (revision == 0) return;
  text += "id: ";
  text += std::to_string(revision);
  text += '\n';
}

}  // namespace

std::string event_lines(std::string_view name, std::string_view data) {
  std::string lines;
  lines.reserve(name.size() + data.size() + 16);
  lines += "event: ";
  lines += name;
  lines += "\ndata: ";
  lines += data;
  lines += '\n';
  return lines;
}

void EventWriter::add(std::string_view lines, std::uint64_t revision) {
  if (!empty()) end_event(revision != revision_);
  text_ += lines;
  revision_ = revision;
  ++event_count_;
}

void EventWriter::end_event(bool last_of_commit) {
  if (last_of_commit) append_id(text_, revision_);
  text_ += '\n';
}

SharedFrame EventWriter::finish() {
  end_event(true);
  return frame_of(std::exchange(text_, {}), std::exchange(event_count_, 0), revision_);
}

SharedFrame frame_without_event(std::string_view line, std::uint64_t revision) {
  std::string text(line);
  text += '\n';
  append_id(text, revision);
  return frame_of(text + '\n', 0, revision);
}

}  // namespace keyglass::http
