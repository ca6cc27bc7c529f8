// Text that only informs. Strings may be anyone's bytes: they are shown escaped, never interpreted.
// UI thread, within a frame.
#pragma once

#include <string_view>

#include "ui/fonts.hpp"
#include "ui/theme.hpp"

namespace keyglass::ui {

struct TextOptions {
  TextStyle style = TextStyle::body;
  Token color = Token::text;
  bool wrap = false;              // otherwise cut with "…" at the pane's right edge
  float width = 0;                // pixels; 0: what is left
  float height = 0;               // pixels; the line stands in their middle, as beside a control; 0: its own
  bool semantic = true;           // false where another node already says it
  std::string_view tooltip = {};  // shown on hover, e.g. the exact time
};

void text(std::string_view text, const TextOptions& options = {});
// A heading, `level` 1..6.
void heading(std::string_view text, int level = 2, const TextOptions& options = {.style = TextStyle::title});
inline void muted(std::string_view line) {
  text(line, {.style = TextStyle::secondary, .color = Token::muted});
}
// A 16 px icon (icons.hpp) without a meaning of its own.
void show_icon(const char* glyph, Token color = Token::muted, float height = 0);
// A small rounded tag: "new", "unsaved". The words carry the meaning; the colour only helps.
void badge(std::string_view text, Token color = Token::muted);
// One line of a list of details: name left in muted text, value right of it.
inline constexpr float detail_row_px = 24;
struct DetailOptions {
  TextStyle style = TextStyle::body;
  std::string_view tooltip = {};
  float name_width = 0;  // pixels; 0: 88 at the default font size
};
void detail_row(std::string_view name, std::string_view value, const DetailOptions& options = {});

// Pixels that `text` takes in `style`, as drawn (escaped).
float text_width(std::string_view text, TextStyle style);

}  // namespace keyglass::ui
