// The bytes of the rows beside the records, as docs/storage-format.md describes them.
#include "storage/rocksdb_rows.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <limits>

#include "hex_dump.hpp"

namespace keyglass::test {
namespace {

using storage::ChangeKind;
using storage::ChangesRow;
using storage::Record;
using storage::Removal;
using storage::StoredChange;
using storage::Totals;

// The worked example of the document: revision 5 replaces "cat", put by revision 3, and removes "dog".
Record replaced() {
  Record record;
  record.revision = 3;
  record.created_at_ms = 1'700'000'000'000;
  record.updated_at_ms = 1'700'000'000'000;
  record.content_type = "text/plain";
  record.value = "meow";
  return record;
}

ChangesRow changes() {
  ChangesRow row;
  row.revision = 5;
  row.ordinal = 4;
  row.at_ms = 1'700'000'001'000;
  StoredChange put;
  put.key = "cat";
  put.size_bytes = 4;
  put.record.revision = 5;
  put.record.created_at_ms = 1'700'000'000'000;
  put.record.updated_at_ms = row.at_ms;
  put.record.expires_at_ms = 1'700'000'061'000;
  put.record.content_type = "text/plain";
  StoredChange removal;
  removal.kind = ChangeKind::deleted;
  removal.key = "dog";
  removal.record.revision = 5;
  removal.record.updated_at_ms = row.at_ms;
  row.changes = {put, removal};
  return row;
}

TEST_CASE("Every row has the bytes of the document's worked example") {
  Record record = replaced();
  record.revision = 5;
  record.predecessor = 3;
  record.updated_at_ms = 1'700'000'001'000;
  record.expires_at_ms = 1'700'000'061'000;
  record.value = "purr";
  std::string text;
  text += dumped("entries", "cat", storage::encode_record(record));
  text += dumped("history", storage::history_key("cat", 3),
                 storage::encode_replaced(1'700'000'001'000, storage::encode_record(replaced())));
  text += dumped("history", storage::history_key("dog", 5),
                 storage::encode_removal({ChangeKind::deleted, 1'700'000'001'000, 2}));
  text += dumped("changes", storage::changes_key(5), storage::encode_changes(changes()));
  text += dumped("expiry", storage::expiry_key(1'700'000'061'000, "cat"), storage::encode_u64(7));
  text += dumped("meta", "totals", storage::encode_totals({5, 1, 7, 6, 2}));
  CHECK(text == worked_example(KEYGLASS_SOURCE_DIR "/docs/storage-format.md"));
}

TEST_CASE("Rows of one key lie together, the newest first, before those of every longer key") {
  std::vector<std::string> keys;
  for (const char* key : {"a", "a ", "ab", "b"}) {
    for (const std::uint64_t revision :
         {std::numeric_limits<std::uint64_t>::max(), std::uint64_t{300}, std::uint64_t{2}})
      keys.push_back(storage::history_key(key, revision));
  }
  CHECK(std::is_sorted(keys.begin(), keys.end()));
  CHECK(storage::user_key_of(keys[4]) == "a ");
  CHECK(keys[4].starts_with(storage::history_prefix("a ")));
}

TEST_CASE("Changes and expiry rows lie in the order of revisions and times") {
  CHECK(storage::changes_key(255) < storage::changes_key(256));
  CHECK(storage::expiry_key(-1, "z") < storage::expiry_key(0, "a"));
  CHECK(storage::expiry_key(255, "z") < storage::expiry_key(256, "a"));
  CHECK(storage::expiry_key(256, "a") < storage::expiry_key(256, "b"));
  const std::string key = storage::expiry_key(-5, "k");
  const auto row = storage::decode_expiry(key, storage::encode_u64(9));
  REQUIRE(row);
  CHECK(row.value().expires_at_ms == -5);
  CHECK(row.value().key == "k");
  CHECK(row.value().bytes == 9);
}

TEST_CASE("A history row gives back what was replaced or removed") {
  const std::string key = storage::history_key("cat", 3);
  const std::string bytes = storage::encode_replaced(77, storage::encode_record(replaced()));
  const auto put = storage::decode_history(key, bytes);
  REQUIRE(put);
  CHECK(put.value().key == "cat");
  CHECK(put.value().kind == ChangeKind::put);
  CHECK(put.value().ended_at_ms == 77);
  CHECK(put.value().record == replaced());
  const std::string removal_key = storage::history_key("cat", 9);
  const auto removal =
      storage::decode_history(removal_key, storage::encode_removal({ChangeKind::expired, 78, 3}));
  REQUIRE(removal);
  CHECK(removal.value().kind == ChangeKind::expired);
  CHECK(removal.value().record.revision == 9);
  CHECK(removal.value().record.predecessor == 3);
  CHECK(removal.value().record.updated_at_ms == 78);
}

TEST_CASE("A changes row gives back every change of the commit") {
  const std::string bytes = storage::encode_changes(changes());
  const auto row = storage::decode_changes(storage::changes_key(5), bytes);
  REQUIRE(row);
  CHECK(row.value().revision == 5);
  CHECK(row.value().ordinal == 4);
  REQUIRE(row.value().changes.size() == 2);
  for (std::size_t n = 0; n < 2; ++n) {
    const StoredChange expected = changes().changes[n];
    CHECK(row.value().changes[n].kind == expected.kind);
    CHECK(row.value().changes[n].key == expected.key);
    CHECK(row.value().changes[n].size_bytes == expected.size_bytes);
    CHECK(row.value().changes[n].record == expected.record);
  }
}

// Every row cut short anywhere is damaged, but where what is left is a whole row, too.
template <typename Decode>
void check_cuts(const std::string& bytes, Decode decode, const std::vector<std::size_t>& whole = {}) {
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CAPTURE(size);
    const auto row = decode(std::string_view(bytes).substr(0, size));
    const bool is_whole = std::find(whole.begin(), whole.end(), size) != whole.end();
    CHECK(row.ok() == is_whole);
    if (!row) CHECK(row.error().code == ErrorCode::corrupt);
  }
}

TEST_CASE("A row cut short is damaged") {
  const std::string history = storage::history_key("cat", 3);
  check_cuts(storage::encode_removal({ChangeKind::deleted, 1, 2}),
             [&](std::string_view bytes) { return storage::decode_history(history, bytes); });
  Record empty = replaced();
  empty.value = "";
  check_cuts(storage::encode_replaced(1, storage::encode_record(empty)),
             [&](std::string_view bytes) { return storage::decode_history(history, bytes); });
  const std::string bytes = storage::encode_changes(changes());
  const std::size_t first_change_ends = bytes.size() - 6;
  check_cuts(bytes,
             [](std::string_view cut) { return storage::decode_changes(storage::changes_key(5), cut); },
             {first_change_ends});
  check_cuts(storage::encode_u64(7),
             [](std::string_view cut) { return storage::decode_expiry(storage::expiry_key(1, "k"), cut); });
  CHECK_FALSE(storage::decode_expiry(storage::expiry_key(1, ""), storage::encode_u64(7)));
  CHECK_FALSE(storage::decode_history("cat", storage::encode_removal({ChangeKind::deleted, 1, 2})));
  CHECK_FALSE(storage::decode_changes("1234567", bytes));
  CHECK_FALSE(storage::decode_totals(storage::encode_totals({}).substr(1)));
}

TEST_CASE("A history row whose record is of another revision is damaged") {
  const auto row = storage::decode_history(storage::history_key("cat", 4),
                                           storage::encode_replaced(1, storage::encode_record(replaced())));
  REQUIRE_FALSE(row);
  CHECK(row.error().key == "cat");
}

TEST_CASE("Totals survive") {
  const Totals totals{1, 2, 3, std::numeric_limits<std::uint64_t>::max(), 4};
  const std::string bytes = storage::encode_totals(totals);
  CHECK(storage::decode_totals(bytes) == totals);
  CHECK(storage::decode_totals(bytes.substr(0, 32)) == Totals{1, 2, 3, totals.changes, 0});
}

}  // namespace
}  // namespace keyglass::test
