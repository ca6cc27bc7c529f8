// What can be pressed. Every button has an accessible name; ids come from the name and the IdScope around it.
// A button acts on click, on Enter or Space while focused, and on a request from assistive technology.
// UI thread, within a frame.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "ui/fonts.hpp"
#include "ui/theme.hpp"

namespace keyglass::ui {

enum class ButtonKind : std::uint8_t { secondary, primary, danger, ghost };

struct ButtonOptions {
  ButtonKind kind = ButtonKind::secondary;
  const char* icon = nullptr;  // icons.hpp
  bool enabled = true;
  std::optional<bool> on = {};  // of a toggle: drawn pressed in; says which to assistive technology
  bool focus = false;           // takes the keyboard this frame
  std::string_view label = {};  // drawn instead of the name, where the name says more than fits
  std::string_view shortcut =
      {};  // "Ctrl S": drawn muted after the label, and in the tooltip of an icon button
  std::string_view tooltip = {};  // why it is disabled, or what it does
  float width = 0;                // pixels; 0: as wide as its content
  float height = 0;               // pixels; 0: a control's
  TextStyle style = TextStyle::body;
  Token color = Token::text;  // of its words where it is no primary and no danger
  bool field = false;         // looks like a text box: muted, its content from edge to edge
  std::string_view id = {};   // stays while the name changes; empty: the name
};

// True in the frame in which it acts.
bool button(std::string_view name, const ButtonOptions& options = {});
// A square button with an icon and a tooltip that says its name.
bool icon_button(const char* icon, std::string_view name, const ButtonOptions& options = {});
// An icon button for what is on or off: its name stays, its state is drawn and told. True in the frame in
// which it is turned over. What is not enabled says why in its tooltip.
struct ToggleOptions {
  const char* icon = nullptr;
  const char* icon_on = nullptr;  // instead, while it is on
  bool on = false;
  bool enabled = true;
  std::string_view shortcut = {};
  std::string_view tooltip = {};
};
bool toggle_button(std::string_view name, const ToggleOptions& options);
// A stop on a time line: a dot on the line, a label, and muted words below it.
struct TimelineOptions {
  std::string_view label = {};
  std::string_view detail = {};
  std::string_view tooltip = {};
  bool enabled = true;
  bool selected = false;
  bool first = false;  // the line begins here
  bool last = false;   // and ends here
  float width = 0;     // pixels; 0: what is left
};
bool timeline_button(std::string_view name, const TimelineOptions& options);
// Pixels that button() would take, to align it to the right.
float button_width(std::string_view name, const ButtonOptions& options = {});
float icon_button_width();

// Tabs or a segmented choice. Returns the index to show: `chosen`, or the one just pressed.
int tabs(std::string_view name, std::span<const std::string_view> labels, int chosen);

}  // namespace keyglass::ui
