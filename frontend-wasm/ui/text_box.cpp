// Text boxes over ImGui's InputText, edited from the keyboard, the mouse, or the mirror in the page.
#include "ui/text_box.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "ui/escape.hpp"
#include "ui/frame.hpp"
#include "ui/item.hpp"
#include "ui/layout.hpp"
#include "ui/line_notes.hpp"
#include "ui/paint.hpp"
#include "ui/text.hpp"

namespace keyglass::ui {
namespace {

// One call's worth of state, so that the steps below share it.
struct Box {
  std::string_view name;
  std::string& text;
  const TextBoxOptions& options;
  bool multiline = false;
  NodeId id = 0;
  Rect rect = {};
  TextBoxResult result = {};
  bool active = false;
  std::optional<TextEdit> late_edit = {};  // came before the box had the keyboard
};

int grow(ImGuiInputTextCallbackData* data) {
  if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
    auto* text = static_cast<std::string*>(data->UserData);
    text->resize(static_cast<std::size_t>(data->BufTextLen));
    data->Buf = text->data();
  }
  return 0;
}

// A NUL would cut the text short on the way through C strings, so such a text can be seen but not edited.
bool read_only(const Box& box) {
  return box.options.read_only || !box.options.enabled || box.text.find('\0') != std::string::npos;
}

bool is_wrong(const TextBoxOptions& options) {
  return options.invalid || !options.error.empty();
}

// Applies an edit from the mirror. False if it was made on a text that is no longer this one.
bool apply_edit(Box& box, const TextEdit& edit) {
  std::string& text = box.text;
  if (edit.length_before != browser_offset(text, text.size())) return false;
  if (edit.changes_text && !read_only(box)) {
    const std::size_t first = byte_offset(text, edit.first);
    const std::size_t last = byte_offset(text, std::max(edit.first, edit.last));
    text.replace(first, last - first, edit.inserted);
    box.result.changed = true;
  }
  return true;
}

// Makes the active InputText read its buffer again and select as the mirror does.
void reload(ImGuiInputTextState& state, const std::string& text, const TextEdit& edit) {
  state.WantReloadUserBuf = true;
  state.ReloadSelectionStart = static_cast<int>(byte_offset(text, edit.anchor));
  state.ReloadSelectionEnd = static_cast<int>(byte_offset(text, edit.caret));
  state.CursorFollow = true;
}

void take_edits(Box& box, ImGuiInputTextState* state) {
  for (TextEdit& edit : current().semantics.take_edits(box.id)) {
    if (!apply_edit(box, edit)) continue;
    if (state != nullptr) {
      reload(*state, box.text, edit);
    } else {
      box.late_edit = std::move(edit);
    }
  }
}

// The owner put another text into the active box ("Format", another key): show that one.
void follow_owner(Box& box, ImGuiInputTextState* state) {
  Context& context = current();
  const bool same = context.text_before_id == box.id && context.text_before == box.text;
  if (state != nullptr && context.text_before_id == box.id && !same) state->ReloadUserBufAndKeepSelection();
}

void remember(Box& box) {
  Context& context = current();
  if (!box.active) {
    if (context.text_before_id == box.id) context.text_before_id = 0;
    return;
  }
  context.text_before_id = box.id;
  if (context.text_before != box.text) context.text_before = box.text;
}

void register_node(const Box& box) {
  Node node;
  node.id = box.id;
  node.role = box.options.combobox ? Role::combobox : Role::textbox;
  node.name = box.name;
  node.description = box.options.error.empty() ? box.options.help : box.options.error;
  if (!box.options.description.empty()) node.description = box.options.description;
  if (!box.options.secret) node.value = box.text;
  node.state |= box.options.enabled ? state_focusable : state_disabled;
  if (box.multiline) node.state |= state_multiline;
  if (read_only(box)) node.state |= state_read_only;
  if (is_wrong(box.options)) node.state |= state_invalid;
  if (box.options.secret) node.state |= state_secret;
  node.rect = clipped(box.rect);
  current().semantics.add(std::move(node));
}

void register_selection(const Box& box) {
  ImGuiInputTextState* state = ImGui::GetInputTextState(box.id);
  if (!box.active || state == nullptr) return;
  const auto place = [&](int offset) {
    return static_cast<std::size_t>(std::clamp(offset, 0, static_cast<int>(box.text.size())));
  };
  const int caret = state->GetCursorPos();
  const int start = state->GetSelectionStart();
  const int end = state->GetSelectionEnd();
  const int anchor = !state->HasSelection() ? caret : caret == end ? start : end;
  current().semantics.set_text_selection({box.id, place(anchor), place(caret)});
  const ImGuiPlatformImeData& ime = ImGui::GetCurrentContext()->PlatformImeData;
  if (!ime.WantVisible) return;
  const Rect caret_rect{ime.InputPos.x + 1, ime.InputPos.y, 1, ime.InputLineHeight};
  const Rect inside = clipped(box.rect);
  if (caret_rect.x >= inside.x && caret_rect.x <= inside.x + inside.width && caret_rect.y >= inside.y - 2 &&
      caret_rect.y + caret_rect.height <= inside.y + inside.height + 2) {
    current().caret = caret_rect;
  }
}

// Decides before InputText runs whether it shall have the keyboard.
void settle_activation(Box& box) {
  ImGuiContext& imgui = *ImGui::GetCurrentContext();
  const Focus& focus = current().focus;
  // A click on the mirror means what it means in any page: put the keyboard here.
  const bool wanted = box.options.focus || current().semantics.take_activate(box.id);
  const bool held = box.options.enabled && hold_focus(box.id, wanted);
  box.active = imgui.ActiveId == box.id;
  if (held && !box.active && !imgui.IO.MouseClicked[0]) {
    imgui.NavNextActivateId = 0;
    imgui.NavActivateId = imgui.NavActivateDownId = box.id;
    imgui.NavActivateFlags = ImGuiActivateFlags_PreferInput | ImGuiActivateFlags_TryToPreserveState;
  }
  if (!held && box.active && focus.id != 0) ImGui::ClearActiveID();
  if (box.active && ImGui::IsKeyPressed(ImGuiKey_Escape, false)) {
    // ImGui would put the old text back; leaving the box must never lose what was typed.
    ImGui::ClearActiveID();
    current().focus.id = 0;
    box.active = false;
  }
  // Edits are handed over in every frame, so what ImGui keeps for a box that just lost the keyboard is stale:
  // the owner may show another text under the same id by now.
  if (imgui.InputTextDeactivatedState.ID == box.id && imgui.ActiveId != box.id)
    imgui.InputTextDeactivatedState.ID = 0;
}

void run_input_text(Box& box) {
  ImGuiInputTextFlags flags = ImGuiInputTextFlags_CallbackResize;
  if (box.multiline) flags |= ImGuiInputTextFlags_Multiline;
  if (read_only(box)) flags |= ImGuiInputTextFlags_ReadOnly;
  if (box.options.secret) flags |= ImGuiInputTextFlags_Password;
  ImGuiInputTextState* before = ImGui::GetInputTextState(box.id);
  const bool enter =
      !box.multiline && box.active && before != nullptr &&
      (ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false));
  TextEdit kept;
  if (enter) {
    kept.caret = browser_offset(box.text, static_cast<std::size_t>(std::max(0, before->GetCursorPos())));
    kept.anchor = kept.caret;
  }
  const std::string hint(box.options.hint);
  if (box.multiline && box.options.from_top) ImGui::SetNextWindowScroll({0, 0});
  const float margin = box.options.notes ? margin_width(*box.options.notes) : 0;
  if (margin > 0) ImGui::SetCursorScreenPos({box.rect.x + margin, box.rect.y});
  const TextStyleScope style(box.options.mono ? TextStyle::code : TextStyle::body);
  const bool changed =
      ImGui::InputTextEx("##text", hint.empty() ? nullptr : hint.c_str(), box.text.data(),
                         static_cast<int>(box.text.capacity() + 1),
                         ImVec2(box.rect.width - margin, box.rect.height), flags, grow, &box.text);
  box.result.changed = box.result.changed || changed;
  box.result.submitted = enter;
  box.active = ImGui::GetActiveID() == box.id;
  if (enter) {
    // ImGui selects everything after Enter; the caret stays where it was instead.
    box.late_edit = kept;
  }
  if (ImGuiInputTextState* after = ImGui::GetInputTextState(box.id); box.active && after && box.late_edit) {
    reload(*after, box.text, *box.late_edit);
    current().wants_frame = true;
  }
}

