// A modal dialog over a scrim: keeps the keyboard inside, closes on Escape, gives the keyboard back when it
// goes. One at a time. UI thread, within a frame; draw it after the panes.
//
//   ui::Dialog dialog("Confirm delete", {.title = "Delete this key?"});
//   ui::text(…); ui::button(…);
//   if (dialog.cancelled()) …
#pragma once

#include <string_view>

#include "ui/semantics.hpp"

namespace keyglass::ui {

struct DialogOptions {
  std::string_view title = {};  // drawn as a heading; empty: the name is
  std::string_view description = {};
  float width = 0;  // pixels; 0: 480 at the default font size; never wider than the page
  bool has_title = true;
  bool at_top = false;  // its upper edge stays where it is while its content grows
};

class Dialog {
 public:
  Dialog(std::string_view name, const DialogOptions& options = {});
  ~Dialog();
  Dialog(const Dialog&) = delete;
  Dialog& operator=(const Dialog&) = delete;

  // Escape was pressed, or the scrim was clicked: the view should stop drawing the dialog.
  bool cancelled() const { return cancelled_; }

 private:
  bool cancelled_ = false;
};

// True while a dialog is on the screen: shortcuts of the panes below should rest.
bool dialog_open();

}  // namespace keyglass::ui
