# keyglass_imgui: Dear ImGui from KEYGLASS_IMGUI_DIR with our options (frontend-wasm/ui/imgui_config.hpp).
add_library(keyglass_imgui STATIC
  "${KEYGLASS_IMGUI_DIR}/imgui.cpp"
  "${KEYGLASS_IMGUI_DIR}/imgui_draw.cpp"
  "${KEYGLASS_IMGUI_DIR}/imgui_widgets.cpp"
  "${CMAKE_SOURCE_DIR}/frontend-wasm/ui/imgui_without_tables.cpp")
target_include_directories(keyglass_imgui SYSTEM PUBLIC "${KEYGLASS_IMGUI_DIR}")
target_include_directories(keyglass_imgui PUBLIC "${CMAKE_SOURCE_DIR}/frontend-wasm")
target_compile_definitions(keyglass_imgui PUBLIC "IMGUI_USER_CONFIG=\"ui/imgui_config.hpp\"")
