// /plans: see plan_handlers.hpp.
#include "http/plan_handlers.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <utility>

#include "http/problem.hpp"
#include "http/request_content.hpp"
#include "http/text.hpp"
#include "keyglass/glob.hpp"
#include "keyglass/plan_codecs.hpp"

namespace keyglass::http {
namespace {

constexpr std::uint64_t wait_seconds_max = 10;

Reply plan_reply(int status, const Plan& plan) {
  Reply reply;
  reply.status = status;
  reply.set("Content-Type", "application/json");
  reply.set("Location", "/plans/" + plan.id);
  reply.body = encode_plan(plan);
  return reply;
}

Reply plan_reply(const Result<Plan>& plan) {
  return plan ? plan_reply(plan.value().state == PlanState::running ? 202 : 200, plan.value())
              : reply_with(plan.error());
}

// "wait=N" of the Prefer header (RFC 7240 section 4.3) in seconds, as far as it is granted.
std::optional<std::uint64_t> preferred_wait(const Request& request) {
  const auto list = find_list(request.headers, "Prefer");
  if (!list) return std::nullopt;
  for (const std::string_view preference : split_list(*list)) {
    const auto equals = preference.find('=');
    if (equals == std::string_view::npos || !equal_ignoring_case(trim(preference.substr(0, equals)), "wait"))
      continue;
    const std::string_view text = trim(preference.substr(equals + 1));
    std::uint64_t seconds = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return std::min(seconds, wait_seconds_max);
  }
  return std::nullopt;
}

// A plan does not keep the keys that it was given one by one: those are for tokens without prefixes.
Status check_selected(const service::Access& access, const std::string& prefix, const std::string& glob) {
  return access.check_prefix(glob.empty() ? prefix : glob_literal_prefix(glob));
}

// The plan in the path, if the caller may reach what it selects.
Result<Plan> plan_within_reach(const Api& api, const Call& call) {
  auto plan = api.plans->get(call.path_value);
  if (!plan) return plan.error();
  const Status reached = check_selected(call.access, plan.value().prefix, plan.value().glob);
  if (!reached) return reached.error();
  return plan;
}

// The refusal of a commit, with the keys that moved.
Reply refusal(const Error& error, const Result<Plan>& plan) {
  Problem problem = problem_of(error);
  if (plan && !plan.value().moved.empty()) {
    problem.moved = plan.value().moved;
    problem.moved_count = plan.value().moved_count;
  }
  return reply_with(problem);
}

}  // namespace

Reply create_plan(const Api& api, Call& call) {
  const JsonContent content = read_json(api, call.request);
  if (content.refusal) return *content.refusal;
  const auto request = decode_plan_request(content.text);
  if (!request) return reply_with(request.error());
  const Status reached =
      check_selected(call.access, request.value().prefix.value_or(""), request.value().glob.value_or(""));
  if (!reached) return reply_with(reached.error());
  const auto plan = call.timing.store([&] { return api.plans->create(request.value()); });
  if (!plan) return reply_with(plan.error());
  return plan_reply(201, plan.value());
}

Reply list_plans(const Api& api, Call&) {
  Reply reply;
  reply.set("Content-Type", "application/json");
  reply.body = encode_plans(api.plans->list());
  return reply;
}

Reply read_plan(const Api& api, Call& call) {
  const auto plan = plan_within_reach(api, call);
  if (!plan) return reply_with(plan.error());
  return plan_reply(200, plan.value());
}

Reply commit_plan(const Api& api, Call& call) {
  if (const auto plan = plan_within_reach(api, call); !plan) return reply_with(plan.error());
  const auto begun = call.timing.store([&] { return api.plans->commit(call.path_value); });
  if (!begun) return refusal(begun.error(), api.plans->get(call.path_value));
  const auto seconds = preferred_wait(call.request);
  if (!seconds) return plan_reply(begun);
  const auto wait = std::chrono::seconds(*seconds);
  Reply reply = plan_reply(call.timing.store([&] { return api.plans->wait(call.path_value, wait); }));
  reply.set("Preference-Applied", "wait=" + std::to_string(*seconds));
  return reply;
}

Reply cancel_plan(const Api& api, Call& call) {
  if (const auto plan = plan_within_reach(api, call); !plan) return reply_with(plan.error());
  return plan_reply(call.timing.store([&] { return api.plans->cancel(call.path_value); }));
}

}  // namespace keyglass::http
