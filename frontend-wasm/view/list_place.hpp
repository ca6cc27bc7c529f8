// Keeps the rows that one looks at where they are, while others come, go and change places above them.
#pragma once

#include <optional>

#include "view/scene.hpp"

namespace keyglass::view {

// Before the rows are drawn. At the top of the list nothing is kept: what is new there shall be seen. Another
// order begins at its top.
void keep_list_place(const Scene& scene);

// After it: rows [first, end) were drawn, the pointer is over `under`.
void note_list_place(const Scene& scene, app::RowRange rows, std::optional<std::uint64_t> under);

}  // namespace keyglass::view
