// JSON as a tree of members and elements that close and open, to be looked at.
#pragma once

#include <optional>
#include <string_view>

#include "view/code.hpp"

namespace keyglass::view {

// The text that an outline of `value` would show; nullopt where `mode` shows no JSON.
std::optional<std::string_view> outlined_text(State& state, std::string_view value, app::ValueMode mode);

// Why there can be no outline of that text; "" where there can.
std::string_view why_no_outline(State& state, std::string_view json, app::ValueMode mode);

// The toggle button "Outline"; `why_not` disables it and says why.
void draw_outline_button(const Scene& scene, std::string_view why_not);

// A tree named like the box. `json` is text that an outline can be made of; it is read again when it is
// another one.
void draw_outline(const Scene& scene, const CodeBox& box, std::string_view json);

}  // namespace keyglass::view
