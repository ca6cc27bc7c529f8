// The largest keys: bounded lists, one page after the other, stopped and resumed.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <random>

#include "session.hpp"

namespace keyglass::app::testing {
namespace {

KeyMetadata sized(std::string key, std::uint64_t bytes) {
  KeyMetadata metadata;
  metadata.key = std::move(key);
  metadata.size_bytes = bytes;
  return metadata;
}

Session with_keys(int count) {
  Session session;
  for (int number = 0; number < count; ++number)
    session.api.put((number % 3 == 0 ? "a:" : "b:") + std::to_string(number),
                    std::string(static_cast<std::size_t>(number % 97), 'x'));
  session.start();
  return session;
}

}  // namespace

TEST_CASE("The largest of many keys are kept, whatever their order, and never more than fifty") {
  std::vector<KeyMetadata> keys;
  for (std::uint64_t bytes = 1; bytes <= 500; ++bytes)
    keys.push_back(sized("k" + std::to_string(bytes), bytes));
  std::shuffle(keys.begin(), keys.end(), std::mt19937(7));
  Sizes sizes;
  add_sizes(sizes, keys, {"", ":"});
  REQUIRE(sizes.largest.size() == largest_max);
  CHECK(sizes.largest.front().name == "k500");
  CHECK(sizes.largest.back().name == "k451");
  CHECK(sizes.total == Sized{"", 500, 500 * 501 / 2});
}

TEST_CASE("Folders of the first level below the prefix are added up, and those beyond a bound as one") {
  Sizes sizes;
  add_sizes(sizes, {sized("u:1:a", 5), sized("u:1:b", 6), sized("u:2", 100), sized("u:3:a", 20)},
            {"u:", ":"});
  const auto folders = largest_folders(sizes);
  REQUIRE(folders.size() == 2);
  CHECK(folders[0] == Sized{"u:3:", 1, 20});
  CHECK(folders[1] == Sized{"u:1:", 2, 11});
  std::vector<KeyMetadata> many;
  for (std::size_t number = 0; number < sized_folders_max + 5; ++number)
    many.push_back(sized("f" + std::to_string(number) + ":x", 1));
  Sizes bounded;
  add_sizes(bounded, many, {"", ":"});
  CHECK(bounded.folders.size() == sized_folders_max);
  CHECK(bounded.other_folders.keys == 5);
  CHECK(largest_folders(bounded).size() == largest_max);
}

TEST_CASE("All keys are looked at page by page, one request at a time, and the log is not flooded") {
  Session session = with_keys(4'500);
  const std::size_t logged = session.model.request_log.size();
  session.act(OpenLargest{});
  for (int page = 0; page < 3; ++page) {
    REQUIRE(session.waiting.size() == 1);
    const HttpRequest request = session.waiting.front();
    session.waiting.clear();
    session.act(RequestFinished{session.api.answer(request)});
  }
  CHECK(session.waiting.empty());
  const auto& dialog = *session.dialog<LargestDialog>();
  CHECK(dialog.is_done);
  CHECK(dialog.sizes.total.keys == 4'500);
  CHECK(dialog.sizes.largest.front().bytes == 96);
  CHECK(largest_folders(dialog.sizes).front().name == "b:");
  CHECK(session.model.request_log.size() == logged + 1);
  CHECK(session.model.announcement == "Looked at 4,500 keys");
}

TEST_CASE("Looking is stopped, goes on where it was, and ends with the dialog") {
  Session session = with_keys(4'500);
  session.act(OpenLargest{});
  session.act(RequestFinished{session.api.answer(session.waiting.front())});
  session.waiting.erase(session.waiting.begin());
  session.act(StopLargest{});
  CHECK(session.waiting.empty());
  CHECK(session.dialog<LargestDialog>()->sizes.total.keys == 2'000);
  session.act_and_settle(ResumeLargest{});
  CHECK(session.dialog<LargestDialog>()->sizes.total.keys == 4'500);
  session.act(OpenLargest{});
  session.act(CloseDialog{});
  CHECK(session.waiting.empty());
}

TEST_CASE("A page that fails is told, and asked for again when wanted") {
  Session session = with_keys(2'500);
  session.act(OpenLargest{});
  session.answer_next(500);
  REQUIRE(trouble_of(session.dialog<LargestDialog>()->page));
  session.act_and_settle(ResumeLargest{});
  CHECK(session.dialog<LargestDialog>()->is_done);
}

TEST_CASE("The request of a page is copied as curl") {
  Session session = with_keys(1);
  session.act_and_settle(SetFilter{"a:"});
  session.act_and_settle(OpenLargest{});
  session.act(CopyRequest{CurlOf::dialog});
  CHECK(session.last_effect<CopyText>()->text == "curl 'http://localhost:8000/keys?limit=2000&prefix=a%3A'");
}

}  // namespace keyglass::app::testing
