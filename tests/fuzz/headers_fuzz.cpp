// Fuzzing what reads header fields and queries: conditions, ranges, dates, lists, hosts, traces. No text
// crashes one, and what each makes of it keeps to its contract.
#include <cstdint>
#include <cstdlib>

#include "http/entry_headers.hpp"
#include "http/http_date.hpp"
#include "http/origin_guard.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"
#include "http/range.hpp"
#include "http/request_id.hpp"
#include "http/text.hpp"
#include "http/trace_context.hpp"
#include "keyglass/codecs.hpp"
#include "keyglass/key_rules.hpp"

namespace {

using namespace keyglass::http;

void require(bool holds) {
  if (!holds) std::abort();
}

bool lies_in(std::string_view part, std::string_view whole) {
  return part.empty() ||
         (part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size());
}

// A refusal may quote any bytes; the document that tells it is text.
void require_told(const keyglass::Error& error) {
  const std::string document = keyglass::encode_problem(problem_of(error));
  require(keyglass::is_utf8(document) && keyglass::decode_problem(document).ok());
}

void check_query(std::string_view text) {
  const auto query = Query::parse(text);
  if (!query) return require_told(query.error());
  for (const auto& [name, value] : query.value().parameters()) {
    require(query.value().get(name) == value);
    static_cast<void>(query.value().decimal(name));
    static_cast<void>(query.value().flag(name));
    const auto number = query.value().number(name, 5, {1, 10});
    if (number) require(number.value() >= 1 && number.value() <= 10);
    if (number) continue;
    require(number.error().field == name);
    require_told(number.error());
  }
}

void check_range(std::string_view text) {
  for (const std::uint64_t size :
       {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1000}, ~std::uint64_t{0}}) {
    const RangeChoice choice = choose_range(text, size);
    if (choice.kind != RangeChoice::Kind::part) continue;
    require(choice.length >= 1 && choice.first < size && choice.length <= size - choice.first);
  }
}

// An entry without times and one with: their own ETag alone makes a condition on it hold.
void check_conditions(std::string_view text) {
  keyglass::KeyMetadata metadata;
  metadata.key = "k";
  metadata.etag = "\"1-a\"";
  Request request;
  request.method = "GET";
  for (const char* name : {"If-Match", "If-None-Match", "If-Unmodified-Since", "If-Modified-Since"}) {
    request.headers = {{name, std::string(text)}};
    const auto condition = precondition_of(request);
    if (!condition) {
      require(condition.error().field == name);
      require_told(condition.error());
      continue;
    }
    if (condition.value().match && !condition.value().match->any) {
      for (const std::string& etag : condition.value().match->etags) {
        const std::string_view strong = std::string_view(etag).substr(etag.starts_with("W/") ? 2 : 0);
        require(strong.size() >= 2 && strong.starts_with('"') && strong.ends_with('"'));
      }
    }
    static_cast<void>(answer_by_condition(request, metadata));
    static_cast<void>(not_modified(request, metadata.etag));
  }
  Reply reply;
  reply.body = "0123456789";
  request.headers = {{"Range", "bytes=2-5"}, {"If-Range", std::string(text)}};
  apply_range(request, metadata.etag, reply);
  require(reply.body == "2345" || reply.body == "0123456789");
}

void check_lists(std::string_view text) {
  for (const std::string_view member : split_list(text)) {
    require(!member.empty() && trim(member) == member && lies_in(member, text));
    require(lies_in(before_parameters(member), member));
  }
  for (const char* token : {"gzip", "text/html", "*"}) {
    const int weight = weight_of(text, token);
    require(weight >= 0 && weight <= 1000);
  }
  require(equal_ignoring_case(text, to_lower(text)));
}

void check_guard(std::string_view text) {
  static const OriginGuard guard({.hosts = {"keys.example"}, .origins = {"https://app.example"}});
  Request request;
  request.method = "PUT";
  request.headers = {{"Host", std::string(text)}};
  const bool known = !guard.refuse(request);
  const std::string name = to_lower(host_without_port(text));
  if (known) require(name == "keys.example" || name == "localhost" || name == "127.0.0.1" || name == "[::1]");
  request.headers = {{"Host", "localhost"}, {"Origin", std::string(text)}};
  const std::string origin = to_lower(text);
  if (!guard.refuse(request)) require(origin == "https://app.example" || origin.ends_with("://localhost"));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_query(text);
  check_range(text);
  check_conditions(text);
  check_lists(text);
  check_guard(text);
  if (const auto time = parse_http_date(text)) require(parse_http_date(http_date(*time)) == time);
  if (const auto trace = parse_traceparent(text))
    require(trace->trace_id.size() == 32 && trace->parent_id.size() == 16 && lies_in(trace->trace_id, text));
  const std::string id = request_id_of(text);
  require(!id.empty() && id.size() <= 128 && id.find_first_of(" \"\r\n<>") == std::string::npos);
  return 0;
}
