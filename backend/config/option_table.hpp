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
inline constexpr unsigned for_get = 64;
inline constexpr unsigned for_put = 128;
inline constexpr unsigned for_del = 256;
inline constexpr unsigned for_ls = 512;
inline constexpr unsigned for_export = 1024;
inline constexpr unsigned for_import = 2048;
inline constexpr unsigned for_stats = 4096;
inline constexpr unsigned for_watch = 8192;
inline constexpr unsigned for_client =
    for_get | for_put | for_del | for_ls | for_export | for_import | for_stats | for_watch;

// The bit of one command.
constexpr unsigned bit_of(Command command) {
  return 1U << static_cast<unsigned>(command);
}

struct OptionRow {
  std::string_view flag;      // or the name of an argument, which has no variable
  std::string_view variable;  // environment variable: the flag wins over it, it wins over the default
  unsigned commands = 0;
  std::string_view default_text;  // passed to `apply` unless empty
  std::string_view bounds;        // for people: what values are taken
  std::string_view help;
  // A secret has no flag: other users of the machine can read a command line.
  enum class Kind { value, repeatable, toggle, secret, argument, optional_argument } kind = Kind::value;
  // Sets one value. Fails with invalid and a message that says what would be accepted.
  Status (*apply)(Options& options, std::string_view text) = nullptr;
};

// Every row; a flag may occur twice for different commands.
std::span<const OptionRow> option_table();

// The options of `command` with nothing said: every row's default applied.
Options default_options(Command command);

}  // namespace keyglass::config
