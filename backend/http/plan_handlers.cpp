// /plans: see plan_handlers.hpp.
#include "http/plan_handlers.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <utility>

#include "http/problem.hpp"
#include "http/request_content.hpp"
#include "http/text.hpp"
#include "keyglass/plan_codecs.hpp"
#include "service/plan_draft.hpp"

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

// A refusal with the keys that moved.
Reply refusal(const Error& error, service::Moves moves) {
  Problem problem = problem_of(error);
  if (!moves.keys.empty()) {
    problem.moved = std::move(moves.keys);
    problem.moved_count = moves.count;
  }
  return reply_with(problem);
}

service::Moves moves_of(const Result<Plan>& plan) {
  if (!plan) return {};
  return {.count = plan.value().moved_count, .keys = plan.value().moved};
}

Status check_reach(const Api& api, const Call& call) {
  return api.plans->check_reach(call.path_value, call.access);
}

}  // namespace

Reply create_plan(const Api& api, Call& call) {
  const JsonContent content = read_json(api, call.request);
  if (content.refusal) return *content.refusal;
  const auto request = decode_plan_request(content.text);
  if (!request) return refuse_body(request.error());
  const Status reached = service::check_selection(call.access, service::selection_of(request.value()));
  if (!reached) return reply_with(reached.error());
  service::Moves moved;
  const auto plan = call.timing.store([&] { return api.plans->create(request.value(), &moved); });
  if (!plan) return refusal(plan.error(), std::move(moved));
  return plan_reply(201, plan.value());
}

Reply list_plans(const Api& api, Call& call) {
  Reply reply;
  reply.set("Content-Type", "application/json");
  reply.body = encode_plans(api.plans->list(call.access));
  return reply;
}

Reply read_plan(const Api& api, Call& call) {
  if (const Status reached = check_reach(api, call); !reached) return reply_with(reached.error());
  const auto plan = api.plans->get(call.path_value);
  if (!plan) return reply_with(plan.error());
  return plan_reply(200, plan.value());
}

Reply commit_plan(const Api& api, Call& call) {
  if (const Status reached = check_reach(api, call); !reached) return reply_with(reached.error());
  const auto begun = call.timing.store([&] { return api.plans->commit(call.path_value); });
  if (!begun) return refusal(begun.error(), moves_of(api.plans->get(call.path_value)));
  const auto seconds = preferred_wait(call.request);
  if (!seconds) return plan_reply(begun);
  const auto wait = std::chrono::seconds(*seconds);
  Reply reply = plan_reply(call.timing.store([&] { return api.plans->wait(call.path_value, wait); }));
  reply.set("Preference-Applied", "wait=" + std::to_string(*seconds));
  return reply;
}

Reply cancel_plan(const Api& api, Call& call) {
  if (const Status reached = check_reach(api, call); !reached) return reply_with(reached.error());
  return plan_reply(call.timing.store([&] { return api.plans->cancel(call.path_value); }));
}

}  // namespace keyglass::http
