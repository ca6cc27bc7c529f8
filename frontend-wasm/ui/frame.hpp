// One frame of the interface: what outlives a frame, and its begin and end. UI thread only.
#pragma once

#include <string>
#include <unordered_map>

#include "ui/fonts.hpp"
#include "ui/semantics.hpp"
#include "ui/theme.hpp"

namespace keyglass::ui {

// Logical pixels that one notch of the wheel scrolls: what ImGui's own windows take for it.
inline constexpr float wheel_notch_px = 5 * size::line_px;
inline constexpr float wheel_notch_across_px = 2 * size::line_px;

// Which widget has the keyboard.
struct Focus {
  NodeId id = 0;         // 0: none
  bool visible = false;  // draw the ring: the keyboard moved it here
  NodeId requested = 0;  // taken by its widget in the next frame
  NodeId offered = 0;    // what was requested when this frame began; dropped if no widget takes it
  bool clear = false;    // give it up in the next frame
  bool seen = false;     // its widget was drawn in this frame
  bool first = false;    // the next widget that can have it takes it
  bool moved = false;    // its widget took it in this frame and is to be scrolled into sight
  NodeId before_dialog = 0;
  NodeId window = 0;  // ImGui's, where its widget was drawn last
};

// Everything that the widgets keep between frames. The host owns one; it lives as long as its ImGui context.
struct Context {
  Semantics semantics;
  Focus focus;
  Fonts fonts;
  Theme theme = theme_of(Scheme::dark);
  float body_px = size::body_px;
  bool reduced_motion = false;
  bool touch = false;        // fingers are the first pointer: larger targets, no shortcuts in labels
  bool draws_caret = true;   // false where the platform shows its own caret at `caret`
  Rect caret;                // of the active text box this frame; height 0: none
  bool wants_frame = false;  // something still moves: draw another frame at once
  double wake_after_ms = 0;  // > 0: draw again after this long (tooltips, toasts)

  // Of the widgets' implementation:
  int dialog_depth = 0;     // inside begin_dialog()/end_dialog()
  NodeId dialog_open = 0;   // the dialog of the last frame, 0: none
  NodeId dialog_drawn = 0;  // the dialog of this frame
  std::string text_before;  // of the active text box, as last handed to its owner
  NodeId text_before_id = 0;
  std::unordered_map<std::string, float> places;  // of splitters, by name: fraction 0..1
};

// Makes `context` the one that widgets use. Null: none.
void make_current(Context* context);
Context& current();

struct FrameSize {
  float width = 0;  // logical pixels
  float height = 0;
  float scale = 1;    // device pixels per logical pixel
  float seconds = 0;  // since the last frame
};

// Starts ImGui's frame and ours. make_current() first.
void begin_frame(const FrameSize& size);
// Ends both and renders ImGui's draw data.
void end_frame();

// Asks that the widget with this id gets the keyboard in the next frame, as Tab would. 0 gives it up.
void request_focus(NodeId id);

}  // namespace keyglass::ui
