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
  record.predecessor = 3;
  record.content_type = "text/plain";
  record.value = "value";
  return record;
}

TEST_CASE("A record has the documented bytes") {
  using namespace std::string_literals;
  const std::string expected =
      "\x02\x03"s                          // version, flags: expires, predecessor
      "\x08\x07\x06\x05\x04\x03\x02\x01"s  // revision
      "\x01\x00\x00\x00\x00\x00\x00\x00"s  // created
      "\xff\xff\xff\xff\xff\xff\xff\xff"s  // updated
      "\x02\x00\x00\x00\x00\x00\x00\x00"s  // expires
      "\x03\x00\x00\x00\x00\x00\x00\x00"s  // predecessor
      "\x0a"s
      "text/plain"s
      "value"s;
  CHECK(storage::encode_record(sample()) == expected);
}

TEST_CASE("A record of format 1 is read, and says that nothing is known of what came before it") {
  using namespace std::string_literals;
  const std::string bytes =
      "\x01\x01"s                          // version, flags: expires
      "\x08\x07\x06\x05\x04\x03\x02\x01"s  // revision
      "\x01\x00\x00\x00\x00\x00\x00\x00"s  // created
      "\xff\xff\xff\xff\xff\xff\xff\xff"s  // updated
      "\x02\x00\x00\x00\x00\x00\x00\x00"s  // expires
      "\x0a"s
      "text/plain"s
      "value"s;
  const auto record = storage::decode_record("k", bytes);
  REQUIRE(record);
  Record expected = sample();
  expected.predecessor = storage::unknown_predecessor;
  CHECK(record.value() == expected);
}

TEST_CASE("Records survive, with and without expiry, predecessor, type and value") {
  for (const bool expires : {false, true}) {
    for (const std::uint64_t predecessor : {0, 7}) {
      for (const std::string_view type : {"", "text/plain"}) {
        for (const std::string_view value : {"", "v"}) {
          Record record = sample();
          if (!expires) record.expires_at_ms.reset();
          record.predecessor = predecessor;
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

TEST_CASE("A record of an unknown version, with unknown flags or a needless predecessor is damaged") {
  const std::string bytes = storage::encode_record(sample());
  const auto is_damaged_with = [&bytes](std::size_t at, char byte) {
    std::string changed = bytes;
    changed[at] = byte;
    const auto record = storage::decode_record("k", changed);
    return !record && record.error().code == ErrorCode::corrupt;
  };
  CHECK(is_damaged_with(0, 0));
  CHECK(is_damaged_with(0, 3));
  CHECK(is_damaged_with(0, 1));  // format 1 had no predecessors
  CHECK(is_damaged_with(1, 4));
  constexpr std::size_t predecessor_at = 34;
  REQUIRE(bytes[predecessor_at] == 3);
  CHECK(is_damaged_with(predecessor_at, 0));
}

}  // namespace
}  // namespace keyglass::test
