// Lucide icons used by the interface, by their Lucide name. The web packer cuts the icon font to exactly
// these.
#pragma once

namespace keyglass::ui::icon {

inline constexpr const char* key_round = "\ue4a3";
inline constexpr const char* search = "\ue151";
inline constexpr const char* plus = "\ue13d";
inline constexpr const char* trash_2 = "\ue18e";
inline constexpr const char* refresh_cw = "\ue145";
inline constexpr const char* save = "\ue14d";
inline constexpr const char* copy = "\ue09e";
inline constexpr const char* x = "\ue1b2";
inline constexpr const char* check = "\ue06c";
inline constexpr const char* chevron_right = "\ue06f";
inline constexpr const char* chevron_down = "\ue06d";
inline constexpr const char* arrow_left = "\ue048";
inline constexpr const char* circle_alert = "\ue077";
inline constexpr const char* triangle_alert = "\ue193";
inline constexpr const char* circle_check = "\ue226";
inline constexpr const char* info = "\ue0f9";
inline constexpr const char* sun = "\ue178";
inline constexpr const char* moon = "\ue11e";
inline constexpr const char* monitor = "\ue11d";
inline constexpr const char* database = "\ue0ad";
inline constexpr const char* unplug = "\ue45d";
inline constexpr const char* inbox = "\ue0f7";
inline constexpr const char* clock = "\ue087";
inline constexpr const char* lock = "\ue10b";
inline constexpr const char* undo_2 = "\ue2a1";
inline constexpr const char* binary = "\ue1f2";
inline constexpr const char* braces = "\ue36a";
inline constexpr const char* download = "\ue0b2";
inline constexpr const char* upload = "\ue19e";
inline constexpr const char* timer = "\ue1e0";
inline constexpr const char* circle = "\ue076";
inline constexpr const char* settings = "\ue154";
inline constexpr const char* pencil = "\ue1f9";
inline constexpr const char* ellipsis = "\ue0b6";
inline constexpr const char* folder = "\ue0d7";
inline constexpr const char* folder_tree = "\ue33c";
inline constexpr const char* history = "\ue1f5";
inline constexpr const char* terminal = "\ue181";
inline constexpr const char* rotate_ccw = "\ue148";
inline constexpr const char* git_compare = "\ue359";
inline constexpr const char* circle_question_mark = "\ue082";
inline constexpr const char* radio = "\ue142";
inline constexpr const char* pause = "\ue12e";
inline constexpr const char* play = "\ue13c";
inline constexpr const char* chart_line = "\ue2a5";
inline constexpr const char* chart_bar_decreasing = "\ue607";
inline constexpr const char* wrap_text = "\ue248";
inline constexpr const char* eye = "\ue0ba";
inline constexpr const char* eye_off = "\ue0bb";
inline constexpr const char* list_tree = "\ue408";
inline constexpr const char* keyboard = "\ue284";
inline constexpr const char* arrow_down_up = "\ue046";

}  // namespace keyglass::ui::icon