void draw_notes_of(const Box& box) {
  if (box.options.notes == nullptr) return;
  const float margin = margin_width(*box.options.notes);
  const ImGuiInputTextState* state = ImGui::GetInputTextState(box.id);
  draw_notes(*box.options.notes,
             {.text = box.text,
              .rect = {box.rect.x + margin, box.rect.y, box.rect.width - margin, box.rect.height},
              .scrolled_px = box.active && state != nullptr ? state->Scroll.x : 0});
}

void draw_frame(const Box& box) {
  const Theme& theme = current().theme;
  const Color ground = theme[read_only(box) ? Token::surface : Token::raised];
  paint::fill(box.rect, paint::packed(ground), size::radius);
}

void draw_edge(const Box& box) {
  const bool focused = current().focus.id == box.id;
  const Token edge = is_wrong(box.options) ? Token::danger : focused ? Token::accent : Token::border;
  paint::outline(box.rect, paint::packed(edge), size::radius, focused ? 2.0F : 1.0F);
}

// Over a long text, which moves to the left under it.
void draw_icon(const Box& box) {
  if (box.options.icon == nullptr) return;
  const Color ground = current().theme[read_only(box) ? Token::surface : Token::raised];
  paint::fill({box.rect.x + 2, box.rect.y + 2, px(30), box.rect.height - 4}, paint::packed(ground),
              size::radius);
  paint::glyph(box.options.icon, box.rect.x + px(10), box.rect.y + box.rect.height / 2,
               paint::packed(Token::muted));
}

