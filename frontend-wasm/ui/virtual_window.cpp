// Scrolling arithmetic in rows: whole rows are 64-bit integers, only the part of one row is a fraction.
#include <algorithm>
#include <cmath>

#include "ui/grid.hpp"

namespace keyglass::ui {
namespace {

// The furthest the window may go: the last row ends at the lower edge.
VirtualWindow end_of(std::uint64_t row_count, double visible) {
  const double whole = std::ceil(visible);
  if (static_cast<double>(row_count) <= visible) return {};
  const auto rows = static_cast<std::uint64_t>(whole);
  return {row_count - std::min(row_count, rows), whole - visible};
}

bool after(const VirtualWindow& one, const VirtualWindow& two) {
  return one.top > two.top || (one.top == two.top && one.offset > two.offset);
}

}  // namespace

void VirtualWindow::scroll(double rows, std::uint64_t row_count, double visible) {
  const double moved = offset + rows;
  const double whole = std::floor(moved);
  if (whole < 0 && static_cast<double>(top) < -whole) {
    *this = {};
    return;
  }
  top = whole < 0 ? top - static_cast<std::uint64_t>(-whole) : top + static_cast<std::uint64_t>(whole);
  offset = moved - whole;
  const VirtualWindow end = end_of(row_count, visible);
  if (after(*this, end)) *this = end;
}

bool VirtualWindow::shows(std::uint64_t index, double visible) const {
  return !after(*this, {index, 0}) && !after(end_of(index + 1, visible), *this);
}

void VirtualWindow::reveal(std::uint64_t index, std::uint64_t row_count, double visible) {
  if (index >= row_count) return;
  const VirtualWindow highest{index, 0};
  if (after(*this, highest)) *this = highest;
  const VirtualWindow lowest = end_of(index + 1, visible);
  if (after(lowest, *this)) *this = lowest;
  scroll(0, row_count, visible);
}

}  // namespace keyglass::ui
