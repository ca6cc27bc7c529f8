// The listing as a tree: folders by delimiter, opened one level at a time. Only open folders are in memory,
// at most open_folders_max of them, each a listing of its own; rows of all of them stand in one numbering.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/key_list.hpp"

namespace keyglass::app {

inline constexpr std::size_t open_folders_max = 64;

struct OpenFolder {
  KeyList list;              // its filter is the folder's prefix
  std::size_t row = 0;       // of the folder in the listing around it, as last seen
  std::uint64_t opened = 0;  // larger = opened later

  bool operator==(const OpenFolder&) const = default;
};

using OpenFolders = std::map<std::string, OpenFolder>;  // by prefix

// Rows of one listing that follow each other in the tree too. The row after the last known one of a listing
// that goes on stands for what is not loaded yet.
struct TreeSpan {
  const KeyList* list = nullptr;
  std::size_t first = 0;  // in the tree
  std::size_t row = 0;    // in the listing
  std::size_t count = 0;
  int level = 1;
};

// The whole tree in order; `root` is the listing outside of all folders.
std::vector<TreeSpan> spans_of(const KeyList& root, const OpenFolders& folders);

std::size_t row_count(const std::vector<TreeSpan>& spans);

struct TreeRow {
  const KeyList* list = nullptr;
  std::size_t row = 0;  // in the listing
  int level = 1;
  const KeyMetadata* metadata = nullptr;  // nullptr while it is not in memory
};

// `index` must be below row_count(spans).
TreeRow tree_row(const std::vector<TreeSpan>& spans, std::size_t index);

// Where the folder or key `name` stands, if it is in memory.
std::optional<std::size_t> index_of(const std::vector<TreeSpan>& spans, std::string_view name,
                                    bool is_folder);

// The prefix of the folder around the folder `prefix`, "" for one among the root's rows.
std::string folder_around(const KeyList& root, std::string_view prefix);

// Opens `prefix`; its first page is to be asked for by the caller. Where there are too many, the one opened
// longest ago that it is not inside of is closed.
OpenFolder& open_folder(const KeyList& root, OpenFolders& folders, const std::string& prefix);

// Closes it and all folders in it.
void close_folder(OpenFolders& folders, const std::string& prefix);

// After rows of `list` arrived: its open folders stand where they are now; one that is gone is closed.
void place_folders(const KeyList& root, OpenFolders& folders, const KeyList& list);

// The view shows these rows of the tree: tells each listing which of its own. `root` is not const for that.
void show_tree_rows(KeyList& root, OpenFolders& folders, RowRange rows);

}  // namespace keyglass::app
