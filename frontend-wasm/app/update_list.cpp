// The listing: filter, visible rows, refresh, pages arriving.
#include "app/api.hpp"
#include "app/update_parts.hpp"

namespace keyglass::app {
namespace {

void request_page(Turn& turn, std::size_t index) {
  KeyList& list = turn.model.list;
  KeyListPage& page = list.pages[index];
  start_loading(page.rows, send(turn, api::list_keys(list.filter, page.after, page_rows), ForPage{}));
}

void request_pages(Turn& turn, const std::vector<std::size_t>& indices) {
  for (const std::size_t index : indices) request_page(turn, index);
}

}  // namespace

void request_missing_pages(Turn& turn) {
  request_pages(turn, missing_pages(turn.model.list));
}

void refresh_list(Turn& turn) {
  abort_all<ForPage>(turn);
  if (turn.model.list.pages.empty()) restart(turn.model.list, "");
  request_pages(turn, pages_to_refresh(turn.model.list));
}

void retry_list(Turn& turn) {
  request_pages(turn, failed_pages(turn.model.list));
  request_missing_pages(turn);
}

void invite_first_key(Turn& turn) {
  Model& model = turn.model;
  if (!is_store_empty(model.list) || !std::holds_alternative<NothingOpen>(model.editor.open)) return;
  model.editor.open = NewKeyOpen{};
  model.editor.save = NotAsked{};
  model.focus_wish = Field::key;
}

void apply(Turn& turn, const SetFilter& action) {
  if (action.prefix == turn.model.list.filter) return;
  abort_all<ForPage>(turn);
  restart(turn.model.list, action.prefix);
  request_page(turn, 0);
}

void apply(Turn& turn, const ShowRows& action) {
  KeyList& list = turn.model.list;
  list.visible = action.rows;
  for (std::size_t row = action.rows.first; row < action.rows.end; row += page_rows) touch_page(list, row);
  if (action.rows.end > action.rows.first) touch_page(list, action.rows.end - 1);
  request_missing_pages(turn);
}

void apply(Turn& turn, const SelectKey& action) {
  turn.model.list.selected = action.key;
}

void apply(Turn& turn, const Refresh&) {
  refresh_list(turn);
  reload_open(turn);
}

void finish(Turn& turn, const ForPage&, const HttpReply& reply) {
  KeyList& list = turn.model.list;
  if (auto page = api::page_of(reply)) {
    take_page(list, reply.id, std::move(*page));
    request_missing_pages(turn);
    invite_first_key(turn);
  } else {
    fail_page(list, reply.id, trouble_in(turn, reply, "Could not list the keys"));
  }
}

}  // namespace keyglass::app
