// Panes, landmarks, scopes and the flow of widgets inside them. UI thread, within a frame.
// A view divides the window into rectangles (logical pixels), opens a Pane for each, and adds widgets, which
// flow downwards; row() puts the next widget beside the last.
#pragma once

#include <optional>
#include <string_view>

#include "ui/semantics.hpp"
#include "ui/theme.hpp"

namespace keyglass::ui {

// The whole page, in logical pixels.
Rect page();

// Widgets drawn while it lives have ids below `name`, so the same widget may appear twice under two scopes.
class IdScope {
 public:
  explicit IdScope(std::string_view name);
  ~IdScope();
  IdScope(const IdScope&) = delete;
  IdScope& operator=(const IdScope&) = delete;
};

// A grouping in the semantics only: nothing is drawn.
class Region {
 public:
  Region(Role role, std::string_view name);
  ~Region();
  Region(const Region&) = delete;
  Region& operator=(const Region&) = delete;
};

struct PaneOptions {
  Role role = Role::region;
  Token background = Token::surface;
  float padding = size::padding;  // ems, left and right; top and bottom get it too
  bool padded_top = true;
  bool scrolls = false;       // vertically, when its content is taller
  bool border_right = false;  // hairlines
  bool border_left = false;
  bool border_top = false;
  bool border_bottom = false;
};

// A fixed rectangle with a landmark role and an accessible name.
class Pane {
 public:
  Pane(std::string_view name, const Rect& rect, const PaneOptions& options = {});
  ~Pane();
  Pane(const Pane&) = delete;
  Pane& operator=(const Pane&) = delete;

 private:
  bool child_;
};

// Puts the next widget on the same line, `ems` to the right of the last.
void beside(float ems = size::gap);
// The same where the next widget, `width` pixels wide, has room there; else it begins a new line.
void beside_or_below(float width, float ems = size::gap);
// Puts the next widget on the same line so that `width` pixels remain to the pane's right edge.
void beside_right(float width);
// Vertical space.
void space(float ems = size::gap);
// A hairline across the pane.
void hairline();
// Width left on this line, height left in this pane, in pixels.
float width_left();
float height_left();
// The next widget's top left corner in page pixels.
Rect next_place(float width, float height);
// Moves on as if a widget of this size had been drawn.
void skip(float width, float height);

// A bar that can be dragged (or moved with the arrow keys) between two panes. Returns the place of the split
// as a fraction of `extent`, within [`least`, `most`]; remembered by name for the life of the app.
struct SplitterOptions {
  float initial = 0.3F;
  float least = 0.15F;
  float most = 0.6F;
};
// The bar is vertical, fills `extent`'s height and lies over the panes it divides.
float splitter_place(std::string_view name, const SplitterOptions& options);
void splitter(std::string_view name, const Rect& extent, const SplitterOptions& options);

}  // namespace keyglass::ui
