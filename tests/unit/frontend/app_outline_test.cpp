// JSON as an outline: which rows there are, what closes and opens, where arrow keys lead, and the actions.
#include <catch2/catch_test_macros.hpp>

#include <random>

#include "app/outline.hpp"
#include "session.hpp"

namespace keyglass::app {
namespace {

constexpr std::string_view sample =
    "{\"name\": \"Ada\", \"roles\": [\"admin\", {\"id\": -1.5}], \"none\": { }, \"gone\": null}";

// "name: value", indented by level, a line a row.
std::string told(const Outline& outline, const OutlineFolds& folds = {}) {
  std::string lines;
  for (const std::uint32_t node : outline_rows(outline, folds)) {
    const bool is_closed = can_fold(outline, node) && !is_open(outline, folds, node);
    lines += std::string(outline.nodes[node].level - 1, ' ') + name_in_outline(outline, node) + ": " +
             value_in_outline(outline, node, is_closed, 20) + "\n";
  }
  return lines;
}

OutlineFolds closed(const Outline& outline, std::set<std::uint32_t> nodes) {
  return {.mark = outline.mark, .turned = std::move(nodes)};
}

}  // namespace

TEST_CASE("An outline has a row for every member and element, in the text's order") {
  CHECK(told(outline_of(std::string(sample))) ==
        "Whole value: 4 members\n name: \"Ada\"\n roles: 2 elements\n  0: \"admin\"\n  1: 1 member\n"
        "   id: -1.5\n none: {}\n gone: null\n");
  CHECK(told(outline_of(" true ")) == "Whole value: true\n");
  CHECK(told(outline_of("[[],\n[ ]]")) == "Whole value: 2 elements\n 0: []\n 1: []\n");
}

TEST_CASE("Names and strings stay as they are written, and long ones are cut") {
  CHECK(told(outline_of("{\"a\\\"{,:\":\"[\\u00e9]\"}")) ==
        "Whole value: 1 member\n a\\\"{,:: \"[\\u00e9]\"\n");
  CHECK(told(outline_of('"' + std::string(50, 'x') + '"')) ==
        "Whole value: \"" + std::string(19, 'x') + "\u2026\n");
  CHECK(name_in_outline(outline_of("{\"" + std::string(1000, 'n') + "\":1}"), 1).size() < 450);
}

TEST_CASE("What is closed hides what it holds and says how much that is") {
  const Outline outline = outline_of(std::string(sample));
  CHECK(told(outline, closed(outline, {2})) ==
        "Whole value: 4 members\n name: \"Ada\"\n roles: [\u2026] 2 elements\n none: {}\n gone: null\n");
  CHECK(told(outline, closed(outline, {0})) == "Whole value: {\u2026} 4 members\n");
}

TEST_CASE("All collapsed leaves the members of the whole, and one of them can be opened") {
  const Outline outline = outline_of(std::string(sample));
  OutlineFolds folds = closed(outline, {});
  folds.closes_all = true;
  CHECK(told(outline, folds) ==
        "Whole value: 4 members\n name: \"Ada\"\n roles: [\u2026] 2 elements\n none: {}\n gone: null\n");
  folds.turned = {2};
  CHECK(told(outline, folds) ==
        "Whole value: 4 members\n name: \"Ada\"\n roles: 2 elements\n  0: \"admin\"\n  1: {\u2026} 1 member\n"
        " none: {}\n gone: null\n");
}

TEST_CASE("What was closed in one text is open in another") {
  const Outline one = outline_of("[[1]]");
  const Outline other = outline_of("[[2]]");
  CHECK(outline_rows(one, closed(one, {1})).size() == 2);
  CHECK(outline_rows(other, closed(one, {1})).size() == 3);
}

TEST_CASE(
    "Left closes or goes out, Right opens or goes in, and on a scalar or the whole they may do nothing") {
  const Outline outline = outline_of(std::string(sample));
  const OutlineFolds all_open = closed(outline, {});
  const OutlineFolds folds = closed(outline, {2});
  CHECK(step_out(outline, all_open, 2) == OutlineStep{true, {}});
  CHECK(step_out(outline, folds, 2) == OutlineStep{false, 0});
  CHECK(step_out(outline, all_open, 5) == OutlineStep{false, 4});
  CHECK(step_out(outline, all_open, 6) == OutlineStep{false, 0});
  CHECK(step_out(outline, closed(outline, {0}), 0) == OutlineStep{});
  CHECK(step_in(outline, folds, 2) == OutlineStep{true, {}});
  CHECK(step_in(outline, all_open, 2) == OutlineStep{false, 3});
  CHECK(step_in(outline, all_open, 1) == OutlineStep{});
  CHECK(step_in(outline, all_open, 6) == OutlineStep{});
}

TEST_CASE("The row of what is hidden is that of the closed one around it") {
  const Outline outline = outline_of(std::string(sample));
  const auto rows = outline_rows(outline, closed(outline, {2}));
  CHECK(outline_row(rows, 5) == 2);
  CHECK(outline_row(rows, 2) == 2);
  CHECK(outline_row(rows, 6) == 3);
}

TEST_CASE("A megabyte of brackets, however deep or wide, is an outline") {
  const Outline deep =
      outline_of(std::string(outline_bytes_max / 2, '[') + std::string(outline_bytes_max / 2, ']'));
  CHECK(outline_rows(deep, {}).size() == outline_bytes_max / 2);
  CHECK(outline_rows(deep, closed(deep, {7})).size() == 8);
  std::string text = "[0";
  while (text.size() < outline_bytes_max - 1) text += ",0";
  const Outline wide = outline_of(text + "]");
  CHECK(wide.nodes.front().count == wide.nodes.size() - 1);
  CHECK(wide.nodes.size() > outline_bytes_max / 3);
}

TEST_CASE("Text that is no JSON stays within bounds, too") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  constexpr std::string_view bytes = "{}[]\",:\\ a1\n";
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (auto left = random() % 24; left > 0; --left) text += bytes[random() % bytes.size()];
    CAPTURE(text);
    const Outline outline = outline_of(text);
    REQUIRE_FALSE(outline.nodes.empty());
    for (std::uint32_t node = 0; node < outline.nodes.size(); ++node) {
      const OutlineNode& one = outline.nodes[node];
      REQUIRE(one.value <= one.value_end);
      REQUIRE(one.value_end <= text.size());
      REQUIRE(one.end > node);
      REQUIRE(one.end <= outline.nodes.size());
      REQUIRE((one.name == OutlineNode::none || (one.name <= one.name_end && one.name_end <= text.size())));
    }
    REQUIRE_FALSE(told(outline).empty());
  }
}

