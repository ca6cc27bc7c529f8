// What the process was told to do, as plain values. Filled from the option table; read once by main.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "config/client_options.hpp"

namespace keyglass::config {

enum class Command {
  up,
  api,
  web,
  check,
  backup,
  restore,
  get,
  put,
  del,
  ls,
  export_entries,
  import_entries,
  stats,
  watch
};

struct ListenAddress {
  std::string host;        // a name or an IP address without brackets
  std::uint16_t port = 0;  // 0 takes a free one

  bool operator==(const ListenAddress&) const = default;
};

enum class LogLevel { debug, info, warn, error };

// Defaults live in option_table.cpp alone: start from default_options().
struct Options {
  Command command = Command::up;
  ListenAddress api_listen;
  ListenAddress web_listen;
  std::string store_url;
  std::string durability;                  // as storage::parse_sync_policy() reads it
  std::uint32_t history_versions_max = 0;  // of one key
  std::uint32_t history_hours_max = 0;
  std::uint64_t feed_changes_max = 0;
  std::string redis_prefix;
  std::uint64_t value_bytes_max = 0;
  std::vector<std::string> cors_origins;  // empty: the web service's own
  std::vector<std::string> hosts;         // further names that the Host header may carry
  std::string api_url;                    // where the app of `web` finds the API
  std::string web_root;                   // empty: ../web beside the executable
  std::uint32_t loop_count = 0;           // event loops, per listener
  std::uint32_t thread_count = 0;         // workers, per listener
  std::uint32_t stream_count = 0;         // streamed bodies at a time, per listener
  std::uint32_t connections_max = 0;      // per listener
  std::uint32_t shutdown_seconds = 0;
  LogLevel log_level = LogLevel::info;
  std::uint32_t log_sample = 0;  // of successful requests one in so many is logged
  bool insecure_no_auth = false;
  std::string tls_certificate_file;  // empty: no TLS
  std::string tls_key_file;          // empty as that is
  std::string tokens_file;           // empty: none
  std::string admin_token;           // empty: none; a secret
  std::string backup_to;             // of `backup`; empty: not given
  std::string restore_from;          // of `restore`; empty: not given
  bool as_json = false;              // of `check` and of clients
  ClientOptions client;
};

}  // namespace keyglass::config
