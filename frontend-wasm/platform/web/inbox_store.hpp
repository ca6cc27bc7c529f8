// Where events wait until the next frame takes them. Private to platform/web.
#pragma once

#include <string>
#include <string_view>

#include "platform/inbox.hpp"

namespace keyglass::platform {

Inbox& waiting_inbox();

// Where `target` is, by set_api_url() (transport.hpp).
std::string api_url_of(std::string_view target);

}  // namespace keyglass::platform
