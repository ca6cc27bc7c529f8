// Where events wait until the next frame takes them. Private to platform/web.
#pragma once

#include "platform/inbox.hpp"

namespace keyglass::platform {

Inbox& waiting_inbox();

}  // namespace keyglass::platform
