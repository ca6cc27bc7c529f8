// Looking at what comes next: see look_ahead.hpp.
#include "http/look_ahead.hpp"

#include <string_view>

namespace keyglass::http {

bool LookAhead::skip_empty_line(const ByteReader& read_byte) {
  constexpr std::string_view empty_line = "\r\n";
  char byte = 0;
  while (kept_.size() < empty_line.size() && empty_line.starts_with(kept_) && read_byte(byte)) kept_ += byte;
  if (kept_ != empty_line) return false;
  kept_.clear();
  return true;
}

ssize_t LookAhead::take(char* data, std::size_t size) {
  const std::size_t count = kept_.copy(data, size);
  kept_.erase(0, count);
  return static_cast<ssize_t>(count);
}

}  // namespace keyglass::http
