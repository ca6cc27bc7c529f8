// How long one key lives and what its value is, while they are being changed. Plain values; any thread.
#pragma once

#include <string>

namespace keyglass::app {

struct KeySettingsDialog {
  std::string key;
  std::string expiry;        // as typed
  std::string expiry_as_is;  // as first shown: left so, the time stays exactly what it is
  std::string expiry_fault;  // why it is no time, or ""
  std::string content_type;
  std::string type_fault;

  bool operator==(const KeySettingsDialog&) const = default;
};

}  // namespace keyglass::app
