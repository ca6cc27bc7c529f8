// Events from JavaScript, kept until the next frame.
#include "platform/inbox.hpp"

#include <emscripten.h>

#include <utility>

#include "platform/page.hpp"
#include "platform/web/inbox_store.hpp"
#include "platform/web/stream_store.hpp"

namespace keyglass::platform {

Inbox& waiting_inbox() {
  static Inbox inbox;
  return inbox;
}

Inbox take_inbox() {
  Inbox inbox = std::exchange(waiting_inbox(), {});
  take_stream_news(inbox);
  return inbox;
}

}  // namespace keyglass::platform

using keyglass::platform::waiting_inbox;

extern "C" {

EMSCRIPTEN_KEEPALIVE void kg_on_location_hash() {
  waiting_inbox().location_hash = keyglass::platform::location_hash();
}

EMSCRIPTEN_KEEPALIVE void kg_on_download(int status) {
  waiting_inbox().downloads.push_back(status);
}

EMSCRIPTEN_KEEPALIVE void kg_on_environment() {
  waiting_inbox().environment_changed = true;
}

}  // extern "C"
