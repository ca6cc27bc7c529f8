// The windowed viewer: vertical window by lines, horizontal by columns of a monospaced face.
#include "ui/code_view.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>

#include "ui/escape.hpp"
#include "ui/frame.hpp"
#include "ui/item.hpp"
#include "ui/layout.hpp"
#include "ui/paint.hpp"
#include "ui/scroll_bar.hpp"

namespace keyglass::ui {
namespace {

constexpr float inset_px = 10;
constexpr std::size_t said_bytes_max = 4096;  // of one line, to assistive technology

bool repeated(ImGuiKey key) {
  return ImGui::IsKeyPressed(key, true);
}

std::size_t character_length(std::string_view text) {
  return std::max<std::size_t>(first_character(text).length, 1);
}

// Cuts `columns` characters off the beginning. Returns how many there were.
double skip_columns(std::string_view& text, double columns) {
  double skipped = 0;
  for (; skipped < columns && !text.empty(); ++skipped) text.remove_prefix(character_length(text));
  return skipped;
}

// The first `columns` characters.
std::string_view take_columns(std::string_view text, double columns) {
  std::string_view rest = text;
  skip_columns(rest, columns);
  return text.substr(0, text.size() - rest.size());
}

float text_inset(unsigned gutter_columns, float column_width) {
  const float gutter = static_cast<float>(gutter_columns) * column_width;
  return px(inset_px) + (gutter > 0 ? gutter + px(12) : 0);
}

std::string visible_text(std::string_view text) {
  std::string shown;
  for (const char byte : text) {
    if (byte == '\t') {
      shown += "  ";
    } else {
      shown += byte;
    }
  }
  return needs_escape(shown) ? escape_invisible(shown) : shown;
}

}  // namespace

CodeView::CodeView(std::string_view name, CodeViewState& state, const CodeViewOptions& options)
    : state_(state), options_(options) {
  rect_ = next_place(width_left(), std::max(px(96), options.height > 0 ? options.height : height_left()));
  line_height_ = std::round(font_size(TextStyle::code) * 1.15F);
  column_width_ = paint::measure("0", TextStyle::code).x;
  id_ = id_of(name);
  ImGui::ItemSize(ImVec2(rect_.width, rect_.height));
  const Item item = add_item(beside_scroll_bar(rect_), id_,
                             {.role = Role::textbox,
                              .name = name,
                              .state = state_multiline | state_read_only | state_windowed,
                              .focus = options.focus,
                              .press_on_down = true,
                              .keys = false});
  ring_ = item.focused;
  if (options.from_top) state_ = {};
  if (item.focused) take_keys();
  if (item.hovered || over_scroll_bar(rect_)) take_wheel();
  state_.window.scroll(0, options.line_count, visible_lines());
  const auto reach = static_cast<std::uint64_t>(std::ceil(visible_lines() + state_.window.offset));
  last_ = std::min(options.line_count, state_.window.top + reach);
  line_ = state_.window.top;
  paint::fill(rect_, paint::packed(Token::surface), size::radius);
  text_x_ = rect_.x + text_inset(options.gutter_columns, column_width_);
  ImGui::PushClipRect(paint::from(rect_), paint::to(rect_), true);
}

double CodeView::visible_lines() const {
  return static_cast<double>((rect_.height - px(inset_px)) / line_height_);
}

void CodeView::take_keys() {
  const double page = std::max(1.0, std::floor(visible_lines()) - 1);
  const double count = static_cast<double>(options_.line_count);
  const auto scroll = [&](double lines) {
    state_.window.scroll(lines, options_.line_count, visible_lines());
  };
  if (repeated(ImGuiKey_DownArrow)) scroll(1);
  if (repeated(ImGuiKey_UpArrow)) scroll(-1);
  if (repeated(ImGuiKey_PageDown)) scroll(page);
  if (repeated(ImGuiKey_PageUp)) scroll(-page);
  if (repeated(ImGuiKey_End)) scroll(count);
  if (repeated(ImGuiKey_Home)) {
    scroll(-count);
    state_.column = 0;
  }
  if (repeated(ImGuiKey_RightArrow)) state_.column += 8;
  if (repeated(ImGuiKey_LeftArrow)) state_.column = std::max(0.0, state_.column - 8);
}

void CodeView::take_wheel() {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.MouseWheel != 0) {
    state_.window.scroll(-static_cast<double>(io.MouseWheel * wheel_notch_px / line_height_),
                         options_.line_count, visible_lines());
    ImGui::SetKeyOwner(ImGuiKey_MouseWheelY, id_);
  }
  if (io.MouseWheelH != 0) {
    state_.column = std::max(
        0.0, state_.column - static_cast<double>(io.MouseWheelH * wheel_notch_across_px / column_width_));
    ImGui::SetKeyOwner(ImGuiKey_MouseWheelX, id_);
  }
}

