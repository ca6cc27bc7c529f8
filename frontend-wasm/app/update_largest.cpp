// Looking for the largest keys: one page after the other, each asked for once the last has been read.
#include "app/api.hpp"
#include "app/key_list.hpp"
#include "app/text.hpp"
#include "app/update_parts.hpp"

namespace keyglass::app {
namespace {

LargestDialog* open_largest(Turn& turn) {
  return std::get_if<LargestDialog>(&turn.model.dialog);
}

void ask_for_page(Turn& turn, LargestDialog& dialog) {
  const ForLargest purpose{dialog.next.empty()};
  const std::uint64_t id =
      send(turn, api::list_keys({dialog.filter, "", dialog.next, largest_page_rows}), purpose);
  start_loading(dialog.page, id);
}

}  // namespace

void apply(Turn& turn, const OpenLargest&) {
  LargestDialog dialog;
  dialog.filter = turn.model.list.filter;
  dialog.delimiter = turn.model.delimiter;
  ask_for_page(turn, dialog);
  turn.model.dialog = std::move(dialog);
}

void apply(Turn& turn, const StopLargest&) {
  abort_all<ForLargest>(turn);
  if (LargestDialog* dialog = open_largest(turn)) dialog->page = NotAsked{};
}

void apply(Turn& turn, const ResumeLargest&) {
  LargestDialog* dialog = open_largest(turn);
  if (dialog && !dialog->is_done && !is_loading(dialog->page)) ask_for_page(turn, *dialog);
}

void apply(Turn& turn, const ShowLargestAs& action) {
  if (LargestDialog* dialog = open_largest(turn)) dialog->shows_folders = action.folders;
}

void finish(Turn& turn, const ForLargest&, const HttpReply& reply) {
  LargestDialog* dialog = open_largest(turn);
  if (!dialog || !is_loading(dialog->page, reply.id)) return;
  const auto page = api::page_of(reply);
  if (!page) return fail(dialog->page, trouble_in(turn, reply, "Could not read the keys"));
  dialog->page = NotAsked{};
  const std::string_view prefix = is_pattern(dialog->filter) ? std::string_view() : dialog->filter;
  add_sizes(dialog->sizes, page->keys, {prefix, dialog->delimiter});
  dialog->next = page->next;
  dialog->is_done = dialog->next.empty();
  if (!dialog->is_done) return ask_for_page(turn, *dialog);
  announce(turn, "Looked at " + format_counted(dialog->sizes.total.keys, "key"));
}

}  // namespace keyglass::app
