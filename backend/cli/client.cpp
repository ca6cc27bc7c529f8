// The door to the client commands, and what they share: see client.hpp.
#include "cli/client.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>

#include "cli/output.hpp"
#include "cli/token.hpp"
#include "keyglass/codecs.hpp"
#include "keyglass/error_codes.hpp"
#include "keyglass/percent.hpp"

namespace keyglass::cli {
namespace {

using config::Command;

struct CommandRow {
  Command command;
  int (*run)(const Client& client);
};
constexpr std::array commands{CommandRow{Command::get, get_value},
                              CommandRow{Command::put, put_value},
                              CommandRow{Command::del, delete_value},
                              CommandRow{Command::ls, list_keys},
                              CommandRow{Command::export_entries, export_entries},
                              CommandRow{Command::import_entries, import_entries},
                              CommandRow{Command::stats, show_stats},
                              CommandRow{Command::watch, watch_keys}};

const CommandRow* row_of(Command command) {
  const auto* row = std::ranges::find(commands, command, &CommandRow::command);
  return row == commands.end() ? nullptr : row;
}

int end_with(int code, std::string_view message) {
  // Where stderr cannot be written, the exit code still tells.
  (void)write_all(STDERR_FILENO, "keyglass: " + printable(message) + "\n", "stderr");
  return code;
}

std::string text_of(const Problem& problem) {
  std::string text = problem.detail.empty() ? problem.title : problem.detail;
  if (!problem.etag.empty()) text += "; its ETag is " + problem.etag;
  // All other details name their numbers themselves.
  const bool is_too_large = problem.code == error_code_info(ErrorCode::too_large).name;
  if (is_too_large && problem.limit) text += "; at most " + std::to_string(*problem.limit);
  if (is_too_large && problem.actual) text += ", it is " + std::to_string(*problem.actual);
  text += " (" + std::to_string(problem.status);
  if (!problem.request_id.empty()) text += ", request " + problem.request_id;
  return text + ")";
}

std::string_view remedy_for(int status) {
  if (status == 401) return ". Name a token: --token-file FILE, or KEYGLASS_TOKEN";
  return "";
}

}  // namespace

bool is_client(Command command) {
  return row_of(command) != nullptr;
}

int run_client(const config::Options& options) {
  std::signal(SIGPIPE, SIG_IGN);  // a peer or reader that goes away is an error of one write
  auto token = token_of(options.client);
  if (!token) return fail_with(token.error());
  ApiClient api({.url = options.client.url,
                 .token = std::move(token).value(),
                 .ca_file = options.client.ca_file,
                 .timeout_seconds = options.client.timeout_seconds});
  return row_of(options.command)->run({options.client, options.as_json, api});
}

int fail_with(const Error& error) {
  return end_with(error.code == ErrorCode::invalid ? exit_refused : exit_failed, error.message);
}

int fail_with(const Client& client, const ApiReply& reply, std::string_view remedy) {
  const int code = reply.status == 404 ? exit_not_found : exit_failed;
  const auto problem = decode_problem(reply.body);
  if (!problem) {
    return end_with(exit_failed, client.api.url() + " answered " + std::to_string(reply.status) +
                                     ", and not as Keyglass's API does: is it the right --url?");
  }
  if (client.as_json) {
    (void)write_all(STDERR_FILENO, printable(reply.body) + "\n", "stderr");
    return code;
  }
  return end_with(code,
                  text_of(problem.value()) + std::string(remedy.empty() ? remedy_for(reply.status) : remedy));
}

int print(std::string_view text) {
  const Status written = write_all(STDOUT_FILENO, text, "stdout");
  return written ? exit_done : fail_with(written.error());
}

bool is_success(const ApiReply& reply) {
  return reply.status >= 200 && reply.status < 300;
}

std::string value_target(const config::ClientOptions& options) {
  return "/kv/" + encode_percent(options.key);
}

std::string query_of(std::initializer_list<std::pair<std::string_view, std::string_view>> parameters) {
  std::string query;
  for (const auto& [name, value] : parameters) {
    if (value.empty()) continue;
    query += query.empty() ? '?' : '&';
    query += std::string(name) + '=' + encode_percent(value);
  }
  return query;
}

}  // namespace keyglass::cli
