// Values decoded to be looked at. Decoding takes as long as some frames for a long value: once for each.
#pragma once

#include <optional>
#include <string_view>

#include "app/json_check.hpp"
#include "app/value_format.hpp"
#include "view/state.hpp"

namespace keyglass::view {

// `value` decoded as `mode` says; nullptr where that shows the value itself. Stays until another value is
// asked for.
const app::DecodedValue* decoded_value(State& state, std::string_view value, app::ValueMode mode);

// app::looks_like(), remembered while the bytes are the same.
std::string_view likeness(State& state, std::string_view bytes);

// app::check_json(), remembered while the text is the same.
const std::optional<app::JsonFault>& json_fault(State& state, std::string_view text);

}  // namespace keyglass::view
