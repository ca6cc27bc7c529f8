// How typed letters find names.
#include <catch2/catch_test_macros.hpp>

#include "app/fuzzy.hpp"

namespace keyglass::app {

TEST_CASE("Letters must occur in their order, whatever their case") {
  CHECK(fuzzy_score("nk", "New key"));
  CHECK(fuzzy_score("NEWKEY", "New key"));
  CHECK(fuzzy_score("new key", "New key"));
  CHECK_FALSE(fuzzy_score("kn", "New key"));
  CHECK_FALSE(fuzzy_score("x", "New key"));
  CHECK_FALSE(fuzzy_score("a", ""));
  CHECK(fuzzy_score("", "New key") == 0);
  CHECK(fuzzy_score("  ", "") == 0);
}

TEST_CASE("Beginnings of words and neighbours fit better") {
  CHECK(fuzzy_score("del", "Delete this key") > fuzzy_score("del", "Theme: dark, pale"));
  CHECK(fuzzy_score("key", "New key") > fuzzy_score("key", "Keep every"));
  CHECK(fuzzy_score("rr", "Recent requests") > fuzzy_score("rr", "Refresh error"));
  CHECK(fuzzy_score("save", "Save") > fuzzy_score("save", "Copy curl: save this value"));
}

TEST_CASE("The best of several ways through a name counts") {
  // The first s is no beginning of a word, the last one is.
  CHECK(fuzzy_score("st", "As is: store") == fuzzy_score("st", "xx xx: store"));
}

}  // namespace keyglass::app
