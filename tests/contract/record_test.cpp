// The bytes of records, as docs/storage-format.md describes them.
#include "storage/record.hpp"

#include <catch2/catch_test_macros.hpp>

namespace keyglass::test {
namespace {

using storage::Record;

Record sample() {
  Record record;
  record.revision = 0x0102030405060708;
  record.created_at_ms = 1;
  record.updated_at_ms = -1;
  record.expires_at_ms = 2;
  record.content_type = "text/plain";
  record.value = "value";
  return record;
}

TEST_CASE("A record has the documented bytes") {
  using namespace std::string_literals;
  const std::string expected =
      "\x01\x01"s                          // version, flags: expires
      "\x08\x07\x06\x05\x04\x03\x02\x01"s  // revision
      "\x01\x00\x00\x00\x00\x00\x00\x00"s  // created
      "\xff\xff\xff\xff\xff\xff\xff\xff"s  // updated
      "\x02\x00\x00\x00\x00\x00\x00\x00"s  // expires
      "\x0a"s
      "text/plain"s
      "value"s;
  CHECK(storage::encode_record(sample()) == expected);
}

TEST_CASE("Records survive, with and without expiry, type and value") {
  for (const bool expires : {false, true}) {
    for (const std::string_view type : {"", "text/plain"}) {
      for (const std::string_view value : {"", "v"}) {
        Record record = sample();
        if (!expires) record.expires_at_ms.reset();
        record.content_type = type;
        record.value = value;
        const std::string bytes = storage::encode_record(record);
        const auto decoded = storage::decode_record("k", bytes);
        REQUIRE(decoded);
        CHECK(decoded.value() == record);
      }
    }
  }
}

TEST_CASE("A record cut short anywhere in its header is damaged") {
  Record record = sample();
  record.value = "";
  const std::string bytes = storage::encode_record(record);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto decoded = storage::decode_record("the key", std::string_view(bytes).substr(0, size));
    REQUIRE_FALSE(decoded);
    CHECK(decoded.error().code == ErrorCode::corrupt);
    CHECK(decoded.error().key == "the key");
  }
}

TEST_CASE("A record of an unknown version or with unknown flags is damaged") {
  std::string bytes = storage::encode_record(sample());
  bytes[0] = 2;
  CHECK(storage::decode_record("k", bytes).error().code == ErrorCode::corrupt);
  bytes[0] = 1;
  bytes[1] = 2;
  CHECK(storage::decode_record("k", bytes).error().code == ErrorCode::corrupt);
}

}  // namespace
}  // namespace keyglass::test
