// Font files to ImGui fonts, and the size of each style.
#include "ui/fonts.hpp"

#include <imgui.h>

#include <array>
#include <cassert>
#include <cmath>
#include <cstring>

#include "ui/frame.hpp"
#include "ui/theme.hpp"

namespace keyglass::ui {
namespace {

// ImGui's size is the line height (ascender to descender): Inter's is 1.21 em, JetBrains Mono's 1.32 em.
struct StyleRow {
  FontFile file;
  float line_height_px;  // at the default size; gives the em in the comment of TextStyle
};
constexpr std::array styles{StyleRow{FontFile::ui, size::line_px},
                            StyleRow{FontFile::ui_strong, size::line_px},
                            StyleRow{FontFile::ui, 16},
                            StyleRow{FontFile::ui_strong, 24},
                            StyleRow{FontFile::mono, size::line_px},
                            StyleRow{FontFile::mono, 17},
                            StyleRow{FontFile::icon, 16}};

const StyleRow& row_of(TextStyle style) {
  return styles[static_cast<std::size_t>(style)];
}

}  // namespace

void Fonts::load(FontFile file, std::span<const std::byte> ttf) {
  void* copy = IM_ALLOC(ttf.size());
  std::memcpy(copy, ttf.data(), ttf.size());
  files_[static_cast<std::size_t>(file)] =
      ImGui::GetIO().Fonts->AddFontFromMemoryTTF(copy, static_cast<int>(ttf.size()), 18);
}

void Fonts::finish() {
  for (ImFont*& font : files_) {
    if (font == nullptr) font = files_[0];
#ifndef IMGUI_DISABLE_DEFAULT_FONT
    if (font == nullptr) font = ImGui::GetIO().Fonts->AddFontDefault();
#endif
    assert(font != nullptr);
  }
}

ImFont* Fonts::font(TextStyle style) const {
  return files_[static_cast<std::size_t>(row_of(style).file)];
}

float font_size(TextStyle style) {
  return px(row_of(style).line_height_px);
}

TextStyleScope::TextStyleScope(TextStyle style) {
  ImGui::PushFont(current().fonts.font(style), font_size(style));
}

TextStyleScope::~TextStyleScope() {
  ImGui::PopFont();
}

}  // namespace keyglass::ui
