// argv and the environment -> Options, through the option table. The command-line library stays behind this
// header.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "config/options.hpp"

namespace keyglass::config {

// The process is to print `text` and end: code 0 on stdout (--help, --version), 2 on stderr (refused).
struct Finished {
  int exit_code = 0;
  std::string text;  // without a newline at its end
};

// `arguments` excludes the program's name. A flag wins over its variable, a variable over the default.
// Also refuses combinations: without --insecure-no-auth only loopback addresses are listened on.
std::variant<Options, Finished> parse_command_line(const std::vector<std::string>& arguments);

// True for localhost, 127.0.0.0/8 and ::1.
bool is_loopback(const std::string& host);

}  // namespace keyglass::config
