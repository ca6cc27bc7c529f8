// What is chosen, and how much more may be.
#include "app/selection.hpp"

#include "app/key_list.hpp"
#include "keyglass/glob.hpp"
#include "keyglass/limits.hpp"

namespace keyglass::app {

bool is_empty(const Selection& selection) {
  return selection.keys.empty() && !selection.whole;
}

bool is_selected(const Selection& selection, std::string_view key) {
  if (!selection.whole) return selection.keys.count(key) > 0;
  return is_pattern(*selection.whole) ? glob_matches(*selection.whole, key)
                                      : key.starts_with(*selection.whole);
}

bool is_folder_selected(const Selection& selection, std::string_view prefix) {
  return selection.whole && !is_pattern(*selection.whole) && prefix.starts_with(*selection.whole);
}

bool has_room(const Selection& selection, std::string_view key) {
  std::size_t bytes = key.size();
  for (const std::string& chosen : selection.keys) bytes += chosen.size();
  return selection.keys.size() < limits::plan_keys_max && bytes <= limits::plan_key_bytes_max;
}

}  // namespace keyglass::app
