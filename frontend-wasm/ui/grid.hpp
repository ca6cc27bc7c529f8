// A list of rows, flat or a tree, of which only the visible ones are drawn, however many there are: a virtual
// window with a 64-bit top index, because a float scroll position is exact only to 16.7 million pixels. One
// tab stop; the arrow keys, Home, End, Page Up and Page Down move the cursor, Enter opens, Delete asks. UI
// thread, within a frame.
//
//   ui::Grid grid("Keys", state, {.row_count = total, .selected = index});
//   for (std::uint64_t i = grid.first(); i < grid.last(); ++i) {
//     grid.begin_row(i, key);               // `key` names the row
//     grid.cell(key, {.style = TextStyle::code, .width = …});
//     grid.end_row();
//   }
//   const ui::GridResult result = grid.end();
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "ui/fonts.hpp"
#include "ui/semantics.hpp"
#include "ui/theme.hpp"

namespace keyglass::ui {

// Where a virtual list stands: row `top` is the first one shown, `offset` of its height (0..1) is above the
// edge.
struct VirtualWindow {
  std::uint64_t top = 0;
  double offset = 0;

  // Moves by `rows` (may be negative or fractional) and stays within `row_count` rows of which `visible` fit.
  void scroll(double rows, std::uint64_t row_count, double visible);
  // Moves as little as needed so that row `index` is wholly visible.
  void reveal(std::uint64_t index, std::uint64_t row_count, double visible);
  // True if row `index` is wholly visible.
  bool shows(std::uint64_t index, double visible) const;

  bool operator==(const VirtualWindow&) const = default;
};

// A row on the screen that flashes or has flashed.
struct RowFlash {
  std::uint64_t change = 0;
  double began = 0;  // seconds, as ImGui counts them
  bool seen = false;
};

// Kept by the view between frames.
struct GridState {
  VirtualWindow window;
  std::unordered_map<NodeId, RowFlash> flashes;
  std::optional<std::uint64_t> revealed;  // the selected row that was last scrolled to
  double visible_rows = 0;                // that fitted in the last frame
};

struct GridOptions {
  std::uint64_t row_count = 0;
  std::optional<std::uint64_t> selected = {};         // drawn selected; where the arrow keys start
  std::optional<std::uint64_t> row_count_total = {};  // told to assistive technology; default row_count
  float row_height = size::row;                       // ems; a touch target's at least, for fingers
  float height = 0;                                   // pixels; 0: what is left
  bool reveal_selected = true;  // scroll to `selected` when it changes, keep it in sight when the height does
  bool busy = false;
  bool focus = false;   // takes the keyboard this frame
  bool tree = false;    // rows have levels, and some open and close
  bool multi = false;   // several rows may be chosen: by Ctrl or Shift with click or arrows, Space, Ctrl+A
  bool checks = false;  // rows say whether they are chosen (RowOptions::checked) in a column of their own
};

enum class Fold : std::uint8_t { none, open, closed };

// Where a row of a tree stands.
struct RowOptions {
  int level = 1;
  Fold fold = Fold::none;
  std::int64_t position = -1;  // among its siblings, zero-based
  std::int64_t siblings = -1;  // with itself; -1: not known
  bool checked = false;        // chosen, where GridOptions::checks
  std::uint64_t change = 0;    // where it differs from the last frame's, the row flashes; 0: never
};

// At the right edge no cell is wider than up to the scroll bar.
inline constexpr float scroll_bar_px = 10;

struct GridResult {
  std::optional<std::uint64_t> activated;  // clicked, or Enter, or asked by assistive technology
  std::optional<std::uint64_t> moved_to;   // the arrow keys went here
  std::optional<std::uint64_t> toggled;    // to be chosen, or no longer
  std::optional<std::uint64_t> ranged;     // chosen up to here
  std::optional<std::uint64_t> under;      // the pointer is over it
  bool all_pressed = false;                // Ctrl+A
  bool escape_pressed = false;
  bool delete_pressed = false;  // the Delete key, for the selected row
  bool left_pressed = false;    // arrow keys, for the selected row of a tree
  bool right_pressed = false;
  bool focused = false;
};

struct CellOptions {
  TextStyle style = TextStyle::body;
  Token color = Token::text;
  float width = 0;     // pixels; 0: what is left of the row
  bool right = false;  // aligned to the right
  const char* icon = nullptr;
  bool icon_only = false;  // the text is said, not drawn
  std::string_view tooltip = {};
  bool is_value = false;  // of a tree's row: told also where the row's name ends with it
};

class Grid {
 public:
  Grid(std::string_view name, GridState& state, const GridOptions& options);
  Grid(const Grid&) = delete;
  Grid& operator=(const Grid&) = delete;

  // The rows to draw: [first, last).
  std::uint64_t first() const { return state_.window.top; }
  std::uint64_t last() const { return last_; }

  void begin_row(std::uint64_t index, std::string_view name, const RowOptions& row = {});
  void cell(std::string_view text, const CellOptions& options = {});
  // A row that is still loading: a grey bar of `fraction` of the width.
  void skeleton_cell(float fraction);
  void end_row();

  // Call exactly once, after the rows.
  GridResult end();
  // Pixels that cells and the gaps between them share, in the row begun.
  float row_width() const;

 private:
  void take_keys();
  void take_choosing_keys(bool command);
  void take_press(std::uint64_t index);
  void take_wheel();
  void reveal_target();
  void draw_row_state(const Rect& row, bool checked, bool under);
  void draw_flash(const Rect& row, std::uint64_t change);
  void draw_fold(Fold fold);
  double visible_rows() const { return rect_.height / row_height_; }

  GridState& state_;
  GridOptions options_;
  GridResult result_;
  NodeId id_ = 0;
  Rect rect_;
  float row_height_ = 0;
  float inner_width_ = 0;
  std::uint64_t last_ = 0;
  bool hovered_ = false;
  bool has_focus_ = false;
  bool pressed_ = false;
  bool ring_ = false;
  std::uint64_t row_ = 0;  // the row being drawn
  float cell_x_ = 0;
  float row_y_ = 0;
  NodeId row_id_ = 0;
  NodeId active_row_ = 0;
  unsigned cell_ = 0;
  float indent_ = 0;
};

}  // namespace keyglass::ui
