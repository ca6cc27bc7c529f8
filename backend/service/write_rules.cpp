// The rules on what is written: see write_rules.hpp.
#include "service/write_rules.hpp"

#include <cmath>
#include <utility>

#include "keyglass/key_rules.hpp"
#include "keyglass/value_rules.hpp"

namespace keyglass::service {

Status check_value_size(const std::string& key, std::size_t value_bytes, const ValueLimits& limits) {
  if (value_bytes <= limits.value_bytes_max) return Done{};
  return Error{.code = ErrorCode::too_large,
               .message = "the value is too large",
               .key = key,
               .field = "value",
               .limit = limits.value_bytes_max,
               .actual = value_bytes};
}

Result<storage::Put> put_of(BatchPut wish, const ValueLimits& limits, std::int64_t now_ms) {
  if (const Status checked = check_key(wish.key); !checked) return checked.error();
  if (const Status checked = check_value_size(wish.key, wish.value.size(), limits); !checked)
    return checked.error();
  storage::Put put{.key = std::move(wish.key),
                   .value = std::move(wish.value),
                   .content_type = {},
                   .expires_at_ms = std::nullopt};
  put.content_type =
      wish.content_type ? *std::move(wish.content_type) : std::string(content_type_of(put.value));
  if (const Status checked = check_content_type(put.content_type); !checked) return checked.error();
  if (wish.ttl_seconds) {
    if (const Status checked = check_ttl(*wish.ttl_seconds); !checked) return checked.error();
    put.expires_at_ms = now_ms + static_cast<std::int64_t>(std::ceil(*wish.ttl_seconds * 1000.0));
  }
  return put;
}

}  // namespace keyglass::service
