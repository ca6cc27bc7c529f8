// The server's figures over time, as charts or as a table, in place of the panes.
#pragma once

#include <cstddef>
#include <vector>

#include "ui/semantics.hpp"
#include "view/scene.hpp"

namespace keyglass::view {

// How many charts stand in each row where `columns` have room: none alone in the last of many rows; the first
// has a row of its own then.
std::vector<std::size_t> chart_rows(std::size_t count, std::size_t columns);

void draw_dashboard(const Scene& scene, const ui::Rect& rect);

}  // namespace keyglass::view
