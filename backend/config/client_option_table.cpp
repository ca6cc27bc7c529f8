// The rows of commands that are clients of the API, and nothing else.
#include "config/client_option_table.hpp"

#include <array>
#include <charconv>

#include "config/option_values.hpp"

namespace keyglass::config {
namespace {

using Kind = OptionRow::Kind;

template <std::string ClientOptions::*Member>
Status set_text(Options& options, std::string_view text) {
  options.client.*Member = text;
  return Done{};
}

template <bool ClientOptions::*Member>
Status set_toggle(Options& options, std::string_view text) {
  const auto toggle = parse_toggle(text);
  if (!toggle) return toggle.error();
  options.client.*Member = toggle.value();
  return Done{};
}

template <std::optional<std::uint64_t> ClientOptions::*Member>
Status set_number(Options& options, std::string_view text) {
  const auto number = parse_number(text, 1, 9'007'199'254'740'991);
  if (!number) return number.error();
  options.client.*Member = number.value();
  return Done{};
}

Status set_since(Options& options, std::string_view text) {
  const auto number = parse_number(text, 0, 9'007'199'254'740'991);
  if (!number) return number.error();
  options.client.since = number.value();
  return Done{};
}

// A password in it would be shown by what quotes it.
Status set_url(Options& options, std::string_view text) {
  if (text.find('@') != std::string_view::npos) {
    return Error{.code = ErrorCode::invalid,
                 .message = "a URL here takes no user and password: give the token with --token-file"};
  }
  auto origin = parse_origin(text.ends_with('/') ? text.substr(0, text.size() - 1) : text);
  if (!origin) return origin.error();
  options.client.url = std::move(origin).value();
  return Done{};
}

Status set_timeout(Options& options, std::string_view text) {
  const auto seconds = parse_number(text, 1, 86'400);
  if (!seconds) return seconds.error();
  options.client.timeout_seconds = static_cast<std::uint32_t>(seconds.value());
  return Done{};
}

Status set_ttl(Options& options, std::string_view text) {
  double seconds = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (failure != std::errc{} || end != text.data() + text.size() ||
      !(seconds > 0 && seconds <= 3'153'600'000)) {
    return Error{
        .code = ErrorCode::invalid,
        .message = "'" + std::string(text) + "' is not a number of seconds above 0, at most 3153600000"};
  }
  options.client.ttl_seconds = text;
  return Done{};
}

Status set_mode(Options& options, std::string_view text) {
  if (text != "replace" && text != "create" && text != "dry_run") {
    return Error{.code = ErrorCode::invalid,
                 .message = "'" + std::string(text) + "' is none of replace, create and dry_run"};
  }
  options.client.mode = text;
  return Done{};
}

Status set_as_json(Options& options, std::string_view text) {
  const auto toggle = parse_toggle(text);
  if (!toggle) return toggle.error();
  options.as_json = toggle.value();
  return Done{};
}

constexpr unsigned for_key = for_get | for_put | for_del;
constexpr std::string_view any_text = "any text";
constexpr std::string_view toggle_bounds = "1 or 0 in the variable";

constexpr std::array rows{
    OptionRow{"KEY", "", for_key, "", "1 to 1024 bytes of UTF-8", "The key", Kind::argument,
              set_text<&ClientOptions::key>},
    OptionRow{"VALUE", "", for_put, "", "the text itself, - for stdin, @FILE for a file's bytes", "The value",
              Kind::argument, set_text<&ClientOptions::value>},
    OptionRow{"FILE", "", for_export, "", "a file's name, or - for stdout, as without it",
              "Where the entries go; a file is there only when it is whole", Kind::optional_argument,
              set_text<&ClientOptions::file>},
    OptionRow{"FILE", "", for_import, "", "a file's name, or - for stdin, as without it",
              "The entries, as export writes them", Kind::optional_argument, set_text<&ClientOptions::file>},
    OptionRow{"PREFIX", "", for_watch, "", any_text, "Only keys that begin with it", Kind::optional_argument,
              set_text<&ClientOptions::prefix>},
    OptionRow{"--url", "KEYGLASS_URL", for_client, "http://localhost:8000", "http(s)://host[:port]",
              "Where the API is", Kind::value, set_url},
    OptionRow{"--token-file", "KEYGLASS_TOKEN_FILE", for_client, "", "a file that holds the token alone",
              "The token to send", Kind::value, set_text<&ClientOptions::token_file>},
    OptionRow{"", "KEYGLASS_TOKEN", for_client, "", "as the server knows it; --token-file wins",
              "The token to send", Kind::secret, set_text<&ClientOptions::token>},
    OptionRow{"--ca-file", "KEYGLASS_CA_FILE", for_client, "", "a PEM file",
              "Who may vouch for an https server, instead of the system's authorities", Kind::value,
              set_text<&ClientOptions::ca_file>},
    OptionRow{"--timeout-seconds", "KEYGLASS_TIMEOUT_SECONDS", for_client, "30", "1 to 86400",
              "How long to wait for a connection, and for each part of an answer", Kind::value, set_timeout},
    OptionRow{"--json", "KEYGLASS_JSON", for_client, "", toggle_bounds, "Print JSON, as the API gives it",
              Kind::toggle, set_as_json},
    OptionRow{"--revision", "KEYGLASS_GET_REVISION", for_get, "", "1 or more",
              "The value as it was once this commit had happened", Kind::value,
              set_number<&ClientOptions::revision>},
    OptionRow{"--ttl", "KEYGLASS_PUT_TTL", for_put, "", "above 0, at most 3153600000",
              "Seconds until it expires", Kind::value, set_ttl},
    OptionRow{"--content-type", "KEYGLASS_PUT_CONTENT_TYPE", for_put, "", "a media type",
              "What the bytes are (default: told from them)", Kind::value,
              set_text<&ClientOptions::content_type>},
    OptionRow{"--if-match", "KEYGLASS_PUT_IF_MATCH", for_put, "", "an ETag in its quotes, a list, or *",
              "Write only if the key has this ETag", Kind::value, set_text<&ClientOptions::if_match>},
    OptionRow{"--if-absent", "KEYGLASS_PUT_IF_ABSENT", for_put, "", toggle_bounds,
              "Write only if the key is not there", Kind::toggle, set_toggle<&ClientOptions::if_absent>},
    OptionRow{"--if-match", "KEYGLASS_DEL_IF_MATCH", for_del, "", "an ETag in its quotes, a list, or *",
              "Delete only if the key has this ETag", Kind::value, set_text<&ClientOptions::if_match>},
    OptionRow{"--prefix", "KEYGLASS_LS_PREFIX", for_ls, "", any_text, "Only keys that begin with it",
              Kind::value, set_text<&ClientOptions::prefix>},
    OptionRow{"--delimiter", "KEYGLASS_LS_DELIMITER", for_ls, "", any_text,
              "Fold keys that hold it behind the prefix, up to and with it", Kind::value,
              set_text<&ClientOptions::delimiter>},
    OptionRow{"--glob", "KEYGLASS_LS_GLOB", for_ls, "", "* any run, ? one character, [a-z] one of these",
              "Only keys that match it as a whole", Kind::value, set_text<&ClientOptions::glob>},
    OptionRow{"--limit", "KEYGLASS_LS_LIMIT", for_ls, "", "1 or more", "The first so many (default: all)",
              Kind::value, set_number<&ClientOptions::limit>},
    OptionRow{"--prefix", "KEYGLASS_EXPORT_PREFIX", for_export, "", any_text, "Only keys that begin with it",
              Kind::value, set_text<&ClientOptions::prefix>},
    OptionRow{"--glob", "KEYGLASS_EXPORT_GLOB", for_export, "",
              "* any run, ? one character, [a-z] one of these", "Only keys that match it as a whole",
              Kind::value, set_text<&ClientOptions::glob>},
    OptionRow{"--mode", "KEYGLASS_IMPORT_MODE", for_import, "replace", "replace | create | dry_run",
              "What becomes of keys that exist: replaced, left, or told alone", Kind::value, set_mode},
    OptionRow{"--prefix", "KEYGLASS_STATS_PREFIX", for_stats, "", any_text, "Only keys that begin with it",
              Kind::value, set_text<&ClientOptions::prefix>},
    OptionRow{"--since", "KEYGLASS_WATCH_SINCE", for_watch, "", "a revision; 0: from the first on",
              "First what happened after this commit (default: from now on)", Kind::value, set_since},
    OptionRow{"--snapshot", "KEYGLASS_WATCH_SNAPSHOT", for_watch, "", toggle_bounds,
              "First every key as a put, then a line that says synced; not together with --since",
              Kind::toggle, set_toggle<&ClientOptions::with_snapshot>},
    OptionRow{"--values", "KEYGLASS_WATCH_VALUES", for_watch, "", toggle_bounds, "Tell values, too",
              Kind::toggle, set_toggle<&ClientOptions::with_values>},
};

}  // namespace

std::span<const OptionRow> client_option_rows() {
  return rows;
}

}  // namespace keyglass::config
