// What the user's system prefers, from media queries.
#include "platform/environment.hpp"

#include "platform/web/javascript.hpp"

namespace keyglass::platform {

Environment environment() {
  // The bits are those of kg_environment() in web/page.js.
  const auto bits = static_cast<unsigned>(kg_environment());
  return {.dark = (bits & 1U) != 0,
          .reduced_motion = (bits & 2U) != 0,
          .forced_colors = (bits & 4U) != 0,
          .mac = (bits & 8U) != 0,
          .online = (bits & 16U) != 0,
          .touch = (bits & 32U) != 0,
          .more_contrast = (bits & 64U) != 0};
}

}  // namespace keyglass::platform
