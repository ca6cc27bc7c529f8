// One decoded value and one guess are kept.
#include "view/decoded_value.hpp"

namespace keyglass::view {
namespace {

bool decodes(app::ValueMode mode) {
  return mode == app::ValueMode::base64 || mode == app::ValueMode::message_pack ||
         mode == app::ValueMode::cbor;
}

}  // namespace

const app::DecodedValue* decoded_value(State& state, std::string_view value, app::ValueMode mode) {
  if (!decodes(mode)) return nullptr;
  DecodedText& kept = state.decoded;
  if (kept.mode != mode || kept.source != value) {
    kept.source = value;
    kept.mode = mode;
    kept.value = app::decode_value(value, mode);
  }
  return &kept.value;
}

std::string_view likeness(State& state, std::string_view bytes) {
  Likeness& kept = state.likeness;
  if (kept.source != bytes) {
    kept.source = bytes;
    kept.words = app::looks_like(bytes);
  }
  return kept.words;
}

const std::optional<app::JsonFault>& json_fault(State& state, std::string_view text) {
  if (!state.is_json_checked || state.checked_json != text) {
    state.checked_json = text;
    state.json_fault = app::check_json(text);
    state.is_json_checked = true;
  }
  return state.json_fault;
}

}  // namespace keyglass::view
