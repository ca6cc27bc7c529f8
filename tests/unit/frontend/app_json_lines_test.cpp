// JSON spread over lines, its parts for colours, and long texts in parts.
#include <catch2/catch_test_macros.hpp>

#include "app/json_check.hpp"
#include "app/json_lines.hpp"
#include "app/text_parts.hpp"

namespace keyglass::app {

TEST_CASE("JSON is spread over lines without touching what it holds") {
  CHECK(format_json("{\"a\":1,\"b\":[true,null],\"c\":{},\"d\":[ ]}") ==
        "{\n  \"a\": 1,\n  \"b\": [\n    true,\n    null\n  ],\n  \"c\": {},\n  \"d\": []\n}");
  CHECK(format_json("{\"x{,:\\\"\":\"[ ]\"}") == "{\n  \"x{,:\\\"\": \"[ ]\"\n}");
  CHECK(format_json(" 1e5 ") == "1e5");
}

TEST_CASE("Formatting twice is formatting once, and the result is JSON again") {
  const std::string once = format_json("[{\"a\":[[],{}]},\"\\\\\",-0.5e+3]");
  CHECK_FALSE(check_json(once));
  CHECK(format_json(once) == once);
}

TEST_CASE("The parts of a line are told apart, and none is left out") {
  const std::string_view line = "  \"name\": \"v\", -1.5e3 true x\"";
  std::string joined;
  std::vector<JsonPart> parts;
  for (const JsonToken& token : json_tokens(line)) {
    joined += line.substr(token.first, token.end - token.first);
    if (token.part != JsonPart::space) parts.push_back(token.part);
  }
  CHECK(joined == line);
  CHECK(parts == std::vector{JsonPart::name, JsonPart::punctuation, JsonPart::string, JsonPart::punctuation,
                             JsonPart::number, JsonPart::word, JsonPart::word, JsonPart::string});
}

TEST_CASE("A long text is cut into parts that hold all of it, between characters") {
  std::string text;
  while (text.size() < 4 * whole_text_bytes_max) text += "\u20ac";
  std::size_t end = 0;
  for (const TextPart& part : parts_of(text)) {
    CHECK(part.first == end);
    CHECK(part.end - part.first <= part_bytes);
    CHECK((part.end - part.first) % 3 == 0);
    end = part.end;
  }
  CHECK(end == text.size());
}

TEST_CASE("Parts end with a line where there is one, and a short text is one part") {
  std::string text;
  while (text.size() <= whole_text_bytes_max) text += std::string(99, 'x') + "\n";
  const auto parts = parts_of(text);
  CHECK(parts.size() > 1);
  for (const TextPart& part : parts) CHECK(text[part.end - 1] == '\n');
  CHECK(parts_of("") == std::vector<TextPart>{{0, 0}});
  CHECK(parts_of(std::string(whole_text_bytes_max, 'x')).size() == 1);
}

}  // namespace keyglass::app
