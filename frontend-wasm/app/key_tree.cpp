// Open folders and their place among the rows.
#include "app/key_tree.hpp"

#include <algorithm>

namespace keyglass::app {
namespace {

// Rows of `list` in the tree, with one for what is not loaded yet.
std::size_t rows_with_rest(const KeyList& list) {
  return row_count(list) + (is_complete(list) ? 0 : 1);
}

class SpanWriter {
 public:
  SpanWriter(const KeyList& root, const OpenFolders& folders) : root_(root), folders_(folders) {}

  std::vector<TreeSpan> run() {
    write(root_, "", 1);
    return std::move(spans_);
  }

 private:
  std::vector<const OpenFolders::value_type*> children_of(const std::string& around) const {
    std::vector<const OpenFolders::value_type*> children;
    for (const auto& folder : folders_) {
      if (folder_around(root_, folder.first) != around) continue;
      auto place = children.end();
      while (place != children.begin() && folder.second.row < (*(place - 1))->second.row) --place;
      children.insert(place, &folder);
    }
    return children;
  }

  void add(const KeyList& list, std::size_t from, std::size_t to, int level) {
    if (from >= to) return;
    spans_.push_back({&list, next_, from, to - from, level});
    next_ += to - from;
  }

  void write(const KeyList& list, const std::string& prefix, int level) {
    const std::size_t end = rows_with_rest(list);
    std::size_t row = 0;
    for (const auto* child : children_of(prefix)) {
      const std::size_t after = std::clamp(child->second.row + 1, row, end);
      add(list, row, after, level);
      write(child->second.list, child->first, level + 1);
      row = after;
    }
    add(list, row, end, level);
  }

  const KeyList& root_;
  const OpenFolders& folders_;
  std::vector<TreeSpan> spans_;
  std::size_t next_ = 0;
};

bool is_all_held(const KeyList& list) {
  return is_complete(list) && std::all_of(list.pages.begin(), list.pages.end(), [](const KeyListPage& page) {
           return std::holds_alternative<KeyRows>(page.rows);
         });
}

void add_visible(KeyList& list, RowRange rows) {
  if (list.visible.first == list.visible.end) {
    list.visible = rows;
  } else {
    list.visible = {std::min(list.visible.first, rows.first), std::max(list.visible.end, rows.end)};
  }
}

}  // namespace

std::vector<TreeSpan> spans_of(const KeyList& root, const OpenFolders& folders) {
  return SpanWriter(root, folders).run();
}

std::size_t row_count(const std::vector<TreeSpan>& spans) {
  return spans.empty() ? 0 : spans.back().first + spans.back().count;
}

TreeRow tree_row(const std::vector<TreeSpan>& spans, std::size_t index) {
  const auto after = std::upper_bound(spans.begin(), spans.end(), index,
                                      [](std::size_t at, const TreeSpan& span) { return at < span.first; });
  const TreeSpan& span = *std::prev(after);
  const std::size_t row = span.row + (index - span.first);
  return {span.list, row, span.level, row_at(*span.list, row)};
}

std::optional<std::size_t> index_of(const std::vector<TreeSpan>& spans, std::string_view name,
                                    bool is_folder) {
  if (name.empty()) return std::nullopt;
  for (const TreeSpan& span : spans) {
    if (!name.starts_with(span.list->filter) || is_folder_row(*span.list, name) != is_folder) continue;
    const auto row = row_of(*span.list, name);
    if (row && *row >= span.row && *row < span.row + span.count) return span.first + (*row - span.row);
  }
  return std::nullopt;
}

std::string folder_around(const KeyList& root, std::string_view prefix) {
  const std::string& delimiter = root.delimiter;
  if (delimiter.empty() || prefix.empty()) return "";
  // A folder's own delimiter at its end is not one around it.
  const std::string_view inner = prefix.substr(0, prefix.size() - 1);
  const std::size_t at = inner.rfind(delimiter);
  if (at == std::string_view::npos) return "";
  const std::size_t end = at + delimiter.size();
  return end > root.filter.size() ? std::string(prefix.substr(0, end)) : "";
}

OpenFolder& open_folder(const KeyList& root, OpenFolders& folders, const std::string& prefix) {
  std::uint64_t newest = 0;
  for (const auto& folder : folders) newest = std::max(newest, folder.second.opened);
  while (folders.size() >= open_folders_max && !folders.count(prefix)) {
    auto oldest = folders.end();
    for (auto folder = folders.begin(); folder != folders.end(); ++folder) {
      if (prefix.starts_with(folder->first)) continue;
      if (oldest == folders.end() || folder->second.opened < oldest->second.opened) oldest = folder;
    }
    if (oldest == folders.end()) break;
    close_folder(folders, std::string(oldest->first));
  }
  OpenFolder& folder = folders[prefix];
  folder.opened = newest + 1;
  folder.list.delimiter = root.delimiter;
  const std::string around = folder_around(root, prefix);
  const auto outer = folders.find(around);
  const KeyList& listing = outer == folders.end() ? root : outer->second.list;
  if (const auto row = row_of(listing, prefix)) folder.row = *row;
  restart(folder.list, prefix);
  return folder;
}

void close_folder(OpenFolders& folders, const std::string& prefix) {
  std::erase_if(folders, [&](const auto& folder) { return folder.first.starts_with(prefix); });
}

void place_folders(const KeyList& root, OpenFolders& folders, const KeyList& list) {
  const std::string around = &list == &root ? std::string() : list.filter;
  std::vector<std::string> gone;
  for (auto& [prefix, folder] : folders) {
    if (folder_around(root, prefix) != around) continue;
    if (const auto row = row_of(list, prefix)) {
      folder.row = *row;
    } else if (is_all_held(list)) {
      gone.push_back(prefix);
    }
  }
  for (const std::string& prefix : gone) close_folder(folders, prefix);
}

void show_tree_rows(KeyList& root, OpenFolders& folders, RowRange rows) {
  const std::vector<TreeSpan> spans = spans_of(root, folders);
  root.visible = {};
  for (auto& [prefix, folder] : folders) folder.list.visible = {};
  for (const TreeSpan& span : spans) {
    const std::size_t first = std::max(rows.first, span.first);
    const std::size_t end = std::min(rows.end, span.first + span.count);
    if (first >= end) continue;
    const RowRange own{span.row + (first - span.first), span.row + (end - span.first)};
    if (span.list == &root) {
      add_visible(root, own);
    } else {
      add_visible(folders.at(span.list->filter).list, own);
    }
  }
}

}  // namespace keyglass::app
