// Tables of words, chosen by what the server told.
#include "view/server_words.hpp"

#include <algorithm>
#include <array>

#include "app/text.hpp"

namespace keyglass::view {
namespace {

struct DurabilityRow {
  std::string_view name;  // in the API
  std::string_view mark;
  std::string_view promise;
};

constexpr std::array durability_rows{
    DurabilityRow{"synced", "durable", "Every write is on disk before its answer."},
    DurabilityRow{"process", "synced later", "Writes outlive the server, the last not the machine."},
    DurabilityRow{"none", "not kept", "Nothing outlives the server."}};

struct ScopeRow {
  std::string_view name;  // in the API
  std::string_view words;
};

constexpr std::array scope_rows{ScopeRow{"read", "Reading"}, ScopeRow{"write", "Reading and writing"},
                                ScopeRow{"admin", "Everything"}, ScopeRow{"none", "Nothing without a token"}};

const DurabilityRow* durability_row(const app::Server& server) {
  if (!server.told) return nullptr;
  const auto* row = std::find_if(durability_rows.begin(), durability_rows.end(),
                                 [&](const DurabilityRow& it) { return it.name == server.told->durability; });
  return row == durability_rows.end() ? nullptr : row;
}

}  // namespace

std::string store_words(const app::Server& server) {
  if (!server.told || server.told->engine.empty()) return "";
  const DurabilityRow* row = durability_row(server);
  return server.told->engine + (row ? " \u00b7 " + std::string(row->mark) : "");
}

std::string_view durability_words(const app::Server& server) {
  const DurabilityRow* row = durability_row(server);
  return row ? row->promise : std::string_view("Not told");
}

std::string history_words(const app::Server& server) {
  if (!server.told || !server.told->history) return "Not kept";
  const std::uint64_t hours = server.told->history_hours_max;
  const bool is_days = hours >= 48 && hours % 24 == 0;
  return app::format_counted(server.told->history_versions_max, "version") + " of a key, for " +
         app::format_counted(is_days ? hours / 24 : hours, is_days ? "day" : "hour");
}

std::string access_words(const app::Server& server) {
  if (!server.told) return "Not told";
  const auto* row = std::find_if(scope_rows.begin(), scope_rows.end(),
                                 [&](const ScopeRow& it) { return it.name == server.told->scope; });
  std::string words(row == scope_rows.end() ? std::string_view(server.told->scope) : row->words);
  for (const std::string& prefix : server.told->prefixes)
    words += (&prefix == &server.told->prefixes.front() ? ", keys under " : ", ") + prefix;
  return words;
}

}  // namespace keyglass::view
