// A plan as it is drawn up from a request, before anything is kept of it.
#pragma once

#include "keyglass/plan_messages.hpp"
#include "service/plan_walk.hpp"

namespace keyglass::service {

// Fails with unsupported, naming what the store does not keep, if it cannot pin such a plan or carry it out.
Status check_plan_support(const storage::Capabilities& store, PlanAction action);

// What the request selects; not checked.
Selection selection_of(const PlanRequest& request);

// A pending plan with a new id that has counted nothing yet.
Plan plan_of(const PlanRequest& request);

// Adds every step of `walk` to the plan's counts and samples.
Status count_steps(Plan& plan, PlanWalk& walk);

}  // namespace keyglass::service
