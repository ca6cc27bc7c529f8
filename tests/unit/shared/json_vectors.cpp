// Vectors of json_value.hpp: what is JSON and what is not.
#include "keyglass/json_value.hpp"
#include "vectors.hpp"

namespace keyglass::test {
namespace {

Vector parsed(std::string statement, std::string_view text, std::string expected) {
  const auto result = parse_json(text);
  return {std::move(statement),
          result ? std::string(json_type_name(result.value().type)) : shown(result.error()),
          std::move(expected)};
}

std::string repeated(std::string_view text, int count) {
  std::string result;
  for (int i = 0; i < count; ++i) result += text;
  return result;
}

// The text of the string `json`, or the error.
Vector text_of(std::string statement, std::string_view json, std::string expected) {
  const auto result = parse_json(json);
  return {std::move(statement), result ? result.value().text : shown(result.error()), std::move(expected)};
}

}  // namespace

Group json_syntax_vectors() {
  const std::string not_json = "invalid [] the body is not JSON: ";
  const std::string too_deep = "invalid [] the body nests deeper than 32 levels";
  return {"JSON syntax",
          {
              parsed("null", " null\n", "null"),
              parsed("A boolean", "true", "a boolean"),
              parsed("A negative number", "-1", "a number"),
              parsed("A number with an exponent", "1e3", "a number"),
              parsed("A string", "\"\"", "a string"),
              parsed("An array of everything", R"([null,true,-1,1,1.5,"",[],{}])", "an array"),
              parsed("An object", R"({"a":{"b":[1,{"c":2}]},"d":3})", "an object"),
              parsed("Nothing", "", "invalid [] the body is empty"),
              parsed("White space only", " \r\n\t", "invalid [] the body is empty"),
              parsed("A word", "hello", not_json + "line 1, column 1…"),
              parsed("A brace that is never closed", "{", not_json + "line 1, column 2…"),
              parsed("A mistake in the second line", "{\"value\":\n  nope}", not_json + "line 2, column 4…"),
              parsed("A comma at the end", "[1,]", not_json + "line 1, column 4…"),
              parsed("Something after the end", "{} x", not_json + "line 1, column 4…"),
              parsed("A second value after the end", "{}{}", not_json + "line 1, column 3…"),
              parsed("A NUL byte and more after the end", std::string_view("{}\0{}", 5),
                     not_json + "NUL byte at byte 2"),
              parsed("Single quotes", "{'a':1}", not_json + "line 1, column 2…"),
              parsed("A comment", "/**/{}", not_json + "line 1, column 1…"),
              parsed("A raw line break in a string", "\"a\nb\"", not_json + "line 2, column 0…"),
              parsed("Bytes that are not UTF-8", "\"a\xff\"", not_json + "line 1, column 3…"),
              parsed("A surrogate as bytes", "\"\xed\xa0\x80\"", not_json + "line 1, column 3…"),
              parsed("A high surrogate alone", R"("\ud83d")", not_json + "line 1, column 8…"),
              parsed("A low surrogate alone", R"("\udd11")", not_json + "line 1, column 7…"),
              text_of("A pair of surrogates is one character", R"("\ud83d\udd11")", "\U0001F511"),
              text_of("An escaped NUL is a byte like any other", R"("a\u0000b")", std::string("a\0b", 3)),
              parsed("A number outside the range of double", "1e999",
                     "invalid [] a number in the body is too large"),
              parsed("32 levels are the most", repeated("[", 32) + repeated("]", 32), "an array"),
              parsed("33 levels are too many", repeated("[", 33) + repeated("]", 33), too_deep),
              parsed("Two million values do not fill the memory", "[" + repeated("0,", 2'000'000) + "0]",
                     "invalid [] the body holds more than 200000 values"),
              parsed("100,000 brackets do not exhaust the stack", repeated("[", 100'000), too_deep),
              parsed("100,000 objects do not exhaust the stack", repeated("{\"a\":", 100'000), too_deep),
          }};
}

}  // namespace keyglass::test
