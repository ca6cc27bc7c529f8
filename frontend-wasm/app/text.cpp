// Numbers, sizes and times in words for people.
#include "app/text.hpp"

#include <algorithm>
#include <cstdio>

#include "keyglass/time_text.hpp"

namespace keyglass::app {
namespace {

constexpr std::int64_t second_ms = 1000;
constexpr std::int64_t minute_ms = 60 * second_ms;
constexpr std::int64_t hour_ms = 60 * minute_ms;
constexpr std::int64_t day_ms = 24 * hour_ms;

std::string one_decimal(double number) {
  char text[32];
  std::snprintf(text, sizeof text, number < 99.95 ? "%.1f" : "%.0f", number);
  std::string result = text;
  if (result.ends_with(".0")) result.resize(result.size() - 2);
  return result;
}

std::string plural(std::int64_t count, std::string_view unit) {
  std::string text = std::to_string(count) + " " + std::string(unit);
  if (count != 1) text += "s";
  return text;
}

// The two largest units of a span: "3 h 12 min"; only the largest where `coarse`.
std::string span_words(std::int64_t span_ms, bool coarse) {
  if (span_ms < minute_ms) return std::to_string(span_ms / second_ms) + " s";
  if (span_ms < hour_ms) return std::to_string(span_ms / minute_ms) + " min";
  if (span_ms < day_ms) {
    std::string text = std::to_string(span_ms / hour_ms) + " h";
    const std::int64_t minutes = span_ms % hour_ms / minute_ms;
    return coarse || minutes == 0 ? text : text + " " + std::to_string(minutes) + " min";
  }
  return plural(span_ms / day_ms, "day");
}

bool starts_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

}  // namespace

std::string format_count(std::uint64_t count) {
  std::string digits = std::to_string(count);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

std::string format_counted(std::uint64_t count, std::string_view noun) {
  return format_count(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

std::string format_bytes(std::uint64_t bytes) {
  if (bytes < 1000) return std::to_string(bytes) + " B";
  static constexpr const char* units[] = {" KB", " MB", " GB", " TB"};
  double number = static_cast<double>(bytes) / 1000;
  std::size_t unit = 0;
  while (number >= 999.5 && unit + 1 < std::size(units)) {
    number /= 1000;
    ++unit;
  }
  return one_decimal(number) + units[unit];
}

std::string format_bytes_exact(std::uint64_t bytes) {
  return format_counted(bytes, "byte");
}

std::string format_duration(double duration_ms) {
  if (duration_ms >= 1000) return one_decimal(duration_ms / 1000) + " s";
  if (duration_ms < 10) return one_decimal(duration_ms) + " ms";
  return std::to_string(static_cast<long>(duration_ms + 0.5)) + " ms";
}

std::string format_relative_time(std::int64_t time_ms, std::int64_t now_ms) {
  const std::int64_t past_ms = now_ms - time_ms;
  if (past_ms < -second_ms) return "in " + span_words(-past_ms, false);
  if (past_ms < 10 * second_ms) return "just now";
  if (past_ms < minute_ms) return "under a minute ago";
  return span_words(past_ms, true) + " ago";
}

std::int64_t relative_time_lasts_ms(std::int64_t time_ms, std::int64_t now_ms) {
  // A timer that fires a moment too early must not ask for one frame after another.
  constexpr std::int64_t least_ms = 50;
  const std::int64_t past_ms = now_ms - time_ms;
  if (past_ms < 0) {
    const std::int64_t left_ms = -past_ms;
    if (left_ms <= second_ms) return left_ms + 10 * second_ms;
    const std::int64_t step_ms = left_ms < minute_ms ? second_ms : left_ms < day_ms ? minute_ms : day_ms;
    return std::max(left_ms % step_ms + 1, least_ms);
  }
  if (past_ms < 10 * second_ms) return std::max(10 * second_ms - past_ms, least_ms);
  const std::int64_t step_ms = past_ms < hour_ms ? minute_ms : past_ms < day_ms ? hour_ms : day_ms;
  return std::max(step_ms - past_ms % step_ms, least_ms);
}

std::string format_exact_time(std::int64_t time_ms) {
  std::string text = encode_time(time_ms);
  return text.substr(0, 10) + " " + text.substr(11, 8) + " UTC";
}

std::string sentence(std::string_view text) {
  std::string result(text);
  if (result.empty()) return result;
  if (result.front() >= 'a' && result.front() <= 'z') result.front() = static_cast<char>(result.front() - 32);
  if (std::string_view(".!?").find(result.back()) == std::string_view::npos) result += '.';
  return result;
}

std::string shorten(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return std::string(text);
  std::size_t end = bytes_max;
  while (end > 0 && !starts_character(text[end])) --end;
  return std::string(text.substr(0, end)) + "\u2026";
}

std::string printable(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) text += byte >= 0x20 && byte < 0x7F ? byte : '.';
  return text;
}

std::string hex_row(std::string_view bytes, std::size_t offset, std::uint64_t origin) {
  const std::string_view row = bytes.substr(offset, 16);
  char part[16];
  std::snprintf(part, sizeof part, "%08lx ", static_cast<unsigned long>(origin + offset));
  std::string text = part;
  for (std::size_t at = 0; at < 16; ++at) {
    if (at % 8 == 0) text += ' ';
    if (at >= row.size()) {
      text += "   ";
      continue;
    }
    std::snprintf(part, sizeof part, "%02x ", static_cast<unsigned>(static_cast<unsigned char>(row[at])));
    text += part;
  }
  return text + " |" + printable(row) + "|";
}

}  // namespace keyglass::app
