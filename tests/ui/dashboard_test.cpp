// How the charts of the dashboard share the page.
#include <catch2/catch_test_macros.hpp>

#include <numeric>
#include <vector>

#include "view/dashboard.hpp"

namespace keyglass::view {

using Rows = std::vector<std::size_t>;

TEST_CASE("No chart stands alone below others, whatever there is room for") {
  CHECK(chart_rows(7, 1) == Rows(7, 1));
  CHECK(chart_rows(7, 2) == Rows{1, 2, 2, 2});
  CHECK(chart_rows(7, 3) == Rows{1, 3, 3});
  CHECK(chart_rows(7, 4) == Rows{4, 3});
  CHECK(chart_rows(7, 6) == Rows{4, 3});
  CHECK(chart_rows(7, 20) == Rows{7});
  for (std::size_t count = 3; count < 20; ++count) {
    for (std::size_t columns = 2; columns < 9; ++columns) {
      const Rows rows = chart_rows(count, columns);
      CHECK(std::accumulate(rows.begin(), rows.end(), std::size_t{0}) == count);
      CHECK(rows.back() > 1);
    }
  }
}

}  // namespace keyglass::view
