// Which keys and folders take most room: found by looking at the metadata of all of them, page by page, in
// memory that does not grow with their number. Plain values and pure functions; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/remote.hpp"
#include "keyglass/messages.hpp"
#include "keyglass/result.hpp"

namespace keyglass::app {

inline constexpr std::size_t largest_max = 50;           // keys, and folders, that are kept or shown
inline constexpr std::size_t sized_folders_max = 1'000;  // more than these are counted as one
inline constexpr std::size_t largest_page_rows = 2'000;  // what is asked for and read in one frame

struct Sized {
  std::string name;
  std::uint64_t keys = 0;
  std::uint64_t bytes = 0;  // of values

  bool operator==(const Sized&) const = default;
};

struct Sizes {
  Sized total;
  std::vector<Sized> largest;            // keys, the largest first, at most largest_max
  std::map<std::string, Sized> folders;  // by name; at most sized_folders_max
  Sized other_folders;

  bool operator==(const Sizes&) const = default;
};

// Where a folder's name ends: at the first delimiter behind the prefix. Keys without one are in no folder.
struct FolderRule {
  std::string_view prefix;
  std::string_view delimiter;
};

void add_sizes(Sizes& sizes, const std::vector<KeyMetadata>& keys, const FolderRule& rule);

// The largest first, at most largest_max.
std::vector<Sized> largest_folders(const Sizes& sizes);

struct LargestDialog {
  std::string filter;     // prefix or pattern, as the list had it
  std::string delimiter;  // of folders
  Sizes sizes;
  Remote<Done> page;  // the one asked for
  std::string next;   // where the next one begins
  bool is_done = false;
  bool shows_folders = false;

  bool operator==(const LargestDialog&) const = default;
};

}  // namespace keyglass::app
