// Frames on demand.
#include "platform/redraw.hpp"

#include "platform/web/javascript.hpp"

namespace keyglass::platform {

void request_redraw(const char* reason) {
  kg_request_redraw(reason);
}

void wake_after(double ms) {
  kg_wake_after(ms);
}

}  // namespace keyglass::platform
