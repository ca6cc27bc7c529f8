// RFC 3339 times: see time_text.hpp.
#include "keyglass/time_text.hpp"

#include <algorithm>
#include <chrono>

namespace keyglass {
namespace {

constexpr std::int64_t ms_per_day = 24 * 3600 * 1000;
constexpr std::int64_t first_ms = -62'167'219'200'000;  // 0000-01-01T00:00:00.000Z
constexpr std::int64_t last_ms = 253'402'300'799'999;   // 9999-12-31T23:59:59.999Z

Error not_time() {
  Error error;
  error.code = ErrorCode::invalid;
  error.message = "not a time like 2026-01-31T09:30:00.000Z (RFC 3339, UTC)";
  return error;
}

void append_padded(std::string& text, std::int64_t number, std::size_t width) {
  const std::size_t begin = text.size();
  text.append(width, '0');
  for (std::size_t at = begin + width; at > begin; number /= 10)
    text[--at] = static_cast<char>('0' + number % 10);
}

// Takes fixed pieces off the front of a text. After the first mismatch everything fails.
class Pieces {
 public:
  explicit Pieces(std::string_view text) : rest_(text) {}

  unsigned number(std::size_t digits) {
    unsigned value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (i >= rest_.size() || rest_[i] < '0' || rest_[i] > '9') return fail();
      value = value * 10 + static_cast<unsigned>(rest_[i] - '0');
    }
    rest_.remove_prefix(digits);
    return value;
  }

  void literal(char c) {
    if (!next_is(c)) {
      fail();
      return;
    }
    rest_.remove_prefix(1);
  }

  // ".5" is 500. No fraction is 0.
  unsigned milliseconds() {
    if (!next_is('.')) return 0;
    rest_.remove_prefix(1);
    unsigned value = 0;
    std::size_t digits = 0;
    for (; !rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9'; ++digits) {
      if (digits < 3) value = value * 10 + static_cast<unsigned>(rest_[0] - '0');
      rest_.remove_prefix(1);
    }
    if (digits == 0 || digits > 9) return fail();
    for (; digits < 3; ++digits) value *= 10;
    return value;
  }

  bool complete() const { return ok_ && rest_.empty(); }

 private:
  bool next_is(char c) const { return !rest_.empty() && rest_[0] == c; }

  unsigned fail() {
    ok_ = false;
    rest_ = {};
    return 0;
  }

  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace

std::string encode_time(std::int64_t time_ms) {
  const std::int64_t clamped = std::clamp(time_ms, first_ms, last_ms);
  const std::chrono::sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds(clamped)};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::int64_t in_day = (time - day).count();
  std::string text;
  text.reserve(sizeof "2000-01-01T00:00:00.000Z");
  append_padded(text, static_cast<int>(date.year()), 4);
  append_padded(text += '-', static_cast<unsigned>(date.month()), 2);
  append_padded(text += '-', static_cast<unsigned>(date.day()), 2);
  append_padded(text += 'T', in_day / 3'600'000, 2);
  append_padded(text += ':', in_day / 60'000 % 60, 2);
  append_padded(text += ':', in_day / 1000 % 60, 2);
  append_padded(text += '.', in_day % 1000, 3);
  return text += 'Z';
}

Result<std::int64_t> decode_time(std::string_view text) {
  Pieces pieces(text);
  const std::chrono::year year(static_cast<int>(pieces.number(4)));
  pieces.literal('-');
  const std::chrono::month month(pieces.number(2));
  pieces.literal('-');
  const std::chrono::day day(pieces.number(2));
  pieces.literal('T');
  const unsigned hour = pieces.number(2);
  pieces.literal(':');
  const unsigned minute = pieces.number(2);
  pieces.literal(':');
  const unsigned second = pieces.number(2);
  const unsigned millisecond = pieces.milliseconds();
  pieces.literal('Z');
  const std::chrono::year_month_day date(year, month, day);
  if (!pieces.complete() || !date.ok() || hour > 23 || minute > 59 || second > 59) return not_time();
  const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
  return days * ms_per_day + ((hour * 60ll + minute) * 60 + second) * 1000 + millisecond;
}

}  // namespace keyglass
