// What views keep between frames and nobody else needs to know. The host owns one for the life of the app.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/hex_text.hpp"
#include "app/json_check.hpp"
#include "app/key_list.hpp"
#include "app/outline.hpp"
#include "app/text_parts.hpp"
#include "app/text_rows.hpp"
#include "app/value_format.hpp"
#include "ui/code_view.hpp"
#include "ui/grid.hpp"
#include "ui/list_box.hpp"
#include "view/large_value_state.hpp"

namespace keyglass::view {

// A value made ready to be looked at.
struct CodeText {
  std::string source;
  bool spreads_json = false;
  std::string text;
  std::size_t line_count = 0;      // of `text`
  std::size_t columns = 0;         // that `rows` are wrapped at
  std::vector<app::TextRow> rows;  // of `text`; empty: nothing was made ready yet
};

// A value decoded to be looked at, and what its bytes look like: kept while the value stays.
struct DecodedText {
  std::string source;
  std::optional<app::ValueMode> mode;  // of `value`
  app::DecodedValue value;
};
struct Likeness {
  std::string source;
  std::string_view words;
};

// The JSON that was last shown as an outline, and those of its nodes that nothing closed hides.
struct OutlineState {
  app::Outline outline;  // without nodes: there was none
  app::OutlineFolds folds;
  std::vector<std::uint32_t> rows;
  ui::GridState grid;
};

// Which part of a long text is edited.
struct EditedPart {
  bool is_set = false;
  std::vector<app::TextPart> parts;
  std::size_t index = 0;
  std::size_t text_bytes = 0;  // of the text that `parts` cut
};

// What the flat list showed in the last frame.
struct ListPlace {
  std::string filter;
  app::RowOrder order;
  std::string cursor;  // the key that the keyboard was on
  std::optional<std::size_t> cursor_row;
  app::KeyRows rows;          // in sight, from the one under the pointer, or from the first
  std::size_t first_row = 0;  // where they began
};

// The part of a value that is edited as hex.
struct EditedHex {
  std::string text;
  app::HexReading reading;       // of the text
  app::HexPart part;             // that it stands for
  std::size_t size_bytes = 0;    // of the value
  std::size_t bytes_a_line = 0;  // that it is written with; 0: it is to be written anew
  bool is_typed = false;         // it stays as it was typed while it has the keyboard
  bool has_keyboard = false;
};

// The command palette, for as long as the same is typed.
struct PaletteState {
  std::string query;
  std::size_t chosen = 0;
  ui::ListBoxState list;
};

struct State {
  ui::GridState keys;  // where the list of keys is scrolled to
  ListPlace list_place;
  // The row that the keyboard went to before its key was known; selected as soon as it is.
  std::optional<std::uint64_t> wanted_row;
  app::RowRange shown_rows;       // what the app was last told is on the screen
  std::uint64_t shown_count = 0;  // of how many rows
  ui::GridState activity;
  std::uint64_t activity_number = 0;  // of the change that the keyboard is on; 0: none
  ui::GridState figures;
  std::string shown_key;          // whose widgets have the scope below
  bool has_second_scope = false;  // the two scopes of open keys take turns
  EditedPart part;
  EditedHex hex;
  CodeText code;
  DecodedText decoded;
  Likeness likeness;
  ui::CodeViewState code_view;
  OutlineState outline;
  LargeView large;
  ui::CodeViewState difference_view;
  ui::CodeViewState conflict_view;
  std::string shown_difference;  // which one the state above belongs to
  std::string checked_json;      // with what was found:
  std::optional<app::JsonFault> json_fault;
  bool is_json_checked = false;
  ui::GridState requests;
  ui::GridState largest;
  std::optional<std::uint64_t> largest_row;  // that the keyboard is on
  PaletteState palette;
  bool is_value_unscrolled = true;  // the next value drawn begins at its top
};

}  // namespace keyglass::view
