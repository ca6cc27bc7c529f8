// Versions of the open key: listing them, comparing two, bringing one back.
#include <algorithm>
#include <iterator>

#include "app/api.hpp"
#include "app/text.hpp"
#include "app/update_parts.hpp"

namespace keyglass::app {
namespace {

KeyOpen* opened(Turn& turn) {
  return std::get_if<KeyOpen>(&turn.model.editor.open);
}

void request_history(Turn& turn, KeyOpen& open, std::uint64_t before) {
  start_loading(open.history, send(turn, api::read_history(open.key, before), ForHistory{open.key}));
}

void load_side(Turn& turn, const KeyOpen& open, ComparedVersion& side) {
  if (side.revision != 0) {
    const ForVersion purpose{open.key, side.revision};
    start_loading(side.entry, send(turn, api::read_version(open.key, side.revision), purpose));
  } else if (const Entry* entry = shown(open.entry)) {
    side.entry = *entry;
  } else {
    // Nothing is stored now: the comparison is with nothing.
    side.entry = Entry{};
  }
}

// Which of the two is compared with which; revision 0 is newer than any other.
void compare(Turn& turn, KeyOpen& open, std::uint64_t chosen, std::uint64_t other) {
  abort_all<ForVersion>(turn);
  Comparison comparison;
  comparison.chosen = chosen;
  const bool chosen_is_older = other == 0 || (chosen != 0 && chosen < other);
  comparison.older.revision = chosen_is_older ? chosen : other;
  comparison.newer.revision = chosen_is_older ? other : chosen;
  load_side(turn, open, comparison.older);
  load_side(turn, open, comparison.newer);
  open.comparison = std::move(comparison);
}

void settle_comparison(Comparison& comparison) {
  const Entry* older = std::get_if<Entry>(&comparison.older.entry);
  const Entry* newer = std::get_if<Entry>(&comparison.newer.entry);
  comparison.is_comparable = older && newer && is_whole_value(*older) && is_whole_value(*newer);
  comparison.lines.clear();
  if (!comparison.is_comparable) return;
  const bool is_text = editable_line_ends(older->value) && editable_line_ends(newer->value);
  comparison.lines = diff_texts(lines_of_value(older->value, is_text), lines_of_value(newer->value, is_text));
}

// Errors that say that there is no such thing here, not that this time it failed.
bool says_no_history(const HttpReply& reply) {
  return reply.failure == HttpFailure::none && (reply.status == 501 || reply.status == 405);
}

}  // namespace

const ComparedVersion* restorable(const KeyOpen& open) {
  if (!open.comparison) return nullptr;
  const Comparison& comparison = *open.comparison;
  const ComparedVersion& side =
      comparison.chosen == comparison.older.revision ? comparison.older : comparison.newer;
  const Entry* entry = std::get_if<Entry>(&side.entry);
  const bool is_whole = entry && entry->value.size() == entry->size_bytes;
  return side.revision != 0 && is_whole ? &side : nullptr;
}

void load_history(Turn& turn) {
  abort_all<ForHistory>(turn);
  KeyOpen* open = opened(turn);
  if (open && turn.model.has_history) request_history(turn, *open, 0);
}

void retry_history(Turn& turn) {
  KeyOpen* open = opened(turn);
  if (!open) return;
  if (trouble_of(open->history)) load_history(turn);
  if (!open->comparison) return;
  for (ComparedVersion* side : {&open->comparison->older, &open->comparison->newer}) {
    if (trouble_of(side->entry)) load_side(turn, *open, *side);
  }
}

void apply(Turn& turn, const ShowVersion& action) {
  KeyOpen* open = opened(turn);
  if (!open || action.revision == 0) return;
  turn.model.editor.tab = EditorTab::value;
  compare(turn, *open, action.revision, 0);
  settle_comparison(*open->comparison);
}

void apply(Turn& turn, const CompareWith& action) {
  KeyOpen* open = opened(turn);
  if (!open || !open->comparison || action.revision == open->comparison->chosen) return;
  compare(turn, *open, open->comparison->chosen, action.revision);
  settle_comparison(*open->comparison);
}

void apply(Turn& turn, const CloseVersion&) {
  abort_all<ForVersion>(turn);
  if (KeyOpen* open = opened(turn)) open->comparison.reset();
  turn.model.focus_wish = Field::value;
}

std::optional<SaveOrder> order_of_restore(const Model& model) {
  const KeyOpen* open = open_key(model);
  const ComparedVersion* version = open ? restorable(*open) : nullptr;
  if (!version) return std::nullopt;
  const Entry& entry = std::get<Entry>(version->entry);
  const Entry* now = shown(open->entry);
  SaveOrder order;
  order.key = open->key;
  order.value = entry.value;
  order.content_type = entry.content_type;
  order.done = "Restored revision " + format_count(version->revision) + " of " + key_words(open->key);
  if (now) {
    order.expires_at_ms = now->expires_at_ms;
    order.if_match = now->etag;
  }
  return order;
}

void apply(Turn& turn, const RestoreVersion&) {
  auto order = order_of_restore(turn.model);
  if (order && !is_loading(turn.model.editor.save)) send_save(turn, std::move(*order));
}

void apply(Turn& turn, const LoadOlderVersions&) {
  KeyOpen* open = opened(turn);
  const Versions* versions = open ? std::get_if<Versions>(&open->history) : nullptr;
  if (!versions || !versions->has_more || versions->known.empty()) return;
  request_history(turn, *open, versions->known.back().revision);
}

void finish(Turn& turn, const ForHistory& purpose, const HttpReply& reply) {
  KeyOpen* open = opened(turn);
  if (!open || open->key != purpose.key || !is_loading(open->history, reply.id)) return;
  if (says_no_history(reply)) {
    turn.model.has_history = false;
    open->history = NotAsked{};
    return;
  }
  auto page = api::history_of(reply);
  if (!page && reply.status == 404) {
    open->history = Versions{{}, false, true};
    return;
  }
  if (!page) return fail(open->history, trouble_in(turn, reply, "Could not read the history"));
  Versions versions = shown(open->history) ? *shown(open->history) : Versions{};
  // Older ones follow what is known; anything else is a new beginning.
  const bool continues = !versions.known.empty() && !page->versions.empty() &&
                         page->versions.front().revision < versions.known.back().revision;
  if (!continues) versions.known.clear();
  std::move(page->versions.begin(), page->versions.end(), std::back_inserter(versions.known));
  versions.has_more = page->next != 0;
  versions.is_complete = page->complete;
  open->history = std::move(versions);
}

void finish(Turn& turn, const ForVersion& purpose, const HttpReply& reply) {
  KeyOpen* open = opened(turn);
  if (!open || open->key != purpose.key || !open->comparison) return;
  Comparison& comparison = *open->comparison;
  for (ComparedVersion* side : {&comparison.older, &comparison.newer}) {
    if (!is_loading(side->entry, reply.id)) continue;
    if (auto entry = api::entry_of(reply)) {
      side->entry = std::move(*entry);
    } else {
      fail(side->entry, trouble_in(turn, reply, "Could not read revision " + format_count(purpose.revision)));
    }
  }
  settle_comparison(comparison);
}

}  // namespace keyglass::app
