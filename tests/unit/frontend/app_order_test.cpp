// The order of a flat list: what is shown is what sorting everything would show, or key order and why.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cstdio>
#include <random>

#include "live_session.hpp"

namespace keyglass::app::testing {
namespace {

std::string numbered(std::size_t number) {
  char text[32];
  std::snprintf(text, sizeof text, "key:%06zu", number);
  return text;
}

void fill(FakeApi& api, std::size_t count) {
  for (std::size_t number = 0; number < count; ++number)
    api.put(numbered(number), std::string(number * 7 % 13, 'x'));
}

bool comes_before(const KeyMetadata& one, const KeyMetadata& other, SortBy by) {
  if (by == SortBy::key) return one.key < other.key;
  if (by == SortBy::size) return one.size_bytes < other.size_bytes;
  if (by == SortBy::changed) return one.updated_at_ms < other.updated_at_ms;
  // Never is later than any time.
  if (!one.expires_at_ms || !other.expires_at_ms) return one.expires_at_ms && !other.expires_at_ms;
  return *one.expires_at_ms < *other.expires_at_ms;
}

KeyRows some_rows(std::mt19937& random) {
  KeyRows rows(random() % 60);
  for (std::size_t place = 0; place < rows.size(); ++place) {
    rows[place].key = numbered(place);
    rows[place].size_bytes = random() % 8;
    rows[place].updated_at_ms = 1'700'000'000'000 + random() % 8;
    if (random() % 2) rows[place].expires_at_ms = 1'800'000'000'000 + random() % 8;
  }
  return rows;
}

RowPlaces sorted(const KeyRows& rows, RowOrder order, RowPlaces before = {}) {
  std::vector<std::uint64_t> weights;
  for (std::uint32_t place = 0; place < rows.size(); ++place)
    weights.push_back(weight(rows[place], place, order));
  return sorted_places(weights, std::move(before));
}

std::vector<std::uint64_t> sizes(const LiveSession& session) {
  std::vector<std::uint64_t> all;
  for (std::size_t row = 0; row < row_count(session.model.list); ++row)
    all.push_back(row_at(session.model.list, row)->size_bytes);
  return all;
}

std::size_t count_pages_asked(const Session& session) {
  std::size_t count = 0;
  for (const HttpRequest& request : session.waiting) count += request.target.starts_with("/keys?");
  return count;
}

}  // namespace

TEST_CASE("Every order is that of a stable sort, also when it begins from an older one") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int turn = 0; turn < 400; ++turn) {
    const RowOrder order{static_cast<SortBy>(random() % 4), random() % 2 == 1};
    KeyRows rows = some_rows(random);
    RowPlaces before = sorted(rows, {static_cast<SortBy>(random() % 4), false});
    for (KeyMetadata& row : rows) row.size_bytes = random() % 4 ? row.size_bytes : random() % 8;
    const RowPlaces places = sorted(rows, order, std::move(before));
    KeyRows expected = rows;
    std::stable_sort(expected.begin(), expected.end(), [&](const KeyMetadata& one, const KeyMetadata& other) {
      return order.descending ? comes_before(other, one, order.by) : comes_before(one, other, order.by);
    });
    REQUIRE(places.size() == rows.size());
    for (std::size_t row = 0; row < rows.size(); ++row) REQUIRE(rows[places[row]] == expected[row]);
  }
}

TEST_CASE("A press sorts by what one most often wants, a second one the other way round") {
  CHECK(next_order({}, SortBy::size) == RowOrder{SortBy::size, true});
  CHECK(next_order({SortBy::size, true}, SortBy::size) == RowOrder{SortBy::size, false});
  CHECK(next_order({SortBy::size, true}, SortBy::changed) == RowOrder{SortBy::changed, true});
  CHECK(next_order({SortBy::size, true}, SortBy::expiry) == RowOrder{SortBy::expiry, false});
  CHECK(next_order({SortBy::size, true}, SortBy::key) == RowOrder{});
  CHECK(order_words({SortBy::changed, true}) == "last change, newest first");
}

TEST_CASE("A list is sorted as soon as all of its keys are there, and they are asked for") {
  LiveSession session;
  fill(session.api, 3 * page_rows);
  session.start();
  CHECK(row_count(session.model.list) == page_rows);
  session.act(SortRows{SortBy::size});
  CHECK(session.model.announcement == "Loading all keys to sort them");
  CHECK(shown_order(session.model.list) == RowOrder{});
  session.settle();
  CHECK(row_count(session.model.list) == 3 * page_rows);
  CHECK(shown_order(session.model.list) == RowOrder{SortBy::size, true});
  const auto shown = sizes(session);
  CHECK(std::is_sorted(shown.rbegin(), shown.rend()));
  session.act(SortRows{SortBy::size});
  CHECK(session.model.announcement == "Sorted by size, smallest first");
  CHECK(row_at(session.model.list, 0)->size_bytes == 0);
  CHECK(row_of(session.model.list, row_at(session.model.list, 17)->key) == 17);
}

