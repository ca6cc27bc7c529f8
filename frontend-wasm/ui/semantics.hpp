// What is on the screen, in words: every widget registers one node each frame. The platform mirrors the nodes
// into the page for assistive technology and tests, and queues what comes back for the next frame.
// Never holds secrets: a secret text box registers without its value. UI thread only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace keyglass::ui {

using NodeId = std::uint32_t;  // stable between frames; 0 is none

// WAI-ARIA 1.2 roles. The order is part of the contract with web/mirror.js.
enum class Role : std::uint8_t {
  group,
  banner,
  main,
  navigation,
  complementary,
  contentinfo,
  region,
  heading,
  text,
  button,
  textbox,
  grid,
  row,
  gridcell,
  tablist,
  tab,
  tabpanel,
  dialog,
  alert,
  status,
  separator,
  list,
  listitem,
  tree,
  treeitem,
  progressbar,
  combobox,  // a text box whose choice is in a listbox beside it
  listbox,
  option,
};

// Bits of Node::state. The order is part of the contract with web/mirror.js.
enum State : std::uint32_t {
  state_disabled = 1U << 0,
  state_selected = 1U << 1,
  state_expanded = 1U << 2,
  state_collapsed = 1U << 3,
  state_pressed = 1U << 4,
  state_multiline = 1U << 5,
  state_read_only = 1U << 6,
  state_busy = 1U << 7,
  state_modal = 1U << 8,
  state_invalid = 1U << 9,
  state_focusable = 1U << 10,
  state_secret = 1U << 11,
  state_windowed = 1U << 13,  // of a text box: its value is what is in sight, scrolled by the app's own keys
  state_multiselectable = 1U << 14,  // of a grid or tree: several rows may be selected
  // Of a button: says pressed or not; without it `pressed` is said only where it holds.
  state_toggle = 1U << 15,
  state_selectable = 1U << 12,  // says selected or not; without it `selected` has no meaning
};

// Logical pixels from the top left of the page.
struct Rect {
  float x = 0;
  float y = 0;
  float width = 0;
  float height = 0;

  bool operator==(const Rect&) const = default;
};

struct Node {
  NodeId id = 0;
  NodeId parent = 0;
  Role role = Role::group;
  std::uint32_t state = 0;
  std::string name;
  std::string value;
  std::string description;
  Rect rect;
  std::int64_t row_index = -1;  // zero-based; of a treeitem, among its siblings; -1 where it has no meaning
  std::int64_t row_count = -1;  // of a grid; of a treeitem, its siblings with it
  NodeId active = 0;            // of a grid, tree or combobox: the row or option that the keyboard is on
  int level = 0;                // of a heading or a treeitem

  bool operator==(const Node&) const = default;
};

// The text box that has the keyboard, as byte offsets into its value.
struct TextSelection {
  NodeId id = 0;
  std::size_t anchor = 0;
  std::size_t caret = 0;

  bool operator==(const TextSelection&) const = default;
};

// An edit made outside of the widget, in the mirror's text box. Offsets count as a browser does (escape.hpp).
struct TextEdit {
  bool changes_text = false;      // otherwise only the selection moved
  std::size_t length_before = 0;  // of the text that the edit was made on; another length: the edit is stale
  std::size_t first = 0;          // [first, last) is replaced by `inserted`
  std::size_t last = 0;
  std::string inserted;
  std::size_t anchor = 0;  // the selection afterwards
  std::size_t caret = 0;
};

class Semantics {
 public:
  // Starts a frame: what was queued until now becomes visible to the widgets of this frame.
  void begin_frame();
  // Ends it. Requests that no widget took are dropped.
  void end_frame();

  // Registers a node under the innermost open one, and opens or closes that nesting.
  // A second node with the same id in a frame is a bug: it is dropped and counted in duplicates().
  void add(Node node);
  void open(Node node);
  void close();
  // Nests what follows under a grid already registered, and says how many rows it has. close() ends it.
  void reopen(NodeId grid, std::int64_t row_count);
  // Names the row that the keyboard is on, in a grid already registered in this frame.
  void set_active(NodeId grid, NodeId row);

  // The value of a node already registered in this frame.
  void set_value(NodeId id, std::string value);

  // The nodes of the frame in reading order; after end_frame() they stay until the next begin_frame().
  const std::vector<Node>& nodes() const { return nodes_; }
  const Node* find(NodeId id) const;
  std::size_t duplicates() const { return duplicates_; }

  // Requests from outside; the next frame's widgets see them.
  void request_activate(NodeId id);
  void request_edit(NodeId id, TextEdit edit);

  // True once for the widget that was asked to act.
  bool take_activate(NodeId id);
  std::vector<TextEdit> take_edits(NodeId id);
  bool has_requests() const { return !queued_activate_.empty() || !queued_edits_.empty(); }

  void set_text_selection(TextSelection selection) { text_selection_ = selection; }
  const TextSelection& text_selection() const { return text_selection_; }

 private:
  std::vector<Node> nodes_;
  std::vector<NodeId> open_;
  std::unordered_map<NodeId, std::size_t> index_;
  std::size_t duplicates_ = 0;
  std::vector<NodeId> queued_activate_;
  std::vector<NodeId> activate_;
  std::unordered_map<NodeId, std::vector<TextEdit>> queued_edits_;
  std::unordered_map<NodeId, std::vector<TextEdit>> edits_;
  TextSelection text_selection_;
};

// What must change in a mirror that shows `before` so that it shows `after`: nodes to write, in order, each
// with the sibling it follows (0: first of its parent), then ids to remove.
struct NodeWrite {
  const Node* node = nullptr;  // into `after`
  NodeId previous = 0;
};
struct SemanticsDiff {
  std::vector<NodeWrite> writes;
  std::vector<NodeId> removals;
};
SemanticsDiff diff(const std::vector<Node>& before, const std::vector<Node>& after);

}  // namespace keyglass::ui
