// Text of sync policies: see sync_policy.hpp.
#include "storage/sync_policy.hpp"

#include <charconv>

namespace keyglass::storage {
namespace {

constexpr std::string_view interval_name = "interval:";

Error refused(std::string_view text) {
  Error error;
  error.code = ErrorCode::invalid;
  error.message = "\"" + std::string(text) + "\" is not a durability: use always, interval:MS (" +
                  std::to_string(SyncPolicy::interval_ms_min) + " to " +
                  std::to_string(SyncPolicy::interval_ms_max) + " milliseconds) or none";
  error.field = "durability";
  return error;
}

}  // namespace

Result<SyncPolicy> parse_sync_policy(std::string_view text) {
  if (text == "always") return SyncPolicy{SyncPolicy::Mode::always};
  if (text == "none") return SyncPolicy{SyncPolicy::Mode::none};
  if (!text.starts_with(interval_name)) return refused(text);
  const std::string_view digits = text.substr(interval_name.size());
  SyncPolicy policy{SyncPolicy::Mode::interval};
  const auto [end, failure] =
      std::from_chars(digits.data(), digits.data() + digits.size(), policy.interval_ms);
  const bool whole = failure == std::errc() && end == digits.data() + digits.size();
  if (!whole || policy.interval_ms < SyncPolicy::interval_ms_min ||
      policy.interval_ms > SyncPolicy::interval_ms_max) {
    return refused(text);
  }
  return policy;
}

std::string sync_policy_text(const SyncPolicy& policy) {
  switch (policy.mode) {
    case SyncPolicy::Mode::always:
      return "always";
    case SyncPolicy::Mode::interval:
      return std::string(interval_name) + std::to_string(policy.interval_ms);
    case SyncPolicy::Mode::none:
      return "none";
  }
  return "";
}

}  // namespace keyglass::storage
