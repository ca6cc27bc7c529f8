// Compile-time options of Dear ImGui (IMGUI_USER_CONFIG): the same for the library and for every user of it.
#pragma once

#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_USE_WCHAR32
#define ImDrawIdx unsigned int

#ifdef __EMSCRIPTEN__
#define IMGUI_DISABLE_DEFAULT_FONT
#else
// The headless harness sees every item that is drawn, and fails where one has no semantics.
#define IMGUI_ENABLE_TEST_ENGINE
#endif
