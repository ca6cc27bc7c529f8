// Conditional requests (RFC 9110 section 13): see rfc_table.hpp.
#include "integration/rfc_table.hpp"

namespace keyglass::test {
namespace {

Ask read(std::vector<std::pair<std::string, std::string>> headers, std::string target = "/kv/rfc/known") {
  return {"GET", std::move(target), std::move(headers), {}};
}

Ask put(std::vector<std::pair<std::string, std::string>> headers, std::string key = "known") {
  return {"PUT", "/kv/rfc/" + key, std::move(headers), "new"};
}

Ask erase(std::vector<std::pair<std::string, std::string>> headers, std::string key = "known") {
  return {"DELETE", "/kv/rfc/" + key, std::move(headers), {}};
}

const Wants unchanged{{"etag", "{etag}"},    {"last-modified", "{modified}"}, {"keyglass-revision", "~"},
                      {"vary", "~Accept"},   {"cache-control", "no-cache"},   {"content-type", ""},
                      {"content-length", ""}};
const Wants current{{"etag", "{etag}"}};
const Wants changed{{"code", "precondition_failed"}, {"etag", "{etag}"}, {"key", "rfc/known"}};

}  // namespace

std::vector<Row> rfc_read_condition_rows() {
  return {
      {"the same ETag", read({{"If-None-Match", "{etag}"}}), 304, unchanged},
      {"weakly compared", read({{"If-None-Match", "W/{etag}"}}), 304, unchanged},
      {"one of a list", read({{"If-None-Match", "\"a,b\", {etag}"}}), 304, unchanged},
      {"one of two lines", read({{"If-None-Match", "\"a\""}, {"If-None-Match", "{etag}"}}), 304, unchanged},
      {"any", read({{"If-None-Match", "*"}}), 304, unchanged},
      {"another ETag", read({{"If-None-Match", "\"a\""}}), 200, current},
      {"no ETag at all", read({{"If-None-Match", ""}}), 200, current},
      {"an ETag without quotes", read({{"If-None-Match", "a"}}), 200, current},
      {"raw", read({{"If-None-Match", "{etag}"}}, "/kv/rfc/known?raw"), 304, unchanged},
      {"metadata", read({{"If-None-Match", "{etag}"}}, "/keys/rfc/known"), 304, current},
      {"metadata since", read({{"If-Modified-Since", "{modified}"}}, "/keys/rfc/known"), 304, current},
      {"metadata of another", read({{"If-Match", "\"a\""}}, "/keys/rfc/known"), 412, current, changed},
      {"absent is absent", read({{"If-None-Match", "*"}}, "/kv/rfc/none"), 404, {}, {{"code", "not_found"}}},
      {"not modified since", read({{"If-Modified-Since", "{modified}"}}), 304, unchanged},
      {"nor since later", read({{"If-Modified-Since", "{later}"}}), 304, unchanged},
      {"modified since", read({{"If-Modified-Since", "{earlier}"}}), 200, current},
      {"since an old form of date", read({{"If-Modified-Since", "Sunday, 06-Nov-94 08:49:37 GMT"}}), 200},
      {"since the oldest form", read({{"If-Modified-Since", "Sun Nov  6 08:49:37 1994"}}), 200},
      {"since a day that never was", read({{"If-Modified-Since", "Sun, 31 Feb 2999 08:49:37 GMT"}}), 200},
      {"since no date", read({{"If-Modified-Since", "yesterday"}}), 200},
      {"the ETag outweighs the date", read({{"If-None-Match", "\"a\""}, {"If-Modified-Since", "{later}"}}),
       200},
      {"either way", read({{"If-None-Match", "{etag}"}, {"If-Modified-Since", "{earlier}"}}), 304, unchanged},
      {"still this one", read({{"If-Match", "{etag}"}}), 200, current},
      {"still any", read({{"If-Match", "*"}}), 200, current},
      {"no longer this one", read({{"If-Match", "\"a\""}}), 412, current, changed},
      {"strongly compared", read({{"If-Match", "W/{etag}"}}), 412, current, changed},
      {"a match comes first", read({{"If-Match", "\"a\""}, {"If-None-Match", "{etag}"}}), 412, current},
      {"and then the other", read({{"If-Match", "{etag}"}, {"If-None-Match", "{etag}"}}), 304, unchanged},
      {"a match of the absent", read({{"If-Match", "*"}}, "/kv/rfc/none"), 404},
      {"unmodified since", read({{"If-Unmodified-Since", "{modified}"}}), 200, current},
      {"not unmodified", read({{"If-Unmodified-Since", "{earlier}"}}), 412, current, changed},
      {"unmodified since no date", read({{"If-Unmodified-Since", "yesterday"}}), 200},
      {"a match outweighs that date", read({{"If-Match", "{etag}"}, {"If-Unmodified-Since", "{earlier}"}}),
       200},
  };
}

std::vector<Row> rfc_write_condition_rows() {
  const Ask post{"POST", "/kv/rfc/known", {{"If-Match", "\"a\""}}, R"({"value":"v"})"};
  const Ask patch{"PATCH", "/kv/rfc/known", {{"If-Unmodified-Since", "{earlier}"}}, R"({"increment":1})"};
  const Ask count{"PATCH", "/kv/rfc/known", {{"If-Unmodified-Since", "{modified}"}}, R"({"increment":1})"};
  return {
      {"this one", put({{"If-Match", "{etag}"}}), 200, {}, {{"key", "rfc/known"}, {"size", "3"}}},
      {"by the ETag of its bytes", put({{"If-Match", "{bytes_etag}"}}), 200},
      {"not by the ETag of its bytes", put({{"If-None-Match", "{bytes_etag}"}}), 412, current, changed},
      {"one of a list", put({{"If-Match", "\"a\", {etag}"}}), 200},
      {"one of two lines", put({{"If-Match", "\"a\""}, {"If-Match", "{etag}"}}), 200},
      {"any", put({{"If-Match", "*"}}), 200},
      {"another", put({{"If-Match", "\"a\""}}), 412, current, changed},
      {"others", put({{"If-Match", "\"a\", \"b\""}}), 412, current, changed},
      {"strongly compared", put({{"If-Match", "W/{etag}"}}), 412, current, changed},
      {"any of the absent", put({{"If-Match", "*"}}, "none"), 412, {{"etag", ""}}, {{"key", "rfc/none"}}},
      {"this of the absent", put({{"If-Match", "\"a\""}}, "none"), 412, {{"etag", ""}}},
      {"broken", put({{"If-Match", "a"}}), 422, {}, {{"code", "invalid"}, {"field", "If-Match"}}},
      {"empty", put({{"If-Match", ""}}), 422, {}, {{"field", "If-Match"}}},
      {"only new", put({{"If-None-Match", "*"}}), 412, current, changed},
      {"new", put({{"If-None-Match", "*"}}, "none"), 201, {{"location", "/kv/rfc%2Fnone"}}},
      {"not this one", put({{"If-None-Match", "{etag}"}}), 412, current, changed},
      {"not this one, weakly", put({{"If-None-Match", "W/{etag}"}}), 412, current, changed},
      {"not another", put({{"If-None-Match", "\"a\""}}), 200},
      {"both", put({{"If-Match", "{etag}"}, {"If-None-Match", "\"a\""}}), 200},
      {"unmodified since", put({{"If-Unmodified-Since", "{modified}"}}), 200},
      {"not unmodified", put({{"If-Unmodified-Since", "{earlier}"}}), 412, current, changed},
      {"unmodified since no date", put({{"If-Unmodified-Since", "soon"}}), 200},
      {"a match outweighs the date", put({{"If-Match", "{etag}"}, {"If-Unmodified-Since", "{earlier}"}}),
       200},
      {"the absent has no date", put({{"If-Unmodified-Since", "{earlier}"}}, "none"), 201},
      {"writes do not ask when it was", put({{"If-Modified-Since", "{later}"}}), 200},
      {"a deletion of this", erase({{"If-Match", "{etag}"}}), 200, {}, {{"deleted", "rfc/known"}}},
      {"a deletion of another", erase({{"If-Match", "\"a\""}}), 412, current, changed},
      {"a deletion, not unmodified", erase({{"If-Unmodified-Since", "{earlier}"}}), 412, current, changed},
      {"a deletion of the absent", erase({}, "none"), 404, {}, {{"detail", "key not found"}}},
      {"a pair", post, 412, current, changed},
      {"a patch, not unmodified", patch, 412, current, changed},
      {"a patch", count, 200, {}, {{"value", "1234567891"}}},
  };
}

}  // namespace keyglass::test
