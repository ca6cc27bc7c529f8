// The least that a mirror must write to go from one frame's nodes to the next one's.
#include <unordered_map>

#include "ui/semantics.hpp"

namespace keyglass::ui {
namespace {

struct Placed {
  const Node* node = nullptr;
  NodeId previous = 0;
};

// Each node with the sibling before it.
std::unordered_map<NodeId, Placed> place(const std::vector<Node>& nodes) {
  std::unordered_map<NodeId, Placed> placed;
  std::unordered_map<NodeId, NodeId> last_child;
  placed.reserve(nodes.size());
  for (const Node& node : nodes) {
    NodeId& last = last_child[node.parent];
    placed.emplace(node.id, Placed{&node, last});
    last = node.id;
  }
  return placed;
}

}  // namespace

SemanticsDiff diff(const std::vector<Node>& before, const std::vector<Node>& after) {
  const auto old_nodes = place(before);
  const auto new_nodes = place(after);
  SemanticsDiff changes;
  for (const Node& node : after) {
    const NodeId previous = new_nodes.at(node.id).previous;
    const auto old = old_nodes.find(node.id);
    if (old == old_nodes.end() || old->second.previous != previous || *old->second.node != node) {
      changes.writes.push_back({&node, previous});
    }
  }
  for (const Node& node : before) {
    if (new_nodes.count(node.id) == 0) changes.removals.push_back(node.id);
  }
  return changes;
}

}  // namespace keyglass::ui
