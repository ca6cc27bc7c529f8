// The one table of options: flag, environment variable, default, bounds and help of each.
// The command line, --help and the refusals are made from it.
#pragma once

#include <span>
#include <string_view>

#include "config/options.hpp"
#include "keyglass/result.hpp"

namespace keyglass::config {

// Which commands take an option: a sum of these.
inline constexpr unsigned for_up = 1;
inline constexpr unsigned for_api = 2;
inline constexpr unsigned for_web = 4;
inline constexpr unsigned for_check = 8;
inline constexpr unsigned for_backup = 16;
inline constexpr unsigned for_restore = 32;

struct OptionRow {
  std::string_view flag;
  std::string_view variable;  // environment variable: the flag wins over it, it wins over the default
  unsigned commands = 0;
  std::string_view default_text;  // passed to `apply` unless empty
  std::string_view bounds;        // for people: what values are taken
  std::string_view help;
  // A secret has no flag: other users of the machine can read a command line.
  enum class Kind { value, repeatable, toggle, secret } kind = Kind::value;
  // Sets one value. Fails with invalid and a message that says what would be accepted.
  Status (*apply)(Options& options, std::string_view text) = nullptr;
};

// Every row; a flag may occur twice for different commands.
std::span<const OptionRow> option_table();

// The options of `command` with nothing said: every row's default applied.
Options default_options(Command command);

}  // namespace keyglass::config
