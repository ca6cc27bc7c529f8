// The lines above a value that say what it is and how it is looked at, and the box that shows or edits it.
#pragma once

#include <string>
#include <string_view>

#include "app/model.hpp"
#include "app/value.hpp"
#include "view/scene.hpp"

namespace keyglass::view {

struct ValueLine {
  std::string_view content_type;
  std::string_view text;   // to check, where the type is JSON
  std::string_view bytes;  // what is decoded or guessed at; "" where the value is not here as a whole
  std::uint64_t size_bytes = 0;
  app::ValueKind kind = app::ValueKind::text;
  app::ValueMode mode = app::ValueMode::text;
  bool can_edit = false;    // as it is shown
  bool is_wrapped = false;  // where it could be edited but is wrapped instead
  bool can_copy = false;
  const app::HexFault* hex_fault = nullptr;  // of what was typed as hex
};

// What the value is: type, size, whether its JSON holds, what its bytes look like, what came of decoding
// them.
void draw_value_line(State& state, const ValueLine& line);

// Below it, where a value that reads as text is not edited all the same: why, and what to do instead.
void draw_why_read_only(const Scene& scene, const ValueLine& line);

// The choice of how to look at the value, with the buttons that format, copy and download.
void draw_value_tools(const Scene& scene, const ValueLine& line);

// The text box `Value` for text that can be edited; long texts part by part. `height` in pixels.
void draw_value_editor(const Scene& scene, std::string text, float height);

// The text box `Value` for what is only looked at.
void draw_value_view(const Scene& scene, std::string_view value, app::ValueMode mode);

}  // namespace keyglass::view
