// Runs one frame when JavaScript asks for it, and says when the next one is wanted.
#include "platform/web/host.hpp"

#include <emscripten.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <cassert>
#include <cstdint>
#include <cstring>
#include <span>

#include "platform/web/browser_glyphs.hpp"
#include "platform/web/inbox_store.hpp"
#include "platform/web/javascript.hpp"
#include "platform/web/mirror.hpp"
#include "platform/web/renderer.hpp"

namespace keyglass::platform {
namespace {

Host the_host;
ui::Context* the_context = nullptr;
double last_frame_ms = 0;
std::uint64_t last_picture = 0;

// A fingerprint (FNV-1a over words) of everything that would be drawn.
std::uint64_t fingerprint(std::uint64_t hash, const void* data, std::size_t bytes) {
  const auto* at = static_cast<const unsigned char*>(data);
  for (; bytes >= 4; at += 4, bytes -= 4) {
    std::uint32_t word = 0;
    std::memcpy(&word, at, 4);
    hash = (hash ^ word) * 1099511628211ULL;
  }
  return hash;
}

std::uint64_t picture_of(const ImDrawData& data) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const ImDrawList* list : data.CmdLists) {
    const auto vertex_bytes = static_cast<std::size_t>(list->VtxBuffer.Size) * sizeof(ImDrawVert);
    hash = fingerprint(hash, list->VtxBuffer.Data, vertex_bytes);
    for (const ImDrawCmd& command : list->CmdBuffer)
      hash = fingerprint(hash, &command.ClipRect, sizeof(ImVec4));
  }
  return hash;
}

void create_imgui() {
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  // The browser repeats keys; a clock of ImGui's own would need frames to run.
  io.KeyRepeatDelay = 1e9F;
}

bool wants_more() {
  const ui::Context& context = *the_context;
  return context.wants_frame || context.focus.requested != 0 || context.semantics.has_requests() ||
         ImGui::GetCurrentContext()->InputEventsQueue.Size > 0;
}

void draw(float width, float height, float scale) {
  const double now = kg_now_ms();
  const double seconds = (now - last_frame_ms) / 1000;
  last_frame_ms = now;
  the_host.update();
  ui::begin_frame({width, height, scale, static_cast<float>(seconds)});
  the_host.draw();
  ui::end_frame();
  render(ImGui::GetDrawData());
  show_semantics(*the_context);
  kg_set_cursor(ImGui::GetMouseCursor());
  the_host.settle();
}

}  // namespace

void run(const Host& host, ui::Context& context) {
  the_host = host;
  the_context = &context;
  create_imgui();
  context.draws_caret = false;
  ui::make_current(&context);
  kg_begin();
}

}  // namespace keyglass::platform

using namespace keyglass;

extern "C" {

// `file` is a ui::FontFile.
EMSCRIPTEN_KEEPALIVE void kg_load_font(int file, const void* bytes, std::size_t length) {
  platform::the_context->fonts.load(static_cast<ui::FontFile>(file),
                                    {static_cast<const std::byte*>(bytes), length});
  if (static_cast<ui::FontFile>(file) != ui::FontFile::icon) platform::add_browser_glyphs();
}

// 0 where the browser has no WebGL 2.
EMSCRIPTEN_KEEPALIVE int kg_start(int mac) {
  platform::the_context->fonts.finish();
  ImGui::GetIO().ConfigMacOSXBehaviors = mac != 0;
  if (!platform::start_renderer()) return 0;
  platform::the_host.start();
  return 1;
}

// Draws one frame. Returns 0 for another one at once, a number of milliseconds after which one is wanted, or
// a negative number to rest until something happens.
EMSCRIPTEN_KEEPALIVE double kg_frame(float width, float height, float scale) {
  platform::draw(width, height, scale);
  const std::uint64_t picture = platform::picture_of(*ImGui::GetDrawData());
  const bool changed = picture != platform::last_picture;
  platform::last_picture = picture;
  if (changed || platform::wants_more()) return 0;
  const double wake_ms = platform::the_context->wake_after_ms;
  return wake_ms > 0 ? wake_ms : -1;
}

EMSCRIPTEN_KEEPALIVE void kg_on_context_lost() {
  platform::lose_renderer();
}

EMSCRIPTEN_KEEPALIVE int kg_on_context_restored() {
  return platform::restore_renderer() ? 1 : 0;
}

}  // extern "C"
