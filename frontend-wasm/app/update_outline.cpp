// JSON as an outline: shown, closed, opened and gone through.
#include "app/update_parts.hpp"

namespace keyglass::app {
namespace {

// What was closed in another text says nothing of this one.
void enter_text(OutlineView& view, std::uint64_t mark) {
  if (view.folds.mark == mark) return;
  view.folds.mark = mark;
  view.folds.turned.clear();
}

bool shows_no_json(ValueMode mode) {
  return mode == ValueMode::text || mode == ValueMode::hex;
}

}  // namespace

void apply(Turn& turn, const ShowOutline& action) {
  Editor& editor = turn.model.editor;
  editor.outline.is_shown = action.show;
  if (action.show && shows_no_json(editor.mode)) editor.mode = ValueMode::json;
}

void apply(Turn& turn, const SelectOutlineNode& action) {
  OutlineView& view = turn.model.editor.outline;
  enter_text(view, action.mark);
  view.selected = action.node;
}

void apply(Turn& turn, const TurnOutlineNode& action) {
  apply(turn, SelectOutlineNode{action.mark, action.node});
  std::set<std::uint32_t>& turned = turn.model.editor.outline.folds.turned;
  if (turned.erase(action.node) == 0) turned.insert(action.node);
}

void apply(Turn& turn, const FoldOutline& action) {
  OutlineFolds& folds = turn.model.editor.outline.folds;
  folds.closes_all = action.close;
  folds.turned.clear();
  announce(turn, action.close ? "All is collapsed" : "All is open");
}

}  // namespace keyglass::app
