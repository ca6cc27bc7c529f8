// Hands Dear ImGui's draw data to web/renderer.js: what became of the textures first, then each list with its
// commands.
#include "platform/web/renderer.hpp"

#include <imgui.h>

#include <cstdint>
#include <vector>

#include "platform/web/javascript.hpp"

namespace keyglass::platform {
namespace {

// As web/renderer.js reads them: words of 32 bits.
struct TexturePart {
  std::int32_t texture;
  std::int32_t x;
  std::int32_t y;
  std::int32_t width;
  std::int32_t height;
  std::int32_t row_pixels;  // from one row of `pixels` to the next
  const void* pixels;
};

struct DrawnPart {
  std::int32_t x;  // the clip rectangle in device pixels, from the lower left corner
  std::int32_t y;
  std::int32_t width;
  std::int32_t height;
  std::int32_t texture;
  std::uint32_t first_index;
  std::uint32_t index_count;
};

struct DrawnList {
  const void* vertices;
  std::uint32_t vertex_bytes;
  const void* indices;
  std::uint32_t index_bytes;
  const DrawnPart* parts;
  std::uint32_t part_count;
};

static_assert(sizeof(ImDrawIdx) == 4 && sizeof(ImDrawVert) == 20);

bool ready = false;
int textures_made = 0;

bool take_context() {
  const int side_max = kg_start_renderer();
  ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  ImGui::GetPlatformIO().Renderer_TextureMaxWidth = side_max;
  ImGui::GetPlatformIO().Renderer_TextureMaxHeight = side_max;
  return side_max > 0;
}

void write(ImTextureData& texture, const ImTextureRect& place) {
  const TexturePart part{
      static_cast<std::int32_t>(texture.TexID), place.x, place.y, place.w, place.h, texture.Width,
      texture.GetPixelsAt(place.x, place.y)};
  kg_write_texture(&part);
}

void drop(ImTextureData& texture) {
  texture.SetTexID(ImTextureID_Invalid);
  texture.SetStatus(ImTextureStatus_Destroyed);
}

void follow(ImTextureData& texture) {
  if (texture.Status == ImTextureStatus_WantCreate) {
    texture.SetTexID(static_cast<ImTextureID>(++textures_made));
    kg_make_texture(textures_made, texture.Width, texture.Height);
    write(texture,
          {0, 0, static_cast<unsigned short>(texture.Width), static_cast<unsigned short>(texture.Height)});
    texture.SetStatus(ImTextureStatus_OK);
  } else if (texture.Status == ImTextureStatus_WantUpdates) {
    for (const ImTextureRect& place : texture.Updates) write(texture, place);
    texture.SetStatus(ImTextureStatus_OK);
  } else if (texture.Status == ImTextureStatus_WantDestroy && texture.UnusedFrames > 0) {
    kg_drop_texture(static_cast<int>(texture.TexID));
    drop(texture);
  }
}

// Empty where the command draws nothing.
DrawnPart part_of(const ImDrawData& data, const ImDrawCmd& command) {
  const auto left =
      static_cast<std::int32_t>((command.ClipRect.x - data.DisplayPos.x) * data.FramebufferScale.x);
  const auto top =
      static_cast<std::int32_t>((command.ClipRect.y - data.DisplayPos.y) * data.FramebufferScale.y);
  const auto right =
      static_cast<std::int32_t>((command.ClipRect.z - data.DisplayPos.x) * data.FramebufferScale.x);
  const auto bottom =
      static_cast<std::int32_t>((command.ClipRect.w - data.DisplayPos.y) * data.FramebufferScale.y);
  if (right <= left || bottom <= top) return {};
  const auto height = static_cast<std::int32_t>(data.DisplaySize.y * data.FramebufferScale.y);
  return {left,
          height - bottom,
          right - left,
          bottom - top,
          static_cast<std::int32_t>(command.GetTexID()),
          command.IdxOffset,
          command.ElemCount};
}

void draw(const ImDrawData& data, const ImDrawList& list, std::vector<DrawnPart>& parts) {
  parts.clear();
  for (const ImDrawCmd& command : list.CmdBuffer) {
    const DrawnPart part = part_of(data, command);
    if (part.index_count > 0) parts.push_back(part);
  }
  if (parts.empty()) return;
  const DrawnList drawn{list.VtxBuffer.Data, static_cast<std::uint32_t>(list.VtxBuffer.size_in_bytes()),
                        list.IdxBuffer.Data, static_cast<std::uint32_t>(list.IdxBuffer.size_in_bytes()),
                        parts.data(),        static_cast<std::uint32_t>(parts.size())};
  kg_draw_list(&drawn);
}

}  // namespace

bool start_renderer() {
  ready = take_context();
  return ready;
}

bool restore_renderer() {
  return start_renderer();
}

void render(ImDrawData* data) {
  if (!ready) return;
  for (ImTextureData* texture : *data->Textures) follow(*texture);
  kg_begin_picture(data->DisplayPos.x, data->DisplayPos.y, data->DisplaySize.x, data->DisplaySize.y);
  std::vector<DrawnPart> parts;
  for (const ImDrawList* list : data->CmdLists) draw(*data, *list, parts);
}

void lose_renderer() {
  if (!ready) return;
  ready = false;
  // What was on the GPU is gone already; what Dear ImGui holds asks to be made again.
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    if (texture->RefCount == 1) drop(*texture);
  }
}

}  // namespace keyglass::platform
