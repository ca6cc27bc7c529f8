// The typefaces: four files, a few styles. UI thread only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

struct ImFont;

namespace keyglass::ui {

// One font file each. The order is part of the contract with web/boot.js.
enum class FontFile : std::uint8_t { ui, ui_strong, mono, icon };
inline constexpr std::size_t font_file_count = 4;

enum class TextStyle : std::uint8_t {
  body,        // Inter 15
  strong,      // Inter semibold 15
  secondary,   // Inter 13
  title,       // Inter semibold 20
  code,        // JetBrains Mono 14
  code_small,  // JetBrains Mono 13
  icon,        // Lucide 16
};

class Fonts {
 public:
  // Takes a copy of a TTF file. Needs an ImGui context.
  void load(FontFile file, std::span<const std::byte> ttf);
  // Call once after the files, before the first frame: a missing one becomes `ui`, and where that is missing
  // too the built-in bitmap font (native builds only).
  void finish();

  ImFont* font(TextStyle style) const;

 private:
  ImFont* files_[font_file_count] = {};
};

// Logical pixels of `style` at the current body size. Within a frame.
float font_size(TextStyle style);

// Makes `style` current for as long as it lives.
class TextStyleScope {
 public:
  explicit TextStyleScope(TextStyle style);
  ~TextStyleScope();
  TextStyleScope(const TextStyleScope&) = delete;
  TextStyleScope& operator=(const TextStyleScope&) = delete;
};

}  // namespace keyglass::ui
