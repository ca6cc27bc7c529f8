// One table of units for reading and writing spans of time.
#include "app/duration.hpp"

#include <algorithm>
#include <charconv>

#include "app/text.hpp"
#include "keyglass/value_rules.hpp"

namespace keyglass::app {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t seconds;
};

// The first name of a length is the one that is written.
constexpr Unit units[] = {{"d", 86'400},     {"day", 86'400}, {"days", 86'400}, {"w", 604'800},
                          {"week", 604'800}, {"h", 3'600},    {"hour", 3'600},  {"min", 60},
                          {"m", 60},         {"s", 1},        {"sec", 1},       {"weeks", 604'800},
                          {"hours", 3'600},  {"minutes", 60}, {"seconds", 1}};
constexpr Unit written[] = {{"d", 86'400}, {"h", 3'600}, {"min", 60}, {"s", 1}};

void skip_spaces(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
}

bool is_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

std::optional<std::int64_t> take_number(std::string_view& text) {
  std::int64_t number = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  if (parsed.ec != std::errc() || number < 0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(parsed.ptr - text.data()));
  return number;
}

// 0 for a word that is no unit.
std::int64_t take_unit(std::string_view& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_letter);
  const std::string_view word = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(word.size());
  if (word.empty()) return 1;
  const auto* unit =
      std::find_if(std::begin(units), std::end(units), [&](const Unit& one) { return one.name == word; });
  return unit == std::end(units) ? 0 : unit->seconds;
}

// The largest unit of which there is at least one.
const Unit& leading_unit(std::int64_t seconds) {
  return *std::find_if(std::begin(written), std::end(written) - 1,
                       [&](const Unit& unit) { return seconds >= unit.seconds; });
}

}  // namespace

std::optional<Lifetime> parse_lifetime(std::string_view text) {
  while (text.ends_with(' ')) text.remove_suffix(1);
  skip_spaces(text);
  if (text == "never" || text == "Never") return Lifetime{};
  double seconds = 0;
  while (!text.empty()) {
    const auto number = take_number(text);
    skip_spaces(text);
    const std::int64_t unit = number ? take_unit(text) : 0;
    if (unit == 0) return std::nullopt;
    seconds += static_cast<double>(*number) * static_cast<double>(unit);
    skip_spaces(text);
  }
  return check_ttl(seconds).ok() ? std::optional(Lifetime{seconds}) : std::nullopt;
}

std::string lifetime_words(const Lifetime& lifetime) {
  if (!lifetime.seconds) return "never";
  auto left = std::max<std::int64_t>(static_cast<std::int64_t>(*lifetime.seconds), 1);
  std::string words;
  for (const Unit& unit : written) {
    if (left < unit.seconds) continue;
    words += (words.empty() ? "" : " ") + std::to_string(left / unit.seconds) + " " + std::string(unit.name);
    left %= unit.seconds;
  }
  return words;
}

std::string format_time_left(std::int64_t left_ms) {
  if (left_ms <= 0) return "now";
  const std::int64_t seconds = std::max<std::int64_t>(left_ms / 1000, 1);
  const Unit& unit = leading_unit(seconds);
  return format_count(static_cast<std::uint64_t>(seconds / unit.seconds)) + " " + std::string(unit.name);
}

std::int64_t time_left_lasts_ms(std::int64_t left_ms) {
  if (left_ms <= 0) return 0;
  if (left_ms < 2'000) return left_ms;
  const std::int64_t step_ms = leading_unit(left_ms / 1000).seconds * 1000;
  return left_ms % step_ms + 1;
}

}  // namespace keyglass::app
