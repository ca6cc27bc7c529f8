// The mark in the header that says whether the API answers.
#pragma once

#include "view/scene.hpp"

namespace keyglass::view {

// Pixels that the mark takes; without words where there is little room.
float live_mark_width(const Scene& scene, bool has_words);
void draw_live_mark(const Scene& scene, bool has_words);

}  // namespace keyglass::view
