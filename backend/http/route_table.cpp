// The one table of routes, put together from the rows of each topic.
#include "http/route_table.hpp"

#include <algorithm>
#include <array>

#include "http/batch_routes.hpp"
#include "http/compatible_routes.hpp"
#include "http/key_routes.hpp"
#include "http/plan_routes.hpp"
#include "http/service_routes.hpp"
#include "http/transfer_routes.hpp"
#include "http/value_routes.hpp"
#include "http/watch_routes.hpp"

namespace keyglass::http {
namespace {

template <std::size_t... Sizes>
constexpr auto join(const std::array<Route, Sizes>&... topics) {
  std::array<Route, (Sizes + ...)> all;
  auto end = all.begin();
  ((end = std::ranges::copy(topics, end).out), ...);
  return all;
}

// In the order of the documentation.
constexpr std::array table = join(routes::value_routes,       //
                                  routes::key_routes,         //
                                  routes::batch_routes,       //
                                  routes::plan_routes,        //
                                  routes::transfer_routes,    //
                                  routes::watch_routes,       //
                                  routes::compatible_routes,  //
                                  routes::service_routes);

}  // namespace

std::span<const Route> route_table() {
  return table;
}

}  // namespace keyglass::http
