// Lines of text to read, of which only those in sight are drawn, however many and however long they are. One
// tab stop; a line that goes on beyond an edge says so there; arrow keys, Page Up and Down, Home and End
// scroll. Assistive technology gets a read-only text box that holds the lines in sight. UI thread, within a
// frame.
//
//   ui::CodeView view("Value", state, {.line_count = lines});
//   for (std::uint64_t i = view.first(); i < view.last(); ++i) {
//     view.begin_line({.gutter = "12"});
//     view.span("\"key\"", Token::json_key);
//     view.end_line();
//   }
//   view.end();
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "ui/grid.hpp"
#include "ui/semantics.hpp"
#include "ui/theme.hpp"

namespace keyglass::ui {

// Kept by the view between frames.
struct CodeViewState {
  VirtualWindow window;
  double column = 0;  // the first one in sight
};

struct CodeViewOptions {
  std::uint64_t line_count = 0;
  unsigned gutter_columns = 0;  // characters kept free for line numbers
  float height = 0;             // pixels; 0: what is left
  bool focus = false;           // takes the keyboard this frame
  bool from_top = false;        // scrolled to its beginning this frame
};

// How many columns of text are in sight in a view as wide as the place that comes next, at least 8.
std::size_t code_columns(unsigned gutter_columns);

struct CodeLine {
  std::string_view gutter = {};  // right-aligned in the gutter
  std::string_view sign = {};    // one character before the text, also for assistive technology
  Token tint = Token::surface;   // of the whole line; `surface` for none
};

class CodeView {
 public:
  CodeView(std::string_view name, CodeViewState& state, const CodeViewOptions& options);
  CodeView(const CodeView&) = delete;
  CodeView& operator=(const CodeView&) = delete;

  // The lines to draw: [first, last).
  std::uint64_t first() const { return state_.window.top; }
  std::uint64_t last() const { return last_; }

  void begin_line(const CodeLine& line = {});
  // `strong` sets it off from the rest of a tinted line.
  void span(std::string_view text, Token color = Token::text, bool strong = false);
  // `goes_on`: the next row is of the same line, which is told as one.
  void end_line(bool goes_on = false);
  // Call exactly once, after the lines.
  void end();

 private:
  void take_keys();
  void take_wheel();
  double visible_lines() const;
  float text_edge() const;
  void draw_cut_signs();

  CodeViewState& state_;
  CodeViewOptions options_;
  NodeId id_ = 0;
  Rect rect_;
  float line_height_ = 0;
  float column_width_ = 0;
  float text_x_ = 0;
  std::uint64_t last_ = 0;
  std::uint64_t line_ = 0;    // the next one
  float y_ = 0;               // of the line being drawn
  double column_ = 0;         // where the next span begins
  double columns_seen_ = 0;   // of the longest line in sight
  bool is_cut_left_ = false;  // the line being drawn has text beyond the edge
  bool is_cut_right_ = false;
  Token tint_ = Token::surface;
  std::string words_;  // what the lines in sight say
  bool ring_ = false;
};

}  // namespace keyglass::ui
