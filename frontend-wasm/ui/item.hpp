// What every interactive widget does alike: register its semantics, react to the mouse, take and show the
// keyboard. Private to ui/.
#pragma once

#include <imgui.h>

#include <string_view>

#include "ui/semantics.hpp"

namespace keyglass::ui {

struct ItemOptions {
  Role role = Role::button;
  std::string_view name;     // accessible name; any bytes
  std::string_view id = {};  // stays while the name changes; empty: the name
  std::string_view description = {};
  std::string_view value = {};
  std::uint32_t state = 0;  // state_focusable and state_disabled are added here
  bool enabled = true;
  bool focus = false;          // takes the keyboard this frame
  bool press_on_down = false;  // acts when the mouse button goes down
  bool keys = true;            // Enter and Space press it
};

struct Item {
  NodeId id = 0;
  Rect rect;
  bool visible = false;  // worth drawing
  bool hovered = false;
  bool held = false;
  bool pressed = false;
  bool focused = false;
  bool ring = false;  // draw the focus ring
};

// An id below the current ImGui id stack; `name` may be any bytes.
NodeId id_of(std::string_view name);

// Adds an item of `width` x `height` pixels at the cursor and registers its node under the open one.
Item add_item(const Rect& rect, NodeId id, const ItemOptions& options);
// The same at the cursor, which moves on.
Item place_item(float width, float height, const ItemOptions& options);

// Gives the keyboard to `id` if it was asked for (or `wanted`), keeps it if it has it. True while it has it.
// Call once a frame for every widget that can have the keyboard.
bool hold_focus(NodeId id, bool wanted);
// Scrolls the widget that hold_focus() just gave the keyboard into sight. Call after it, in the widget's
// window.
void reveal_focus(const Rect& rect);
// While a button of the current window has the keyboard, arrows and page keys scroll the window. Call at its
// end.
void scroll_by_keys();
// The mouse gave it the keyboard.
void focus_by_mouse(NodeId id);

// The rectangle where `rect` shows through the current window's clip rectangle.
Rect clipped(const Rect& rect);

// A tooltip beside the last item when it is hovered for a while: one line, and one for `detail` unless empty.
// Nothing if `text` is empty.
void tooltip_for(const Item& item, std::string_view text, std::string_view detail = {});

}  // namespace keyglass::ui
