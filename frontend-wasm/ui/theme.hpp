// The colours and sizes of the interface, as data. Views name tokens; no view holds a literal colour or
// pixel. Pure values; any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace keyglass::ui {

// Opaque sRGB.
struct Color {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;

  bool operator==(const Color&) const = default;
};

enum class Token : std::uint8_t {
  bg,         // behind everything
  surface,    // panes
  raised,     // dialogs, toasts, text boxes
  border,     // hairlines: decoration, never the only sign of something
  selection,  // the selected row, selected text
  text,
  muted,      // secondary text
  accent,     // focus ring, primary button, links
  on_accent,  // text on accent and on danger
  success,
  warning,
  danger,
  json_key,
  json_string,
  json_number,
};
inline constexpr std::size_t token_count = 15;

// The contrast schemes are for systems that force their colours: every pair is at least 7:1, and hairlines
// are as strong as text.
enum class Scheme : std::uint8_t { dark, light, contrast_dark, contrast_light };

constexpr bool is_dark(Scheme scheme) {
  return scheme == Scheme::dark || scheme == Scheme::contrast_dark;
}

struct Theme {
  Scheme scheme = Scheme::dark;
  std::array<Color, token_count> colors{};

  constexpr Color operator[](Token token) const { return colors[static_cast<std::size_t>(token)]; }
};

// The table of `scheme`.
const Theme& theme_of(Scheme scheme);

// WCAG 2.1 contrast ratio of two colours: 1..21.
double contrast(Color first, Color second);

// `over` laid on `under` with `amount` in 0..1: hover and pressed shades come from this, not from the table.
Color mix(Color under, Color over, float amount);

// Sizes in multiples of the body font size (15 px at the default size); scaled() turns them into pixels.
namespace size {
inline constexpr float body_px = 15.0F;
inline constexpr float line_px = 18.0F;  // of body text and code, as ImGui counts the size of a font
inline constexpr float row = 28 / body_px;
inline constexpr float control = 32 / body_px;
inline constexpr float touch = 44 / body_px;
inline constexpr float padding = 16 / body_px;
inline constexpr float gap = 8 / body_px;
inline constexpr float grid = 4 / body_px;
inline constexpr float radius = 6 / body_px;
inline constexpr float radius_overlay = 10 / body_px;
inline constexpr float header = 48 / body_px;
inline constexpr float status_bar = 28 / body_px;
inline constexpr float icon = 16 / body_px;
}  // namespace size

// Logical pixels of `ems` at the current body font size, rounded to whole pixels. UI thread, within a frame.
float scaled(float ems);

// Logical pixels of `pixels` as drawn in the design at the default font size. UI thread, within a frame.
inline float px(float pixels) {
  return scaled(pixels / size::body_px);
}

}  // namespace keyglass::ui
