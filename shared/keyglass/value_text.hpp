// A value as a member of a JSON line whose length must stay bounded. For codecs only.
#pragma once

#include <string_view>

#include "keyglass/json_text.hpp"

namespace keyglass {

// Adds `value`, or value_base64 if it is not UTF-8 or escapes would more than double it: at most twice its
// bytes and a few.
void add_bounded_value(JsonObjectText& object, std::string_view value);

}  // namespace keyglass
