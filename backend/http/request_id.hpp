// The id that a request has in replies, problems and the log.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace keyglass::http {

// `sent` (the X-Request-Id header) if it has 1..128 letters, digits or any of -._~:+/=@, else 32 random
// hexadecimal digits. Any thread.
std::string request_id_of(std::optional<std::string_view> sent);

}  // namespace keyglass::http