namespace testing {

TEST_CASE("An outline is shown of a form that can be JSON, and the form stays when it is left") {
  Session session;
  session.start();
  const Editor& editor = session.model.editor;
  session.act(ShowOutline{});
  CHECK(editor.outline.is_shown);
  CHECK(editor.mode == ValueMode::json);
  session.act(ShowOutline{false});
  CHECK_FALSE(editor.outline.is_shown);
  CHECK(editor.mode == ValueMode::json);
  session.act(ShowAs{ValueMode::cbor});
  session.act(ShowOutline{});
  CHECK(editor.mode == ValueMode::cbor);
}

TEST_CASE("Turning a node twice leaves it as it was, and puts the keyboard on it") {
  Session session;
  session.start();
  const OutlineView& view = session.model.editor.outline;
  session.act(TurnOutlineNode{7, 3});
  CHECK(view.folds == OutlineFolds{false, 7, {3}});
  CHECK(view.selected == 3);
  session.act(SelectOutlineNode{7, 1});
  CHECK(view.folds.turned.size() == 1);
  session.act(TurnOutlineNode{7, 3});
  CHECK(view.folds == OutlineFolds{false, 7, {}});
}

TEST_CASE("Another text begins with its own folds; collapsing all is kept, and told") {
  Session session;
  session.start();
  const OutlineView& view = session.model.editor.outline;
  session.act(TurnOutlineNode{7, 3});
  session.act(FoldOutline{});
  CHECK(view.folds == OutlineFolds{true, 7, {}});
  CHECK(session.model.announcement == "All is collapsed");
  session.act(TurnOutlineNode{7, 3});
  session.act(SelectOutlineNode{8, 2});
  CHECK(view.folds == OutlineFolds{true, 8, {}});
  session.act(FoldOutline{false});
  CHECK(view.folds == OutlineFolds{false, 8, {}});
  CHECK(session.model.announcement == "All is open");
}

TEST_CASE("The draft stays what it is through all of an outline") {
  Session session;
  session.api.put("a", "[1]", "application/json");
  session.start("#/kv/a");
  session.act(EditValue{"[1, [2]]"});
  const Draft before = *open_draft(session.model);
  for (const Action& action : {Action(ShowOutline{}), Action(TurnOutlineNode{1, 0}), Action(FoldOutline{}),
                               Action(ShowOutline{false}), Action(ShowAs{})})
    session.act(action);
  CHECK(*open_draft(session.model) == before);
}

}  // namespace testing
}  // namespace keyglass::app
