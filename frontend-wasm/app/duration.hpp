// Times to live as people type and read them. Pure functions; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace keyglass::app {

struct Lifetime {
  std::optional<double> seconds;  // nullopt: for ever

  bool operator==(const Lifetime&) const = default;
};

// What is wrong with a text that parse_lifetime() does not take.
inline constexpr std::string_view lifetime_fault =
    "Write a time such as 90 s, 15 min, 1 h 30 min, 7 days, or never";

// "never", or numbers with units that add up: "90 s", "15 min", "1 h 30 min", "7 days"; a bare number is
// seconds. nullopt for anything else, and beyond what check_ttl() (keyglass/value_rules.hpp) allows.
std::optional<Lifetime> parse_lifetime(std::string_view text);

// A text that parse_lifetime() takes for the same time, in whole seconds: "1 h 30 min", "never".
std::string lifetime_words(const Lifetime& lifetime);

// How long something still lives, for a narrow column: "48 min", "3 h", "5 d", "12 s", "now".
std::string format_time_left(std::int64_t left_ms);

// How long format_time_left() stays as it is, in milliseconds, at least 1; 0 if it does not change any more.
std::int64_t time_left_lasts_ms(std::int64_t left_ms);

}  // namespace keyglass::app
