// Request heads that are plain beyond doubt, which is nearly all: what they say can be read off them.
// Whatever is the least bit unusual is left to the HTTP library to judge, and what is accepted here it
// accepts, too, with the same result (a test and a fuzz target hold both side by side). Pure functions; any
// thread.
#pragma once

#include <optional>
#include <string_view>

#include "http/message.hpp"

namespace keyglass::http {

// Method, target and version of a head up to and with its empty line; nullopt: ask the library.
std::optional<Request> plain_request(std::string_view head);

}  // namespace keyglass::http
