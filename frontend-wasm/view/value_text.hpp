// The line above a value that says what it is, and the box that shows or edits it.
#pragma once

#include <string>
#include <string_view>

#include "app/value.hpp"
#include "view/scene.hpp"

namespace keyglass::view {

struct ValueLine {
  std::string_view content_type;
  std::string_view text;  // to check, where the type is JSON
  std::uint64_t size_bytes = 0;
  app::ValueKind kind = app::ValueKind::text;
};

void draw_value_line(const ValueLine& line);

// The text box `Value` for text that can be edited. `height` in pixels.
void draw_value_editor(const Scene& scene, std::string text, float height);

// The text box `Value` for what cannot be edited.
void draw_value_preview(const Scene& scene, const app::Entry& entry, float height);

}  // namespace keyglass::view
