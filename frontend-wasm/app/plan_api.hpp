// Plans as the app speaks of them to the API. Pure functions; any thread. As api.hpp in everything else.
#pragma once

#include <optional>
#include <string_view>

#include "app/http.hpp"
#include "keyglass/plan_messages.hpp"

namespace keyglass::app::api {

HttpRequest create_plan(const PlanRequest& plan);
// Answered after a second at the latest, done or not.
HttpRequest commit_plan(std::string_view id);
HttpRequest read_plan(std::string_view id);
HttpRequest cancel_plan(std::string_view id);

std::optional<Plan> plan_of(const HttpReply& reply);

}  // namespace keyglass::app::api
