// Boxes to type in. UI thread, within a frame.
// The owner keeps the text; the box edits the given string in place and says when it did. The string may be a
// fresh copy each frame. Text must be UTF-8.
#pragma once

#include <string>
#include <string_view>

#include "ui/semantics.hpp"

namespace keyglass::ui {

struct TextBoxOptions {
  std::string_view label = {};  // drawn above; empty: the name is for assistive technology only
  std::string_view hint = {};   // drawn inside while empty
  std::string_view help = {};   // drawn below in muted text
  std::string_view error = {};  // drawn below in danger instead of help; marks the box invalid
  const char* icon = nullptr;
  bool mono = false;
  bool read_only = false;
  bool enabled = true;
  bool secret = false;    // shown as dots; the text never enters the semantics
  bool combobox = false;  // text_field only: chooses from a list box (list_box.hpp) drawn after it
  bool focus = false;     // takes the keyboard this frame
  bool from_top = false;  // text_area only: scrolled to its beginning this frame
  float width = 0;        // pixels; 0: what is left
  float height = 0;       // pixels, text_area only; 0: what is left
};

struct TextBoxResult {
  bool changed = false;
  bool submitted = false;  // Enter in a single-line box
  bool focused = false;
  NodeId id = 0;
};

TextBoxResult text_field(std::string_view name, std::string& text, const TextBoxOptions& options = {});
TextBoxResult text_area(std::string_view name, std::string& text, const TextBoxOptions& options = {});

}  // namespace keyglass::ui
