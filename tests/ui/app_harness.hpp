// The whole app without a browser: model, views, hands and an API in memory.
#pragma once

#include <deque>
#include <string>
#include <string_view>

#include "harness.hpp"
#include "session.hpp"
#include "view/app_view.hpp"

namespace keyglass::app::testing {

class AppHarness {
 public:
  Session session;

  explicit AppHarness(const ui::testing::HarnessOptions& options = {}) : options_(options) {}

  // Starts the app at this address and draws until everything is quiet.
  void start(std::string_view hash = "") {
    session.start(hash);
    harness_.emplace([this] { draw(); }, options_);
    settle();
  }

  ui::testing::Harness& hands() { return *harness_; }
  FakeApi& api() { return session.api; }
  const Model& model() const { return session.model; }

  void settle() {
    do {
      session.settle();
      harness_->settle();
    } while (!session.waiting.empty() || !queue_.empty());
  }

  // Between two steps everything that was asked for is answered.
  void click(ui::Role role, std::string_view name) {
    harness_->click(role, name);
    settle();
  }
  void press_button(std::string_view name) { click(ui::Role::button, name); }
  void type(std::string_view text) {
    harness_->type(text);
    settle();
  }
  void press(ImGuiKey key, int modifiers = 0) {
    harness_->press(key, modifiers);
    settle();
  }
  void tab() {
    harness_->tab();
    settle();
  }
  void fill(std::string_view name, std::string_view text) {
    harness_->fill(name, text);
    settle();
  }
  void wheel(std::string_view name, float notches) {
    harness_->wheel(ui::Role::grid, name, notches);
    settle();
  }
  void pass(std::int64_t ms) {
    session.pass(ms);
    harness_->wait(static_cast<double>(ms));
    settle();
  }
  void resize(float width, float height) {
    harness_->resize(width, height);
    settle();
  }
  void act(const Action& action) {
    session.act(action);
    settle();
  }

  bool has(ui::Role role, std::string_view name) const { return harness_->has(role, name); }
  const ui::Node& get(ui::Role role, std::string_view name) const { return harness_->get(role, name); }
  std::string value(std::string_view text_box) const { return get(ui::Role::textbox, text_box).value; }
  std::string status() const { return get(ui::Role::status, "Status").value; }
  std::string focused() const {
    const ui::Node* node = harness_->focused();
    return node ? node->name : "";
  }
  // Anywhere in the tree, whatever way lines are broken.
  bool shows(std::string_view text) const {
    std::string flat;
    for (const char byte : harness_->tree()) {
      const bool is_space = byte == ' ' || byte == '\n';
      if (!is_space || !flat.ends_with(' ')) flat += is_space ? ' ' : byte;
    }
    return flat.find(text) != std::string::npos;
  }
  std::string tree() const { return harness_->tree(); }
  std::string full_tree() const { return harness_->full_tree(); }

 private:
  // As the composition root does it: actions of a frame are applied before the next one is drawn.
  void draw() {
    while (!queue_.empty()) {
      const Action action = std::move(queue_.front());
      queue_.pop_front();
      session.act(action);
    }
    view::draw_app(session.model, state_, [this](Action action) { queue_.push_back(std::move(action)); });
    if (!queue_.empty()) ui::current().wants_frame = true;
  }

  ui::testing::HarnessOptions options_;
  view::State state_;
  std::deque<Action> queue_;
  std::optional<ui::testing::Harness> harness_;
};

}  // namespace keyglass::app::testing
