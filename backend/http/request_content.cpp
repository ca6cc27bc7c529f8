// Reading JSON bodies: see request_content.hpp.
#include "http/request_content.hpp"

#include "http/problem.hpp"
#include "http/text.hpp"

namespace keyglass::http {

JsonContent read_json(const Api& api, const Request& request) {
  const auto type = request.header("Content-Type");
  if (type && !equal_ignoring_case(before_parameters(*type), "application/json")) {
    return {{}, refuse_media_type(before_parameters(*type), "application/json")};
  }
  auto text = request.body->read_all(api.json_bytes_max());
  if (!text) return {{}, reply_with(text.error())};
  return {std::move(text).value(), std::nullopt};
}

Reply refuse_body(Error error) {
  if (error.field.empty()) error.field = "body";
  return reply_with(error);
}

}  // namespace keyglass::http
