// The commands that are clients of the API: what they share, and the one door to them.
#pragma once

#include <string>
#include <string_view>

#include "cli/api_client.hpp"
#include "config/options.hpp"
#include "keyglass/result.hpp"

namespace keyglass::cli {

inline constexpr int exit_done = 0;
inline constexpr int exit_failed = 1;
inline constexpr int exit_refused = 2;  // the command line
inline constexpr int exit_not_found = 3;

// True for the commands that run_client() takes.
bool is_client(config::Command command);

// Runs one command to its end; what it gives goes to stdout, what is wrong to stderr. Returns the exit code.
// SIGPIPE is ignored from then on.
int run_client(const config::Options& options);

// What each command is given.
struct Client {
  const config::ClientOptions& options;
  bool as_json;
  ApiClient& api;
};

// Says on stderr what went wrong, and gives the exit code for it: refused for invalid, else failed.
int fail_with(const Error& error);

// The same for an answer that is no 2xx: its problem document, or that it is none. For people, `remedy`
// follows, or one that fits the status.
int fail_with(const Client& client, const ApiReply& reply, std::string_view remedy = {});

// Writes to stdout. Returns exit_done, or what fail_with() does.
int print(std::string_view text);

bool is_success(const ApiReply& reply);

// "/kv/" and the key, percent-encoded.
std::string value_target(const config::ClientOptions& options);

// "?name=value&…" of those that are not empty.
std::string query_of(std::initializer_list<std::pair<std::string_view, std::string_view>> parameters);

// The commands; each returns its exit code.
int get_value(const Client& client);
int put_value(const Client& client);
int delete_value(const Client& client);
int list_keys(const Client& client);
int show_stats(const Client& client);
int export_entries(const Client& client);
int import_entries(const Client& client);
// Goes on after a break where it was, until a signal ends it, which is a success. SIGINT, SIGTERM and SIGALRM
// are its own from then on.
int watch_keys(const Client& client);

}  // namespace keyglass::cli
