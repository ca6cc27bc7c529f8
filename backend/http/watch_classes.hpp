// Who watches what: watchers of the same prefix who all get, or do not get, values are told the same bytes.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "http/event_frame.hpp"
#include "http/watcher.hpp"
#include "storage/change_feed.hpp"

namespace keyglass::http {

// One event of a change; with its value, if that is wanted and there.
std::string event_of(const storage::Change& change, bool with_value);

struct WatchClass {
  std::vector<std::shared_ptr<Watcher>> watchers;
  EventWriter news;  // while a page is told
};

// One thread.
class WatchClasses {
 public:
  void add(const std::shared_ptr<Watcher>& watcher);
  // No effect on one that is not there.
  void remove(Watcher& watcher);
  // Tells everyone what of `changes`, whole commits in order, is under its prefix. Each event is written at
  // most twice, with its value and without, however many watch; finding who does costs a look-up for each
  // length that a prefix has.
  void tell(const std::vector<storage::Change>& changes);
  // All leave.
  std::vector<std::shared_ptr<Watcher>> take_all();

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  using ByPrefix = std::unordered_map<std::string, WatchClass, TextHash, std::equal_to<>>;
  using ByLength = std::map<std::size_t, ByPrefix>;

  void collect(const storage::Change& change, bool with_values, std::vector<WatchClass*>& told);

  std::array<ByLength, 2> classes_;  // without values, with them
};

}  // namespace keyglass::http
