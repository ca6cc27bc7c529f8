// What a server says of itself and of the sender of the request: the reply of GET /capabilities.
// A reply, so members that are unknown are ignored and an absent one keeps its default. Any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "keyglass/result.hpp"

namespace keyglass {

struct ServerCapabilities {
  std::string version;
  bool asks_for_tokens = false;
  std::string scope;                  // of the sender: "none", "read", "write", "admin"
  std::vector<std::string> prefixes;  // the sender reaches only keys that begin with one; empty: every key
  std::string engine;                 // "rocksdb"
  std::string durability;             // "none", "process", "synced"
  bool history = false;
  std::uint64_t history_versions_max = 0;
  std::uint64_t history_hours_max = 0;
  bool atomic_batches = false;
  bool change_feed = false;
  std::uint64_t value_bytes_max = 0;  // 0: not said

  bool operator==(const ServerCapabilities&) const = default;
};

// Fails with invalid, naming the field, for what is not such a reply; auth.scope is required.
Result<ServerCapabilities> decode_server_capabilities(std::string_view json);

}  // namespace keyglass
