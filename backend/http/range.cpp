// Byte ranges: see range.hpp.
#include "http/range.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <string>

#include "http/problem.hpp"
#include "http/text.hpp"

namespace keyglass::http {
namespace {

// A number that no size has is one beyond every size (RFC 9110 section 14.1.1).
bool parse_position(std::string_view text, std::uint64_t& position) {
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), position);
  if (failure == std::errc::result_out_of_range) position = std::numeric_limits<std::uint64_t>::max();
  return failure != std::errc::invalid_argument && end == text.data() + text.size();
}

}  // namespace

RangeChoice choose_range(std::string_view text, std::uint64_t size) {
  using Kind = RangeChoice::Kind;
  constexpr std::string_view unit = "bytes=";
  if (!equal_ignoring_case(text.substr(0, unit.size()), unit)) return {};
  text = trim(text.substr(unit.size()));
  const auto dash = text.find('-');
  if (dash == std::string_view::npos || text.find(',') != std::string_view::npos) return {};
  const std::string_view first_text = trim(text.substr(0, dash));
  const std::string_view last_text = trim(text.substr(dash + 1));
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  if (first_text.empty()) {
    if (!parse_position(last_text, last)) return {};
    if (last == 0) return {Kind::unsatisfiable, 0, 0};
    if (size == 0) return {};
    const std::uint64_t length = std::min(last, size);
    return {Kind::part, size - length, length};
  }
  if (!parse_position(first_text, first)) return {};
  if (last_text.empty()) {
    last = size == 0 ? 0 : size - 1;
  } else if (!parse_position(last_text, last) || last < first) {
    return {};
  }
  if (size == 0 && first == 0) return {};
  if (first >= size) return {Kind::unsatisfiable, 0, 0};
  return {Kind::part, first, std::min(last, size - 1) - first + 1};
}

void apply_range(const Request& request, std::string_view etag, Reply& reply) {
  reply.set("Accept-Ranges", "bytes");
  const auto range = request.header("Range");
  const auto condition = request.header("If-Range");
  if (!range || request.method != "GET" || (condition && *condition != etag)) return;
  const std::uint64_t size = reply.body.size();
  const RangeChoice choice = choose_range(*range, size);
  if (choice.kind == RangeChoice::Kind::whole) return;
  if (choice.kind == RangeChoice::Kind::unsatisfiable) {
    Reply refusal = reply_with(problem_of_status(416, "the value has " + std::to_string(size) + " bytes"));
    refusal.set("Content-Range", "bytes */" + std::to_string(size));
    reply = std::move(refusal);
    return;
  }
  reply.status = 206;
  reply.set("Content-Range", "bytes " + std::to_string(choice.first) + "-" +
                                 std::to_string(choice.first + choice.length - 1) + "/" +
                                 std::to_string(size));
  reply.body = reply.body.substr(choice.first, choice.length);
}

}  // namespace keyglass::http
