// The seam to the API's event stream: one at a time. UI thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace keyglass::platform {

// Events handed over in one frame, at most: what parsing and applying them may cost. More wait for the next
// frame, and where too many wait the sender is not read on.
inline constexpr std::size_t stream_events_a_frame = 400;

// Opens it at `target` (a path below the API URL) and returns at once; one that is open is closed. Its news
// reach the inbox (inbox.hpp) under `id`, the last of them being its end: refused, broken off, silent for too
// long, or `aborted` because the page was hidden, which is told when it is shown again.
void open_stream(std::uint64_t id, std::string_view target);

// Closes it. Nothing more of it is told.
void close_stream();

}  // namespace keyglass::platform
