// Keys chosen to be changed together: by name, or all that a prefix or pattern matches. Kept by key, so that
// rows may come, go and move; bounded by what one plan can name. Plain values; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace keyglass::app {

struct Selection {
  std::set<std::string, std::less<>> keys;  // at most limits::plan_keys_max, limits::plan_key_bytes_max bytes
  std::optional<std::string> whole;         // instead: all that this prefix or pattern matches; "" is all
  std::string anchor;                       // the row where a range begins, or ""
  bool anchors_folder = false;

  bool operator==(const Selection&) const = default;
};

bool is_empty(const Selection& selection);

// True if the key is among them; of a folder: if all that it holds is.
bool is_selected(const Selection& selection, std::string_view key);
bool is_folder_selected(const Selection& selection, std::string_view prefix);

// True if `key` may still be added to the keys chosen by name.
bool has_room(const Selection& selection, std::string_view key);

}  // namespace keyglass::app
