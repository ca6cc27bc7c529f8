// Requests about plans, and their one kind of answer.
#include "app/plan_api.hpp"

#include "app/api.hpp"
#include "keyglass/plan_codecs.hpp"

namespace keyglass::app::api {
namespace {

// Counting a million keys takes seconds.
constexpr int plan_timeout_ms = 120'000;

HttpRequest about(std::string_view method, std::string_view id) {
  return {.method = std::string(method), .target = "/plans/" + std::string(id)};
}

}  // namespace

HttpRequest create_plan(const PlanRequest& plan) {
  return {.method = "POST",
          .target = "/plans",
          .headers = {{"Content-Type", "application/json"}},
          .body = encode_plan_request(plan),
          .idle_timeout_ms = plan_timeout_ms};
}

HttpRequest commit_plan(std::string_view id) {
  HttpRequest request = about("POST", id);
  request.target += "/commit";
  request.headers = {{"Prefer", "wait=1"}};
  request.idle_timeout_ms = plan_timeout_ms;
  return request;
}

HttpRequest read_plan(std::string_view id) {
  return about("GET", id);
}

HttpRequest cancel_plan(std::string_view id) {
  return about("DELETE", id);
}

std::optional<Plan> plan_of(const HttpReply& reply) {
  if (!is_success(reply)) return std::nullopt;
  auto plan = decode_plan(reply.body);
  return plan.ok() ? std::optional(std::move(plan).value()) : std::nullopt;
}

}  // namespace keyglass::app::api
