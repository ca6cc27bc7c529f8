// How long the open key lives and what type its value is: changed by storing the same value again,
// conditionally, so that both change as one.
#include "app/duration.hpp"
#include "app/update_parts.hpp"
#include "keyglass/value_rules.hpp"

namespace keyglass::app {
namespace {

KeySettingsDialog* settings_dialog(Turn& turn) {
  return std::get_if<KeySettingsDialog>(&turn.model.dialog);
}

std::string words_of_expiry(const std::optional<std::int64_t>& expires_at_ms, std::int64_t now_ms) {
  if (!expires_at_ms) return lifetime_words({});
  return lifetime_words({static_cast<double>(*expires_at_ms - now_ms) / 1000});
}

std::string expiry_fault(const KeySettingsDialog& dialog) {
  return parse_lifetime(dialog.expiry) ? "" : std::string(lifetime_fault);
}

std::string type_fault(const KeySettingsDialog& dialog) {
  const Status type = dialog.content_type.empty() ? Status(Done{}) : check_content_type(dialog.content_type);
  return type.ok() ? "" : type.error().message;
}

// Says what is wrong in both fields.
void show_faults(Turn& turn, KeySettingsDialog& dialog) {
  dialog.expiry_fault = expiry_fault(dialog);
  dialog.type_fault = type_fault(dialog);
  if (!dialog.expiry_fault.empty()) announce(turn, dialog.expiry_fault);
  if (!dialog.type_fault.empty()) announce(turn, dialog.type_fault);
}

}  // namespace

void apply(Turn& turn, const AskKeySettings&) {
  const KeyOpen* open = open_key(turn.model);
  const Entry* entry = open ? shown(open->entry) : nullptr;
  if (!entry) return;
  if (value_kind(*entry) == ValueKind::large) {
    // The value is not here to be stored again: a plan changes the time alone.
    PlanRequest request;
    request.keys = {open->key};
    return ask_expire(turn, std::move(request), key_words(open->key));
  }
  KeySettingsDialog dialog;
  dialog.key = open->key;
  dialog.expiry = dialog.expiry_as_is = words_of_expiry(entry->expires_at_ms, turn.model.now_ms);
  dialog.content_type = content_type_of(*open);
  turn.model.dialog = std::move(dialog);
}

void apply(Turn& turn, const EditExpiry& action) {
  if (auto* dialog = settings_dialog(turn)) {
    dialog->expiry = action.text;
    dialog->expiry_fault.clear();
  }
}

void apply(Turn& turn, const EditContentType& action) {
  if (auto* dialog = settings_dialog(turn)) {
    dialog->content_type = action.text;
    dialog->type_fault.clear();
  }
}

std::optional<SaveOrder> order_of_settings(const Model& model) {
  const auto* dialog = std::get_if<KeySettingsDialog>(&model.dialog);
  const KeyOpen* open = open_key(model);
  const Entry* entry = dialog && open && open->key == dialog->key ? shown(open->entry) : nullptr;
  if (!entry || !expiry_fault(*dialog).empty() || !type_fault(*dialog).empty()) return std::nullopt;
  SaveOrder order;
  order.key = open->key;
  order.value = entry->value;
  order.content_type = dialog->content_type;
  order.if_match = entry->etag;
  order.expires_at_ms = entry->expires_at_ms;
  if (dialog->expiry != dialog->expiry_as_is) {
    const Lifetime lifetime = *parse_lifetime(dialog->expiry);
    order.expires_at_ms.reset();
    if (lifetime.seconds)
      order.expires_at_ms = model.now_ms + static_cast<std::int64_t>(*lifetime.seconds * 1000);
  }
  order.done = "Saved expiry and type of " + key_words(order.key);
  return order;
}

void apply(Turn& turn, const SaveKeySettings&) {
  auto* dialog = settings_dialog(turn);
  if (!dialog) return;
  show_faults(turn, *dialog);
  auto order = order_of_settings(turn.model);
  if (!order) return;
  turn.model.dialog = NoDialog{};
  send_save(turn, std::move(*order));
}

}  // namespace keyglass::app
