// The second parent's contract: see compatible_handlers.hpp.
#include "http/compatible_handlers.hpp"

#include <optional>
#include <string>
#include <utility>

#include "http/problem.hpp"
#include "http/read_entry.hpp"
#include "http/request_content.hpp"
#include "keyglass/codecs.hpp"

namespace keyglass::http {
namespace {

Reply json_reply(int status, std::string body) {
  Reply reply;
  reply.status = status;
  reply.set("Content-Type", "application/json");
  reply.body = std::move(body);
  return reply;
}

// {"<field>": ["<message>"], …} with status 400.
class FieldErrors {
 public:
  void add(std::string_view field, std::string_view message) {
    errors_.add_json(field, "[" + encode_json_string(message) + "]");
    any_ = true;
  }
  void check(std::string_view field, const CompatibleMember& member) {
    if (!member.fault.empty()) return add(field, member.fault);
    if (!member.text) return add(field, "This field is required.");
    if (member.text->empty()) add(field, "This field may not be blank.");
  }
  bool any() const { return any_; }
  Reply reply() { return json_reply(400, errors_.finish()); }

 private:
  JsonObjectText errors_;
  bool any_ = false;
};

// Errors of a member keep the contract's shape; all others are problems like everywhere.
Reply refuse(const Error& error) {
  if (error.code != ErrorCode::invalid) return reply_with(error);
  if (error.field != "key" && error.field != "value") return refuse_body(error);
  FieldErrors errors;
  errors.add(error.field, error.message);
  return errors.reply();
}

}  // namespace

Reply create_compatible(const Api& api, Call& call) {
  const JsonContent content = read_json(api, call.request);
  if (content.refusal) return *content.refusal;
  auto body = decode_compatible_write_request(content.text);
  if (!body) return refuse(body.error());
  FieldErrors errors;
  errors.check("key", body.value().key);
  errors.check("value", body.value().value);
  if (errors.any()) return errors.reply();
  if (const Status reached = call.access.check_key(*body.value().key.text); !reached) {
    return reply_with(reached.error());
  }
  auto outcome = call.timing.store([&] {
    return api.service.put({.key = *std::move(body.value().key.text),
                            .value = *std::move(body.value().value.text),
                            .content_type = std::nullopt,
                            .ttl_seconds = std::nullopt,
                            .precondition = {}});
  });
  if (!outcome) return refuse(outcome.error());
  return json_reply(201, R"({"created":true})");
}

Reply read_compatible(const Api& api, Call& call) {
  auto found = read_entry(api, call);
  if (!found) return ask_to_wait();
  auto& entry = *found;
  if (entry) return json_reply(200, encode_key_value({call.path_value, std::move(entry).value().value}));
  if (entry.error().code != ErrorCode::not_found) return reply_with(entry.error());
  return json_reply(
      404, JsonObjectText().add_text("key", call.path_value).add_text("value", "Key not found.").finish());
}

Reply delete_compatible(const Api& api, Call& call) {
  const auto deleted = call.timing.store([&] { return api.service.erase({call.path_value, {}}); });
  if (deleted) return json_reply(200, R"({"destroyed":"Key deleted."})");
  if (deleted.error().code != ErrorCode::not_found) return reply_with(deleted.error());
  return json_reply(404, R"({"destroyed":"Key not found."})");
}

}  // namespace keyglass::http
