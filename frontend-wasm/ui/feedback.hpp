// How the app says what is going on: empty, loading, failed, done. UI thread, within a frame.
#pragma once

#include <string_view>

#include "ui/theme.hpp"

namespace keyglass::ui {

struct EmptyStateOptions {
  const char* icon = nullptr;
  std::string_view detail = {};  // a second, muted line
  std::string_view button = {};  // empty: none
  const char* button_icon = nullptr;
};
// One sentence and one button in the middle of what is left of the pane. True when the button acts.
bool empty_state(std::string_view sentence, const EmptyStateOptions& options = {});

struct ErrorPanelOptions {
  std::string_view what = {};  // "Can't reach the API"
  std::string_view why = {};
  std::string_view remedy = {};
  std::string_view retry = {};  // the button's name; empty: none
};
// True when retry acts. Announced at once (role alert).
bool error_panel(const ErrorPanelOptions& options);

// Grey rows where content will be; announced as busy under `name`.
void skeleton_rows(std::string_view name, int count);

// How much is done, 0 to 1, as a bar, with `words` below it. Not announced: the owner says when it ends.
void progress(std::string_view name, double fraction, std::string_view words);

// The polite live region `name`: says `line` when it changes. Drawn as one line of muted text.
void status(std::string_view name, std::string_view line, Token color = Token::muted);

// The polite live region `name` without anything to see: for what the screen shows in other ways.
void say(std::string_view name, std::string_view line);

struct ToastOptions {
  std::string_view action = {};  // a button, e.g. "Undo"; empty: none
  Token color = Token::success;
  float bottom = 0;  // pixels left free above the status bar, where buttons must stay in reach
};
enum class ToastResult : std::uint8_t { none, acted, dismissed };
// One toast of the stack at the bottom right; `index` 0 is the lowest.
// The owner decides how long it stays.
ToastResult toast(std::string_view text, int index, const ToastOptions& options = {});

}  // namespace keyglass::ui
