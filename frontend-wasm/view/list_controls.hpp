// What stands above the keys: filter, arrangement, count, and the order they are shown in.
#pragma once

#include "ui/semantics.hpp"
#include "view/scene.hpp"

namespace keyglass::view {

// `has_new_key` where the page has no other place for that.
void draw_list_controls(const Scene& scene, const ui::Rect& rect, bool has_new_key);

// Where the order cannot be chosen because of how many keys there are, they are there and say so. 0 where
// there is nothing to sort.
float sort_titles_height(const app::Model& model);
void draw_sort_titles(const Scene& scene, const ui::Rect& rect);

}  // namespace keyglass::view
