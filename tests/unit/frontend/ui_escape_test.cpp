// Other people's bytes, shown safely.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "ui/escape.hpp"

using namespace keyglass::ui;

TEST_CASE("printable text in any language is shown as it is") {
  for (const char* text : {"", "user:777", "Ä ö é", "漢字", "😀", "a\\n"})
    CHECK(escape_invisible(text) == text);
}

TEST_CASE("what cannot be seen is written out") {
  CHECK(escape_invisible("a\nb\tc\r") == "a\\nb\\tc\\r");
  CHECK(escape_invisible(std::string("a\0b", 3)) == "a\\x00b");
  CHECK(escape_invisible("\x1b[31m\x7f") == "\\x1b[31m\\x7f");
  CHECK(escape_invisible("a\u202Eb") == "a\\u{202e}b");
  CHECK(escape_invisible("\uFEFFa\u200Bb\u2066c") == "\\u{feff}a\\u{200b}b\\u{2066}c");
  CHECK(escape_invisible("\U000E0041") == "\\u{e0041}");
}

TEST_CASE("bytes that are not UTF-8 are written out one by one") {
  CHECK(escape_invisible("a\xff\xc0\xaf") == "a\\xff\\xc0\\xaf");
  CHECK(escape_invisible("\xe6\xbc") == "\\xe6\\xbc");
  CHECK(escape_invisible("\xed\xa0\x80") == "\\xed\\xa0\\x80");
}

TEST_CASE("text of several lines keeps its line feeds and tabs") {
  CHECK(escape_invisible_lines("a\n\tb\x01") == "a\n\tb\\x01");
}

TEST_CASE("only plain ASCII needs no escaping") {
  CHECK_FALSE(needs_escape("user:777"));
  CHECK(needs_escape("a\n"));
  CHECK(needs_escape("ä"));
}

TEST_CASE("a long text is cut between characters and says so") {
  CHECK(shorten("abcdef", 6) == "abcdef");
  CHECK(shorten("abcdefg", 6) == "abc…");
  CHECK(shorten("aäääää", 6) == "aä…");
}

TEST_CASE("offsets of a browser's text box and of the bytes name the same places") {
  const std::string text = "a\r\nä😀z";
  CHECK(browser_offset(text, text.size()) == 6);
  CHECK(byte_offset(text, 0) == 0);
  CHECK(byte_offset(text, 1) == 1);
  CHECK(byte_offset(text, 2) == 3);
  CHECK(byte_offset(text, 3) == 5);
  CHECK(byte_offset(text, 5) == 9);
  CHECK(byte_offset(text, 99) == text.size());
  for (const std::size_t bytes : {0U, 1U, 3U, 5U, 9U, 10U}) {
    CHECK(byte_offset(text, browser_offset(text, bytes)) == bytes);
  }
}
