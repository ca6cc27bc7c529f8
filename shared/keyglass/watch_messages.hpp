// What GET /watch tells, as plain structs. Their JSON is watch_codecs.hpp.
//
// The stream is Server-Sent Events (WHATWG HTML, section 9.2): `event: put`, `delete` or `expire` with a
// WatchEvent as data, and `event: synced` with a WatchSynced once a snapshot is complete. An `id:` stands on
// the last event of a commit alone, because all of a commit share its revision: who resumes from the last id
// seen gets a commit that broke off once more, whole. Blocks with an `id:` and no data move that id on where
// only other keys change; comments (":") keep the connection alive. Events of a snapshot have no id.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "keyglass/messages.hpp"

namespace keyglass {

// What happened to one key. Of a "delete" and an "expire" only key, revision (the commit's) and
// updated_at_ms (when it happened) of the metadata are set.
struct WatchEvent {
  std::string op;  // "put", "delete" or "expire": as the event's name
  KeyMetadata metadata;
  // Of a put where values were asked for; absent also where that version is no longer kept: then a newer
  // change of the key follows.
  std::optional<std::string> value;

  bool operator==(const WatchEvent&) const = default;
};

// Every key as of `revision` has been told; changes follow.
struct WatchSynced {
  std::uint64_t revision = 0;

  bool operator==(const WatchSynced&) const = default;
};

}  // namespace keyglass
