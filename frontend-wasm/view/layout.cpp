// Divides the page: header and status bar across, panes between them.
#include "view/layout.hpp"

#include <algorithm>
#include <cmath>

namespace keyglass::view {
namespace {

// Cuts `height` off the top of `rest`.
ui::Rect take_top(ui::Rect& rest, float height) {
  const ui::Rect top{rest.x, rest.y, rest.width, height};
  rest.y += height;
  rest.height -= height;
  return top;
}

ui::Rect take_left(ui::Rect& rest, float width) {
  const ui::Rect left{rest.x, rest.y, width, rest.height};
  rest.x += width;
  rest.width -= width;
  return left;
}

Width width_of(float page_width) {
  if (page_width < narrow_width_px) return Width::narrow;
  return page_width < medium_width_px ? Width::medium : Width::wide;
}

}  // namespace

ui::SplitterOptions list_splitter(float page_width) {
  constexpr float list_width_min_px = 260;
  constexpr float list_width_first_px = 560;  // a key and its size are still read as one line
  constexpr float most = 0.5F;
  const float width = std::max(page_width, 1.0F);
  const float least = std::min(list_width_min_px / width, most);
  return {
      .initial = std::max(std::min(0.27F, list_width_first_px / width), least), .least = least, .most = most};
}

Layout layout_of(const LayoutInput& input) {
  Layout layout;
  layout.width = width_of(input.page.width);
  ui::Rect rest = input.page;
  layout.header = take_top(rest, input.header);
  layout.banner = take_top(rest, input.banner);
  layout.body = take_top(rest, rest.height - input.status_bar);
  layout.status_bar = rest;
  rest = layout.body;
  if (layout.width == Width::narrow) {
    (input.is_editor_open ? layout.editor : layout.list) = rest;
    return layout;
  }
  layout.list = take_left(rest, std::round(rest.width * input.list_place));
  if (layout.width == Width::wide && input.has_details) {
    layout.editor = take_left(rest, rest.width - input.details);
    layout.details = rest;
  } else {
    layout.editor = rest;
  }
  return layout;
}

}  // namespace keyglass::view
