// The command palette: what is typed there, and the keys that begin with it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/remote.hpp"

namespace keyglass::app {

inline constexpr std::size_t palette_keys_max = 20;
inline constexpr std::int64_t palette_pause_ms = 120;  // of typing, before the server is asked

struct PaletteDialog {
  std::string query;
  Remote<std::vector<std::string>> keys;
  std::int64_t ask_at_ms = 0;  // 0: nothing is to be asked

  bool operator==(const PaletteDialog&) const = default;
};

struct ShortcutsDialog {
  bool operator==(const ShortcutsDialog&) const = default;
};

}  // namespace keyglass::app
