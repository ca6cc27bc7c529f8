// Ranges (RFC 9110 section 14) and raw values: see rfc_table.hpp.
#include "integration/rfc_table.hpp"

namespace keyglass::test {
namespace {

Ask raw(std::vector<std::pair<std::string, std::string>> headers, std::string key = "known") {
  return {"GET", "/kv/rfc/" + key + "?raw", std::move(headers), {}};
}

Ask by_accept(std::vector<std::pair<std::string, std::string>> headers) {
  headers.emplace_back("Accept", "application/octet-stream");
  return {"GET", "/kv/rfc/known", std::move(headers), {}};
}

Ask range(std::string value) {
  return raw({{"Range", std::move(value)}});
}

Row part(std::string value, std::string of, std::string body) {
  const std::string size = std::to_string(body.size());
  return {"the part " + value,
          range(value),
          206,
          {{"content-range", std::move(of)},
           {"content-length", size},
           {"etag", "{etag}"},
           {"accept-ranges", "bytes"}},
          {},
          std::move(body)};
}

Row whole(std::string says, Ask ask) {
  return {std::move(says), std::move(ask), 200, {{"content-range", ""}}, {}, "1234567890"};
}

Row nothing(std::string value) {
  return {"no such part: " + value,
          range(value),
          416,
          {{"content-range", "bytes */10"}, {"content-type", "application/problem+json"}},
          {{"code", "range_not_satisfiable"}}};
}

}  // namespace

std::vector<Row> rfc_range_rows() {
  const Wants own_etag{{"etag", "{bytes_etag}"}, {"vary", "~Accept"}};
  const Wants raw_headers{{"accept-ranges", "bytes"},
                          {"content-security-policy", "sandbox"},
                          {"x-content-type-options", "nosniff"},
                          {"content-type", "text/plain"},
                          {"etag", "{etag}"},
                          {"content-length", "10"}};
  return {
      {"all of it", raw({}), 200, raw_headers, {}, "1234567890"},
      {"by Accept", by_accept({}), 200, own_etag, {}, "1234567890"},
      {"the pair's ETag is not theirs", by_accept({{"If-None-Match", "{etag}"}}), 200, own_etag},
      {"their own is", by_accept({{"If-None-Match", "{bytes_etag}"}}), 304, own_etag},
      {"nor is theirs the pair's", {"GET", "/kv/rfc/known", {{"If-None-Match", "{bytes_etag}"}}, {}}, 200},
      {"both are the entry's", by_accept({{"If-Match", "{bytes_etag}"}}), 200, own_etag},
      {"the pair's, too", by_accept({{"If-Match", "{etag}"}}), 200, own_etag},
      {"a part of them", by_accept({{"Range", "bytes=0-1"}, {"If-Range", "{bytes_etag}"}}), 206, own_etag},
      {"not of the pair", by_accept({{"Range", "bytes=0-1"}, {"If-Range", "{etag}"}}), 200, own_etag},
      {"no part of it where only the headers are asked for",
       {"HEAD", "/kv/rfc/known?raw", {{"Range", "bytes=0-1"}}, {}},
       200,
       raw_headers},
      part("bytes=0-3", "bytes 0-3/10", "1234"),
      part("bytes=7-", "bytes 7-9/10", "890"),
      part("bytes=-3", "bytes 7-9/10", "890"),
      part("bytes=-99", "bytes 0-9/10", "1234567890"),
      part("bytes=5-99999999999999999999999", "bytes 5-9/10", "67890"),
      part("BYTES=9-9", "bytes 9-9/10", "0"),
      nothing("bytes=10-"),
      nothing("bytes=10-20"),
      nothing("bytes=99999999999999999999999-"),
      nothing("bytes=-0"),
      whole("several parts are the whole", range("bytes=0-1,4-5")),
      whole("backwards", range("bytes=5-2")),
      whole("no numbers", range("bytes=a-b")),
      whole("nothing", range("bytes=")),
      whole("an empty header", range("")),
      whole("another unit", range("lines=0-1")),
      whole("not if it is another", raw({{"Range", "bytes=0-1"}, {"If-Range", "\"a\""}})),
      whole("not weakly", raw({{"Range", "bytes=0-1"}, {"If-Range", "W/{etag}"}})),
      whole("not by a date, which tells no two writes of a second apart",
            raw({{"Range", "bytes=0-1"}, {"If-Range", "{modified}"}})),
      whole("not even where there is no such part", raw({{"Range", "bytes=99-"}, {"If-Range", "\"a\""}})),
      whole("no range, no condition on it", raw({{"If-Range", "\"a\""}})),
      {"if it is this one", raw({{"Range", "bytes=0-1"}, {"If-Range", "{etag}"}}), 206, {}, {}, "12"},
      {"unchanged comes before parts", raw({{"Range", "bytes=0-1"}, {"If-None-Match", "{etag}"}}), 304},
      {"changed, too", raw({{"Range", "bytes=0-1"}, {"If-Match", "\"a\""}}), 412},
      {"JSON has no parts",
       {"GET", "/kv/rfc/known", {{"Range", "bytes=0-1"}}, {}},
       200,
       {{"accept-ranges", ""}, {"content-type", "application/json"}}},
      {"nothing is all there is", raw({}, "empty"), 200, {{"content-length", "0"}}, {}, ""},
      {"and a part of it", raw({{"Range", "bytes=0-"}}, "empty"), 200, {{"content-length", "0"}}, {}, ""},
      {"from its end", raw({{"Range", "bytes=-5"}}, "empty"), 200, {{"content-length", "0"}}, {}, ""},
      {"but not beyond", raw({{"Range", "bytes=1-"}}, "empty"), 416, {{"content-range", "bytes */0"}}},
  };
}

}  // namespace keyglass::test
