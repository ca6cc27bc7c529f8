// The commands that look after a store's directory: check, backup, restore. They work on the directory
// itself, with or without a server on it, and never through the API.
#pragma once

#include <string>

namespace keyglass::maintenance {

// What the process is to print, and how it ends.
struct Outcome {
  int exit_code = 0;   // 0: done, and sound; 1: faults, or it could not be done; 2: refused arguments
  std::string output;  // for stdout, with its newline
  std::string error;   // for stderr, with its newline
};

// `store_url` and `to`, `from` come from the command line; only rocksdb:PATH is taken.
Outcome check(const std::string& store_url, bool as_json);
Outcome back_up(const std::string& store_url, const std::string& to);
Outcome restore(const std::string& from, const std::string& store_url);

}  // namespace keyglass::maintenance
