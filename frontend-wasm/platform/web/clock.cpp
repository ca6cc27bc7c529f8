// Time from the browser.
#include "platform/clock.hpp"

#include "platform/web/javascript.hpp"

namespace keyglass::platform {

double now_ms() {
  return kg_now_ms();
}

std::int64_t utc_ms() {
  return static_cast<std::int64_t>(kg_utc_ms());
}

}  // namespace keyglass::platform
