// What is refused, and what every answer carries: see rfc_table.hpp.
#include "integration/rfc_table.hpp"

namespace keyglass::test {
namespace {

constexpr std::size_t value_bytes_max = 100'000;  // of the server that is asked
constexpr std::size_t line_bytes_max = 8'192;

Ask send(std::string method, std::string target, std::string type, std::string body) {
  return {std::move(method), std::move(target), {{"Content-Type", std::move(type)}}, std::move(body)};
}
Ask post(std::string body) {
  return send("POST", "/kv/rfc/known", "application/json", std::move(body));
}
Ask plain(std::string method, std::string target) {
  return {std::move(method), std::move(target), {}, {}};
}
Ask with(std::string name, std::string value, std::string target = "/healthz") {
  return {"GET", std::move(target), {{std::move(name), std::move(value)}}, {}};
}

Ask many_headers(int count) {
  Ask ask = plain("GET", "/healthz");
  for (int i = 0; i < count; ++i) ask.headers.emplace_back("X-" + std::to_string(i), "1");
  return ask;
}

Row invalid(std::string says, Ask ask, std::string field) {
  return {std::move(says), std::move(ask), 422, {}, {{"code", "invalid"}, {"field", std::move(field)}}};
}

const std::string id_too_long(129, 'a');
const Wants fresh_id{{"x-request-id", "~"}, {"set-cookie", ""}};

}  // namespace

std::vector<Row> rfc_path_rows() {
  const std::string values = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
  return {
      {"an unknown path", plain("GET", "/nowhere"), 404, {}, {{"code", "not_found"}}},
      {"a method for another path",
       plain("PUT", "/healthz"),
       405,
       {{"allow", "GET, HEAD, OPTIONS"}},
       {{"code", "method_not_allowed"}}},
      {"a collection is not deleted", plain("DELETE", "/kv"), 405, {{"allow", "GET, HEAD, OPTIONS"}}},
      {"no key is posted without a name", plain("POST", "/keys"), 405, {{"allow", "GET, HEAD, OPTIONS"}}},
      {"nobody traces", plain("TRACE", "/kv/rfc/known"), 405, {{"allow", values}}},
      {"a method that nobody knows", plain("BREW", "/kv/rfc/known"), 501, {}, {{"code", "not_implemented"}}},
      {"what a key takes",
       plain("OPTIONS", "/kv/rfc/known"),
       204,
       {{"allow", values},
        {"accept-patch", "application/merge-patch+json, application/json"},
        {"content-length", ""}}},
      {"what the server takes", plain("OPTIONS", "*"), 204, {{"allow", values}}},
      {"a file that is kept compressed",
       with("Accept-Encoding", "br, gzip;q=0", "/docs/swagger-ui.css"),
       406,
       {{"vary", "~Accept-Encoding"}},
       {{"code", "not_acceptable"}}},
  };
}

std::vector<Row> rfc_body_rows() {
  const Ask encoded{"PUT", "/kv/rfc/known", {{"Content-Encoding", "gzip"}}, "x"};
  const Ask unsized{"PUT", "/kv/rfc/known", {{"Content-Length", ""}}, {}};
  const Ask unsized_pair{"POST", "/kv/rfc/known", {{"Content-Length", ""}}, {}};
  return {
      {"a body of no told length", unsized, 411, {}, {{"code", "length_required"}}},
      {"a pair of no told length", unsized_pair, 411, {}, {{"code", "length_required"}}},
      {"a value too large",
       send("PUT", "/kv/rfc/known", "text/plain", std::string(value_bytes_max + 1, 'v')),
       413,
       {},
       {{"code", "too_large"}, {"limit", "100000"}, {"actual", "100001"}}},
      {"a pair too large",
       post(std::string(3 * value_bytes_max, ' ')),
       413,
       {},
       {{"code", "too_large"}, {"limit", "265536"}, {"actual", "300000"}}},
      {"a target too long",
       plain("GET", "/kv/" + std::string(line_bytes_max, 'k')),
       414,
       {},
       {{"code", "uri_too_long"}}},
      {"a pair as text",
       send("POST", "/kv/rfc/known", "text/plain", "{}"),
       415,
       {{"accept", "application/json"}},
       {{"code", "unsupported_media_type"}}},
      {"lines as JSON",
       send("POST", "/import", "application/json", "{}"),
       415,
       {{"accept", "application/x-ndjson"}}},
      {"a patch as text",
       send("PATCH", "/kv/rfc/known", "text/plain", "{}"),
       415,
       {{"accept-patch", "application/merge-patch+json, application/json"}}},
      {"a compressed body", encoded, 415, {{"accept-encoding", "identity"}}},
  };
}

std::vector<Row> rfc_field_rows() {
  return {
      {"a header too long",
       with("X-Long", std::string(line_bytes_max, 'h')),
       431,
       {},
       {{"code", "headers_too_large"}}},
      {"too many headers", many_headers(101), 431},
      {"two hosts",
       {"GET", "/healthz", {{"Host", "localhost"}, {"Host", "localhost"}}, {}},
       400,
       {},
       {{"code", "bad_request"}}},
      {"a foreign host", with("Host", "evil.example"), 403, {}, {{"code", "forbidden"}}},
      {"a foreign page",
       {"PUT", "/kv/rfc/known", {{"Origin", "https://evil.example"}}, "x"},
       403,
       {{"access-control-allow-origin", ""}}},
      invalid("no JSON", post("{"), "body"),
      invalid("no value", post("{}"), "value"),
      invalid("no text", post(R"({"value":5})"), "value"),
      invalid("an unknown member", post(R"({"value":"v","colour":1})"), "colour"),
      invalid("an unknown parameter", plain("GET", "/kv/rfc/known?colour=1"), "colour"),
      invalid("a parameter given twice", plain("GET", "/kv?limit=1&limit=2"), "limit"),
      invalid("a limit out of bounds", plain("GET", "/keys?limit=10001"), "limit"),
      {"a key of no bytes", plain("GET", "/kv/"), 422, {}, {{"code", "invalid"}}},
      {"a key that is a dot", plain("GET", "/kv/%2E"), 422, {}, {{"code", "invalid"}}},
      {"a key that is no text", plain("PUT", "/kv/%FF"), 422, {}, {{"code", "invalid"}}},
      {"a broken escape", plain("GET", "/kv/%4"), 422, {}, {{"code", "invalid"}}},
  };
}

std::vector<Row> rfc_request_id_rows() {
  return {
      {"an id is taken",
       with("X-Request-Id", "Job-7.a_b~c:d+e/f=g@h"),
       200,
       {{"x-request-id", "Job-7.a_b~c:d+e/f=g@h"}}},
      {"not one with spaces", with("X-Request-Id", "a b"), 200, fresh_id},
      {"not one with quotes", with("X-Request-Id", "\"a\""), 200, fresh_id},
      {"not one with markup", with("X-Request-Id", "<script>"), 200, fresh_id},
      {"not one with a coded line end", with("X-Request-Id", "a%0D%0ASet-Cookie: x"), 200, fresh_id},
      {"not one with other bytes", with("X-Request-Id", "\xC3\xA4"), 200, fresh_id},
      {"not one too long", with("X-Request-Id", id_too_long), 200, fresh_id},
      {"nor in a refusal", with("X-Request-Id", "a b", "/nowhere"), 404, fresh_id},
  };
}

std::vector<Row> rfc_resource_rows() {
  return {
      {"the address in full",
       plain("GET", "http://localhost/kv/rfc/known"),
       200,
       {},
       {{"value", "1234567890"}}},
      {"its host counts", plain("GET", "http://evil.example/kv/rfc/known"), 403},
      {"a page",
       plain("GET", "/keys?prefix=rfc/&limit=1"),
       200,
       {{"link", "~rel=\"next\""}, {"vary", "~Accept"}}},
      {"the last page", plain("GET", "/keys?prefix=rfc/&limit=1000"), 200, {{"link", ""}}},
      {"a page of pairs",
       plain("GET", "/kv?prefix=rfc/&limit=1"),
       200,
       {{"link", "~</kv?prefix=rfc%2F&limit=1&after="}}},
      {"all pairs",
       plain("GET", "/kv?prefix=rfc/"),
       200,
       {{"content-length", ""}, {"transfer-encoding", "chunked"}}},
      {"all entries",
       plain("GET", "/export?prefix=rfc/"),
       200,
       {{"content-disposition", "~attachment; filename="}, {"transfer-encoding", "chunked"}}},
      {"a pair",
       plain("GET", "/kv/rfc/known"),
       200,
       {{"last-modified", "{modified}"}, {"keyglass-revision", "~"}, {"keyglass-expires-at", ""}},
       {{"key", "rfc/known"}}},
      {"a replaced value",
       send("PUT", "/kv/rfc/known", "text/plain", "x"),
       200,
       {{"server-timing", "~commit;dur="}}},
      {"a type that is not offered is not missed",
       with("Accept", "image/png", "/kv/rfc/known"),
       200,
       {{"content-type", "application/json"}}},
      {"an expectation that nobody has", {"PUT", "/kv/rfc/known", {{"Expect", "miracles"}}, "x"}, 200},
      {"history", plain("GET", "/history/rfc/known"), 200, {}, {}},
      {"counts", plain("GET", "/stats?prefix=rfc/"), 200},
      {"readiness", plain("GET", "/readyz"), 200, {}, {{"status", "ready"}}},
      {"capabilities", plain("GET", "/capabilities"), 200},
      {"figures", plain("GET", "/metrics"), 200, {{"content-type", "~text/plain"}}},
      {"plans", plain("GET", "/plans"), 200},
      {"the description", plain("GET", "/openapi.json"), 200, {}, {{"openapi", "3.1.0"}}},
      {"the page", plain("GET", "/docs"), 200, {{"content-security-policy", "~default-src 'none'"}}},
      {"the index", plain("GET", "/"), 200, {}, {{"docs", "/docs"}, {"openapi", "/openapi.json"}}},
      {"the other contract", plain("GET", "/api/keys/rfc/known/"), 200, {}, {{"value", "1234567890"}}},
  };
}

}  // namespace keyglass::test
