// Which ways of looking fit which value, Base64 of any kind, and what bytes look like.
#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>

#include "app/value_format.hpp"

namespace keyglass::app {

using namespace std::string_view_literals;

TEST_CASE("A way of looking that does not fit a value is replaced by one that does") {
  CHECK(mode_for(ValueKind::text, "aGVsbG8=", ValueMode::base64) == ValueMode::base64);
  CHECK(mode_for(ValueKind::text, "{\"a\": 1}", ValueMode::base64) == ValueMode::text);
  CHECK(mode_for(ValueKind::text, "", ValueMode::cbor) == ValueMode::text);
  CHECK(mode_for(ValueKind::bytes, "\xFF", ValueMode::text) == ValueMode::hex);
  CHECK(mode_for(ValueKind::bytes, "\xFF", ValueMode::message_pack) == ValueMode::message_pack);
  CHECK(mode_for(ValueKind::bytes, "a\0b"sv, ValueMode::text) == ValueMode::text);
  CHECK(mode_for(ValueKind::bytes, "a\r\nb\n", ValueMode::cbor) == ValueMode::text);
  CHECK(mode_for(ValueKind::bytes, "\0\0\0\7"sv, ValueMode::text) == ValueMode::hex);
  CHECK(mode_for(ValueKind::large, "", ValueMode::base64) == ValueMode::text);
  CHECK(mode_for(ValueKind::large, "", ValueMode::hex) == ValueMode::hex);
}

TEST_CASE("Base64 is decoded whatever its alphabet, its padding and its line ends") {
  for (const std::string_view text : {"aGk+Pz4/"sv, "aGk-Pz4_"sv, "aGk+\r\nPz4/\n"sv})
    CHECK(decode_value(text, ValueMode::base64).bytes == "hi>?>?");
  CHECK(decode_value("aA==", ValueMode::base64).bytes == "h");
  CHECK(decode_value("aA", ValueMode::base64).bytes == "h");
  const DecodedValue json = decode_value("eyJhIjoxfQ==", ValueMode::base64);
  CHECK(json.is_json);
  CHECK(json.bytes == "{\"a\":1}");
  CHECK_FALSE(decode_value("H4sIAA==", ValueMode::base64).is_text);
}

TEST_CASE("What cannot be decoded says why") {
  CHECK(decode_value("hello!", ValueMode::base64).fault ==
        "Not Base64: it holds characters that Base64 has not");
  CHECK(decode_value("abcde", ValueMode::base64).fault == "Not Base64: it ends within a byte");
  CHECK(decode_value("", ValueMode::base64).fault == "Not Base64: it is empty");
  CHECK(decode_value("\x92\x01", ValueMode::message_pack).fault ==
        "Not MessagePack: it ends too early at byte 2");
  CHECK(decode_value("\xFF", ValueMode::cbor).fault == "Not CBOR: no value begins so at byte 1");
}

TEST_CASE("Bytes are told by how they begin, or because all of them can be read so") {
  CHECK(looks_like("\x1F\x8B\x08\x00"sv) == "gzip");
  CHECK(looks_like("\x89PNG\r\n\x1A\n...."sv) == "a PNG image");
  CHECK(looks_like("\x82\xA1"
                   "a\x01\xA1"
                   "b\x02"sv) == "MessagePack");
  CHECK(looks_like("\xA1\x61"
                   "a\xF9\x3E\x00"sv) == "CBOR");
  CHECK(looks_like("\x82\x01\x02"sv) == "CBOR");
  CHECK(looks_like("\x80\x04N."sv) == "a Python pickle");
  CHECK(looks_like("one\r\ntwo\n"sv) == "text with mixed line ends");
  CHECK(looks_like("a\0b"sv) == "text with NUL bytes");
  CHECK(looks_like("\0\0\0\7"sv).empty());
  CHECK(looks_like("\xFF\x00\x10"sv).empty());
  CHECK(looks_like("").empty());
}

}  // namespace keyglass::app
