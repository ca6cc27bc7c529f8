// Telling a watcher what was: see watch_replay.hpp.
#include "http/watch_replay.hpp"

#include <algorithm>
#include <utility>

#include "http/watch_classes.hpp"
#include "keyglass/watch_codecs.hpp"

namespace keyglass::http {
namespace {

constexpr std::size_t piece_entries = 500;  // or changes; values bound it, too

Replayed fail(Watcher& watcher) {
  watcher.break_off();
  return Replayed::failed;
}

std::string event_of(storage::Entry& entry, bool with_value) {
  WatchEvent event;
  event.op = "put";
  event.metadata = std::move(entry.metadata);
  if (with_value) event.value = std::move(entry.value);
  return event_lines(event.op, encode_watch_event(event));
}

Replayed tell_snapshot(Watcher& watcher, Watcher::SnapshotWalk& walk) {
  storage::ScanQuery query;
  query.prefix = watcher.prefix();
  query.after = walk.after;
  query.limit = piece_entries;
  query.with_values = watcher.with_values();
  auto page = walk.snapshot->scan(query);
  if (!page) return fail(watcher);
  EventWriter writer;
  for (storage::Entry& entry : page.value().entries) writer.add(event_of(entry, query.with_values), 0);
  if (!writer.empty()) watcher.push_past(writer.finish());
  walk.after = std::move(page.value().next);
  if (!walk.after.empty()) return Replayed::piece;
  const std::uint64_t revision = walk.snapshot->revision();
  writer.add(event_lines("synced", encode_watch_synced({revision})), revision);
  watcher.push_past(writer.finish());
  watcher.set_position(revision);
  walk.snapshot.reset();
  return Replayed::piece;
}

}  // namespace

Replayed replay_piece(Watcher& watcher, const storage::ChangeFeed& feed, std::uint64_t newest) {
  if (watcher.walk().snapshot) return tell_snapshot(watcher, watcher.walk());
  storage::ChangeQuery query;
  query.since = watcher.position();
  query.prefix = watcher.prefix();
  query.limit = piece_entries;
  query.with_values = watcher.with_values();
  const auto page = feed.changes(query);
  if (!page) return fail(watcher);
  EventWriter writer;
  for (const storage::Change& change : page.value().changes) {
    writer.add(event_of(change, query.with_values), change.version.metadata.revision);
  }
  if (!writer.empty()) watcher.push_past(writer.finish());
  const bool all = !page.value().more;
  watcher.set_position(all ? std::max(page.value().upto, newest) : page.value().upto);
  return all ? Replayed::all : Replayed::piece;
}

}  // namespace keyglass::http
