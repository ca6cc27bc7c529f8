// Server-Sent Events out of bytes: see event_lines.hpp.
#include "cli/event_lines.hpp"

#include <algorithm>
#include <utility>

namespace keyglass::cli {

Status EventLines::read(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto end = bytes.find('\n');
    line_ += bytes.substr(0, end);
    if (end == std::string_view::npos) return Done{};
    bytes.remove_prefix(end + 1);
    if (line_.ends_with('\r')) line_.pop_back();
    const Status taken = take_line(line_);
    line_.clear();
    if (!taken) return taken;
  }
  return Done{};
}

Status EventLines::take_line(std::string_view line) {
  if (line.empty()) return take_block();
  const auto colon = std::min(line.find(':'), line.size());
  if (colon == 0) return Done{};  // a comment
  const std::string_view field = line.substr(0, colon);
  std::string_view value = line.substr(std::min(colon + 1, line.size()));
  if (value.starts_with(' ')) value.remove_prefix(1);
  has_fields_ |= field == "event" || field == "id" || field == "data" || field == "retry";
  if (field == "event") event_.name = value;
  if (field == "id") event_.id = std::string(value);
  if (field != "data") return Done{};
  if (std::exchange(has_data_, true)) event_.data += '\n';
  event_.data += value;
  return Done{};
}

Status EventLines::take_block() {
  const StreamEvent event = std::exchange(event_, {});
  has_data_ = false;
  return std::exchange(has_fields_, false) ? take_(event) : Status(Done{});
}

}  // namespace keyglass::cli
