// Values decoded to be looked at. Decoding takes as long as some frames for a long value: once for each.
#pragma once

#include <string_view>

#include "app/value_format.hpp"
#include "view/state.hpp"

namespace keyglass::view {

// `value` decoded as `mode` says; nullptr where that shows the value itself. Stays until another value is
// asked for.
const app::DecodedValue* decoded_value(State& state, std::string_view value, app::ValueMode mode);

// app::looks_like(), remembered while the bytes are the same.
std::string_view likeness(State& state, std::string_view bytes);

}  // namespace keyglass::view
