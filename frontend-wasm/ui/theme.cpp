// The colour tables and the arithmetic on colours.
#include "ui/theme.hpp"

#include <cmath>

namespace keyglass::ui {
namespace {

constexpr Color rgb(std::uint32_t hex) {
  return {static_cast<std::uint8_t>(hex >> 16U), static_cast<std::uint8_t>(hex >> 8U & 0xFFU),
          static_cast<std::uint8_t>(hex & 0xFFU)};
}

// In the order of Token.
constexpr Theme dark{Scheme::dark,
                     {rgb(0x0f1115), rgb(0x161a20), rgb(0x1e232c), rgb(0x2c3440), rgb(0x22385a),
                      rgb(0xe6e9ef), rgb(0x98a2b0), rgb(0x6aa9ff), rgb(0x0b1220), rgb(0x4cc38a),
                      rgb(0xe5a94b), rgb(0xff7b82), rgb(0x8cb8ff), rgb(0x8fd694), rgb(0xf2b36b)}};
constexpr Theme light{Scheme::light,
                      {rgb(0xf6f7f9), rgb(0xffffff), rgb(0xffffff), rgb(0xd7dce4), rgb(0xdce8fd),
                       rgb(0x1a1f27), rgb(0x59636f), rgb(0x1860d2), rgb(0xffffff), rgb(0x17744f),
                       rgb(0x8a5a00), rgb(0xc2293a), rgb(0x1a4fb0), rgb(0x1b7038), rgb(0x9a4d00)}};
constexpr Theme contrast_dark{Scheme::contrast_dark,
                              {rgb(0x000000), rgb(0x000000), rgb(0x000000), rgb(0xffffff), rgb(0x00264d),
                               rgb(0xffffff), rgb(0xe6e6e6), rgb(0xffe100), rgb(0x000000), rgb(0x5cff9d),
                               rgb(0xffd24d), rgb(0xffb0b0), rgb(0x8fd3ff), rgb(0x9dff9d), rgb(0xffc780)}};
constexpr Theme contrast_light{Scheme::contrast_light,
                               {rgb(0xffffff), rgb(0xffffff), rgb(0xffffff), rgb(0x000000), rgb(0xd6e6ff),
                                rgb(0x000000), rgb(0x262626), rgb(0x00299c), rgb(0xffffff), rgb(0x00401f),
                                rgb(0x4d3000), rgb(0x7a0016), rgb(0x002b80), rgb(0x003d14), rgb(0x592b00)}};

// WCAG 2.1, "relative luminance".
double linear(std::uint8_t channel) {
  const double value = channel / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Color color) {
  return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

std::uint8_t mix_channel(std::uint8_t under, std::uint8_t over, float amount) {
  const auto low = static_cast<float>(under);
  const auto high = static_cast<float>(over);
  return static_cast<std::uint8_t>(std::lround(low + (high - low) * amount));
}

}  // namespace

const Theme& theme_of(Scheme scheme) {
  switch (scheme) {
    case Scheme::light:
      return light;
    case Scheme::contrast_dark:
      return contrast_dark;
    case Scheme::contrast_light:
      return contrast_light;
    case Scheme::dark:
      break;
  }
  return dark;
}

double contrast(Color first, Color second) {
  const double one = luminance(first) + 0.05;
  const double two = luminance(second) + 0.05;
  return one > two ? one / two : two / one;
}

Color mix(Color under, Color over, float amount) {
  return {mix_channel(under.red, over.red, amount), mix_channel(under.green, over.green, amount),
          mix_channel(under.blue, over.blue, amount)};
}

}  // namespace keyglass::ui
