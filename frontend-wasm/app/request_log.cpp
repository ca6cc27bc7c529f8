// Reading Server-Timing headers.
#include "app/request_log.hpp"

#include <algorithm>
#include <cstdlib>

namespace keyglass::app {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Cuts what stands before `separator` off the beginning of `rest`.
std::string_view take_until(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return trimmed(part);
}

}  // namespace

std::vector<TimingPart> parse_server_timing(std::string_view header) {
  std::vector<TimingPart> parts;
  while (!header.empty()) {
    std::string_view part = take_until(header, ',');
    const std::string_view name = take_until(part, ';');
    while (!part.empty()) {
      std::string_view value = take_until(part, ';');
      if (take_until(value, '=') != "dur") continue;
      const std::string number(trimmed(value));
      char* end = nullptr;
      const double duration_ms = std::strtod(number.c_str(), &end);
      if (end != number.c_str() && duration_ms >= 0) parts.push_back({std::string(name), duration_ms});
    }
  }
  return parts;
}

}  // namespace keyglass::app
