// SHA-1 as hexadecimal text: what redis.sha1hex() gives. A checksum for ETags, not a defence.
#pragma once

#include <string>
#include <string_view>

namespace keyglass::storage {

// 40 lower-case digits. Any thread.
std::string sha1_hex(std::string_view bytes);

}  // namespace keyglass::storage
