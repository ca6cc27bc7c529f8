// The rows of /plans.
#pragma once

#include <array>

#include "http/plan_handlers.hpp"
#include "http/route_parts.hpp"

namespace keyglass::http::routes {

inline constexpr Parameter prefer_wait{Place::header, "Prefer", text_schema,
                                       "`wait=N`: answer when it is done, at the latest after N seconds (at "
                                       "most 10)"};

// The answer holds only plans whose keys the token reaches.
inline constexpr Needs lists_plans{Scope::read, Reach::no_key};
inline constexpr Needs reads_plan{Scope::read, Reach::handler};
inline constexpr Needs writes_plan{Scope::write, Reach::handler};

inline constexpr std::array commit_plan_parameters{prefer_wait};
inline constexpr std::array plan_request{Content{"application/json", "PlanRequest"}};
inline constexpr std::array plan_content{Content{"application/json", "Plan"}};
inline constexpr std::array plans_content{Content{"application/json", "Plans"}};
inline constexpr std::array<std::string_view, 1> plan_headers{"Location"};

inline constexpr Outcome plan_absent{404, "There is no such plan, or its time is over", problem};
inline constexpr Outcome plan_over{409, "The plan has ended, or is being committed", problem};
inline constexpr Outcome plan_moved{
    412, "Selected keys changed since: `moved` names the first of them. Nothing was done", problem};
inline constexpr Outcome plan_unsupported{501, "The store keeps no revisions, notes, change feed or history",
                                          problem};

inline constexpr std::array create_plan_outcomes{
    Outcome{201, "What it would change; nothing is changed yet", plan_content, plan_headers},
    Outcome{410, "History does not reach back to the revision for every key", problem},
    plan_moved,
    not_json,
    refused,
    plan_unsupported,
    Outcome{503, "Too many plans are kept, or the store cannot answer", problem, retry_header}};
inline constexpr std::array list_plans_outcomes{
    Outcome{200, "Every plan whose keys the token reaches, the newest first", plans_content}};
inline constexpr std::array read_plan_outcomes{
    Outcome{200, "The plan and how far it has come", plan_content, plan_headers}, plan_absent};
inline constexpr std::array commit_plan_outcomes{
    Outcome{200, "It has ended: with `Prefer: wait`, or committed before", plan_content, plan_headers},
    Outcome{202, "It runs", plan_content, plan_headers},
    plan_absent,
    plan_over,
    plan_moved,
    Outcome{503, "Too many plans are running, or the store cannot answer", problem, retry_header}};
inline constexpr std::array cancel_plan_outcomes{
    Outcome{200, "It is forgotten, or was cancelled after the batch at hand", plan_content, plan_headers},
    Outcome{202, "It is still at its batch", plan_content, plan_headers}, plan_absent, plan_over,
    unavailable};

inline constexpr std::array plan_routes{
    Route{"POST",
          "/plans",
          create_plan,
          writes_body_keys,
          "Many at once",
          "Counts and shows what deleting, expiring or restoring many keys would change.",
          {},
          plan_request,
          create_plan_outcomes},
    Route{"GET",
          "/plans",
          list_plans,
          lists_plans,
          "Many at once",
          "The plans that wait, run or have ended.",
          {},
          {},
          list_plans_outcomes},
    Route{"POST",
          "/plans/{plan}/commit",
          commit_plan,
          writes_plan,
          "Many at once",
          "Carries a plan out, if the selected keys did not change since.",
          commit_plan_parameters,
          {},
          commit_plan_outcomes},
    Route{"GET",
          "/plans/{plan}",
          read_plan,
          reads_plan,
          "Many at once",
          "What a plan changes and how far it has come.",
          {},
          {},
          read_plan_outcomes},
    Route{"DELETE",
          "/plans/{plan}",
          cancel_plan,
          writes_plan,
          "Many at once",
          "Forgets a plan, or ends it after the batch at hand.",
          {},
          {},
          cancel_plan_outcomes},
};

}  // namespace keyglass::http::routes
