// The recorded tree: nesting, requests from outside, and what a mirror must change.
#include <catch2/catch_test_macros.hpp>

#include "ui/semantics.hpp"

using namespace keyglass::ui;

namespace {

Node node(NodeId id, NodeId parent = 0, const char* name = "") {
  Node made;
  made.id = id;
  made.parent = parent;
  made.name = name;
  return made;
}

}  // namespace

TEST_CASE("nodes are recorded in order under the one that is open") {
  Semantics semantics;
  semantics.begin_frame();
  semantics.open(node(1));
  semantics.add(node(2));
  semantics.close();
  semantics.add(node(3));
  semantics.end_frame();
  REQUIRE(semantics.nodes().size() == 3);
  CHECK(semantics.find(2)->parent == 1);
  CHECK(semantics.find(3)->parent == 0);
}

TEST_CASE("a second node with the same id is dropped and counted") {
  Semantics semantics;
  semantics.begin_frame();
  semantics.add(node(1, 0, "first"));
  semantics.add(node(1, 0, "second"));
  CHECK(semantics.duplicates() == 1);
  CHECK(semantics.find(1)->name == "first");
  semantics.end_frame();
}

TEST_CASE("a request is seen in the next frame, once, and then forgotten") {
  Semantics semantics;
  semantics.begin_frame();
  semantics.request_activate(1);
  CHECK_FALSE(semantics.take_activate(1));
  semantics.end_frame();
  semantics.begin_frame();
  CHECK(semantics.take_activate(1));
  CHECK_FALSE(semantics.take_activate(1));
  semantics.end_frame();
  semantics.request_activate(7);
  semantics.begin_frame();
  semantics.end_frame();
  semantics.begin_frame();
  CHECK_FALSE(semantics.take_activate(7));
  semantics.end_frame();
}

TEST_CASE("equal frames need no change") {
  const std::vector<Node> nodes{node(1), node(2, 1), node(3, 1)};
  const SemanticsDiff changes = diff(nodes, nodes);
  CHECK(changes.writes.empty());
  CHECK(changes.removals.empty());
}

TEST_CASE("a change, an addition and a removal are found with their places") {
  const std::vector<Node> before{node(1), node(2, 1, "old"), node(3, 1)};
  const std::vector<Node> after{node(1), node(2, 1, "new"), node(4, 1)};
  const SemanticsDiff changes = diff(before, after);
  REQUIRE(changes.writes.size() == 2);
  CHECK(changes.writes[0].node->name == "new");
  CHECK(changes.writes[0].previous == 0);
  CHECK(changes.writes[1].node->id == 4);
  CHECK(changes.writes[1].previous == 2);
  CHECK(changes.removals == std::vector<NodeId>{3});
}

TEST_CASE("nodes that changed places are written with their new neighbours") {
  const std::vector<Node> before{node(1), node(2), node(3)};
  const std::vector<Node> after{node(3), node(1), node(2)};
  const SemanticsDiff changes = diff(before, after);
  REQUIRE(changes.writes.size() == 2);
  CHECK(changes.writes[0].node->id == 3);
  CHECK(changes.writes[0].previous == 0);
  CHECK(changes.writes[1].node->id == 1);
  CHECK(changes.writes[1].previous == 3);
}
