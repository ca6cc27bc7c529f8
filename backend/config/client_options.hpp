// What a command that is a client of the API was told. Filled from the option table, as Options is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace keyglass::config {

struct ClientOptions {
  std::string url;         // of the API: http(s)://host[:port]
  std::string token_file;  // empty: none
  std::string token;       // empty: none; a secret
  std::string ca_file;     // empty: the system's
  std::uint32_t timeout_seconds = 0;
  std::string key;           // of get, put, del
  std::string value;         // of put: the text itself, "-" for stdin, "@FILE"
  std::string file = "-";    // of export and import: "-" is stdout or stdin
  std::string ttl_seconds;   // of put: a decimal number; empty: never expires
  std::string content_type;  // of put; empty: told from the value
  std::string if_match;      // of put and del: ETags or "*"; empty: no condition
  bool if_absent = false;    // of put
  std::string prefix;
  std::string delimiter;
  std::string glob;
  std::optional<std::uint64_t> limit;     // of ls; absent: all
  std::optional<std::uint64_t> revision;  // of get; absent: now
  std::string mode;                       // of import
  std::optional<std::uint64_t> since;     // of watch; absent: now
  bool with_snapshot = false;             // of watch
  bool with_values = false;               // of watch
};

}  // namespace keyglass::config
