// Keyboard shortcuts of views. UI thread, within a frame.
#pragma once

#include <cstdint>
#include <string>

namespace keyglass::ui {

enum class Key : std::uint8_t { a, d, h, k, n, r, s, slash, question, escape, enter, del, f2, w };

struct Chord {
  Key key = Key::escape;
  bool command = false;  // Ctrl, or Cmd on a Mac
  bool shift = false;    // never of `slash` and `question`, which are where the layout has them

  bool operator==(const Chord&) const = default;
};

// True in the frame in which the chord goes down. Plain keys are silent while a text box has the keyboard
// (Escape excepted), and everything is silent below an open dialog.
bool pressed(const Chord& chord);

// True while a text box has the keyboard.
bool typing();

// "Ctrl K", "/", "?": how a chord is shown.
std::string words_of(const Chord& chord);

// How the command key is called here: "Ctrl" or "Cmd".
const char* command_name();

}  // namespace keyglass::ui
