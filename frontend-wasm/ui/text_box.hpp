// Boxes to type in. UI thread, within a frame.
// The owner keeps the text; the box edits the given string in place and says when it did. The string may be a
// fresh copy each frame. Text must be UTF-8.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "ui/semantics.hpp"
#include "ui/theme.hpp"

namespace keyglass::ui {

// What stands beside one line of a text_area and moves with it. For the eye only: it is no part of the text.
struct LineNote {
  std::string before;  // in the margin left of the text
  std::string after;   // behind the text
  Token before_color = Token::muted;
};
struct LineNotes {
  unsigned columns_before = 0;  // characters kept free for the margin
  unsigned columns = 0;         // of a usual line: what stands behind lines up to here stands in one column
  std::function<LineNote(std::size_t line)> of;  // asked for the lines in sight, from 0
};

struct TextBoxOptions {
  std::string_view label = {};        // drawn above; empty: the name is for assistive technology only
  std::string_view hint = {};         // drawn inside while empty
  std::string_view help = {};         // drawn below in muted text
  std::string_view error = {};        // drawn below in danger instead of help; marks the box invalid
  std::string_view description = {};  // instead of both, for assistive technology only
  const char* icon = nullptr;
  const LineNotes* notes = nullptr;  // text_area only, with `mono`
  bool mono = false;
  bool invalid = false;  // marked as with an `error`, which is drawn elsewhere
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

// How many characters of a `mono` text_area fit beside each other in what is left, next to a margin this
// wide.
std::size_t text_area_columns(unsigned columns_before);

TextBoxResult text_field(std::string_view name, std::string& text, const TextBoxOptions& options = {});
TextBoxResult text_area(std::string_view name, std::string& text, const TextBoxOptions& options = {});

}  // namespace keyglass::ui
