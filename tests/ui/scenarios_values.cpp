// The ways of looking at a value.
#include "scenarios.hpp"

namespace keyglass::app::testing {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view packed =
    "\x82\xA4name\xA3"
    "Ada\xA5"
    "roles\x91\xA5"
    "admin"sv;

constexpr std::string_view nested = R"({"name": "Ada", "roles": ["admin", {"id": 1}], "none": {}})";

void look_at(Session& session, std::string_view value, ValueMode mode) {
  open_sample(session, value, "application/octet-stream");
  session.act(ShowAs{mode});
}

const std::vector<Scenario> table = {
    {"bytes that look like MessagePack", [](Session& s) { look_at(s, packed, ValueMode::text); },
     "Looks like MessagePack"},
    {"MessagePack", [](Session& s) { look_at(s, packed, ValueMode::message_pack); }, "\"name\": \"Ada\""},
    {"MessagePack that is none", [](Session& s) { look_at(s, "\x92\x01"sv, ValueMode::message_pack); },
     "Not MessagePack: it ends too early at byte 2"},
    {"CBOR",
     [](Session& s) {
       look_at(s,
               "\xA1\x61"
               "a\xF9\x3E\x00"sv,
               ValueMode::cbor);
     },
     "\"a\": 1.5"},
    {"Base64", [](Session& s) { look_at(s, "aGVsbG8gd29ybGQ=", ValueMode::base64); }, "hello world"},
    {"Base64 of bytes", [](Session& s) { look_at(s, "H4sIAAAAAAAA", ValueMode::base64); },
     "Decoded: 9 B, looks like gzip"},
    {"Base64 that is none", [](Session& s) { look_at(s, "abcdefghi", ValueMode::base64); },
     "Not Base64: it ends within a byte"},
    {"text with mixed line ends", [](Session& s) { open_sample(s, "one\r\ntwo\nthree", "text/plain"); },
     "would make them alike"},
    {"text with NUL bytes", [](Session& s) { open_sample(s, "one\0two"sv, "text/plain"); },
     "at the first NUL byte"},
    {"text with NUL bytes as hex",
     [](Session& s) {
       open_sample(s, "one\0two"sv, "text/plain");
       s.act(ShowAs{ValueMode::hex});
     },
     "6f 6e 65 00 74 77 6f"},
    {"draft of bytes",
     [](Session& s) {
       look_at(s, packed, ValueMode::hex);
       s.act(EditHex{"82 a4", {0, packed.size()}});
     },
     "Unsaved changes"},
    {"hex that ends within a byte",
     [](Session& s) {
       look_at(s, packed, ValueMode::hex);
       s.act(EditHex{"82 a", {0, packed.size()}});
       s.act(Save{});
     },
     "Line 1, column 4: a digit is missing"},
    {"hex that is none",
     [](Session& s) {
       look_at(s, packed, ValueMode::hex);
       s.act(EditHex{"82 xy", {0, packed.size()}});
     },
     "\u201cx\u201d is no hex digit"},
    {"unfinished hex seen as text",
     [](Session& s) {
       open_sample(s, "hello", "text/plain");
       s.act(EditHex{"68 6", {0, 5}});
       s.act(ShowAs{ValueMode::text});
     },
     "Finish it in Hex"},
    {"long value in parts of hex",
     [](Session& s) {
       open_sample(s, std::string(3 * hex_part_bytes - 1, '\0') + "\xFF", "application/octet-stream");
     },
     "Part 1 of 3"},
    {"hidden bytes",
     [](Session& s) {
       look_at(s, packed, ValueMode::hex);
       s.act(HideValues{});
     },
     "Values are hidden"},
    {"new key while values are hidden",
     [](Session& s) {
       s.act(HideValues{});
       s.act(OpenNewKey{});
       s.act(EditNewKey{"user:1"});
       s.act(EditValue{"typed"});
     },
     "this one shows until it is saved"},
    {"wrapped text",
     [](Session& s) {
       open_sample(s, std::string(300, 'x'), "text/plain");
       s.act(WrapLines{});
     },
     "Wrapped: read only"},
    {"outline",
     [](Session& s) {
       look_at(s, nested, ValueMode::json);
       s.act(ShowOutline{});
     },
     "\"Ada\""},
    {"collapsed outline",
     [](Session& s) {
       look_at(s, nested, ValueMode::json);
       s.act(ShowOutline{});
       s.act(FoldOutline{});
     },
     "[\u2026] 2 elements"},
    {"outline of what is no JSON",
     [](Session& s) {
       look_at(s, "{\"name\": ", ValueMode::json);
       s.act(ShowOutline{});
     },
     "Not valid JSON: line 1, column 10"},
    {"hidden outline",
     [](Session& s) {
       look_at(s, nested, ValueMode::json);
       s.act(ShowOutline{});
       s.act(HideValues{});
     },
     "Values are hidden"},
    {"hidden value",
     [](Session& s) {
       open_sample(s, "topsecret", "text/plain");
       s.act(HideValues{});
     },
     "Values are hidden"},
    {"hidden conflict",
     [](Session& s) {
       s.act(HideValues{});
       s.model.dialog = ConflictDialog{"a", "mine", false, Theirs{Entry{"theirs", 6, "\"e\"", "", {}}}};
     },
     "Values are hidden."},
};

}  // namespace

const std::vector<Scenario>& value_scenarios() {
  return table;
}

}  // namespace keyglass::app::testing
