// Who watches what: see watch_classes.hpp.
#include "http/watch_classes.hpp"

#include <utility>

#include "keyglass/watch_codecs.hpp"

namespace keyglass::http {
namespace {

std::string_view name_of(storage::ChangeKind kind) {
  switch (kind) {
    case storage::ChangeKind::put:
      return "put";
    case storage::ChangeKind::deleted:
      return "delete";
    case storage::ChangeKind::expired:
      break;
  }
  return "expire";
}

}  // namespace

std::string event_of(const storage::Change& change, bool with_value) {
  WatchEvent event;
  event.op = name_of(change.version.kind);
  event.metadata = change.version.metadata;
  if (with_value && change.has_value) event.value = change.value;
  return event_lines(event.op, encode_watch_event(event));
}

void WatchClasses::add(const std::shared_ptr<Watcher>& watcher) {
  const std::string& prefix = watcher->prefix();
  WatchClass& of = classes_.at(watcher->with_values() ? 1 : 0)[prefix.size()][prefix];
  watcher->seat = {&of, of.watchers.size()};
  of.watchers.push_back(watcher);
}

void WatchClasses::remove(Watcher& watcher) {
  const Watcher::Seat seat = std::exchange(watcher.seat, {});
  if (seat.of == nullptr) return;
  auto& watchers = seat.of->watchers;
  std::swap(watchers[seat.index], watchers.back());
  // Of another one only, that has come to sit here: its own seat is given up already.
  if (watchers[seat.index].get() != &watcher) watchers[seat.index]->seat.index = seat.index;
  const auto leaving = std::move(watchers.back());
  watchers.pop_back();
  if (!watchers.empty()) return;
  ByLength& by_length = classes_.at(watcher.with_values() ? 1 : 0);
  const auto row = by_length.find(watcher.prefix().size());
  row->second.erase(watcher.prefix());
  if (row->second.empty()) by_length.erase(row);
}

void WatchClasses::collect(const storage::Change& change, bool with_values, std::vector<WatchClass*>& told) {
  const std::string_view key = change.version.metadata.key;
  std::string lines;
  for (auto& [length, by_prefix] : classes_.at(with_values ? 1 : 0)) {
    if (length > key.size()) return;
    const auto found = by_prefix.find(key.substr(0, length));
    if (found == by_prefix.end()) continue;
    WatchClass& of = found->second;
    if (lines.empty()) lines = event_of(change, with_values);
    if (of.news.empty()) told.push_back(&of);
    of.news.add(lines, change.version.metadata.revision);
  }
}

void WatchClasses::tell(const std::vector<storage::Change>& changes) {
  std::vector<WatchClass*> told;
  for (const storage::Change& change : changes) {
    collect(change, false, told);
    collect(change, true, told);
  }
  for (WatchClass* of : told) {
    const SharedFrame frame = of->news.finish();
    for (const auto& watcher : of->watchers) watcher->push_news(frame);
  }
}

std::vector<std::shared_ptr<Watcher>> WatchClasses::take_all() {
  std::vector<std::shared_ptr<Watcher>> all;
  for (ByLength& by_length : classes_) {
    for (auto& [length, by_prefix] : by_length) {
      for (auto& [prefix, of] : by_prefix) {
        for (auto& watcher : of.watchers) {
          watcher->seat = {};
          all.push_back(std::move(watcher));
        }
      }
    }
    by_length.clear();
  }
  return all;
}

}  // namespace keyglass::http
