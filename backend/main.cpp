// The composition root: options -> store -> service -> servers, signals, exit codes.
// 0: stopped cleanly, or done and sound. 1: could not run, or found faults. 2: refused options.
// 3: a client's key is not there.
#include <sys/resource.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "cli/client.hpp"
#include "config/command_line.hpp"
#include "http/event_log.hpp"
#include "http/tls_identity.hpp"
#include "maintenance/maintenance.hpp"
#include "servers.hpp"
#include "service/token_gate.hpp"
#include "service_manager.hpp"
#include "storage/open_store.hpp"
#include "storage/sync_policy.hpp"

namespace keyglass {
namespace {

constexpr int exit_stopped = 0;
constexpr int exit_failed = 1;
constexpr int exit_refused = 2;

int end_with(int code, const std::string& message) {
  std::cerr << "keyglass: " << message << '\n';
  return code;
}

http::Level log_level_of(config::LogLevel level) {
  switch (level) {
    case config::LogLevel::debug:
      return http::Level::debug;
    case config::LogLevel::info:
      return http::Level::info;
    case config::LogLevel::warn:
      return http::Level::warn;
    case config::LogLevel::error:
      return http::Level::error;
  }
  return http::Level::info;
}

// Blocked before any thread starts, so that every thread inherits it and only wait_for_stop() takes them.
// SIGHUP keeps its meaning (a terminal that went away) where there is nothing to read again.
sigset_t block_signals(bool with_hangup) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  if (with_hangup) sigaddset(&signals, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // a client that hangs up is an error of one write, not of the process
  return signals;
}

// What SIGHUP has read again.
struct Reloaded {
  const config::Options& options;
  service::TokenGate tokens;
  http::TlsIdentity tls;

