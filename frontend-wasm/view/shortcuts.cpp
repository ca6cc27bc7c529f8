// One table: chord -> action.
#include "view/shortcuts.hpp"

#include "ui/keys.hpp"

namespace keyglass::view {
namespace {

struct Shortcut {
  ui::Chord chord;
  app::Action action;
};

}  // namespace

void follow_shortcuts(const Scene& scene) {
  static const Shortcut shortcuts[] = {
      {{.key = ui::Key::s, .command = true}, app::Save{}},
      {{.key = ui::Key::k, .command = true}, app::FocusField{app::Field::filter}},
      {{.key = ui::Key::slash}, app::FocusField{app::Field::filter}},
      {{.key = ui::Key::n}, app::OpenNewKey{}},
  };
  for (const Shortcut& shortcut : shortcuts) {
    if (ui::pressed(shortcut.chord)) scene.dispatch(shortcut.action);
  }
}

}  // namespace keyglass::view
