// The digits stay as they are typed, with the bytes as characters behind them, and are put in order again
// once the keyboard leaves them.
#include "view/hex_editor.hpp"

#include <cstdio>
#include <string>
#include <utility>

#include "app/text.hpp"
#include "ui/widgets.hpp"

namespace keyglass::view {
namespace {

constexpr std::size_t long_line_bytes = 16, short_line_bytes = 8;

// Of a line of digits.
constexpr unsigned columns_of(std::size_t bytes) {
  return static_cast<unsigned>(3 * bytes - 1 + (bytes - 1) / app::hex_group_bytes);
}

unsigned offset_digits(std::size_t size_bytes) {
  return size_bytes <= 0x10000 ? 4 : 6;
}

// What fits beside its offset and in front of its characters.
std::size_t bytes_a_line(std::size_t size_bytes) {
  const std::size_t columns = ui::text_area_columns(offset_digits(size_bytes));
  return columns_of(long_line_bytes) + 2 + long_line_bytes <= columns ? long_line_bytes : short_line_bytes;
}

const app::UnreadHex* unread_of(const app::Model& model) {
  const app::Draft* draft = app::open_draft(model);
  return draft && draft->unread ? &*draft->unread : nullptr;
}

bool stands_for(const EditedHex& hex, std::string_view bytes, const app::UnreadHex* unread) {
  if (hex.bytes_a_line == 0 || hex.size_bytes != bytes.size()) return false;
  if (unread) return hex.text == unread->text;
  return !hex.reading.fault &&
         hex.reading.bytes == bytes.substr(hex.part.first, hex.part.end - hex.part.first);
}

// Brings the digits to what is to be edited.
void follow_value(EditedHex& hex, std::string_view bytes, const app::UnreadHex* unread) {
  const std::size_t wanted = bytes_a_line(bytes.size());
  const bool is_left = hex.is_typed && !hex.has_keyboard && !unread;
  const bool is_in_form = hex.is_typed || hex.bytes_a_line == wanted;
  if (stands_for(hex, bytes, unread) && is_in_form && !is_left) return;
  hex.part = unread ? unread->part : app::hex_part_at(hex.part.first, bytes.size());
  hex.text = unread ? unread->text
                    : app::write_hex(bytes.substr(hex.part.first, hex.part.end - hex.part.first), wanted);
  hex.reading = app::read_hex(hex.text);
  hex.size_bytes = bytes.size();
  hex.bytes_a_line = wanted;
  hex.is_typed = unread != nullptr;
}

void turn_part(State& state, std::size_t first) {
  state.hex.part.first = first;
  state.hex.bytes_a_line = 0;
  state.is_value_unscrolled = true;
}

// Digits that are no bytes keep their part: they would be lost with it.
void draw_part_bar(State& state, bool can_turn) {
  const EditedHex& hex = state.hex;
  const std::size_t first = hex.part.first;
  const std::size_t count = (hex.size_bytes - 1) / app::hex_part_bytes + 1;
  const std::size_t index = first / app::hex_part_bytes;
  const std::string words = "Part " + app::format_count(index + 1) + " of " + app::format_count(count);
  ui::text(words, {.style = ui::TextStyle::secondary,
                   .color = ui::Token::muted,
                   .width = ui::text_width("Part 000 of 000", ui::TextStyle::secondary),
                   .height = ui::scaled(ui::size::control),
                   .tooltip = "Long values are edited part by part, so that typing stays quick"});
  ui::beside();
  if (ui::button("Previous part", {.enabled = can_turn && index > 0}))
    turn_part(state, first - app::hex_part_bytes);
  ui::beside_or_below(ui::button_width("Next part"));
  if (ui::button("Next part", {.enabled = can_turn && index + 1 < count}))
    turn_part(state, first + app::hex_part_bytes);
}

ui::LineNote note_of(const EditedHex& hex, std::size_t line) {
  const std::vector<std::size_t>& lines = hex.reading.lines;
  if (line >= lines.size()) return {};
  const std::size_t begin = lines[line];
  const std::size_t end = line + 1 < lines.size() ? lines[line + 1] : hex.reading.bytes.size();
  char offset[16];
  std::snprintf(offset, sizeof offset, offset_digits(hex.size_bytes) == 4 ? "%04lx" : "%06lx",
                static_cast<unsigned long>(hex.part.first + begin));
  const auto& fault = hex.reading.fault;
  const bool is_faulty = fault && fault->line == line + 1;
  return {offset, app::printable(std::string_view(hex.reading.bytes).substr(begin, end - begin)),
          is_faulty ? ui::Token::warning : ui::Token::muted};
}

void take_edit(const Scene& scene, std::string edited) {
  EditedHex& hex = scene.state.hex;
  const app::HexPart part = hex.part;
  hex.text = edited;
  hex.reading = app::read_hex(edited);
  hex.is_typed = true;
  if (!hex.reading.fault) {
    hex.part.end = part.first + hex.reading.bytes.size();
    hex.size_bytes += hex.part.end - part.end;  // wraps where it shrank, and wraps back
  }
  scene.dispatch(app::EditHex{std::move(edited), part});
}

}  // namespace

void draw_hex_editor(const Scene& scene, std::string_view bytes) {
  EditedHex& hex = scene.state.hex;
  const app::UnreadHex* unread = unread_of(scene.model);
  follow_value(hex, bytes, unread);
  if (hex.size_bytes > app::hex_part_bytes) draw_part_bar(scene.state, !unread);
  follow_value(hex, bytes, unread);
  const ui::LineNotes notes{.columns_before = offset_digits(hex.size_bytes),
                            .columns = columns_of(hex.bytes_a_line),
                            .of = [&](std::size_t line) { return note_of(hex, line); }};
  const ui::IdScope scope(hex.part.first / app::hex_part_bytes % 2 == 0 ? "even bytes" : "odd bytes");
  const std::string description = unread ? app::hex_fault_words(unread->fault) : "Pairs of hex digits";
  std::string text = hex.text;
  const ui::TextBoxResult box =
      ui::text_area("Value", text,
                    {.hint = "48 65 6c 6c 6f",
                     .description = description,
                     .notes = &notes,
                     .mono = true,
                     .invalid = unread && !unread->fault.is_unfinished,
                     .focus = scene.gives_focus(app::Field::value),
                     .from_top = std::exchange(scene.state.is_value_unscrolled, false),
                     .height = ui::height_left()});
  hex.has_keyboard = box.focused;
  if (box.changed) take_edit(scene, std::move(text));
}

}  // namespace keyglass::view
