// Vectors of codecs.hpp.
#include "keyglass/codecs.hpp"
#include "vectors.hpp"

namespace keyglass::test {
namespace {

// What `text` decodes to, encoded again; or the error.
template <typename Message>
std::string round(Result<Message> decoded, std::string (*encode)(const Message&)) {
  return decoded ? encode(decoded.value()) : shown(decoded.error());
}

Vector request(std::string statement, std::string_view json, std::string expected) {
  return {std::move(statement), round(decode_write_request(json), encode_write_request), std::move(expected)};
}

std::string text_of(const CompatibleMember& member) {
  return member.fault.empty() ? member.text.value_or("(absent)") : "(" + member.fault + ")";
}

Vector compatible(std::string statement, std::string_view json, std::string expected) {
  const auto decoded = decode_compatible_write_request(json);
  std::string actual =
      decoded ? "key=" + text_of(decoded.value().key) + " value=" + text_of(decoded.value().value)
              : shown(decoded.error());
  return {std::move(statement), std::move(actual), std::move(expected)};
}

Vector pair(std::string statement, std::string_view json, std::string expected) {
  return {std::move(statement), round(decode_key_value(json), encode_key_value), std::move(expected)};
}

Vector page(std::string statement, std::string_view json, std::string expected) {
  return {std::move(statement), round(decode_key_page(json), encode_key_page), std::move(expected)};
}

Vector metadata(std::string statement, std::string_view json, std::string expected) {
  return {std::move(statement), round(decode_key_metadata(json), encode_key_metadata), std::move(expected)};
}

Vector problem(std::string statement, std::string_view json, std::string expected) {
  return {std::move(statement), round(decode_problem(json), encode_problem), std::move(expected)};
}

const std::string whole_metadata =
    R"({"key":"a","size":3,"revision":18446744073709551615,"created_at":"2026-01-31T09:30:00.000Z",)"
    R"("updated_at":"2026-01-31T09:30:00.001Z","expires_at":"2026-02-01T00:00:00.000Z",)"
    R"("content_type":"text/plain","etag":"\"abc\""})";

const std::string whole_problem =
    R"({"type":"about:blank","title":"Too large","status":413,"detail":"d","code":"too_large",)"
    R"("request_id":"r","key":"k","field":"value","etag":"\"e\"","limit":1,"actual":2,"revision":3,)"
    R"("failed":[{"index":0,"key":"k","etag":"\"e\"","revision":3},{"index":2,"key":"l"}],"moved":["m"],"moved_count":4})";

}  // namespace

Group write_request_vectors() {
  return {
      "Write requests",
      {
          request("A value", R"({"value":"v"})", R"({"value":"v"})"),
          request("An empty value", R"({"value":""})", R"({"value":""})"),
          request("A value of bytes", R"({"value_base64":"/w=="})", R"({"value_base64":"/w=="})"),
          request("Bytes that are text", R"({"value_base64":"Zg=="})", R"({"value":"f"})"),
          request("Everything at once", R"({"content_type":"text/plain","ttl":1.5,"value":"v"})",
                  R"({"value":"v","ttl":1.5,"content_type":"text/plain"})"),
          request("A whole number of seconds", R"({"value":"v","ttl":60})", R"({"value":"v","ttl":60})"),
          request("No value", "{}", "invalid [value] value is missing (value or value_base64 is required)"),
          request("value null", R"({"value":null})", "invalid [value] value must be a string, not null"),
          request("value a number", R"({"value":5})", "invalid [value] value must be a string, not a number"),
          request("value an object", R"({"value":{}})",
                  "invalid [value] value must be a string, not an object"),
          request("Both values", R"({"value":"v","value_base64":"Zg=="})",
                  "invalid [value_base64] give value or value_base64, not both"),
          request("value_base64 that is not base64", R"({"value_base64":"?"})",
                  "invalid [value_base64] value_base64 is not base64…"),
          request("An unknown member", R"({"value":"v","tll":1})",
                  "invalid [tll] unknown member \"tll\": known are value, value_base64, ttl, content_type"),
          request("An unknown member of great length is not repeated whole",
                  "{\"" + std::string(100, 'x') + "\":1}", "invalid [" + std::string(80, 'x') + "…"),
          request("A member that occurs twice", R"({"value":"v","value":"w"})",
                  "invalid [value] member \"value\" occurs twice"),
          request("ttl a string", R"({"value":"v","ttl":"1"})",
                  "invalid [ttl] ttl must be a number, not a string"),
          request("ttl null", R"({"value":"v","ttl":null})", "invalid [ttl] ttl must be a number, not null"),
          request("ttl negative", R"({"value":"v","ttl":-1})", "invalid [ttl] ttl must be more than 0…"),
          request("content_type with a line break", R"({"value":"v","content_type":"a\nb"})",
                  "invalid [content_type] content_type may hold printable ASCII characters only"),
          request("An array", "[]", "invalid [] the body must be a JSON object, not an array"),
          request("A string", "\"v\"", "invalid [] the body must be a JSON object, not a string"),
          request("An empty body lacks a value", " ",
                  "invalid [value] the body is empty: value or value_base64 is required"),
          request("A syntax error", R"({"value":"v")", "invalid [] the body is not JSON: line 1, column 13…"),
          request("Something after the object", R"({"value":"v"}x)", "invalid [] the body is not JSON…"),
      }};
}

