// Cuts Server-Sent Events out of bytes (WHATWG HTML, section 9.2.6). One thread.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "keyglass/result.hpp"

namespace keyglass::cli {

struct StreamEvent {
  std::string name;               // "" where the block has none
  std::string data;               // lines joined by "\n"; "" where the block has none
  std::optional<std::string> id;  // where the block has one; it may have nothing else
};

class EventLines {
 public:
  // Given every block that has an event's field. Fails as what is done with the event does.
  using Take = std::function<Status(const StreamEvent& event)>;
  explicit EventLines(Take take) : take_(std::move(take)) {}

  // The next bytes, cut anywhere. A block counts once the empty line behind it is there: what breaks off
  // before is forgotten. Fails, and reads no further, where an event could not be taken.
  Status read(std::string_view bytes);

 private:
  Status take_line(std::string_view line);
  Status take_block();

  Take take_;
  std::string line_;  // begun
  StreamEvent event_;
  bool has_fields_ = false;
  bool has_data_ = false;
};

}  // namespace keyglass::cli
