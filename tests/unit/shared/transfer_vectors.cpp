// Vectors of transfer_codecs.hpp and plan_codecs.hpp.
#include "keyglass/plan_codecs.hpp"
#include "keyglass/transfer_codecs.hpp"
#include "vectors.hpp"

namespace keyglass::test {
namespace {

// What `line` decodes to, encoded again; or the error.
Vector line(std::string statement, std::string_view json, std::string expected) {
  const auto entry = decode_transfer_line(json);
  if (!entry) return {std::move(statement), shown(entry.error()), std::move(expected)};
  KeyMetadata metadata;
  metadata.key = entry.value().key;
  metadata.expires_at_ms = entry.value().expires_at_ms;
  metadata.content_type = entry.value().content_type.value_or("");
  return {std::move(statement), encode_transfer_line(metadata, entry.value().value), std::move(expected)};
}

Vector value(std::string statement, std::string_view bytes, std::string expected) {
  KeyMetadata metadata;
  metadata.key = "k";
  return {std::move(statement), encode_transfer_line(metadata, bytes), std::move(expected)};
}

Vector report(std::string statement, std::string_view json, std::string expected) {
  const auto decoded = decode_import_report(json);
  return {std::move(statement), decoded ? encode_import_report(decoded.value()) : shown(decoded.error()),
          std::move(expected)};
}

Vector request(std::string statement, std::string_view json, std::string expected) {
  const auto decoded = decode_plan_request(json);
  return {std::move(statement), decoded ? encode_plan_request(decoded.value()) : shown(decoded.error()),
          std::move(expected)};
}

Vector plan(std::string statement, const std::string& json, std::string expected) {
  const auto decoded = decode_plan(json);
  return {std::move(statement), decoded ? encode_plan(decoded.value()) : shown(decoded.error()),
          std::move(expected)};
}

const std::string whole_plan =
    R"({"plan":"0f","action":"set_ttl","state":"stopped","prefix":"a","glob":"b*","ttl":1.5,)"
    R"("restore_revision":3,"count":9,"puts":8,"deletes":1,"bytes":7,"sample":["a","b"],)"
    R"("sample_deletes":["c"],"revision":6,"created_at":"2026-01-31T09:30:00.000Z",)"
    R"("expires_at":"2026-01-31T09:45:00.000Z","done":5,"skipped":4,"last_key":"k","moved":["m"],)"
    R"("moved_count":2,"detail":"d"})";

const std::string small_plan =
    R"({"plan":"0f","action":"delete","state":"pending","count":0,"puts":0,"deletes":0,"bytes":0,"sample":[],)"
    R"("revision":0,"created_at":"1970-01-01T00:00:00.000Z","done":0,"skipped":0})";

}  // namespace

Group transfer_vectors() {
  return {
      "Lines of an export",
      {
          line("A key and a value", R"({"key":"k","value":"v"})", R"({"key":"k","value":"v"})"),
          line(
              "Everything that travels",
              R"({"content_type":"a/b","expires_at":"2026-01-31T09:30:00Z","value_base64":"/w==","key":"k"})",
              R"({"key":"k","value_base64":"/w==","expires_at":"2026-01-31T09:30:00.000Z","content_type":"a/b"})"),
          line("What describes its life elsewhere is taken and not kept",
               R"({"key":"k","value":"","revision":5,"created_at":"2026-01-31T09:30:00Z",)"
               R"("updated_at":"2026-01-31T09:30:00Z"})",
               R"({"key":"k","value":""})"),
          line("But not if it is of a wrong type", R"({"key":"k","value":"","revision":"5"})",
               "invalid [revision] revision must be an integer…"),
          line("An unknown member", R"({"key":"k","value":"","ttl":5})",
               "invalid [ttl] unknown member \"ttl\"…"),
          line("No key", R"({"value":""})", "invalid [key] key is missing"),
          line("A bad key", R"({"key":"..","value":""})", "invalid [key] …"),
          line("A bad content type", R"({"key":"k","value":"","content_type":""})",
               "invalid [content_type] content_type is empty"),
          line("No JSON: the place is within the line", "{", "invalid [] not JSON: column…"),
          value("Text stays text", "a\n\"b\"\\", R"({"key":"k","value":"a\n\"b\"\\"})"),
          value("Bytes travel as base64", "\xFF", R"({"key":"k","value_base64":"/w=="})"),
          value("So does text that escapes would more than double", "\x01\x01",
                R"({"key":"k","value_base64":"AQE="})"),
          report(
              "A report",
              R"({"imported":1,"skipped":2,"failed":[{"line":3,"code":"c","detail":"d"}],"failed_count":4})",
              R"({"imported":1,"skipped":2,"failed":[{"line":3,"code":"c","detail":"d"}],"failed_count":4})"),
          report(
              "A report of a dry run",
              R"({"imported":0,"skipped":0,"failed":[],"failed_count":0,"would_create":1,"would_replace":2,)"
              R"("unchanged":3,"conflicts":["a"]})",
              R"({"imported":0,"skipped":0,"failed":[],"failed_count":0,"would_create":1,"would_replace":2,)"
              R"("unchanged":3,"conflicts":["a"]})"),
          report("A report with a failure of another shape", R"({"failed":[{"line":"3"}]})",
                 "invalid [failed] failed: line must be an integer…"),
      }};
}

Group plan_vectors() {
  return {
      "Plans",
      {
          request("By prefix", R"({"action":"delete","prefix":""})", R"({"action":"delete","prefix":""})"),
          request("By names, for a time", R"({"action":"set_ttl","keys":["a","b"],"ttl":1.5})",
                  R"({"action":"set_ttl","keys":["a","b"],"ttl":1.5})"),
          request("For ever", R"({"action":"set_ttl","glob":"a*","ttl":null})",
                  R"({"action":"set_ttl","glob":"a*","ttl":null})"),
          request("Back to a revision", R"({"action":"restore","prefix":"a","revision":7})",
                  R"({"action":"restore","prefix":"a","revision":7})"),
          request("No action", R"({"prefix":"a"})", "invalid [action] action is missing"),
          request("Another action", R"({"action":"drop","prefix":"a"})",
                  "invalid [action] action must be one of delete, set_ttl, restore"),
          request("Nothing selected", R"({"action":"delete"})",
                  "invalid [prefix] give exactly one of prefix, glob and keys"),
          request("Selected twice", R"({"action":"delete","prefix":"","keys":["a"]})",
                  "invalid [keys] give exactly one of prefix, glob and keys"),
          request("A key that is none", R"({"action":"delete","keys":["a",1]})",
                  "invalid [keys[1]] keys must hold strings"),
          request("A time where none belongs", R"({"action":"delete","prefix":"a","ttl":null})",
                  "invalid [ttl] ttl belongs to set_ttl only"),
          request("A time of nothing", R"({"action":"set_ttl","prefix":"a","ttl":0})",
                  "invalid [ttl] ttl must be…"),
          request("No revision to go back to", R"({"action":"restore","prefix":"a"})",
                  "invalid [revision] revision is missing"),
          plan("A plan with everything", whole_plan, whole_plan),
          plan("A plan with nothing", small_plan, small_plan),
          plan("A state that is none", R"({"plan":"0f","action":"delete","state":"lost"})",
               "invalid [state] state must be one of pending, running…"),
      }};
}

}  // namespace keyglass::test
