// What history still knows: see plan_past.hpp.
#include "service/plan_past.hpp"

#include <string>
#include <unordered_set>

#include "storage/change_feed.hpp"
#include "storage/history.hpp"

namespace keyglass::service {
namespace {

constexpr std::int64_t hour_ms = 3'600'000;

Error forgotten(const std::string& key, std::uint64_t revision) {
  Error error;
  error.code = ErrorCode::compacted;
  error.message = "what \"" + key + "\" was at revision " + std::to_string(revision) + " is no longer known";
  error.key = key;
  return error;
}

}  // namespace

Status check_past_is_known(storage::Store& store, const Selection& selection, std::uint64_t revision,
                           std::int64_t now_ms) {
  const std::int64_t kept_ms = hour_ms * static_cast<std::int64_t>(store.capabilities().history_hours_max);
  storage::ChangeQuery query;
  query.since = revision;
  query.prefix = common_prefix(selection);
  std::unordered_set<std::string> seen;
  bool more = true;
  while (more) {
    const auto page = store.change_feed()->changes(query);
    if (!page) {
      Error error = page.error();
      if (error.field == "since") error.field = "revision";
      return error;
    }
    for (const storage::Change& change : page.value().changes) {
      const std::string& key = change.version.metadata.key;
      if (!selects(selection, key) || !seen.insert(key).second) continue;
      // Its first change since then ended the version of then. Beyond the retention not even that there was
      // one is remembered, so history cannot be asked.
      if (change.version.metadata.updated_at_ms + kept_ms <= now_ms) return forgotten(key, revision);
      const auto then = store.history()->get_at(key, revision);
      if (!then && then.error().code != ErrorCode::not_found) return then.error();
    }
    query.since = page.value().upto;
    more = page.value().more;
  }
  return Done{};
}

}  // namespace keyglass::service