Group compatible_request_vectors() {
  return {"Requests of the second contract",
          {
              compatible("Both members", R"({"key":"k","value":"v"})", "key=k value=v"),
              compatible("Absent and blank members differ", R"({"value":""})", "key=(absent) value="),
              compatible("No members", "{}", "key=(absent) value=(absent)"),
              compatible("null", R"({"key":null})", "key=(This field may not be null.) value=(absent)"),
              compatible("A number", R"({"key":"k","value":1})", "key=k value=(Not a valid string.)"),
              compatible("An unknown member", R"({"name":"k"})",
                         "invalid [name] unknown member \"name\": known are key, value"),
              compatible("An array", "[]", "invalid [] the body must be a JSON object, not an array"),
              compatible("An empty body has no members", "", "key=(absent) value=(absent)"),
          }};
}

Group reply_vectors() {
  const std::string page_text =
      R"({"keys":[)" + whole_metadata + R"(,{"key":"b","size":0}],"prefixes":["user:"],"next":"Zg"})";
  const auto config = decode_web_config(R"({"api_url":"http://localhost:8000","version":"1","new":{}})");
  return {
      "Replies",
      {
          pair("A pair", R"({"key":"k","value":"v"})", R"({"key":"k","value":"v"})"),
          pair("A pair of bytes", R"({"key":"k","value_base64":"/w=="})",
               R"({"key":"k","value_base64":"/w=="})"),
          pair("A member of a newer server is ignored", R"({"key":"k","value":"v","new":[1]})",
               R"({"key":"k","value":"v"})"),
          pair("A pair without its key", R"({"value":"v"})", "invalid [key] key is missing"),
          pair("A pair without its value", R"({"key":"k"})", "invalid [value] value is missing…"),
          metadata("Metadata survives, also the highest revision", whole_metadata, whole_metadata),
          metadata("What the engine does not keep is left out", R"({"key":"a","size":3})",
                   R"({"key":"a","size":3})"),
          metadata("A negative size", R"({"key":"a","size":-1})",
                   "invalid [size] size must be an integer of at least 0, not a number"),
          metadata("A time that is none", R"({"key":"a","created_at":"now"})",
                   "invalid [created_at] created_at: not a time like…"),
          page("A page survives", page_text, page_text),
          page("The last page has no cursor", R"({"keys":[],"prefixes":[]})", R"({"keys":[],"prefixes":[]})"),
          page("A page without keys", "{}", "invalid [keys] keys is missing"),
          page("Keys that are no array", R"({"keys":{}})",
               "invalid [keys] keys must be an array, not an object"),
          page("A broken key is named by its place", R"({"keys":[{"key":"a"},{"key":1}]})",
               "invalid [keys] keys[1]: key must be a string, not a number"),
          page("A prefix that is no string", R"({"keys":[],"prefixes":[1]})",
               "invalid [prefixes] prefixes must hold strings"),
          problem("A problem survives", whole_problem, whole_problem),
          problem("A problem of another server", R"({"detail":"d"})", R"({"detail":"d"})"),
          problem(
              "A failed condition that is none", R"({"failed":[{"index":"0"}]})",
              "invalid [failed[0].index] failed[0]: index must be an integer of at least 0, not a string"),
          problem("A status that is no status", R"({"status":3000000000})",
                  "invalid [status] status is too large"),
          {"A web configuration survives, newer members ignored",
           config ? encode_web_config(config.value()) : shown(config.error()),
           R"({"api_url":"http://localhost:8000","version":"1"})"},
      }};
}

}  // namespace keyglass::test
