// Text has no rows before it is read: parts not seen yet count with a guess, and when one turns out longer or
// shorter, what is in sight stays where it is.
#include "view/large_value.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "app/large_value.hpp"
#include "app/text.hpp"
#include "ui/widgets.hpp"

namespace keyglass::view {
namespace {

constexpr std::uint64_t hex_row_bytes = 16;
constexpr std::size_t cached_parts_max = 4;

using Part = std::uint64_t;

// The bytes of one part with its overlap, if they are in memory.
std::optional<std::string_view> bytes_of(const app::KeyOpen& open, const app::Entry& entry, Part part) {
  const std::uint64_t first = part * app::value_part_bytes;
  const std::uint64_t length =
      std::min(app::value_part_bytes + app::value_part_overlap, entry.size_bytes - first);
  if (first + length <= entry.value.size())
    return std::string_view(entry.value)
        .substr(static_cast<std::size_t>(first), static_cast<std::size_t>(length));
  const auto found = open.large.parts.find(part);
  if (found == open.large.parts.end() || open.large.etag != entry.etag) return std::nullopt;
  const std::string* bytes = app::shown(found->second.bytes);
  return bytes ? std::optional<std::string_view>(*bytes) : std::nullopt;
}

// How many rows a part has, by the first one: texts are much the same all through.
std::uint32_t guess_rows(const app::Entry& entry) {
  const std::string_view first = std::string_view(entry.value).substr(0, app::value_part_bytes);
  return static_cast<std::uint32_t>(std::max<std::size_t>(app::text_rows_of(first, true).size(), 1));
}

void begin(LargeView& view, const app::Entry& entry) {
  const auto parts = static_cast<std::size_t>(app::value_part_count(entry.size_bytes));
  if (view.etag == entry.etag && view.row_counts.size() == parts) return;
  view = {};
  view.etag = entry.etag;
  view.row_counts.assign(parts, guess_rows(entry));
  view.is_counted.assign(parts, 0);
}

// The first row of each part, and after the last the number of all.
std::vector<std::uint64_t> first_rows(const LargeView& view) {
  std::vector<std::uint64_t> firsts(1, 0);
  firsts.reserve(view.row_counts.size() + 1);
  for (const std::uint32_t count : view.row_counts) firsts.push_back(firsts.back() + count);
  return firsts;
}

Part part_of_row(const std::vector<std::uint64_t>& firsts, std::uint64_t row) {
  const auto after = std::upper_bound(firsts.begin(), firsts.end() - 1, row);
  return static_cast<Part>(after - firsts.begin()) - 1;
}

const std::vector<std::uint32_t>& rows_of(LargeView& view, Part part, std::string_view bytes) {
  const auto found = view.rows.find(part);
  if (found != view.rows.end()) return found->second;
  if (view.rows.size() >= cached_parts_max) view.rows.clear();
  return view.rows[part] = app::text_rows_of(bytes, part == 0);
}

// Counts one part that arrived; rows above the window that were guessed wrong move the window with them.
void count_rows(LargeView& view, Part part, std::size_t rows, ui::VirtualWindow& window) {
  const std::vector<std::uint64_t> firsts = first_rows(view);
  const auto index = static_cast<std::size_t>(part);
  const std::uint64_t old = view.row_counts[index];
  view.row_counts[index] = static_cast<std::uint32_t>(rows);
  view.is_counted[index] = 1;
  if (window.top >= firsts[index] + old) {
    window.top = window.top - old + rows;
  } else if (window.top >= firsts[index]) {
    // Within it: as far from its beginning, or from its end, as before.
    const std::uint64_t down = window.top - firsts[index];
    const std::uint64_t up = old - down;
    window.top = firsts[index] + (down <= up ? std::min<std::uint64_t>(down, rows)
                                             : rows - std::min<std::uint64_t>(up, rows));
  }
}

void count_arrived(const app::KeyOpen& open, const app::Entry& entry, LargeView& view,
                   ui::VirtualWindow& window) {
  const auto count = [&](Part part) {
    if (part >= view.row_counts.size() || view.is_counted[static_cast<std::size_t>(part)] != 0) return;
    if (const auto bytes = bytes_of(open, entry, part))
      count_rows(view, part, app::text_rows_of(*bytes, part == 0).size(), window);
  };
  for (Part part = 0; part * app::value_part_bytes < entry.value.size(); ++part) count(part);
  for (const auto& held : open.large.parts) count(held.first);
}

void ask_for(const Scene& scene, Part first, Part last) {
  LargeView& view = scene.state.large;
  const app::KeyOpen& open = *app::open_key(scene.model);
  // Parts that were read before the value was read again are gone.
  const bool is_known = open.large.etag == view.etag && open.large.parts.count(last) > 0;
  const bool is_held = (last + 1) * app::value_part_bytes < app::editable_bytes_max;
  if (view.first_asked == first && view.end_asked == last + 1 && (is_known || is_held)) return;
  view.first_asked = first;
  view.end_asked = last + 1;
  scene.dispatch(app::ShowValueParts{first, last + 1});
}

void draw_text(const Scene& scene, const CodeBox& box, const app::KeyOpen& open, const app::Entry& entry) {
  LargeView& state = scene.state.large;
  count_arrived(open, entry, state, scene.state.code_view.window);
  const std::vector<std::uint64_t> firsts = first_rows(state);
  ui::CodeView view(box.name, scene.state.code_view,
                    {.line_count = firsts.back(),
                     .gutter_columns = static_cast<unsigned>(app::format_count(entry.size_bytes).size()),
                     .height = box.height,
                     .focus = box.focus,
                     .from_top = box.from_top});
  for (std::uint64_t row = view.first(); row < view.last(); ++row) {
    const Part part = part_of_row(firsts, row);
    const auto bytes = bytes_of(open, entry, part);
    const auto at = static_cast<std::size_t>(row - firsts[static_cast<std::size_t>(part)]);
    if (!bytes || at >= rows_of(state, part, *bytes).size()) {
      view.begin_line();
      view.span("\u2026", ui::Token::muted);
    } else {
      const std::vector<std::uint32_t>& rows = rows_of(state, part, *bytes);
      const std::string offset = app::format_count(part * app::value_part_bytes + rows[at]);
      view.begin_line({.gutter = offset});
      view.span(app::text_row(*bytes, rows, at));
    }
    view.end_line();
  }
  if (view.last() > view.first())
    ask_for(scene, part_of_row(firsts, view.first()), part_of_row(firsts, view.last() - 1));
  view.end();
}

void draw_bytes(const Scene& scene, const CodeBox& box, const app::KeyOpen& open, const app::Entry& entry) {
  ui::CodeView view(box.name, scene.state.code_view,
                    {.line_count = (entry.size_bytes + hex_row_bytes - 1) / hex_row_bytes,
                     .height = box.height,
                     .focus = box.focus,
                     .from_top = box.from_top});
  const auto part_of = [](std::uint64_t row) { return row * hex_row_bytes / app::value_part_bytes; };
  for (std::uint64_t row = view.first(); row < view.last(); ++row) {
    const Part part = part_of(row);
    const auto bytes = bytes_of(open, entry, part);
    const std::uint64_t offset = row * hex_row_bytes;
    view.begin_line();
    if (bytes) {
      const std::uint64_t within = offset - part * app::value_part_bytes;
      const std::string_view own = bytes->substr(0, static_cast<std::size_t>(app::value_part_bytes));
      view.span(app::hex_row(own.substr(static_cast<std::size_t>(within)), 0, offset));
    } else {
      view.span("\u2026", ui::Token::muted);
    }
    view.end_line();
  }
  if (view.last() > view.first()) ask_for(scene, part_of(view.first()), part_of(view.last() - 1));
  view.end();
}

}  // namespace

void draw_large_value(const Scene& scene, const CodeBox& box, const app::Entry& entry, app::ValueMode mode) {
  const app::KeyOpen* open = app::open_key(scene.model);
  if (!open) return;
  begin(scene.state.large, entry);
  mode == app::ValueMode::hex ? draw_bytes(scene, box, *open, entry) : draw_text(scene, box, *open, entry);
}

}  // namespace keyglass::view
