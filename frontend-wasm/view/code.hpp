// Values to read: text, JSON in colours, bytes, and differences, all windowed.
#pragma once

#include <string_view>
#include <vector>

#include "app/diff.hpp"
#include "app/model.hpp"
#include "view/scene.hpp"

namespace keyglass::view {

struct CodeBox {
  std::string_view name;
  float height = 0;    // pixels
  bool focus = false;  // takes the keyboard this frame
  bool from_top = false;
  bool wraps = false;  // long lines, except of hex and differences
};

// `mode` json colours what it finds and spreads valid JSON over lines; hex shows any bytes.
void draw_code(State& state, const CodeBox& box, std::string_view value, app::ValueMode mode);

void draw_difference(ui::CodeViewState& state, const CodeBox& box, const std::vector<app::DiffLine>& lines);

// "3 lines added, 1 removed".
std::string change_words(const std::vector<app::DiffLine>& lines);

}  // namespace keyglass::view
