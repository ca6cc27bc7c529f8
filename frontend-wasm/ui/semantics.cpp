// Records one frame's nodes and carries requests from outside into the next frame.
#include "ui/semantics.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace keyglass::ui {

void Semantics::begin_frame() {
  nodes_.clear();
  open_.clear();
  index_.clear();
  duplicates_ = 0;
  text_selection_ = {};
  activate_ = std::exchange(queued_activate_, {});
  edits_ = std::exchange(queued_edits_, {});
}

void Semantics::end_frame() {
  assert(open_.empty());
  activate_.clear();
  edits_.clear();
}

void Semantics::add(Node node) {
  if (!index_.emplace(node.id, nodes_.size()).second) {
    ++duplicates_;
    return;
  }
  node.parent = open_.empty() ? 0 : open_.back();
  nodes_.push_back(std::move(node));
}

void Semantics::open(Node node) {
  const NodeId id = node.id;
  add(std::move(node));
  open_.push_back(id);
}

void Semantics::close() {
  assert(!open_.empty());
  open_.pop_back();
}

void Semantics::reopen(NodeId grid, std::int64_t row_count) {
  const auto found = index_.find(grid);
  if (found != index_.end()) nodes_[found->second].row_count = row_count;
  open_.push_back(grid);
}

void Semantics::set_active(NodeId grid, NodeId row) {
  const auto found = index_.find(grid);
  if (found != index_.end()) nodes_[found->second].active = row;
}

void Semantics::set_value(NodeId id, std::string value) {
  const auto found = index_.find(id);
  if (found != index_.end()) nodes_[found->second].value = std::move(value);
}

const Node* Semantics::find(NodeId id) const {
  const auto found = index_.find(id);
  return found == index_.end() ? nullptr : &nodes_[found->second];
}

void Semantics::request_activate(NodeId id) {
  queued_activate_.push_back(id);
}

void Semantics::request_edit(NodeId id, TextEdit edit) {
  queued_edits_[id].push_back(std::move(edit));
}

bool Semantics::take_activate(NodeId id) {
  const auto found = std::find(activate_.begin(), activate_.end(), id);
  if (found == activate_.end()) return false;
  activate_.erase(found);
  return true;
}

std::vector<TextEdit> Semantics::take_edits(NodeId id) {
  const auto found = edits_.find(id);
  if (found == edits_.end()) return {};
  std::vector<TextEdit> edits = std::move(found->second);
  edits_.erase(found);
  return edits;
}

}  // namespace keyglass::ui
