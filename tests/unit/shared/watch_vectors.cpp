// Vectors of watch_codecs.hpp.
#include "keyglass/watch_codecs.hpp"
#include "vectors.hpp"

namespace keyglass::test {
namespace {

Vector event(std::string statement, std::string_view json, std::string expected) {
  const auto decoded = decode_watch_event(json);
  return {std::move(statement), decoded ? encode_watch_event(decoded.value()) : shown(decoded.error()),
          std::move(expected)};
}

Vector synced(std::string statement, std::string_view json, std::string expected) {
  const auto decoded = decode_watch_synced(json);
  return {std::move(statement), decoded ? encode_watch_synced(decoded.value()) : shown(decoded.error()),
          std::move(expected)};
}

const std::string whole_put =
    R"({"op":"put","key":"k","value":"a\nb","revision":7,"size":3,"created_at":"2026-01-31T09:30:00.000Z",)"
    R"("updated_at":"2026-01-31T09:31:00.000Z","expires_at":"2026-01-31T09:45:00.000Z",)"
    R"("content_type":"text/plain","etag":"\"x\""})";

const std::string removal =
    R"({"op":"delete","key":"k","revision":8,"updated_at":"2026-01-31T09:31:00.000Z"})";

}  // namespace

Group watch_vectors() {
  return {
      "Events of a watch",
      {
          event("A put with everything, on one line", whole_put, whole_put),
          event("A put without its value", R"({"op":"put","key":"k","revision":7,"size":3})",
                R"({"op":"put","key":"k","revision":7,"size":3})"),
          event("An empty value is a value", R"({"op":"put","key":"k","value":"","revision":7,"size":0})",
                R"({"op":"put","key":"k","value":"","revision":7,"size":0})"),
          event("Bytes travel as base64",
                R"({"op":"put","key":"k","value_base64":"/w==","revision":7,"size":1})",
                R"({"op":"put","key":"k","value_base64":"/w==","revision":7,"size":1})"),
          event("A removal", removal, removal),
          event("An expiry", R"({"op":"expire","key":"k","revision":9})",
                R"({"op":"expire","key":"k","revision":9})"),
          event("What a newer server adds is ignored", R"({"op":"expire","key":"k","revision":9,"by":"me"})",
                R"({"op":"expire","key":"k","revision":9})"),
          event("Another op", R"({"op":"move","key":"k","revision":9})",
                "invalid [op] op must be put, delete or expire"),
          event("No key", R"({"op":"put","revision":9})", "invalid [key] key is missing"),
          event("No revision", R"({"op":"put","key":"k"})", "invalid [revision] revision is missing"),
          synced("The end of a snapshot", R"({"revision":12})", R"({"revision":12})"),
          synced("Without its revision", "{}", "invalid [revision] revision is missing"),
      }};
}

}  // namespace keyglass::test
