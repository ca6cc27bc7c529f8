// MessagePack and CBOR as JSON; the examples of CBOR are those of RFC 8949, appendix A.
#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>

#include "app/binary_formats.hpp"
#include "app/json_check.hpp"

namespace keyglass::app {
namespace {

using namespace std::string_view_literals;

std::string json_of(const Result<std::string>& result) {
  return result ? result.value() : "fault: " + result.error().message;
}
std::string packed(std::string_view bytes) {
  return json_of(message_pack_to_json(bytes));
}
std::string cbor(std::string_view bytes) {
  return json_of(cbor_to_json(bytes));
}

}  // namespace

TEST_CASE("MessagePack of every type is shown as JSON") {
  CHECK(packed("\x82\xA1"
               "a\x01\xA1"
               "b\x93\xC0\xC2\xC3"sv) == R"({"a":1,"b":[null,false,true]})");
  CHECK(packed("\x94\x7F\xE0\xCC\xFF\xD0\x80"sv) == "[127,-32,255,-128]");
  CHECK(packed("\xCF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"sv) == "18446744073709551615");
  CHECK(packed("\xD3\x80\x00\x00\x00\x00\x00\x00\x00"sv) == "-9223372036854775808");
  CHECK(packed("\xD1\xFF\x7F"sv) == "-129");
  CHECK(packed("\xCA\x3D\xCC\xCC\xCD"sv) == "0.1");
  CHECK(packed("\xCB\x3F\xB9\x99\x99\x99\x99\x99\x9A"sv) == "0.1");
  CHECK(packed("\xCB\x7F\xF0\x00\x00\x00\x00\x00\x00"sv) == "\"Infinity\"");
  CHECK(packed("\xD9\x03"
               "abc"sv) == "\"abc\"");
  CHECK(packed("\xDC\x00\x01\xDE\x00\x01\xA1k\xC0"sv) == R"([{"k":null}])");
}

TEST_CASE("What JSON has not is written in words that say what it is") {
  CHECK(packed("\xC4\x02\x00\x01"sv) == R"({"base64":"AAE="})");
  CHECK(packed("\xA1\xFF"sv) == R"({"base64":"/w=="})");
  CHECK(packed("\xD4\x05\x01"sv) == R"({"type":5,"value":{"base64":"AQ=="}})");
  CHECK(packed("\xD6\xFF\x65\x53\xF1\x00"sv) == R"("2023-11-14T22:13:20.000Z")");
  CHECK(packed("\x81\x01\x02"sv) == R"({"1":2})");
  CHECK(packed("\x81\x91\xA1"
               "a\x02"sv) == R"({"[\"a\"]":2})");
}

TEST_CASE("Damaged MessagePack is refused, with the byte where it goes wrong") {
  CHECK(packed(""sv) == "fault: it ends too early at byte 0");
  CHECK(packed("\x92\x01"sv) == "fault: it ends too early at byte 2");
  CHECK(packed("\xA5"
               "abc"sv) == "fault: it ends too early at byte 1");
  CHECK(packed("\x01\x02"sv) == "fault: more follows the document at byte 1");
  CHECK(packed("\xC1"sv) == "fault: no value begins so at byte 1");
  CHECK(packed("\xDD\xFF\xFF\xFF\xFF"sv) == "fault: it ends too early at byte 5");
}

TEST_CASE("A document that would grow beyond measure is refused") {
  CHECK(packed(std::string(100, '\x91')) == "fault: it nests deeper than 64 levels at byte 64");
  CHECK(cbor(std::string(100, '\x81')) == "fault: it nests deeper than 64 levels at byte 64");
  std::string many("\xDD\x00\x04\x00\x00"sv);
  many.append(0x40000, '\x01');
  CHECK(packed(many).find("more than 200,000 values") != std::string::npos);
  // Names within names: each level doubles the quotation marks of the one inside.
  std::string names;
  for (int level = 0; level < 60; ++level) names += "\x81";
  CHECK(packed(names + std::string(61, '\x01')).size() < 1'000'000);
}

TEST_CASE("CBOR of every type is shown as JSON") {
  CHECK(cbor("\xA2\x61"
             "a\x01\x61"
             "b\x82\x02\x03"sv) == R"({"a":1,"b":[2,3]})");
  CHECK(cbor("\x1B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"sv) == "18446744073709551615");
  CHECK(cbor("\x3B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"sv) == "-18446744073709551616");
  CHECK(cbor("\x38\x63"sv) == "-100");
  CHECK(cbor("\xF9\x3E\x00"sv) == "1.5");
  CHECK(cbor("\xF9\x00\x01"sv) == "5.9604645e-08");
  CHECK(cbor("\xF9\x7B\xFF"sv) == "65504");
  CHECK(cbor("\xF9\xFC\x00"sv) == "\"-Infinity\"");
  CHECK(cbor("\xFA\x47\xC3\x50\x00"sv) == "100000");
  CHECK(cbor("\xFB\xC0\x10\x66\x66\x66\x66\x66\x66"sv) == "-4.1");
  CHECK(cbor("\x84\xF4\xF5\xF6\xF7"sv) == "[false,true,null,null]");
  CHECK(cbor("\xF0"sv) == R"({"simple":16})");
  CHECK(cbor("\xC1\x1A\x51\x4B\x67\xB0"sv) == R"({"tag":1,"value":1363896240})");
  CHECK(cbor("\x44\x01\x02\x03\x04"sv) == R"({"base64":"AQIDBA=="})");
  CHECK(cbor("\xD9\xD9\xF7\x80"sv) == "[]");
}

TEST_CASE("CBOR of lengths that are not told beforehand is read to its break") {
  CHECK(cbor("\x5F\x42\x01\x02\x43\x03\x04\x05\xFF"sv) == R"({"base64":"AQIDBAU="})");
  CHECK(cbor("\x7F\x65strea\x64ming\xFF"sv) == "\"streaming\"");
  CHECK(cbor("\x9F\x01\x82\x02\x03\x9F\x04\x05\xFF\xFF"sv) == "[1,[2,3],[4,5]]");
  CHECK(cbor("\xBF\x63"
             "Fun\xF5\x63"
             "Amt\x21\xFF"sv) == R"({"Fun":true,"Amt":-2})");
  CHECK(cbor("\x9F"sv) == "fault: it ends too early at byte 1");
  CHECK(cbor("\x5F\x61"
             "a\xFF"sv) == "fault: a string has a part that is none at byte 2");
  CHECK(cbor("\xFF"sv) == "fault: no value begins so at byte 1");
  CHECK(cbor("\x61\xFF"sv) == "fault: a text is not UTF-8 at byte 2");
}

TEST_CASE("Whatever is read is JSON") {
  for (const auto& json : {packed("\x81\xC4\x01\x00\xD4\x01\x02"sv), cbor("\xA1\x41\x00\xC2\x41\x01"sv)})
    CHECK_FALSE(check_json(json));
}

}  // namespace keyglass::app
