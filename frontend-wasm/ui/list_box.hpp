// Options to choose one from, below a text box that keeps the keyboard: the arrow keys and Page Up and Down
// move the choice while one types (WAI-ARIA combobox). UI thread, within a frame.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ui/semantics.hpp"

namespace keyglass::ui {

struct ListOption {
  std::string name;  // any bytes
  const char* icon = nullptr;
  std::string detail = {};  // muted, at the right
  bool mono = false;
};

struct ListBoxOptions {
  NodeId owner = 0;  // the combobox that is told which option is chosen
  std::size_t chosen = 0;
  std::size_t rows_max = 10;  // seen at once
};

// Kept by the view between frames: the first option in sight, and the part of a row that was scrolled on.
struct ListBoxState {
  std::size_t first = 0;
  float rest = 0;
};

struct ListBoxResult {
  std::size_t chosen = 0;
  std::optional<std::size_t> activated;  // clicked, or asked by assistive technology; Enter is the text box's
};

ListBoxResult list_box(std::string_view name, ListBoxState& state, std::span<const ListOption> options,
                       const ListBoxOptions& look);

}  // namespace keyglass::ui
