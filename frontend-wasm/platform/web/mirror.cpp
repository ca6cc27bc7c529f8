// Writes the changes of the semantics into the page, and brings back what assistive technology does there.
#include "platform/web/mirror.hpp"

#include <emscripten.h>

#include <string>
#include <utility>
#include <vector>

#include "platform/web/javascript.hpp"
#include "ui/escape.hpp"
#include "ui/frame.hpp"

namespace keyglass::platform {
namespace {

// Read by web/mirror.js: 32-bit words in this order.
struct MirrorNode {
  std::uint32_t id;
  std::uint32_t parent;
  std::uint32_t previous;
  std::uint32_t role;
  std::uint32_t state;
  float x, y, width, height;
  const char* name;
  std::size_t name_bytes;
  const char* value;
  std::size_t value_bytes;
  const char* description;
  std::size_t description_bytes;
  std::int32_t row_index;
  std::int32_t row_count;
  std::uint32_t active;
  std::int32_t level;
};

std::vector<ui::Node> shown;

void write(const ui::NodeWrite& change) {
  const ui::Node& node = *change.node;
  const MirrorNode words{node.id,
                         node.parent,
                         change.previous,
                         static_cast<std::uint32_t>(node.role),
                         node.state,
                         node.rect.x,
                         node.rect.y,
                         node.rect.width,
                         node.rect.height,
                         node.name.data(),
                         node.name.size(),
                         node.value.data(),
                         node.value.size(),
                         node.description.data(),
                         node.description.size(),
                         static_cast<std::int32_t>(node.row_index),
                         static_cast<std::int32_t>(node.row_count),
                         node.active,
                         node.level};
  kg_mirror_write(&words);
}

void finish(const ui::Context& context) {
  const ui::TextSelection& selection = context.semantics.text_selection();
  const ui::Node* box = context.semantics.find(selection.id);
  std::uint32_t anchor = 0;
  std::uint32_t caret = 0;
  if (box != nullptr && box->id == context.focus.id) {
    anchor = static_cast<std::uint32_t>(ui::browser_offset(box->value, selection.anchor));
    caret = static_cast<std::uint32_t>(ui::browser_offset(box->value, selection.caret));
  }
  kg_mirror_finish(context.focus.id, anchor, caret);
  kg_mirror_caret(context.caret.x, context.caret.y, context.caret.height);
}

}  // namespace

void show_semantics(const ui::Context& context) {
  const std::vector<ui::Node>& nodes = context.semantics.nodes();
  const ui::SemanticsDiff changes = ui::diff(shown, nodes);
  for (const ui::NodeWrite& change : changes.writes) write(change);
  for (const ui::NodeId id : changes.removals) kg_mirror_remove(id);
  finish(context);
  shown = nodes;
}

}  // namespace keyglass::platform

using namespace keyglass;

extern "C" {

EMSCRIPTEN_KEEPALIVE void kg_on_mirror_activate(std::uint32_t id) {
  ui::current().semantics.request_activate(id);
}

EMSCRIPTEN_KEEPALIVE void kg_on_mirror_focus(std::uint32_t id) {
  ui::request_focus(id);
}

// The text box's content changed: [first, last) of its old content became `inserted`.
EMSCRIPTEN_KEEPALIVE void kg_on_mirror_edit(std::uint32_t id, std::size_t length_before, std::size_t first,
                                            std::size_t last, const char* inserted) {
  ui::current().semantics.request_edit(id, {.changes_text = true,
                                            .length_before = length_before,
                                            .first = first,
                                            .last = last,
                                            .inserted = inserted});
}

// The selection moved, or belongs to the edit just reported.
EMSCRIPTEN_KEEPALIVE void kg_on_mirror_select(std::uint32_t id, std::size_t length, std::size_t anchor,
                                              std::size_t caret) {
  ui::current().semantics.request_edit(id, {.length_before = length, .anchor = anchor, .caret = caret});
}

}  // extern "C"