void CodeView::begin_line(const CodeLine& line) {
  const double down = static_cast<double>(line_ - state_.window.top) - state_.window.offset;
  y_ = rect_.y + px(inset_px) / 2 + static_cast<float>(std::round(down * static_cast<double>(line_height_)));
  tint_ = line.tint;
  column_ = 0;
  is_cut_left_ = is_cut_right_ = false;
  if (tint_ != Token::surface) {
    const Color tint = mix(current().theme[Token::surface], current().theme[tint_], 0.14F);
    paint::fill({rect_.x + 1, y_, rect_.width - 2, line_height_}, paint::packed(tint));
  }
  const float middle = y_ + line_height_ / 2;
  if (!line.gutter.empty()) {
    const float width = paint::measure(line.gutter, TextStyle::code).x;
    paint::line(text_x_ - px(12) - width, middle,
                {.shown = line.gutter, .style = TextStyle::code, .color = paint::packed(Token::muted)});
  }
  if (line.sign.empty()) return;
  words_ += line.sign;
  paint::line(text_x_, middle,
              {.shown = line.sign,
               .style = TextStyle::code,
               .color = paint::packed(tint_ == Token::surface ? Token::muted : tint_)});
  column_ = 2;
}

void CodeView::span(std::string_view text, Token color, bool strong) {
  words_ += shorten(text, said_bytes_max);
  const double hidden = std::max(0.0, state_.column - std::max(0.0, column_ - 2));
  const double skipped = state_.column > 0 ? skip_columns(text, hidden) : 0;
  is_cut_left_ = is_cut_left_ || skipped > 0;
  column_ += skipped;
  const double columns = static_cast<double>(rect_.width / column_width_) + 1;
  const std::string_view in_sight = take_columns(text, columns);
  const std::string shown = visible_text(in_sight);
  const float x = text_x_ + static_cast<float>(column_ - state_.column) * column_width_;
  const float edge = text_edge();
  if (x >= edge && !shown.empty()) is_cut_right_ = true;
  if (x > rect_.x + rect_.width || shown.empty()) return;
  const float width = paint::measure(shown, TextStyle::code).x;
  if (in_sight.size() < text.size() || x + width > edge + 1) is_cut_right_ = true;
  if (strong) {
    const Color mark = mix(current().theme[Token::surface], current().theme[tint_], 0.34F);
    paint::fill({x, y_ + 1, width, line_height_ - 2}, paint::packed(mark), 3 / size::body_px);
  }
  paint::line(x, y_ + line_height_ / 2,
              {.shown = shown, .style = TextStyle::code, .color = paint::packed(color)});
  column_ += static_cast<double>(width / column_width_);
  columns_seen_ = std::max(columns_seen_, column_);
}

float CodeView::text_edge() const {
  const Rect beside = beside_scroll_bar(rect_);
  return beside.x + beside.width;
}

// On a patch of the line's own background, so that no half character stands beside it.
void CodeView::draw_cut_signs() {
  const Color back = tint_ == Token::surface
                         ? current().theme[Token::surface]
                         : mix(current().theme[Token::surface], current().theme[tint_], 0.14F);
  const float sign_width = column_width_ + px(4);
  const auto draw = [&](float x, float width, std::string_view sign) {
    paint::fill({x, y_, width, line_height_}, paint::packed(back));
    paint::line(x + px(2), y_ + line_height_ / 2,
                {.shown = sign, .style = TextStyle::code, .color = paint::packed(Token::accent)});
  };
  if (is_cut_left_) draw(text_x_ - sign_width, sign_width, "\u2039");
  if (!is_cut_right_) return;
  // Also over the room of the scroll bar, which is not always there.
  const float whole_columns = std::floor((text_edge() - sign_width - text_x_) / column_width_);
  const float x = text_x_ + whole_columns * column_width_;
  draw(x, rect_.x + rect_.width - 1 - x, "\u203a");
}

void CodeView::end_line(bool goes_on) {
  draw_cut_signs();
  if (!goes_on) words_ += '\n';
  ++line_;
}

void CodeView::end() {
  ImGui::PopClipRect();
  // Nothing is left of the text in sight: back to where some is.
  if (columns_seen_ == 0 && state_.column > 0 && last_ > first()) state_.column = 0;
  if (words_.ends_with('\n')) words_.pop_back();
  current().semantics.set_value(id_, escape_invisible_lines(words_));
  ImGui::PushID(static_cast<int>(id_));
  scroll_bar(state_.window, rect_, {options_.line_count, visible_lines()});
  ImGui::PopID();
  paint::outline(rect_, paint::packed(ring_ ? Token::accent : Token::border), size::radius,
                 ring_ ? 2.0F : 1.0F);
}

std::size_t code_columns(unsigned gutter_columns) {
  const float column_width = paint::measure("0", TextStyle::code).x;
  const float room = beside_scroll_bar(next_place(width_left(), 1)).width;
  const float columns = (room - text_inset(gutter_columns, column_width)) / column_width;
  return static_cast<std::size_t>(std::max(columns, 8.0F));
}

}  // namespace keyglass::ui
