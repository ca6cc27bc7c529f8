// What assistive technology is told in every state, held to what it was told before: one file a state under
// golden/. KEYGLASS_GOLDEN=write in the environment writes the files anew; the difference is for people to
// judge.
#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "app_harness.hpp"
#include "scenarios.hpp"

namespace keyglass::app::testing {
namespace {

namespace fs = std::filesystem;

const fs::path folder = KEYGLASS_GOLDEN_FOLDER;

bool writes() {
  const char* wish = std::getenv("KEYGLASS_GOLDEN");
  return wish != nullptr && std::string_view(wish) == "write";
}

std::string file_name(std::string_view state) {
  std::string name;
  for (const char byte : state) name += byte == ' ' ? '_' : byte;
  return name + ".txt";
}

std::string told(const Scenario& scenario, float width) {
  AppHarness app({.width = width, .height = 700});
  app.start();
  scenario.arrange(app.session);
  app.session.waiting.clear();
  app.hands().settle();
  return "--- " + std::to_string(static_cast<int>(width)) + " pixels wide\n" + app.full_tree();
}

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// The first line that differs, as it is and as it was.
std::string first_difference(const std::string& now, const std::string& before) {
  std::istringstream new_lines(now);
  std::istringstream old_lines(before);
  std::string is;
  std::string was;
  for (int line = 1;; ++line) {
    const bool has_new = static_cast<bool>(std::getline(new_lines, is));
    const bool has_old = static_cast<bool>(std::getline(old_lines, was));
    if (!has_new && !has_old) return "";
    if (has_new != has_old || is != was)
      return "line " + std::to_string(line) + "\n is: " + (has_new ? is : "the end") +
             "\nwas: " + (has_old ? was : "the end");
  }
}

}  // namespace

TEST_CASE("Every state tells assistive technology what it told before") {
  std::set<std::string> names;
  for (const Scenario& scenario : every_scenario()) {
    const std::string name = file_name(scenario.name);
    REQUIRE(names.insert(name).second);
    const std::string now = told(scenario, 1440) + told(scenario, 420);
    if (writes()) std::ofstream(folder / name, std::ios::binary) << now;
    INFO("tests/ui/golden/" << name << ", " << first_difference(now, read(folder / name)));
    CHECK(now == read(folder / name));
  }
  for (const auto& entry : fs::directory_iterator(folder)) {
    INFO(entry.path() << " is of no state");
    CHECK(names.count(entry.path().filename().string()) == 1);
  }
}

}  // namespace keyglass::app::testing
