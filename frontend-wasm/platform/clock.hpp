// The seam to time. UI thread.
#pragma once

#include <cstdint>

namespace keyglass::platform {

// Milliseconds since an arbitrary moment; never goes back.
double now_ms();

// Milliseconds since 1970-01-01 UTC; may jump.
std::int64_t utc_ms();

}  // namespace keyglass::platform