  explicit Reloaded(const config::Options& given)
      : options(given),
        tokens({given.tokens_file, given.admin_token}),
        tls({given.tls_certificate_file, given.tls_key_file}) {}
  bool uses_tls() const { return !options.tls_certificate_file.empty(); }
  bool has_files() const { return uses_tls() || !options.tokens_file.empty(); }
};

// Fails with invalid.
Status load_tls(Reloaded& reloaded, const http::EventLog& log) {
  if (!reloaded.uses_tls()) return Done{};
  const auto end = reloaded.tls.load();
  if (!end) return end.error();
  log.write(http::Level::info, "tls_loaded",
            {{"certificate", reloaded.options.tls_certificate_file}, {"expires_at", end.value()}});
  return Done{};
}

void load_tokens_again(service::TokenGate& tokens, const http::EventLog& log) {
  if (const auto count = tokens.load()) {
    log.write(http::Level::info, "tokens_loaded", {{"count", std::uint64_t{count.value()}}});
  } else {
    log.write(http::Level::error, "tokens_kept", {{"reason", count.error().message}});
  }
}

void load_again(Reloaded& reloaded, const http::EventLog& log) {
  if (!reloaded.options.tokens_file.empty()) load_tokens_again(reloaded.tokens, log);
  if (const Status loaded = load_tls(reloaded, log); !loaded)
    log.write(http::Level::error, "tls_kept", {{"reason", loaded.error().message}});
}

// A connection is an open file, and systems often begin with 1,024. What cannot be raised bounds the
// connections.
void raise_open_files() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

void wait_for_stop(const sigset_t& signals, Reloaded& reloaded, const http::EventLog& log) {
  int received = 0;
  while (sigwait(&signals, &received) != 0 || received == SIGHUP) {
    if (received == SIGHUP) load_again(reloaded, log);
    received = 0;
  }
}

Result<std::unique_ptr<storage::Store>> open(const config::Options& options) {
  auto sync = storage::parse_sync_policy(options.durability);
  if (!sync) return sync.error();
  storage::StoreOptions store_options;
  store_options.url = options.store_url;
  store_options.sync = sync.value();
  store_options.history.versions_max = options.history_versions_max;
  store_options.history.hours_max = options.history_hours_max;
  store_options.feed_changes_max = options.feed_changes_max;
  store_options.redis_prefix = options.redis_prefix;
  return storage::open_store(store_options);
}

void greet(const Servers& servers, const config::Options& options) {
  std::cout << "Keyglass " KEYGLASS_VERSION "\n";
  if (!servers.web_address().empty()) std::cout << "  App    " << servers.web_address() << '\n';
  if (!servers.api_address().empty())
    std::cout << "  API    " << servers.api_address() << "  (try it at /docs)\n";
  if (options.command == config::Command::web) {
    std::cout << "  API    " << options.api_url << '\n';
  } else {
    std::cout << "  Store  " << storage::without_password(options.store_url) << '\n';
  }
  std::cout << "Ctrl+C stops it." << std::endl;
}

// A service manager that does not listen is no reason not to serve.
void tell(const http::EventLog& log, std::string_view state) {
  if (const Status told = notify_service_manager(state); !told)
    log.write(http::Level::warn, "service_manager_not_told", {{"reason", told.error().message}});
}

int look_after(const config::Options& options) {
  maintenance::Outcome outcome;
  if (options.command == config::Command::check)
    outcome = maintenance::check(options.store_url, options.as_json);
  if (options.command == config::Command::backup)
    outcome = maintenance::back_up(options.store_url, options.backup_to);
  if (options.command == config::Command::restore)
    outcome = maintenance::restore(options.restore_from, options.store_url);
  std::cout << outcome.output;
  std::cerr << outcome.error;
  return outcome.exit_code;
}

bool serves(config::Command command) {
  return command == config::Command::up || command == config::Command::api || command == config::Command::web;
}

int run(const config::Options& options) {
  Reloaded reloaded(options);
  const sigset_t signals = block_signals(reloaded.has_files());
  raise_open_files();
  const http::EventLog log(log_level_of(options.log_level), options.log_sample);
  if (const auto loaded = reloaded.tokens.load(); !loaded)
    return end_with(exit_refused, loaded.error().message);
  if (const Status loaded = load_tls(reloaded, log); !loaded)
    return end_with(exit_refused, loaded.error().message);
  std::unique_ptr<storage::Store> store;
  if (options.command != config::Command::web) {
    auto opened = open(options);
    if (!opened) {
      const bool refused = opened.error().code == ErrorCode::invalid;
      return end_with(refused ? exit_refused : exit_failed, opened.error().message);
    }
    store = std::move(opened).value();
  }
  Servers servers(options,
                  {store.get(), reloaded.tokens, log, reloaded.uses_tls() ? &reloaded.tls : nullptr});
  if (const Status started = servers.start(); !started) return end_with(exit_failed, started.error().message);
  greet(servers, options);
  tell(log, "READY=1");
  wait_for_stop(signals, reloaded, log);
  log.write(http::Level::info, "stopping", {});
  tell(log, "STOPPING=1");
  if (!servers.stop(std::chrono::seconds(options.shutdown_seconds))) {
    log.write(http::Level::warn, "requests_cut",
              {{"after_seconds", std::uint64_t{options.shutdown_seconds}}});
  }
  return exit_stopped;
}

}  // namespace
}  // namespace keyglass

int main(int argc, char** argv) {
  const auto parsed = keyglass::config::parse_command_line(std::vector<std::string>(argv + 1, argv + argc));
  if (const auto* finished = std::get_if<keyglass::config::Finished>(&parsed)) {
    (finished->exit_code == 0 ? std::cout : std::cerr) << finished->text << '\n';
    return finished->exit_code;
  }
  const auto& options = std::get<keyglass::config::Options>(parsed);
  if (keyglass::cli::is_client(options.command)) return keyglass::cli::run_client(options);
  return keyglass::serves(options.command) ? keyglass::run(options) : keyglass::look_after(options);
}
