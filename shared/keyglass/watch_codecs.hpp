// JSON text <-> the data of events of GET /watch. Replies, as codecs.hpp says in everything else. Any thread.
#pragma once

#include <string>
#include <string_view>

#include "keyglass/codecs.hpp"
#include "keyglass/watch_messages.hpp"

namespace keyglass {

// One line: op, key, then as an export's (value or value_base64, revision, created_at, updated_at,
// expires_at, content_type) and size and etag; what is not set is left out. At most 2 x value + 64 KiB.
std::string encode_watch_event(const WatchEvent& event);
// op, key and revision are required; fails with invalid for another op, too.
Result<WatchEvent> decode_watch_event(std::string_view json);

// {"revision": N}
std::string encode_watch_synced(const WatchSynced& synced);
Result<WatchSynced> decode_watch_synced(std::string_view json);

}  // namespace keyglass
