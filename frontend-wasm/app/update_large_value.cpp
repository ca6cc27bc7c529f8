// Parts of a large value, asked for as they come into sight, each on condition that the value is still the
// same.
#include "app/api.hpp"
#include "app/update_parts.hpp"

namespace keyglass::app {
namespace {

KeyOpen* open_large(Turn& turn) {
  KeyOpen* open = std::get_if<KeyOpen>(&turn.model.editor.open);
  const Entry* entry = open ? shown(open->entry) : nullptr;
  return entry && value_kind(*entry) == ValueKind::large ? open : nullptr;
}

void request_part(Turn& turn, KeyOpen& open, std::uint64_t index) {
  const Entry& entry = *shown(open.entry);
  const api::ValueRange range{index * value_part_bytes, value_part_bytes + value_part_overlap};
  start_loading(open.large.parts[index].bytes,
                send(turn, api::read_part(open.key, range, entry.etag), ForValuePart{open.key, index}));
}

}  // namespace

void apply(Turn& turn, const ShowValueParts& action) {
  KeyOpen* open = open_large(turn);
  if (!open) return;
  const Entry& entry = *shown(open->entry);
  if (open->large.etag != entry.etag) {
    abort_all<ForValuePart>(turn);
    open->large = {};
    open->large.etag = entry.etag;
  }
  // What was scrolled past is not waited for.
  abort_where<ForValuePart>(turn, [&](const ForValuePart& part) {
    return part.index + 1 < action.first || part.index > action.end;
  });
  for (auto& [index, part] : open->large.parts) {
    const bool is_past = index + 1 < action.first || index > action.end;
    if (is_past && is_loading(part.bytes)) part.bytes = NotAsked{};
  }
  const ValueWindow window{action.first, action.end, entry.size_bytes, entry.value.size()};
  for (const std::uint64_t index : look_at_parts(open->large, window)) request_part(turn, *open, index);
}

void finish(Turn& turn, const ForValuePart& purpose, const HttpReply& reply) {
  KeyOpen* open = open_large(turn);
  if (!open || open->key != purpose.key) return;
  const auto part = open->large.parts.find(purpose.index);
  if (part == open->large.parts.end() || !is_loading(part->second.bytes, reply.id)) return;
  if (api::is_success(reply) && reply.status == 206) {
    part->second.bytes = reply.body;
    return;
  }
  fail(part->second.bytes, trouble_in(turn, reply, "Could not read more of " + key_words(purpose.key)));
  // It is another value by now.
  if (reply.status == 412) reload_open(turn);
}

void retry_parts(Turn& turn) {
  KeyOpen* open = open_large(turn);
  if (!open) return;
  for (auto& [index, part] : open->large.parts) {
    if (trouble_of(part.bytes)) request_part(turn, *open, index);
  }
}

}  // namespace keyglass::app
