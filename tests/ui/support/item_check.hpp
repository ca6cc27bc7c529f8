// Sees every interactive item that Dear ImGui is given in a frame.
#pragma once

#include <vector>

#include "ui/semantics.hpp"

namespace keyglass::ui::testing {

// Starts a new list.
void forget_drawn_items();
// Ids of the items given since, windows, scroll bars and repetitions aside.
const std::vector<NodeId>& drawn_items();

}  // namespace keyglass::ui::testing
