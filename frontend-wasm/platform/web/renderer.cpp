// ImGui's OpenGL ES 3 backend on the canvas, with the loss and return of the context.
#include "platform/web/renderer.hpp"

#include <GLES3/gl3.h>
#include <backends/imgui_impl_opengl3.h>
#include <emscripten/html5.h>
#include <imgui.h>

namespace keyglass::platform {
namespace {

bool ready = false;

bool make_context_current() {
  EmscriptenWebGLContextAttributes wanted;
  emscripten_webgl_init_context_attributes(&wanted);
  wanted.majorVersion = 2;
  wanted.alpha = EM_FALSE;
  wanted.depth = EM_FALSE;
  wanted.stencil = EM_FALSE;
  wanted.antialias = EM_FALSE;
  wanted.enableExtensionsByDefault = EM_FALSE;
  wanted.powerPreference = EM_WEBGL_POWER_PREFERENCE_LOW_POWER;
  const EMSCRIPTEN_WEBGL_CONTEXT_HANDLE context = emscripten_webgl_create_context("#canvas", &wanted);
  return context > 0 && emscripten_webgl_make_context_current(context) == EMSCRIPTEN_RESULT_SUCCESS;
}

}  // namespace

bool start_renderer() {
  ready = make_context_current() && ImGui_ImplOpenGL3_Init("#version 300 es");
  return ready;
}

bool restore_renderer() {
  ready = ImGui_ImplOpenGL3_Init("#version 300 es");
  return ready;
}

void render(ImDrawData* data) {
  if (!ready) return;
  const auto width = static_cast<GLsizei>(data->DisplaySize.x * data->FramebufferScale.x);
  const auto height = static_cast<GLsizei>(data->DisplaySize.y * data->FramebufferScale.y);
  ImGui_ImplOpenGL3_NewFrame();
  glViewport(0, 0, width, height);
  glClearColor(0, 0, 0, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(data);
}

void lose_renderer() {
  if (!ready) return;
  ready = false;
  // The names are dead already; the backend forgets them, and its textures ask to be made again.
  ImGui_ImplOpenGL3_Shutdown();
}

}  // namespace keyglass::platform