TEST_CASE(
    "More keys than can be held, a count that is not known and folders stay in key order, and say why") {
  LiveSession session;
  fill(session.api, sorted_rows_max + 1);
  session.start();
  session.act_and_settle(SortRows{SortBy::size});
  CHECK(session.model.announcement == sort_fault(session.model, SortBy::size));
  CHECK(session.model.announcement == "Sorting needs all keys loaded, at most 2,000: narrow the filter");
  CHECK(session.model.list.order == RowOrder{});
  session.act_and_settle(SetFilter{"*:0000*"});
  CHECK(row_count(session.model.list) == 100);
  session.act_and_settle(SortRows{SortBy::size});
  CHECK(shown_order(session.model.list).by == SortBy::size);
  session.act_and_settle(SetFilter{"*:0*"});
  CHECK(shown_order(session.model.list) == RowOrder{});
  CHECK(row_at(session.model.list, 1)->key == numbered(1));
  session.act_and_settle(SetFilter{"key:00001"});
  CHECK(shown_order(session.model.list).by == SortBy::size);
  session.act_and_settle(Arrange{":"});
  CHECK(sort_fault(session.model, SortBy::key).find("Folders") == 0);
  CHECK(shown_order(session.model.list) == RowOrder{});
}

TEST_CASE("A store that keeps no times is not sorted by them") {
  Session session;
  session.api.now_ms = 0;
  session.api.put("a", "1");
  session.start();
  CHECK(sort_fault(session.model, SortBy::changed) == "This store keeps no times of change");
  CHECK(sort_fault(session.model, SortBy::size).empty());
}

TEST_CASE("Changes by others move their own row alone, and new keys find their place") {
  LiveSession session;
  for (const char* key : {"a", "b", "c", "d"}) session.api.put(key, std::string(3, 'x'));
  session.start_live();
  session.act_and_settle(SortRows{SortBy::size});
  session.put_elsewhere("c", "longest");
  CHECK(session.keys() == std::vector<std::string>{"c", "a", "b", "d"});
  session.put_elsewhere("aa", "12345");
  session.catch_up();
  CHECK(session.keys() == std::vector<std::string>{"c", "aa", "a", "b", "d"});
  session.remove_elsewhere("aa");
  CHECK(session.keys() == std::vector<std::string>{"c", "a", "b", "d"});
}

TEST_CASE("While a sorted list is read again its rows stay, all of them") {
  LiveSession session;
  fill(session.api, 3 * page_rows);
  session.start();
  session.act_and_settle(SortRows{SortBy::size});
  session.act(ShowRows{{500, 530}});
  session.act(Refresh{});
  CHECK(count_pages_asked(session) == 3);
  CHECK(sizes(session).size() == 3 * page_rows);
  CHECK(shown_order(session.model.list).by == SortBy::size);
  session.settle();
  CHECK(shown_order(session.model.list).by == SortBy::size);
}

TEST_CASE("A range is chosen of the rows as they stand, and a deletion goes on with the next one there") {
  Session session;
  session.api.put("a", "1");
  session.api.put("b", "4444");
  session.api.put("c", "22");
  session.api.put("d", "333");
  session.start();
  session.act_and_settle(SortRows{SortBy::size});  // b d c a
  session.act(ToggleSelected{"d"});
  session.act(SelectUpTo{3});
  CHECK(session.model.selection.keys == std::set<std::string, std::less<>>{"a", "c", "d"});
  session.act(SelectKey{"d"});
  session.act(AskDelete{"d"});
  session.act_and_settle(DeleteConfirmed{});
  CHECK(session.model.list.selected == "c");
  session.act(SelectKey{"a"});
  session.act(AskDelete{"a"});
  session.act_and_settle(DeleteConfirmed{});
  CHECK(session.model.list.selected == "c");
}

TEST_CASE("Rows that tell when they changed ask for a frame when their words change") {
  Session session;
  session.api.put("a", "1");
  session.start();
  session.act_and_settle(ShowRows{{0, 1}});
  session.act_and_settle(SortRows{SortBy::changed});
  session.effects.clear();
  session.pass(60'000);
  REQUIRE(session.last_effect<ScheduleWakeup>());
  CHECK(session.last_effect<ScheduleWakeup>()->at_ms == session.api.now_ms + 60'000);
}

}  // namespace keyglass::app::testing
