// Drives CLI11 from the option table: see command_line.hpp.
#include "config/command_line.hpp"

#include <arpa/inet.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cassert>
#include <cstdlib>
#include <deque>
#include <utility>

#include "config/option_table.hpp"

namespace keyglass::config {
namespace {

struct CommandRow {
  Command command;
  const char* name;
  const char* help;
};
constexpr std::array commands{
    CommandRow{Command::up, "up", "The API and the browser app in one process"},
    CommandRow{Command::api, "api", "The REST API alone"},
    CommandRow{Command::web, "web", "The browser app alone, against an API elsewhere"},
    CommandRow{Command::check, "check", "Reads a whole store and says what is wrong with it"},
    CommandRow{Command::backup, "backup", "Copies a store, also while a server works on it"},
    CommandRow{Command::restore, "restore", "Makes a store of a backup"},
    CommandRow{Command::get, "get", "Writes the value of a key to stdout, byte for byte"},
    CommandRow{Command::put, "put", "Creates or replaces a value"},
    CommandRow{Command::del, "del", "Deletes a key"},
    CommandRow{Command::ls, "ls", "Lists keys, one a line"},
    CommandRow{Command::export_entries, "export", "Writes entries as NDJSON, all of one moment"},
    CommandRow{Command::import_entries, "import", "Takes entries as export writes them"},
    CommandRow{Command::stats, "stats", "Counts keys and bytes"},
    CommandRow{Command::watch, "watch", "Tells what changes as it happens, one line a change"},
};

// What CLI11 read for one row of one command.
struct Given {
  const OptionRow* row;
  CLI::Option* option;
  std::vector<std::string> texts;
  bool toggled = false;
};

struct Subcommand {
  const CommandRow* row = nullptr;
  CLI::App* app = nullptr;
  std::deque<Given> given;  // a deque: CLI11 keeps references into it
};

std::string description(const OptionRow& row) {
  return std::string(row.help) + " (" + std::string(row.bounds) + ")";
}

// What has a variable alone: under the options in --help.
void declare_secret(Subcommand& subcommand, const OptionRow& row) {
  const std::string footer = subcommand.app->get_footer();
  subcommand.app->footer(footer + (footer.empty() ? "By the environment alone:\n  " : "\n  ") +
                         std::string(row.variable) + "  " + description(row));
}

void declare(Subcommand& subcommand, const OptionRow& row) {
  if (row.kind == OptionRow::Kind::secret) return declare_secret(subcommand, row);
  Given& given = subcommand.given.emplace_back(Given{&row, nullptr, {}, false});
  const bool is_argument = row.kind == OptionRow::Kind::argument;
  if (is_argument || row.kind == OptionRow::Kind::optional_argument) {
    given.option = subcommand.app->add_option(std::string(row.flag), given.texts, description(row));
    given.option->type_name("")->type_size(1)->expected(1)->allow_extra_args(false)->required(is_argument);
    return;
  }
  if (row.kind == OptionRow::Kind::toggle) {
    given.option = subcommand.app->add_flag(std::string(row.flag), given.toggled, description(row));
  } else {
    given.option = subcommand.app->add_option(std::string(row.flag), given.texts, description(row));
    given.option->type_name("VALUE")->type_size(1)->default_str(std::string(row.default_text));
    if (row.kind == OptionRow::Kind::repeatable) {
      given.option->delimiter(',')->expected(1, 64)->allow_extra_args(false);
      given.option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    } else {
      // An option that collects into a list takes what stands behind its value, too, unless told not to.
      given.option->expected(1)->allow_extra_args(false);
      given.option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    }
  }
  given.option->envname(std::string(row.variable));
}

Finished refused(const std::string& message) {
  return Finished{2, "keyglass: " + message};
}

// Without what may be a secret: a store's URL can hold a password, and be given where no option takes it; and
// the value of an option that does not exist may be anything.
Finished refused_arguments(const std::vector<std::string>& arguments) {
  std::string names;
  bool after_option = false;
  for (const std::string& argument : arguments) {
    const bool is_option = argument.starts_with("--");
    const bool is_plain = argument.find('@') == std::string::npos && !after_option;
    names += names.empty() ? "" : " ";
    names += is_option || is_plain ? argument.substr(0, argument.find('=')) : "***";
    after_option = is_option;
  }
  return refused("not known here: " + names + "\nTry `keyglass --help`.");
}

std::string address_text(const ListenAddress& address) {
  return address.host + ":" + std::to_string(address.port);
}

std::optional<Finished> refuse_exposed(const Options& options) {
  const bool asks_for_tokens = !options.tokens_file.empty() || !options.admin_token.empty();
  if (options.insecure_no_auth || asks_for_tokens) return std::nullopt;
  const bool both = options.command == Command::up;
  for (const auto& [used, address] :
       {std::pair{both || options.command == Command::api, &options.api_listen},
        std::pair{both || options.command == Command::web, &options.web_listen}}) {
    if (!used || is_loopback(address->host)) continue;
    return refused("listening on " + address_text(*address) +
                   " would let other machines in without authentication. Listen on 127.0.0.1, name the "
                   "tokens that may enter (--tokens FILE), or add --insecure-no-auth if a firewall or proxy "
                   "protects it.");
  }
  return std::nullopt;
}

std::optional<Finished> refuse_half_of_tls(const Options& options) {
  if (options.tls_certificate_file.empty() == options.tls_key_file.empty()) return std::nullopt;
  const bool has_key = options.tls_certificate_file.empty();
  return refused(std::string(has_key ? "--tls-key" : "--tls-cert") + " needs " +
                 (has_key ? "--tls-cert" : "--tls-key") + ": TLS takes a certificate and its key");
}

// Browsers keep a page that came by https from calling an API by http.
void default_to_https(const Subcommand& subcommand, Options& options) {
  constexpr std::string_view scheme = "http://";
  const bool given = std::ranges::any_of(subcommand.given, [](const Given& option) {
    return option.row->flag == "--api-url" && option.option->count() != 0;
  });
  if (given || options.tls_certificate_file.empty() || !options.api_url.starts_with(scheme)) return;
  options.api_url.replace(0, scheme.size(), "https://");
}

void read_secrets(const CommandRow& command, Options& options) {
  for (const OptionRow& row : option_table()) {
    if (row.kind != OptionRow::Kind::secret || (row.commands & bit_of(command.command)) == 0) continue;
    const char* text = std::getenv(std::string(row.variable).c_str());
    if (text == nullptr) continue;
    [[maybe_unused]] const Status applied = row.apply(options, text);
    assert(applied.ok());
  }
}

std::variant<Options, Finished> collect(const Subcommand& subcommand) {
  Options options = default_options(subcommand.row->command);
  for (const Given& given : subcommand.given) {
    if (given.option->count() == 0) continue;
    std::vector<std::string> texts = given.texts;
    if (given.row->kind == OptionRow::Kind::toggle) texts = {given.toggled ? "1" : "0"};
    for (const std::string& text : texts) {
      const Status applied = given.row->apply(options, text);
      if (!applied) {
        return refused(std::string(given.row->flag) + " (" + std::string(given.row->variable) +
                       "): " + applied.error().message);
      }
    }
  }
  read_secrets(*subcommand.row, options);
  if (auto refusal = refuse_half_of_tls(options)) return *refusal;
  if (auto refusal = refuse_exposed(options)) return *refusal;
  default_to_https(subcommand, options);
  return options;
}

}  // namespace

bool is_loopback(const std::string& host) {
  in_addr address{};
  const bool is_ipv4 = ::inet_pton(AF_INET, host.c_str(), &address) == 1;
  return host == "localhost" || host == "::1" || (is_ipv4 && ntohl(address.s_addr) >> 24 == IN_LOOPBACKNET);
}

std::variant<Options, Finished> parse_command_line(const std::vector<std::string>& arguments) {
  CLI::App app("Keyglass: a key-value store with a REST API and a browser app.", "keyglass");
  app.set_version_flag("--version", "keyglass " KEYGLASS_VERSION);
  app.require_subcommand(1);
  std::array<Subcommand, commands.size()> subcommands;
  for (std::size_t index = 0; index < commands.size(); ++index) {
    Subcommand& subcommand = subcommands[index];
    subcommand.row = &commands[index];
    subcommand.app = app.add_subcommand(commands[index].name, commands[index].help);
    for (const OptionRow& row : option_table()) {
      if ((row.commands & bit_of(commands[index].command)) != 0) declare(subcommand, row);
    }
  }
  try {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    app.parse(std::move(reversed));
  } catch (const CLI::CallForVersion& version) {
    return Finished{0, version.what()};
  } catch (const CLI::CallForHelp&) {
    return Finished{0, app.help()};
  } catch (const CLI::ExtrasError&) {
    return refused_arguments(app.remaining(true));
  } catch (const CLI::RequiredError& error) {
    // No command was found because what stands in its place is none.
    if (app.get_subcommands().empty() && !app.remaining().empty()) return refused_arguments(app.remaining());
    return refused(std::string(error.what()) + "\nTry `keyglass --help`.");
  } catch (const CLI::ParseError& error) {
    return refused(std::string(error.what()) + "\nTry `keyglass --help`.");
  }
  for (const Subcommand& subcommand : subcommands) {
    if (subcommand.app->parsed()) return collect(subcommand);
  }
  return refused("no command given.\nTry `keyglass --help`.");
}

}  // namespace keyglass::config
