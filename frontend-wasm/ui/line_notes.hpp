// Notes beside the lines of a text box. Private to ui/.
#pragma once

#include <string_view>

#include "ui/semantics.hpp"
#include "ui/text_box.hpp"

namespace keyglass::ui {

// Pixels kept free left of the box's text.
float margin_width(const LineNotes& notes);

// The text that ImGui has just drawn in the last child of the current window.
struct DrawnText {
  std::string_view text;
  Rect rect;              // without the margin
  float scrolled_px = 0;  // to the side
};
void draw_notes(const LineNotes& notes, const DrawnText& drawn);

}  // namespace keyglass::ui
