// A short sorted list; folders by name.
#include "app/largest.hpp"

#include <algorithm>

namespace keyglass::app {
namespace {

void add(Sized& sized, std::uint64_t bytes) {
  ++sized.keys;
  sized.bytes += bytes;
}

bool is_larger(const Sized& left, const Sized& right) {
  return left.bytes > right.bytes;
}

void keep_if_large(std::vector<Sized>& largest, const KeyMetadata& key) {
  if (largest.size() == largest_max && largest.back().bytes >= key.size_bytes) return;
  Sized sized{key.key, 1, key.size_bytes};
  const auto place = std::upper_bound(largest.begin(), largest.end(), sized, is_larger);
  largest.insert(place, std::move(sized));
  if (largest.size() > largest_max) largest.pop_back();
}

// "" for a key in no folder.
std::string_view folder_of(std::string_view key, const FolderRule& rule) {
  if (rule.delimiter.empty() || !key.starts_with(rule.prefix)) return {};
  const std::size_t at = key.find(rule.delimiter, rule.prefix.size());
  return at == std::string_view::npos ? std::string_view() : key.substr(0, at + rule.delimiter.size());
}

}  // namespace

void add_sizes(Sizes& sizes, const std::vector<KeyMetadata>& keys, const FolderRule& rule) {
  for (const KeyMetadata& key : keys) {
    add(sizes.total, key.size_bytes);
    keep_if_large(sizes.largest, key);
    const std::string_view folder = folder_of(key.key, rule);
    if (folder.empty()) continue;
    const auto found = sizes.folders.find(std::string(folder));
    if (found == sizes.folders.end() && sizes.folders.size() == sized_folders_max) {
      add(sizes.other_folders, key.size_bytes);
      continue;
    }
    Sized& sized = sizes.folders[std::string(folder)];
    sized.name = folder;
    add(sized, key.size_bytes);
  }
}

std::vector<Sized> largest_folders(const Sizes& sizes) {
  std::vector<Sized> folders;
  for (const auto& folder : sizes.folders) folders.push_back(folder.second);
  std::stable_sort(folders.begin(), folders.end(), is_larger);
  if (folders.size() > largest_max) folders.resize(largest_max);
  return folders;
}

}  // namespace keyglass::app
