// W3C Trace Context: see trace_context.hpp.
#include "http/trace_context.hpp"

#include <algorithm>

namespace keyglass::http {
namespace {

constexpr std::size_t version_digits = 2;
constexpr std::size_t trace_digits = 32;
constexpr std::size_t parent_digits = 16;
constexpr std::size_t flag_digits = 2;
constexpr std::size_t header_bytes = version_digits + trace_digits + parent_digits + flag_digits + 3;

bool is_lower_hex(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool is_id(std::string_view text) {
  return is_lower_hex(text) && text.find_first_not_of('0') != std::string_view::npos;
}

}  // namespace

std::optional<TraceContext> parse_traceparent(std::string_view header) {
  if (header.size() < header_bytes) return std::nullopt;
  const std::string_view version = header.substr(0, version_digits);
  const TraceContext context{.trace_id = header.substr(3, trace_digits),
                             .parent_id = header.substr(4 + trace_digits, parent_digits)};
  const std::string_view flags = header.substr(header_bytes - flag_digits, flag_digits);
  for (const std::size_t dash : {version_digits, 3 + trace_digits, 4 + trace_digits + parent_digits}) {
    if (header[dash] != '-') return std::nullopt;
  }
  const bool has_more = header.size() > header_bytes;
  if (has_more && (version == "00" || header[header_bytes] != '-')) return std::nullopt;
  if (!is_lower_hex(version) || version == "ff" || !is_lower_hex(flags)) return std::nullopt;
  if (!is_id(context.trace_id) || !is_id(context.parent_id)) return std::nullopt;
  return context;
}

}  // namespace keyglass::http
