// PATCH /kv/{key}: see patch_handler.hpp.
#include "http/patch_handler.hpp"

#include <utility>

#include "http/entry_headers.hpp"
#include "http/problem.hpp"
#include "http/request_content.hpp"
#include "http/text.hpp"
#include "keyglass/codecs.hpp"

namespace keyglass::http {
namespace {

constexpr std::string_view json_type = "application/json";
constexpr std::string_view merge_type = "application/merge-patch+json";

Reply refuse_type(std::string_view sent) {
  Reply reply = reply_with(problem_of_status(
      415, "the body came as \"" + std::string(sent) + "\": send Content-Type: " + std::string(merge_type) +
               ", or " + std::string(json_type) + " for {\"increment\": n}"));
  reply.set("Accept-Patch", std::string(merge_type) + ", " + std::string(json_type));
  return reply;
}

Result<service::PatchChange> change_of(bool is_merge, std::string_view text) {
  if (is_merge) {
    auto patch = MergePatch::parse(text);
    if (!patch) return patch.error();
    return service::PatchChange(std::move(patch).value());
  }
  const auto increment = decode_increment_request(text);
  if (!increment) return increment.error();
  return service::PatchChange(service::Increment{increment.value()});
}

}  // namespace

Reply patch_value(const Api& api, Call& call) {
  const std::string_view type = before_parameters(call.request.header("Content-Type").value_or(json_type));
  const bool is_merge = equal_ignoring_case(type, merge_type);
  if (!is_merge && !equal_ignoring_case(type, json_type)) return refuse_type(type);
  auto precondition = precondition_of(call.request);
  if (!precondition) return reply_with(precondition.error());
  const auto text = call.request.body->read_all(api.json_bytes_max());
  if (!text) return reply_with(text.error());
  auto change = change_of(is_merge, text.value());
  if (!change) return refuse_body(change.error());
  auto patched = call.timing.store([&] {
    return api.patches->patch({.key = call.path_value,
                               .change = std::move(change).value(),
                               .precondition = std::move(precondition).value()});
  });
  if (!patched) return reply_with(patched.error());
  Reply reply;
  reply.set("Content-Type", json_type);
  set_entry_headers(reply, patched.value().metadata);
  reply.body = encode_key_value({call.path_value, std::move(patched.value().value)});
  return reply;
}

}  // namespace keyglass::http
