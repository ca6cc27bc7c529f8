// WebGL 2 for Dear ImGui's draw data. Private to platform/web.
#pragma once

struct ImDrawData;

namespace keyglass::platform {

// Takes the context of the page's canvas. False where the browser gives none.
bool start_renderer();

// Draws and uploads textures. Nothing happens while the context is lost.
void render(ImDrawData* data);

// The browser took the context, or gave a fresh one: everything on the GPU is made again.
void lose_renderer();
bool restore_renderer();

}  // namespace keyglass::platform
