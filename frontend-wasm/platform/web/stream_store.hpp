// Where the event stream's news wait until the next frame takes them. Private to platform/web.
#pragma once

#include "platform/inbox.hpp"

namespace keyglass::platform {

// Moves what this frame may take into `inbox`.
void take_stream_news(Inbox& inbox);

}  // namespace keyglass::platform
