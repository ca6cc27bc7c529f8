// The rows in sight on the grid; what was read stays until the text is another one.
#include "view/outline.hpp"

#include <algorithm>
#include <string>

#include "ui/widgets.hpp"
#include "view/decoded_value.hpp"

namespace keyglass::view {
namespace {

constexpr std::size_t shown_bytes_max = 400;  // of a value

void make_outline(OutlineState& kept, std::string_view json, const app::OutlineFolds& folds) {
  const bool is_other = kept.outline.nodes.empty() || kept.outline.text != json;
  if (is_other) kept.outline = app::outline_of(std::string(json));
  if (!is_other && kept.folds == folds) return;
  kept.folds = folds;
  kept.rows = app::outline_rows(kept.outline, folds);
}

ui::Token color_of(const app::Outline& outline, std::uint32_t node) {
  if (app::can_fold(outline, node)) return ui::Token::muted;
  const char first = outline.text[outline.nodes[node].value];
  if (first == '{' || first == '[') return ui::Token::muted;
  return first == '"' ? ui::Token::json_string : ui::Token::json_number;
}

ui::RowOptions row_options(const OutlineState& kept, std::uint32_t node) {
  const app::OutlineNode& one = kept.outline.nodes[node];
  ui::RowOptions options;
  options.level = static_cast<int>(one.level);
  options.position = one.position;
  options.siblings = one.parent == app::OutlineNode::none ? 1 : kept.outline.nodes[one.parent].count;
  if (app::can_fold(kept.outline, node))
    options.fold = app::is_open(kept.outline, kept.folds, node) ? ui::Fold::open : ui::Fold::closed;
  return options;
}

void draw_node(ui::Grid& grid, const OutlineState& kept, std::uint64_t row) {
  const std::uint32_t node = kept.rows[static_cast<std::size_t>(row)];
  const std::string name = app::name_in_outline(kept.outline, node);
  const ui::RowOptions options = row_options(kept, node);
  const std::string value =
      app::value_in_outline(kept.outline, node, options.fold == ui::Fold::closed, shown_bytes_max);
  grid.begin_row(row, name, options);
  float room = grid.row_width();
  if (options.level > 1) {
    const float wanted = ui::text_width(name, ui::TextStyle::code) + ui::px(2);
    const float width = std::clamp(wanted, ui::px(8), std::max(ui::px(8), room * 0.6F));
    grid.cell(name, {.style = ui::TextStyle::code, .color = ui::Token::muted, .width = width});
    room -= width + ui::scaled(ui::size::gap);
  }
  const bool is_cut = ui::text_width(value, ui::TextStyle::code) > room;
  grid.cell(value, {.style = ui::TextStyle::code,
                    .color = color_of(kept.outline, node),
                    .tooltip = is_cut ? std::string_view(value) : std::string_view(),
                    .is_value = true});
  grid.end_row();
}

void take_step(const Scene& scene, std::uint32_t node, const app::OutlineStep& step) {
  const std::uint64_t mark = scene.state.outline.outline.mark;
  if (step.turns) scene.dispatch(app::TurnOutlineNode{mark, node});
  if (step.to) scene.dispatch(app::SelectOutlineNode{mark, *step.to});
}

void follow(const Scene& scene, std::uint32_t selected, const ui::GridResult& result) {
  const OutlineState& kept = scene.state.outline;
  const auto node_of = [&](std::uint64_t row) { return kept.rows[static_cast<std::size_t>(row)]; };
  if (result.activated) {
    const std::uint32_t node = node_of(*result.activated);
    return take_step(scene, node, {app::can_fold(kept.outline, node), node});
  }
  if (result.moved_to) return take_step(scene, selected, {false, node_of(*result.moved_to)});
  if (result.left_pressed) take_step(scene, selected, app::step_out(kept.outline, kept.folds, selected));
  if (result.right_pressed) take_step(scene, selected, app::step_in(kept.outline, kept.folds, selected));
}

}  // namespace

std::optional<std::string_view> outlined_text(State& state, std::string_view value, app::ValueMode mode) {
  if (mode == app::ValueMode::json) return value;
  if (mode != app::ValueMode::message_pack && mode != app::ValueMode::cbor) return std::nullopt;
  const app::DecodedValue* decoded = decoded_value(state, value, mode);
  return decoded && decoded->fault.empty() ? std::optional<std::string_view>(decoded->bytes) : std::nullopt;
}

std::string_view why_no_outline(State& state, std::string_view json, app::ValueMode mode) {
  if (json.size() > app::outline_bytes_max) return "Larger than 1 MiB: no outline";
  if (mode == app::ValueMode::json && json_fault(state, json)) return "Not valid JSON: no outline";
  return "";
}

void draw_outline_button(const Scene& scene, std::string_view why_not) {
  const bool is_enabled = why_not.empty();
  const bool is_on = is_enabled && scene.model.editor.outline.is_shown;
  if (ui::toggle_button(
          "Outline",
          {.icon = ui::icon::list_tree,
           .on = is_on,
           .enabled = is_enabled,
           .tooltip = is_enabled ? "Objects and arrays that collapse and open, to be looked at" : why_not}))
    scene.dispatch(app::ShowOutline{!is_on});
}

void draw_outline(const Scene& scene, const CodeBox& box, std::string_view json) {
  OutlineState& kept = scene.state.outline;
  const app::OutlineView& view = scene.model.editor.outline;
  make_outline(kept, json, view.folds);
  if (box.from_top) kept.grid = {};
  const std::size_t row = app::outline_row(kept.rows, app::selected_node(kept.outline, view));
  ui::Grid grid(box.name, kept.grid,
                {.row_count = kept.rows.size(),
                 .selected = row,
                 .height = std::max(ui::px(96), box.height),
                 .focus = box.focus,
                 .tree = true});
  for (std::uint64_t index = grid.first(); index < grid.last(); ++index) draw_node(grid, kept, index);
  follow(scene, kept.rows[row], grid.end());
}

}  // namespace keyglass::view
