// HTTP dates: see http_date.hpp.
#include "http/http_date.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <ctime>

#include "keyglass/time_text.hpp"

namespace keyglass::http {
namespace {

constexpr std::array<std::string_view, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

// What stands between the separators of all three forms; at most 8 words, else none.
constexpr std::size_t words_max = 8;
struct Words {
  std::array<std::string_view, words_max> at;
  std::size_t count = 0;
};

Words words_of(std::string_view text) {
  constexpr std::string_view separators = " -:,";
  Words words;
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(separators), text.size()));
    if (text.empty()) return words;
    if (words.count == words_max) return {};
    const auto end = std::min(text.find_first_of(separators), text.size());
    words.at[words.count++] = text.substr(0, end);
    text.remove_prefix(end);
  }
}

bool read_number(std::string_view text, int& number) {
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  return failure == std::errc{} && end == text.data() + text.size() && number >= 0;
}

int year_of(std::int64_t time_ms) {
  const std::time_t seconds = time_ms / 1000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  return parts.tm_year + 1900;
}

int full_year(int two_digits, std::int64_t now_ms) {
  constexpr int ahead_max = 50;
  const int now = year_of(now_ms == 0 ? static_cast<std::int64_t>(std::time(nullptr)) * 1000 : now_ms);
  const int year = now - now % 100 + two_digits;
  return year > now + ahead_max ? year - 100 : year;
}

}  // namespace

// By hand: every answer about an entry has one, and what formats anything takes ten times as long.
std::string http_date(std::int64_t time_ms) {
  const std::chrono::sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds(time_ms)};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time - day));
  std::string text("Day, 00 Mon 0000 00:00:00 GMT");
  const auto put = [&text](std::size_t at, std::string_view word) { text.replace(at, word.size(), word); };
  const auto put_two = [&text](std::size_t at, auto number) {
    text[at] = static_cast<char>('0' + number / 10 % 10);
    text[at + 1] = static_cast<char>('0' + number % 10);
  };
  const int year = static_cast<int>(date.year());
  put(0, days.at(std::chrono::weekday(day).c_encoding()));
  put_two(5, static_cast<unsigned>(date.day()));
  put(8, months.at(static_cast<unsigned>(date.month()) - 1));
  put_two(12, year / 100);
  put_two(14, year % 100);
  put_two(17, clock.hours().count());
  put_two(20, clock.minutes().count());
  put_two(23, clock.seconds().count());
  return text;
}

std::optional<std::int64_t> parse_http_date(std::string_view text, std::int64_t now_ms) {
  Words words = words_of(text);
  const bool names_zone = words.count == words_max;
  if (names_zone ? words.at[7] != "GMT" : words.count != words_max - 1) return std::nullopt;
  auto& at = words.at;
  // Weekday, month, day, time, year: into the order of the others, whose weekday ends at a comma.
  if (names_zone != (text.find(',') != std::string_view::npos)) return std::nullopt;
  if (!names_zone) at = {at[0], at[2], at[1], at[6], at[3], at[4], at[5], {}};
  const auto* month = std::ranges::find(months, at[2]);
  int day = 0;
  int year = 0;
  std::array<int, 3> time{};
  bool read = month != months.end() && read_number(at[1], day) && read_number(at[3], year);
  for (std::size_t i = 0; i < time.size(); ++i)
    read = read && at[4 + i].size() == 2 && read_number(at[4 + i], time[i]);
  if (!read || day > 31 || (at[3].size() != 4 && at[3].size() != 2)) return std::nullopt;
  if (at[3].size() == 2) year = full_year(year, now_ms);
  std::array<char, 64> rfc_3339{};
  std::snprintf(rfc_3339.data(), rfc_3339.size(), "%04d-%02d-%02dT%02d:%02d:%02dZ", year,
                static_cast<int>(month - months.begin()) + 1, day, time[0], time[1], time[2]);
  const auto decoded = decode_time(rfc_3339.data());
  return decoded ? std::optional(decoded.value()) : std::nullopt;
}

}  // namespace keyglass::http
