// Plain request heads: see plain_head.hpp.
#include "http/plain_head.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "http/text.hpp"

namespace keyglass::http {
namespace {

constexpr std::size_t bytes_max = 4 * 1024;  // of the head: no limit of a part is near
constexpr int fields_max = 50;
constexpr std::string_view line_end = "\r\n";
constexpr std::array methods{std::string_view("GET"),    std::string_view("HEAD"),   std::string_view("PUT"),
                             std::string_view("PATCH"),  std::string_view("DELETE"), std::string_view("POST"),
                             std::string_view("OPTIONS")};

constexpr bool is_visible(char c) {
  return c > ' ' && c < 127;
}

bool is_plain_target(std::string_view target) {
  if (!target.starts_with('/')) return false;
  return std::all_of(target.begin(), target.end(), [](char c) { return is_visible(c) && c != '#'; });
}

bool is_plain_name(std::string_view name) {
  if (name.empty()) return false;
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

// What the length of the body is told by twice, or other than by Content-Length, is not plain.
bool is_about_length(std::string_view name) {
  constexpr std::string_view length = "Content-Length";
  constexpr std::string_view coding = "Transfer-Encoding";
  if (name.size() == length.size()) return equal_ignoring_case(name, length);
  return name.size() == coding.size() && equal_ignoring_case(name, coding);
}

bool is_plain_value(std::string_view value) {
  if (value.empty() || !is_visible(value.back())) return false;
  return std::all_of(value.begin(), value.end(), [](char c) { return is_visible(c) || c == ' '; });
}

// The lines behind the request line.
bool are_plain_fields(std::string_view lines) {
  bool has_length = false;
  int fields = 0;
  while (lines != line_end) {
    if (++fields > fields_max) return false;
    const std::size_t end = lines.find(line_end);
    const std::string_view line = lines.substr(0, end);
    if (end == std::string_view::npos) return false;
    lines.remove_prefix(end + line_end.size());
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !is_plain_name(line.substr(0, colon))) return false;
    if (is_about_length(line.substr(0, colon))) {
      if (has_length || colon != std::string_view("Content-Length").size()) return false;
      has_length = true;
    }
    if (!is_plain_value(line.substr(colon + 1))) return false;
  }
  return true;
}

}  // namespace

std::optional<Request> plain_request(std::string_view head) {
  if (head.size() > bytes_max) return std::nullopt;
  const std::size_t end = head.find(line_end);
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = head.substr(0, end);
  const std::size_t space = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (space == std::string_view::npos || space == last) return std::nullopt;
  const std::string_view method = line.substr(0, space);
  const std::string_view target = line.substr(space + 1, last - space - 1);
  if (line.substr(last + 1) != "HTTP/1.1" || !is_plain_target(target)) return std::nullopt;
  if (std::find(methods.begin(), methods.end(), method) == methods.end()) return std::nullopt;
  if (!are_plain_fields(head.substr(end + line_end.size()))) return std::nullopt;
  Request request;
  request.method = method;
  request.target = target;
  return request;
}

}  // namespace keyglass::http
