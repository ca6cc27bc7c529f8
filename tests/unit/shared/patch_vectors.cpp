// Vectors of merge_patch.hpp: the examples of RFC 7396 appendix A, then what the RFC leaves open.
#include "keyglass/codecs.hpp"
#include "keyglass/merge_patch.hpp"
#include "vectors.hpp"

namespace keyglass::test {
namespace {

Vector patched(std::string statement, std::string_view value, std::string_view patch, std::string expected) {
  const auto parsed = MergePatch::parse(patch);
  return {std::move(statement), parsed ? shown(parsed.value().apply(value)) : shown(parsed.error()),
          std::move(expected)};
}

// An example of the RFC: original, patch, result.
Vector example(std::string_view value, std::string_view patch, std::string expected) {
  return patched(std::string(value) + " patched by " + std::string(patch), value, patch, std::move(expected));
}

Vector increment(std::string statement, std::string_view json, std::string expected) {
  const auto decoded = decode_increment_request(json);
  return {std::move(statement), decoded ? std::to_string(decoded.value()) : shown(decoded.error()),
          std::move(expected)};
}

}  // namespace

Group merge_patch_vectors() {
  return {
      "Merge patches",
      {
          example(R"({"a":"b"})", R"({"a":"c"})", R"({"a":"c"})"),
          example(R"({"a":"b"})", R"({"b":"c"})", R"({"a":"b","b":"c"})"),
          example(R"({"a":"b"})", R"({"a":null})", "{}"),
          example(R"({"a":"b","b":"c"})", R"({"a":null})", R"({"b":"c"})"),
          example(R"({"a":["b"]})", R"({"a":"c"})", R"({"a":"c"})"),
          example(R"({"a":"c"})", R"({"a":["b"]})", R"({"a":["b"]})"),
          example(R"({"a":{"b":"c"}})", R"({"a":{"b":"d","c":null}})", R"({"a":{"b":"d"}})"),
          example(R"({"a":[{"b":"c"}]})", R"({"a":[1]})", R"({"a":[1]})"),
          example(R"(["a","b"])", R"(["c","d"])", R"(["c","d"])"),
          example(R"({"a":"b"})", R"(["c"])", R"(["c"])"),
          example(R"({"a":"foo"})", "null", "null"),
          example(R"({"a":"foo"})", R"("bar")", R"("bar")"),
          example(R"({"e":null})", R"({"a":1})", R"({"e":null,"a":1})"),
          example("[1,2]", R"({"a":"b","c":null})", R"({"a":"b"})"),
          example("{}", R"({"a":{"bb":{"ccc":null}}})", R"({"a":{"bb":{}}})"),
          patched("What is not named keeps order and literals",
                  R"({ "z": 1.10, "a": [1e2, -7, 18446744073709551615], "m": "\u00e4\n", "t": true })",
                  R"({"new":0,"t":false})",
                  "{\"z\":1.10,\"a\":[1e2,-7,18446744073709551615],\"m\":\"ä\\n\",\"t\":false,\"new\":0}"),
          patched("Numbers beyond 64 bits are kept", R"({"n":123456789012345678901234567890})", "{}",
                  R"({"n":123456789012345678901234567890})"),
          patched("Several members go, the rest closes up", R"({"a":1,"b":2,"c":3,"d":4})",
                  R"({"c":null,"a":null,"x":null,"e":5})", R"({"b":2,"d":4,"e":5})"),
          patched("A value that is no JSON", "plain text", "{}", "conflict [] the value is not JSON…"),
          patched("An empty value", "", "{}", "conflict [] the value is empty"),
          patched("A member that occurs twice in the value", R"({"o":{"a":1,"a":2}})", R"({"o":{"b":1}})",
                  "conflict [a] a member occurs twice…"),
          patched("Twice where nothing changes is none of the patch's business", R"({"o":{"a":1,"a":2}})",
                  R"({"p":1})", R"({"o":{"a":1,"a":2},"p":1})"),
          patched("A patch that is no JSON", "{}", "{", "invalid [] the body is not JSON…"),
          patched("A patch that names a member twice", "{}", R"({"o":{"a":1,"a":null}})",
                  "invalid [a] a member occurs twice…"),
      }};
}

Group increment_vectors() {
  const std::string expected = "invalid [increment] increment must be a whole number of 64 bits…";
  return {"Increments",
          {
              increment("Up", R"({"increment":1})", "1"),
              increment("Down", R"({"increment":-5})", "-5"),
              increment("The highest", R"({"increment":9223372036854775807})", "9223372036854775807"),
              increment("The lowest", R"({"increment":-9223372036854775808})", "-9223372036854775808"),
              increment("Beyond the highest", R"({"increment":9223372036854775808})", expected),
              increment("Beyond the lowest", R"({"increment":-9223372036854775809})", expected),
              increment("A fraction", R"({"increment":1.5})", expected),
              increment("A fraction of nothing", R"({"increment":1.0})", expected),
              increment("A string of digits", R"({"increment":"1"})", expected),
              increment("null", R"({"increment":null})", expected),
              increment("Nothing", "{}", "invalid [increment] increment is missing"),
              increment("Something else", R"({"increment":1,"by":2})", "invalid [by] unknown member \"by\"…"),
          }};
}

}  // namespace keyglass::test
