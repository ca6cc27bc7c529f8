// JSON text <-> plans. As codecs.hpp in everything else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "keyglass/codecs.hpp"
#include "keyglass/plan_messages.hpp"

namespace keyglass {

// {"action": "delete" | "set_ttl" | "restore", exactly one of "prefix", "glob" and "keys", "ttl" (set_ttl: a
// number of seconds or null, required), "revision" (restore: required)}. Keys and glob are not checked.
Result<PlanRequest> decode_plan_request(std::string_view json);
std::string encode_plan_request(const PlanRequest& request);

// "plan" is the id; empty members are left out.
Result<Plan> decode_plan(std::string_view json);
std::string encode_plan(const Plan& plan);

// {"plans": […]}
std::string encode_plans(const std::vector<Plan>& plans);

}  // namespace keyglass
