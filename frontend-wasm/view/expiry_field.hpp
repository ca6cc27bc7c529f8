// The text box `Expires in` with times to choose from.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace keyglass::view {

struct ExpiryField {
  std::string_view text;
  std::string_view fault;
  bool offers_longer = false;  // a button that adds an hour to what stands there
};

// The new text when it was changed.
std::optional<std::string> draw_expiry_field(const ExpiryField& field);

}  // namespace keyglass::view
