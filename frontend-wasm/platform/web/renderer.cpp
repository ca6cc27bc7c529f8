// Hands Dear ImGui's draw data to web/renderer.js: what became of the textures first, then each list with its
// commands.
#include "platform/web/renderer.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
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
  std::int32_t texture;       // filled: the rectangle gets the colour `first`
  std::uint32_t first;        // the first index, or a colour as Dear ImGui packs it
  std::uint32_t index_count;  // 0: nothing is to be done
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

constexpr std::int32_t filled = -1;

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

// A rectangle of device pixels, y downwards.
struct Box {
  std::int32_t left;
  std::int32_t top;
  std::int32_t right;
  std::int32_t bottom;

  bool is_empty() const { return right <= left || bottom <= top; }
};

Box clip_of(const ImDrawData& data, const ImDrawCmd& command) {
  const ImVec4& clip = command.ClipRect;
  const ImVec2 scale = data.FramebufferScale;
  return {static_cast<std::int32_t>((clip.x - data.DisplayPos.x) * scale.x),
          static_cast<std::int32_t>((clip.y - data.DisplayPos.y) * scale.y),
          static_cast<std::int32_t>((clip.z - data.DisplayPos.x) * scale.x),
          static_cast<std::int32_t>((clip.w - data.DisplayPos.y) * scale.y)};
}

// The pixels whose centres a rectangle covers, as far as they are within `clip`.
Box covered(const ImDrawData& data, const ImVec2& from, const ImVec2& to, const Box& clip) {
  const auto pixel = [](float place) { return static_cast<std::int32_t>(std::ceil(place - 0.5F)); };
  const ImVec2 scale = data.FramebufferScale;
  return {std::max(clip.left, pixel((from.x - data.DisplayPos.x) * scale.x)),
          std::max(clip.top, pixel((from.y - data.DisplayPos.y) * scale.y)),
          std::min(clip.right, pixel((to.x - data.DisplayPos.x) * scale.x)),
          std::min(clip.bottom, pixel((to.y - data.DisplayPos.y) * scale.y))};
}

// The first of the four corners of an upright rectangle of one opaque colour, large enough to be worth a call
// of its own; else nullptr. `index` is the first of its six.
const ImDrawVert* plain_rectangle(const ImDrawList& list, const ImDrawIdx* index) {
  constexpr float area_min = 8192;
  const ImDrawIdx first = index[0];
  for (const ImDrawIdx at : {1U, 2U}) {
    if (index[at] != first + at || index[at + 3] != first + at + 1) return nullptr;
  }
  if (index[3] != first || first + 3 >= static_cast<ImDrawIdx>(list.VtxBuffer.Size)) return nullptr;
  const ImDrawVert* corner = list.VtxBuffer.Data + first;
  const ImVec2 from = corner[0].pos, to = corner[2].pos;
  if ((to.x - from.x) * (to.y - from.y) < area_min || (corner->col >> IM_COL32_A_SHIFT) != 0xFF)
    return nullptr;
  for (int at = 1; at < 4; ++at) {
    const bool is_plain =
        corner[at].col == corner->col && corner[at].uv.x == corner->uv.x && corner[at].uv.y == corner->uv.y;
    if (!is_plain) return nullptr;
  }
  const bool is_upright = corner[1].pos.x == to.x && corner[1].pos.y == from.y && corner[3].pos.x == from.x &&
                          corner[3].pos.y == to.y;
  return is_upright ? corner : nullptr;
}

