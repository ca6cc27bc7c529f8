// Every state that a view can be in, as a recipe that brings the app there. Tests draw them all.
#pragma once

#include <string_view>
#include <vector>

#include "session.hpp"

namespace keyglass::app::testing {

struct Scenario {
  const char* name;
  void (*arrange)(Session&);
  const char* expected;  // in the tree of semantics
};

// The panes while the server answers; how values are looked at; what is going on around them; the dialogs.
const std::vector<Scenario>& pane_scenarios();
const std::vector<Scenario>& value_scenarios();
const std::vector<Scenario>& server_scenarios();
const std::vector<Scenario>& dialog_scenarios();
// All of them.
std::vector<Scenario> every_scenario();

Trouble sample_trouble(int status);
// Stores `sample` and opens it.
void open_sample(Session& session, std::string_view value, std::string_view type);

}  // namespace keyglass::app::testing
