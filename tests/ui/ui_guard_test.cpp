// The harness itself: a widget that assistive technology is not told of fails whatever test draws it.
#include <catch2/catch_test_macros.hpp>
#include <stdexcept>
#include <string>

#include "harness.hpp"
#include "ui/widgets.hpp"

using namespace keyglass::ui;
using keyglass::ui::testing::Harness;

namespace {

constexpr Rect whole{0, 0, 800, 600};

// What the harness says of a view; "" if it has nothing against it.
template <typename Draw>
std::string complaint(Draw draw) {
  try {
    const Harness ui([&] {
      const Pane pane("Pane", whole);
      button("Save");
      draw();
    });
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("widgets of ui/ are drawn without a complaint") {
  std::string text;
  CHECK(complaint([&] { text_field("Filter", text); }).empty());
}

TEST_CASE("a button, a box or a slider drawn past ui/ is noticed, for it has no semantics") {
  char text[8] = "";
  float value = 0;
  bool on = false;
  CHECK(complaint([] { ImGui::Button("Raw"); }).find("without semantics") != std::string::npos);
  CHECK(complaint([&] { ImGui::InputText("Raw", text, sizeof text); }).find("without semantics") !=
        std::string::npos);
  CHECK(complaint([&] { ImGui::SliderFloat("Raw", &value, 0, 1); }).find("without semantics") !=
        std::string::npos);
  CHECK(complaint([&] { ImGui::Checkbox("Raw", &on); }).find("without semantics") != std::string::npos);
}

TEST_CASE("two widgets under one id are noticed, for one of them could not be told from the other") {
  CHECK(complaint([] { button("Save"); }).find("share an id") != std::string::npos);
}

TEST_CASE("a view that asks for one frame after the other is noticed, for it would never rest") {
  CHECK(complaint([] { current().wants_frame = true; }).find("never comes to rest") != std::string::npos);
}
