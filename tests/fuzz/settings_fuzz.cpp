// Fuzzing what reads the values of options: addresses, origins, store URLs, policies. What is taken is within
// its bounds and means the same when it is written again; what is refused is quoted, a password never.
#include <cstdint>
#include <cstdlib>

#include "config/option_values.hpp"
#include "http/listen_address.hpp"
#include "storage/redis_url.hpp"
#include "storage/sync_policy.hpp"

namespace {

using namespace keyglass;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_address(std::string_view text) {
  const auto address = config::parse_listen_address(text);
  if (!address) return require(!address.error().message.empty());
  require(!address.value().host.empty());
  const std::string again =
      http::host_in_url(address.value().host) + ":" + std::to_string(address.value().port);
  const auto second = config::parse_listen_address(again);
  require(second.ok() && second.value() == address.value());
}

void check_origin(std::string_view text) {
  const auto origin = config::parse_origin(text);
  if (!origin) return;
  const auto again = config::parse_origin(origin.value());
  require(again.ok() && again.value() == origin.value());
  // It goes into a header and a policy as it is.
  require(origin.value().find_first_of(" ;,'\"\r\n\\/?#@", 8) == std::string::npos);
}

// Other letters in the place of user and password, where letters mean nothing more.
std::string with_other_login(std::string_view url) {
  constexpr std::string_view kept = "%:@/[]0123456789abcdefABCDEF";
  constexpr std::string_view scheme = "redis://";
  std::string other(url);
  const std::size_t at = url.rfind('@');
  if (at == std::string_view::npos || !url.starts_with(scheme)) return other;
  for (std::size_t i = scheme.size(); i < at; ++i) {
    if (kept.find(url[i]) == std::string_view::npos) other[i] = 'Z';
  }
  return other;
}

void check_store(std::string_view text) {
  const auto endpoint = storage::parse_redis_url(text);
  if (!endpoint) {
    const auto other = storage::parse_redis_url(with_other_login(text));
    return require(!other.ok() && other.error().message == endpoint.error().message);
  }
  require(!endpoint.value().host.empty());
  require(endpoint.value().port >= 1 && endpoint.value().port <= 65535 && endpoint.value().database >= 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_address(text);
  check_origin(text);
  check_store(text);
  if (const auto number = config::parse_number(text, 3, 300))
    require(number.value() >= 3 && number.value() <= 300);
  if (const auto policy = storage::parse_sync_policy(text)) {
    const auto again = storage::parse_sync_policy(storage::sync_policy_text(policy.value()));
    require(again.ok() && again.value() == policy.value());
  }
  static_cast<void>(config::parse_log_level(text));
  static_cast<void>(config::parse_toggle(text));
  return 0;
}
