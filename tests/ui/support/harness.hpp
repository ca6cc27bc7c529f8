// Drives views without a browser: a clock that only moves when told, a renderer that draws nothing, and hands
// that find widgets by role and accessible name. Every failure throws with the tree of semantics in the
// message. After each frame it checks that every interactive item that was drawn has semantics, under an id
// of its own. One at a time per thread.
#pragma once

#include <imgui.h>

#include <functional>
#include <string>
#include <string_view>

#include "ui/frame.hpp"
#include "ui/semantics.hpp"

namespace keyglass::ui::testing {

struct HarnessOptions {
  float width = 1440;
  float height = 900;
  float scale = 1;
  Scheme scheme = Scheme::dark;
};

class Harness {
 public:
  // `draw` draws one frame and must outlive the harness.
  explicit Harness(std::function<void()> draw, const HarnessOptions& options = {});
  ~Harness();
  Harness(const Harness&) = delete;
  Harness& operator=(const Harness&) = delete;

  // Draws one frame, 16 ms after the last.
  void frame();
  // Draws until nothing asks for another frame.
  void settle();
  // Lets time pass, then draws.
  void wait(double milliseconds);
  void resize(float width, float height);

  // The only node with this role and name. Throws if there is none, or more than one.
  const Node& get(Role role, std::string_view name) const;
  bool has(Role role, std::string_view name) const;
  // The node that has the keyboard, or null.
  const Node* focused() const;
  const TextSelection& text_selection() const { return context_.semantics.text_selection(); }

  // The mouse goes to the middle of the widget, presses and releases.
  void click(Role role, std::string_view name);
  void hover(Role role, std::string_view name);
  void wheel(Role role, std::string_view name, float notches);
  // As assistive technology does it, without the mouse.
  void activate(Role role, std::string_view name);
  // Keys go to whatever has the keyboard.
  void type(std::string_view text);
  void press(ImGuiKey key, int modifiers = 0);
  void tab(bool backwards = false);
  // Replaces the text of a text box as a browser's text box would.
  void fill(std::string_view name, std::string_view text);

  // The tree, indented, one node a line: role "name" = "value" [states].
  std::string tree() const;
  // The same with everything else that assistive technology is told: (description), places of rows, levels.
  std::string full_tree() const;
  // What the last copy put into the clipboard.
  std::string clipboard() const;

  Context& context() { return context_; }

 private:
  void close();
  void draw_once(float seconds);
  void check_frame() const;
  void move_mouse(const Node& node);
  std::string tree_of(bool is_full) const;

  std::function<void()> draw_;
  HarnessOptions options_;
  Context context_;
  ImGuiContext* imgui_ = nullptr;
};

}  // namespace keyglass::ui::testing
