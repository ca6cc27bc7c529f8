// The rows of the option table, and nothing else.
#include "config/option_table.hpp"

#include <array>
#include <cassert>
#include <vector>

#include "config/client_option_table.hpp"
#include "config/option_values.hpp"
#include "keyglass/limits.hpp"

namespace keyglass::config {
namespace {

using Kind = OptionRow::Kind;

// Stores a parsed value, or hands the refusal on.
template <typename Parsed, typename Target>
Status store(Result<Parsed> parsed, Target& target) {
  if (!parsed) return parsed.error();
  target = static_cast<Target>(std::move(parsed).value());
  return Done{};
}

Status set_api_listen(Options& options, std::string_view text) {
  return store(parse_listen_address(text), options.api_listen);
}
Status set_web_listen(Options& options, std::string_view text) {
  return store(parse_listen_address(text), options.web_listen);
}
Status set_store(Options& options, std::string_view text) {
  return store(Result<std::string>(std::string(text)), options.store_url);
}
Status set_durability(Options& options, std::string_view text) {
  return store(Result<std::string>(std::string(text)), options.durability);
}
Status set_history_versions(Options& options, std::string_view text) {
  return store(parse_number(text, 0, 1'000'000), options.history_versions_max);
}
Status set_history_hours(Options& options, std::string_view text) {
  return store(parse_number(text, 0, 876'000), options.history_hours_max);
}
Status set_feed_changes_max(Options& options, std::string_view text) {
  return store(parse_number(text, 1, 1'000'000'000), options.feed_changes_max);
}
Status set_redis_prefix(Options& options, std::string_view text) {
  return store(Result<std::string>(std::string(text)), options.redis_prefix);
}
Status set_value_bytes_max(Options& options, std::string_view text) {
  return store(parse_number(text, 1, limits::value_bytes_max_highest), options.value_bytes_max);
}
Status add_cors_origin(Options& options, std::string_view text) {
  auto origin = parse_origin(text);
  if (!origin) return origin.error();
  options.cors_origins.push_back(std::move(origin).value());
  return Done{};
}
Status add_host(Options& options, std::string_view text) {
  options.hosts.emplace_back(text);
  return Done{};
}
Status set_api_url(Options& options, std::string_view text) {
  return store(parse_origin(text), options.api_url);
}
Status set_web_root(Options& options, std::string_view text) {
  return store(Result<std::string>(std::string(text)), options.web_root);
}
Status set_loop_count(Options& options, std::string_view text) {
  return store(parse_number(text, 1, 64), options.loop_count);
}
Status set_stream_count(Options& options, std::string_view text) {
  return store(parse_number(text, 1, 4096), options.stream_count);
}
Status set_connections_max(Options& options, std::string_view text) {
  return store(parse_number(text, 1, 1'000'000), options.connections_max);
}
Status set_thread_count(Options& options, std::string_view text) {
  return store(parse_number(text, 1, 4096), options.thread_count);
}
Status set_shutdown_seconds(Options& options, std::string_view text) {
  return store(parse_number(text, 0, 3600), options.shutdown_seconds);
}
Status set_log_level(Options& options, std::string_view text) {
  return store(parse_log_level(text), options.log_level);
}
Status set_log_sample(Options& options, std::string_view text) {
  return store(parse_number(text, 1, 1'000'000), options.log_sample);
}
Status set_insecure_no_auth(Options& options, std::string_view text) {
  return store(parse_toggle(text), options.insecure_no_auth);
}
Result<std::string> file_name(std::string_view text) {
  if (text.empty()) return Error{.code = ErrorCode::invalid, .message = "name a file, or leave it out"};
  return std::string(text);
}
Status set_tokens_file(Options& options, std::string_view text) {
  return store(file_name(text), options.tokens_file);
}
Status set_tls_certificate_file(Options& options, std::string_view text) {
  return store(file_name(text), options.tls_certificate_file);
}
Status set_tls_key_file(Options& options, std::string_view text) {
  return store(file_name(text), options.tls_key_file);
}
Status set_admin_token(Options& options, std::string_view text) {
  return store(Result<std::string>(std::string(text)), options.admin_token);
}

Status set_backup_to(Options& options, std::string_view text) {
  return store(Result<std::string>(std::string(text)), options.backup_to);
}
Status set_restore_from(Options& options, std::string_view text) {
  return store(Result<std::string>(std::string(text)), options.restore_from);
}
Status set_as_json(Options& options, std::string_view text) {
  return store(parse_toggle(text), options.as_json);
}

constexpr unsigned for_all = for_up | for_api | for_web;
constexpr unsigned for_store = for_up | for_api;
constexpr std::string_view listen_bounds = "HOST:PORT, port 0 takes a free one";

constexpr std::array rows{
    OptionRow{"--api-listen", "KEYGLASS_API_LISTEN", for_up, "127.0.0.1:8000", listen_bounds,
              "Where the REST API listens", Kind::value, set_api_listen},
    OptionRow{"--listen", "KEYGLASS_API_LISTEN", for_api, "127.0.0.1:8000", listen_bounds,
              "Where the REST API listens", Kind::value, set_api_listen},
    OptionRow{"--web-listen", "KEYGLASS_WEB_LISTEN", for_up, "127.0.0.1:3000", listen_bounds,
              "Where the browser app is served", Kind::value, set_web_listen},
    OptionRow{"--listen", "KEYGLASS_WEB_LISTEN", for_web, "127.0.0.1:3000", listen_bounds,
              "Where the browser app is served", Kind::value, set_web_listen},
    OptionRow{"--store", "KEYGLASS_STORE", for_store, "rocksdb:./data",
              "memory: | rocksdb:PATH | redis://[user:password@]host[:port][/db]", "Where the data lives",
              Kind::value, set_store},
    OptionRow{"--store", "KEYGLASS_STORE", for_check | for_backup | for_restore, "rocksdb:./data",
              "rocksdb:PATH",
              "The store's directory; a server may be at work on it, but not where one is restored",
              Kind::value, set_store},
    OptionRow{"--to", "KEYGLASS_BACKUP_TO", for_backup, "", "a directory that is absent or empty",
              "Where the backup goes", Kind::value, set_backup_to},
    OptionRow{"--from", "KEYGLASS_RESTORE_FROM", for_restore, "", "a directory that backup has made",
              "The backup to make the store of", Kind::value, set_restore_from},
    OptionRow{"--json", "KEYGLASS_CHECK_JSON", for_check, "", "1 or 0 in the variable",
              "Print one JSON object", Kind::toggle, set_as_json},
    OptionRow{"--durability", "KEYGLASS_DURABILITY", for_store, "always",
              "always | interval:MS (1 to 60000) | none", "When a write reaches the disk (rocksdb)",
              Kind::value, set_durability},
    OptionRow{"--history-versions", "KEYGLASS_HISTORY_VERSIONS", for_store, "10", "0 (none) to 1000000",
              "Earlier versions of each key that are kept (memory, rocksdb)", Kind::value,
              set_history_versions},
    OptionRow{"--history-hours", "KEYGLASS_HISTORY_HOURS", for_store, "168", "0 (none) to 876000",
              "How long a replaced or removed version is kept (memory, rocksdb)", Kind::value,
              set_history_hours},
    OptionRow{"--feed-changes-max", "KEYGLASS_FEED_CHANGES_MAX", for_store, "1000000", "1 to 1000000000",
              "Changes that can be replayed to who follows them (memory, rocksdb)", Kind::value,
              set_feed_changes_max},
    OptionRow{"--redis-prefix", "KEYGLASS_REDIS_PREFIX", for_store, "", "any text",
              "What Redis keys begin with (redis)", Kind::value, set_redis_prefix},
    OptionRow{"--value-bytes-max", "KEYGLASS_VALUE_BYTES_MAX", for_store, "16777216", "1 to 536870912",
              "The largest value that is taken", Kind::value, set_value_bytes_max},
    OptionRow{
        "--cors-origin", "KEYGLASS_CORS_ORIGIN", for_store, "", "http://host[:port], repeatable",
        "Origins of browser apps that may call the API (default: the web service's own and the preview's)",
        Kind::repeatable, add_cors_origin},
    OptionRow{"--host", "KEYGLASS_HOST", for_all, "", "a name or address without port, repeatable",
              "Further names by which clients reach this server (localhost is always one)", Kind::repeatable,
              add_host},
    OptionRow{"--api-url", "KEYGLASS_API_URL", for_web, "http://localhost:8000", "http://host[:port]",
              "Where the app in the browser finds the API; https with --tls-cert, unless it is given",
              Kind::value, set_api_url},
    OptionRow{"--web-root", "KEYGLASS_WEB_ROOT", for_up | for_web, "", "a directory",
              "The app's files (default: ../web beside the executable)", Kind::value, set_web_root},
    OptionRow{"--connections-max", "KEYGLASS_CONNECTIONS_MAX", for_all, "20000", "1 to 1000000",
              "Connections open at a time, per listener; more are told 503", Kind::value,
              set_connections_max},
    OptionRow{"--loops", "KEYGLASS_LOOPS", for_all, "2", "1 to 64",
              "Event loops that share the connections, per listener", Kind::value, set_loop_count},
    OptionRow{"--threads", "KEYGLASS_THREADS", for_all, "32", "1 to 4096",
              "Requests that may wait for the store, worked on at a time, per listener", Kind::value,
              set_thread_count},
    OptionRow{"--streams", "KEYGLASS_STREAMS", for_all, "16", "1 to 4096",
              "Large bodies taken and lists sent at a time, per listener", Kind::value, set_stream_count},
    OptionRow{"--shutdown-seconds", "KEYGLASS_SHUTDOWN_SECONDS", for_all, "10", "0 to 3600",
              "How long running requests may take to finish after SIGTERM", Kind::value,
              set_shutdown_seconds},
    OptionRow{"--log-level", "KEYGLASS_LOG_LEVEL", for_all, "info", "debug | info | warn | error",
              "The least level that is logged; requests are info", Kind::value, set_log_level},
    OptionRow{"--log-sample", "KEYGLASS_LOG_SAMPLE", for_all, "1", "1 to 1000000",
              "Of the requests that succeed, log one in so many; all others always", Kind::value,
              set_log_sample},
    OptionRow{"--tls-cert", "KEYGLASS_TLS_CERT", for_all, "", "a PEM file, with --tls-key",
              "Serve https alone, with this certificate (and its chain), read again on SIGHUP", Kind::value,
              set_tls_certificate_file},
    OptionRow{"--tls-key", "KEYGLASS_TLS_KEY", for_all, "", "a PEM file without a passphrase",
              "The key of --tls-cert", Kind::value, set_tls_key_file},
    OptionRow{"--tokens", "KEYGLASS_TOKENS", for_store, "", "a JSON file that only its owner may read",
              "Who may do what: hashes of tokens, read again on SIGHUP", Kind::value, set_tokens_file},
    OptionRow{"", "KEYGLASS_ADMIN_TOKEN", for_store, "", "32 or more letters and digits",
              "A token that may do everything", Kind::secret, set_admin_token},
    OptionRow{"--insecure-no-auth", "KEYGLASS_INSECURE_NO_AUTH", for_all, "", "1 or 0 in the variable",
              "Serve other machines without authentication", Kind::toggle, set_insecure_no_auth},
};

std::vector<OptionRow> all_rows() {
  std::vector<OptionRow> all(rows.begin(), rows.end());
  const auto client = client_option_rows();
  all.insert(all.end(), client.begin(), client.end());
  return all;
}

}  // namespace

std::span<const OptionRow> option_table() {
  static const std::vector<OptionRow> all = all_rows();
  return all;
}

Options default_options(Command command) {
  Options options;
  options.command = command;
  for (const OptionRow& row : option_table()) {
    if ((row.commands & bit_of(command)) == 0 || row.default_text.empty()) continue;
    [[maybe_unused]] const Status applied = row.apply(options, row.default_text);
    assert(applied.ok());
  }
  return options;
}

}  // namespace keyglass::config
