// Where the panes are, for a page of any width. Rectangles in logical pixels; no drawing here.
#pragma once

#include <optional>

#include "ui/layout.hpp"
#include "ui/semantics.hpp"

namespace keyglass::view {

enum class Width {
  wide,    // list, editor and details side by side
  medium,  // the details fold into a tab of the editor
  narrow,  // one pane at a time
};

inline constexpr float medium_width_px = 900;  // below this: medium
inline constexpr float narrow_width_px = 640;  // below this: narrow

// How far the splitter beside the list may go: the list keeps room for a key and its size.
ui::SplitterOptions list_splitter(float page_width);

struct LayoutInput {
  ui::Rect page;
  float header = 0;  // heights
  float banner = 0;
  float status_bar = 0;
  float details = 0;            // width
  float list_place = 0;         // where the splitter stands, as a fraction of the page's width
  bool is_editor_open = false;  // shown instead of the list where there is room for one
  bool has_details = false;     // there are details to show beside the editor
};

struct Layout {
  Width width = Width::wide;
  ui::Rect header;
  ui::Rect banner;
  ui::Rect status_bar;
  ui::Rect body;  // what the panes share
  std::optional<ui::Rect> list;
  std::optional<ui::Rect> editor;
  std::optional<ui::Rect> details;
};

Layout layout_of(const LayoutInput& input);

}  // namespace keyglass::view
