// get, put and del: see client.hpp.
#include "cli/client.hpp"
#include "cli/output.hpp"
#include "keyglass/value_rules.hpp"

namespace keyglass::cli {
namespace {

// "-" and "@FILE" name where the bytes are, anything else is them.
Result<std::string> value_of(const std::string& text) {
  const bool names_file = text.starts_with('@');
  if (text != "-" && !names_file) return text;
  auto file = InputFile::open(names_file ? text.substr(1) : text);
  if (!file) return file.error();
  return file.value().read_rest();
}

// What the API says of a write is for those who ask for it; a success needs no words.
int end_of(const Client& client, const Result<ApiReply>& reply) {
  if (!reply) return fail_with(reply.error());
  if (!is_success(reply.value())) return fail_with(client, reply.value());
  return client.as_json ? print(reply.value().body + "\n") : exit_done;
}

}  // namespace

int get_value(const Client& client) {
  const auto& revision = client.options.revision;
  const std::string at = revision ? std::to_string(*revision) : "";
  ApiRequest request{"GET", value_target(client.options)};
  request.target += query_of({{"revision", at}, {"raw", client.as_json ? "" : "true"}});
  if (client.as_json) return end_of(client, client.api.send(request));
  auto out = OutputFile::create("-");
  if (!out) return fail_with(out.error());
  const auto reply =
      client.api.send(request, [&out](std::string_view bytes) { return out.value().write(bytes); });
  return end_of(client, reply);
}

int put_value(const Client& client) {
  auto value = value_of(client.options.value);
  if (!value) return fail_with(value.error());
  ApiRequest request{"PUT", value_target(client.options) + query_of({{"ttl", client.options.ttl_seconds}})};
  request.body = std::move(value).value();
  request.content_type = client.options.content_type;
  // As the server does where none is told; the HTTP library would tell one that is wrong for bytes.
  if (request.content_type.empty()) request.content_type = content_type_of(request.body);
  if (!client.options.if_match.empty()) request.headers.emplace_back("If-Match", client.options.if_match);
  if (client.options.if_absent) request.headers.emplace_back("If-None-Match", "*");
  return end_of(client, client.api.send(request));
}

int delete_value(const Client& client) {
  ApiRequest request{"DELETE", value_target(client.options)};
  if (!client.options.if_match.empty()) request.headers.emplace_back("If-Match", client.options.if_match);
  return end_of(client, client.api.send(request));
}

}  // namespace keyglass::cli
