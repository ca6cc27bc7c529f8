// Telling the service manager how this process fares, by the protocol of systemd's sd_notify(3).
#pragma once

#include <string_view>

#include "keyglass/result.hpp"

namespace keyglass {

// Sends `state` ("READY=1", "STOPPING=1") to the socket that NOTIFY_SOCKET names; does nothing without that
// variable. Fails with unavailable if nobody takes it.
Status notify_service_manager(std::string_view state);

}  // namespace keyglass