void draw_note(const Box& box) {
  const bool wrong = !box.options.error.empty();
  const std::string_view note = wrong ? box.options.error : box.options.help;
  if (note.empty()) return;
  text(note, {.style = TextStyle::secondary,
              .color = wrong ? Token::danger : Token::muted,
              .wrap = true,
              .width = box.rect.width});
}

float note_height(const TextBoxOptions& options) {
  if (options.error.empty() && options.help.empty()) return 0;
  return font_size(TextStyle::secondary) + ImGui::GetStyle().ItemSpacing.y;
}

// Room for the icon inside the frame: InputText starts behind it.
float icon_room(const TextBoxOptions& options) {
  return options.icon != nullptr ? px(24) : 0;
}

TextBoxResult text_box(Box box) {
  const IdScope scope(box.name);
  if (!box.options.label.empty()) {
    text(box.options.label, {.style = TextStyle::secondary, .color = Token::muted, .semantic = false});
    space(size::grid);
  }
  const float width = box.options.width > 0 ? box.options.width : width_left();
  const float height = !box.multiline           ? scaled(size::control)
                       : box.options.height > 0 ? box.options.height
                                                : std::max(px(80), height_left() - note_height(box.options));
  box.rect = next_place(width, height);
  box.id = ImGui::GetID("##text");
  settle_activation(box);
  reveal_focus(box.rect);
  ImGuiInputTextState* state = box.active ? ImGui::GetInputTextState(box.id) : nullptr;
  follow_owner(box, state);
  take_edits(box, state);
  draw_frame(box);
  const paint::FadeScope fade(box.options.enabled ? 1.0F : 0.45F);
  const float room_above = std::floor((scaled(size::control) - font_size(TextStyle::body)) / 2);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(px(10) + icon_room(box.options), room_above));
  const bool was_active = box.active;
  run_input_text(box);
  draw_notes_of(box);
  ImGui::PopStyleVar();
  Focus& focus = current().focus;
  if (box.active && focus.id != box.id) focus_by_mouse(box.id);
  if (was_active && !box.active && focus.id == box.id) focus.id = 0;
  draw_icon(box);
  draw_edge(box);
  box.result.focused = box.active;
  box.result.id = box.id;
  remember(box);
  register_node(box);
  register_selection(box);
  draw_note(box);
  return box.result;
}

}  // namespace

TextBoxResult text_field(std::string_view name, std::string& text, const TextBoxOptions& options) {
  return text_box({.name = name, .text = text, .options = options});
}

TextBoxResult text_area(std::string_view name, std::string& text, const TextBoxOptions& options) {
  return text_box({.name = name, .text = text, .options = options, .multiline = true});
}

}  // namespace keyglass::ui