bool overlap(const Box& one, const Box& other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

// Turns the commands of all lists into parts. Large plain rectangles are filled rather than drawn: where
// WebGL is reckoned by the processor, drawing a window's background takes longer than all the text on it.
class Picture {
 public:
  explicit Picture(const ImDrawData& data) : data_(data) {
    for (const ImDrawList* list : data.CmdLists) {
      for (const ImDrawCmd& command : list->CmdBuffer) add(*list, command);
      ends_.push_back(static_cast<std::uint32_t>(parts_.size()));
    }
  }

  // The colour to begin with: that of the largest ground that is filled. Filling all of a picture costs next
  // to nothing, a rectangle of it does by the pixel; so the rectangles of that colour are left out.
  std::uint32_t take_ground() {
    const std::vector<DrawnPart*> grounds = find_grounds();
    const auto pixels_of = [&](std::uint32_t color) {
      std::int32_t pixels = 0;
      for (const DrawnPart* part : grounds) pixels += part->first == color ? part->width * part->height : 0;
      return pixels;
    };
    std::uint32_t ground = 0;
    for (const DrawnPart* part : grounds) {
      if (pixels_of(part->first) > pixels_of(ground)) ground = part->first;
    }
    for (DrawnPart* part : grounds) {
      if (part->first == ground) part->index_count = 0;
    }
    return ground;
  }

  void draw() const {
    std::uint32_t first = 0;
    for (std::size_t at = 0; at < ends_.size(); ++at) {
      draw(*data_.CmdLists[static_cast<int>(at)], first, ends_[at] - first);
      first = ends_[at];
    }
  }

 private:
  // What the triangles of one command have in common.
  struct Command {
    const ImDrawList& list;
    Box clip;
    std::int32_t texture;
  };

  void add(const ImDrawList& list, const ImDrawCmd& drawn) {
    const Command command{list, clip_of(data_, drawn), static_cast<std::int32_t>(drawn.GetTexID())};
    if (command.clip.is_empty()) return;
    const unsigned end = drawn.IdxOffset + drawn.ElemCount;
    unsigned first = drawn.IdxOffset;
    for (unsigned at = first; at + 6 <= end; at += 3) {
      const ImDrawVert* corner = plain_rectangle(list, list.IdxBuffer.Data + at);
      if (corner == nullptr) continue;
      add_triangles(command, first, at);
      add_fill(covered(data_, corner[0].pos, corner[2].pos, command.clip), corner->col);
      first = at + 6;
      at += 3;
    }
    add_triangles(command, first, end);
  }

  void add_fill(const Box& box, std::uint32_t color) {
    if (box.is_empty()) return;
    add_part(box, filled, color, 1);
    reaches_.push_back(box);
  }

  void add_triangles(const Command& command, unsigned first, unsigned end) {
    if (first == end) return;
    const auto corner = [&](unsigned at) {
      const ImDrawIdx index = command.list.IdxBuffer[static_cast<int>(at)];
      return command.list.VtxBuffer[static_cast<int>(index)].pos;
    };
    ImVec2 from = corner(first), to = from;
    for (unsigned at = first + 1; at < end; ++at) {
      from = {std::min(from.x, corner(at).x), std::min(from.y, corner(at).y)};
      to = {std::max(to.x, corner(at).x), std::max(to.y, corner(at).y)};
    }
    add_part(command.clip, command.texture, first, end - first);
    reaches_.push_back(covered(data_, from, to, command.clip));
  }

  void add_part(const Box& box, std::int32_t texture, std::uint32_t first, std::uint32_t index_count) {
    const auto height = static_cast<std::int32_t>(data_.DisplaySize.y * data_.FramebufferScale.y);
    parts_.push_back({box.left, height - box.bottom, box.right - box.left, box.bottom - box.top, texture,
                      first, index_count});
  }

  // The parts that fill what nothing was drawn to before.
  std::vector<DrawnPart*> find_grounds() {
    std::vector<DrawnPart*> grounds;
    for (auto reach = reaches_.begin(); reach != reaches_.end(); ++reach) {
      DrawnPart& part = parts_[static_cast<std::size_t>(reach - reaches_.begin())];
      const auto is_below = [&](const Box& earlier) { return overlap(earlier, *reach); };
      if (part.texture == filled && std::none_of(reaches_.begin(), reach, is_below)) grounds.push_back(&part);
    }
    return grounds;
  }

  void draw(const ImDrawList& list, std::uint32_t first, std::uint32_t count) const {
    if (count == 0) return;
    const DrawnList drawn{list.VtxBuffer.Data,   static_cast<std::uint32_t>(list.VtxBuffer.size_in_bytes()),
                          list.IdxBuffer.Data,   static_cast<std::uint32_t>(list.IdxBuffer.size_in_bytes()),
                          parts_.data() + first, count};
    kg_draw_list(&drawn);
  }

  const ImDrawData& data_;
  std::vector<DrawnPart> parts_;
  std::vector<Box> reaches_;         // by part: where it may change a pixel
  std::vector<std::uint32_t> ends_;  // by list: the first part that is not its own
};

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
  Picture picture(*data);
  kg_begin_picture(data->DisplayPos.x, data->DisplayPos.y, data->DisplaySize.x, data->DisplaySize.y,
                   picture.take_ground());
  picture.draw();
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
