// Every row of the table in rfc_table.hpp, asked of the real process; each GET as HEAD too.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <set>
#include <string>

#include "http/http_date.hpp"
#include "integration/json_answer.hpp"
#include "integration/keyglass_process.hpp"
#include "integration/rfc_table.hpp"

namespace keyglass::test {
namespace {

// What the braces of a row stand for.
struct Known {
  std::string etag;
  std::string modified;
  std::string earlier;
  std::string later;
};

Known prepare(const std::string& api) {
  ask(api, {"DELETE", "/kv/rfc/none", {}, {}});
  ask(api, {"PUT", "/kv/rfc/empty", {}, {}});
  ask(api, {"PUT", "/kv/rfc/known", {{"Content-Type", "text/plain"}}, "1234567890"});
  const Answer answer = get(api, "/kv/rfc/known");
  Known known{
      .etag = answer.header("etag"), .modified = answer.header("last-modified"), .earlier = {}, .later = {}};
  const auto at = http::parse_http_date(known.modified);
  REQUIRE(at.has_value());
  known.earlier = http::http_date(*at - 60'000);
  known.later = http::http_date(*at + 60'000);
  return known;
}

std::string filled(std::string text, const Known& known) {
  const std::string bytes_etag = known.etag.substr(0, known.etag.size() - 1) + ";bytes\"";
  for (const auto& [name, value] : {std::pair{"{etag}", known.etag},
                                    {"{bytes_etag}", bytes_etag},
                                    {"{modified}", known.modified},
                                    {"{earlier}", known.earlier},
                                    {"{later}", known.later}}) {
    if (const auto at = text.find(name); at != std::string::npos)
      text.replace(at, std::string_view(name).size(), value);
  }
  return text;
}

Ask filled(Ask ask, const Known& known) {
  for (auto& header : ask.headers) header.second = filled(header.second, known);
  return ask;
}

void check_header(const Answer& answer, const std::string& name, const std::string& wanted) {
  CAPTURE(name, wanted, answer.header(name));
  const bool is_there =
      std::ranges::any_of(answer.headers, [&](const auto& header) { return header.first == name; });
  if (wanted.empty()) {
    CHECK_FALSE(is_there);
  } else if (wanted.front() == '~') {
    CHECK((is_there && answer.header_contains(name, wanted.substr(1))));
  } else {
    CHECK(answer.header(name) == wanted);
  }
}

void check_members(const Answer& answer, const Wants& members, const Known& known) {
  CAPTURE(answer.body);
  for (const auto& [name, wanted] : members) {
    CAPTURE(name);
    const JsonValue object = json_of(answer);
    const JsonValue& value = at(object, name);
    const std::string text = value.type == JsonValue::Type::string ? value.text : encode_json(value);
    CHECK(text == filled(wanted, known));
  }
}

// What holds for every answer, and for every refusal (RFC 9457).
void check_any(const Ask& asked, const Answer& answer) {
  CHECK(answer.complete);
  CHECK(answer.header("x-content-type-options") == "nosniff");
  CHECK(answer.header_contains("server-timing", "total;dur="));
  CHECK_FALSE(answer.header("cache-control").empty());
  CHECK_FALSE(answer.header("date").empty());
  const std::string id = answer.header("x-request-id");
  const auto sent =
      std::ranges::find(asked.headers, "X-Request-Id", [](const auto& header) { return header.first; });
  const bool taken = sent != asked.headers.end() && sent->second == id;
  const bool is_fresh = id.size() == 32 && id.find_first_not_of("0123456789abcdef") == std::string::npos;
  CHECK((taken || is_fresh));
  if (answer.status < 400 || asked.method == "HEAD") return;
  CHECK(answer.header("content-type") == "application/problem+json");
  const JsonValue problem = json_of(answer);
  CHECK(at(problem, "type").text == "urn:keyglass:error:" + at(problem, "code").text);
  CHECK(at(problem, "status").integer == static_cast<std::uint64_t>(answer.status));
  CHECK_FALSE(at(problem, "title").text.empty());
  CHECK_FALSE(at(problem, "detail").text.empty());
  CHECK(at(problem, "request_id").text == id);
}

// RFC 9110 section 9.3.2: the headers of GET, and no byte of a body.
void check_head(const std::string& api, Ask asked) {
  std::erase_if(asked.headers, [](const auto& header) { return header.first == "Range"; });
  const Answer whole = ask(api, asked);
  asked.method = "HEAD";
  HttpConnection connection(api);
  const Answer head = connection.ask(asked);
  CAPTURE(head.status);
  CHECK(head.status == whole.status);
  check_any(asked, head);
  const std::set<std::string> changing{"date", "server-timing", "x-request-id", "content-disposition"};
  for (const auto& [name, value] : whole.headers) {
    if (changing.contains(name) || asked.target == "/metrics") continue;
    CAPTURE(name);
    if (name == "content-length" && whole.status >= 400) continue;  // the request id differs in length
    CHECK(head.header_contains(name, value));
  }
  const bool goes_on = head.header("connection") != "close";
  if (goes_on) CHECK(connection.ask({.target = "/healthz"}).body == R"({"status":"ok"})");
  if (!goes_on) CHECK(connection.is_closed());
}

void check_row(const std::string& api, const Row& row) {
  const Known known = prepare(api);
  const Ask asked = filled(row.ask, known);
  CAPTURE(row.says, asked.method, asked.target, asked.headers);
  const Answer answer = ask(api, asked);
  CHECK(answer.status == row.status);
  if (answer.status != row.status) return;
  check_any(asked, answer);
  for (const auto& [name, wanted] : row.headers) check_header(answer, name, filled(wanted, known));
  check_members(answer, row.members, known);
  if (row.body) CHECK(answer.body == *row.body);
  if (asked.method == "GET") check_head(api, asked);
}

TEST_CASE("Requests are answered as HTTP's rules say, row by row") {
  for (const auto& rows :
       {rfc_read_condition_rows(), rfc_write_condition_rows(), rfc_range_rows(), rfc_path_rows(),
        rfc_body_rows(), rfc_field_rows(), rfc_request_id_rows(), rfc_resource_rows()}) {
    for (const Row& row : rows) check_row(shared_api().api(), row);
  }
}

}  // namespace
}  // namespace keyglass::test
