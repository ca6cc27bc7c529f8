// Every state that a view can be in is drawn at every width, in every scheme, and says the right thing.
#include <catch2/catch_test_macros.hpp>

#include "app_harness.hpp"
#include "scenarios.hpp"
#include "view/layout.hpp"

namespace keyglass::app::testing {

using ui::Role;

TEST_CASE("Every state is drawn at every width and in both schemes without a complaint") {
  for (const Scenario& scenario : every_scenario()) {
    for (const float width : {1440.0F, 800.0F, 420.0F, 300.0F}) {
      for (const ui::Scheme scheme : {ui::Scheme::dark, ui::Scheme::light, ui::Scheme::contrast_dark}) {
        INFO(scenario.name << " at " << width);
        AppHarness app({.width = width, .height = 700, .scheme = scheme});
        app.start();
        scenario.arrange(app.session);
        app.session.waiting.clear();
        app.hands().settle();
        INFO(app.tree());
        CHECK(app.shows(scenario.expected));
      }
    }
  }
}

TEST_CASE("The fixed accessible names are there while a key is open") {
  AppHarness app;
  app.api().put("a", "1");
  app.start("#/kv/a");
  for (const char* name : {"Key", "Value", "Filter"}) CHECK(app.has(Role::textbox, name));
  for (const char* name : {"Save", "Delete", "Refresh", "New key"}) CHECK(app.has(Role::button, name));
  CHECK(app.has(Role::grid, "Keys"));
  CHECK(app.has(Role::row, "a"));
  CHECK(app.has(Role::status, "Status"));
  CHECK((app.get(Role::textbox, "Key").state & ui::state_read_only) != 0);
}

TEST_CASE("The page is divided without gaps or overlaps at every width") {
  for (float width = 200; width < 2000; width += 37) {
    view::LayoutInput input;
    input.page = {0, 0, width, 700};
    input.header = 48;
    input.status_bar = 28;
    input.details = 280;
    input.list_place = 0.27F;
    for (const bool is_open : {false, true}) {
      input.is_editor_open = is_open;
      input.has_details = is_open;
      const view::Layout layout = view::layout_of(input);
      float covered = 0;
      for (const auto& pane : {layout.list, layout.editor, layout.details}) {
        if (!pane) continue;
        CHECK(pane->x == covered);
        CHECK(pane->height == 700 - 48 - 28);
        covered += pane->width;
      }
      CHECK(covered == width);
    }
  }
}

}  // namespace keyglass::app::testing
