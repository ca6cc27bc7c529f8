// A Dear ImGui font loader whose glyphs come from a 2D canvas (web/glyphs.js).
#include "platform/web/browser_glyphs.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <cstdint>
#include <vector>

#include "platform/web/javascript.hpp"

namespace keyglass::platform {
namespace {

// Written by web/glyphs.js, in device pixels from the pen position on the baseline; y goes down.
struct GlyphBox {
  float advance;
  float left;
  float top;
  std::int32_t width;
  std::int32_t height;
  std::int32_t colored;
};

// The em of most fonts, of their line height.
constexpr float em_of_line = 0.8F;

bool is_private(ImWchar character) {
  return character < 0xA0 || (character >= 0xE000 && character <= 0xF8FF) || character == 0xFFFD;
}

bool contains(ImFontAtlas*, ImFontConfig*, ImWchar character) {
  return !is_private(character);
}

void place(ImFontGlyph& glyph, const GlyphBox& box, float density, float ascent) {
  glyph.AdvanceX = box.advance / density;
  glyph.X0 = box.left / density;
  glyph.Y0 = box.top / density + IM_ROUND(ascent);
  glyph.X1 = glyph.X0 + static_cast<float>(box.width) / density;
  glyph.Y1 = glyph.Y0 + static_cast<float>(box.height) / density;
  glyph.Visible = true;
  glyph.Colored = box.colored != 0;
}

bool load(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, ImWchar character,
          ImFontGlyph* glyph, float* advance) {
  if (is_private(character)) return false;
  const float density = baked->RasterizerDensity;
  const float size = baked->Size * em_of_line * density;
  GlyphBox box{};
  kg_measure_glyph(character, size, &box);
  if (advance != nullptr) {
    *advance = box.advance / density;
    return true;
  }
  glyph->Codepoint = character;
  glyph->AdvanceX = box.advance / density;
  if (box.width <= 0 || box.height <= 0) return true;
  const ImFontAtlasRectId id = ImFontAtlasPackAddRect(atlas, box.width, box.height);
  if (id == ImFontAtlasRectId_Invalid) return false;
  std::vector<unsigned char> pixels(static_cast<std::size_t>(box.width) *
                                    static_cast<std::size_t>(box.height) * 4);
  kg_draw_glyph(character, size, &box, pixels.data());
  place(*glyph, box, density, baked->Ascent);
  glyph->PackId = id;
  ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, source, glyph, ImFontAtlasPackGetRect(atlas, id),
                                     pixels.data(), ImTextureFormat_RGBA32, box.width * 4);
  return true;
}

const ImFontLoader& loader() {
  static ImFontLoader table;
  table.Name = "browser";
  table.FontSrcContainsGlyph = contains;
  table.FontBakedLoadGlyph = load;
  return table;
}

}  // namespace

void add_browser_glyphs() {
  ImFontConfig config;
  config.MergeMode = true;
  config.FontLoader = &loader();
  ImGui::GetIO().Fonts->AddFont(&config);
}

}  // namespace keyglass::platform
