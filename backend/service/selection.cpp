// Selecting entries: see selection.hpp.
#include "service/selection.hpp"

#include <algorithm>
#include <utility>

#include "keyglass/glob.hpp"
#include "keyglass/key_rules.hpp"

namespace keyglass::service {

using storage::Entry;

Result<Selection> checked_selection(Selection selection) {
  if (!selection.glob.empty()) {
    if (const Status checked = check_glob(selection.glob); !checked) return checked.error();
  }
  for (std::size_t i = 0; i < selection.keys.size(); ++i) {
    const Status checked = check_key(selection.keys[i]);
    if (checked) continue;
    Error error = checked.error();
    error.field = "keys[" + std::to_string(i) + "]";
    return error;
  }
  std::ranges::sort(selection.keys);
  selection.keys.erase(std::unique(selection.keys.begin(), selection.keys.end()), selection.keys.end());
  return selection;
}

bool selects(const Selection& selection, std::string_view key) {
  if (!selection.keys.empty()) return std::ranges::binary_search(selection.keys, key);
  return key.starts_with(selection.prefix) && (selection.glob.empty() || glob_matches(selection.glob, key));
}

Status check_selection(const Access& access, const Selection& selection) {
  if (selection.keys.empty()) {
    return access.check_prefix(selection.glob.empty() ? selection.prefix
                                                      : glob_literal_prefix(selection.glob));
  }
  for (const std::string& key : selection.keys) {
    if (const Status reached = access.check_key(key); !reached) return reached;
  }
  return Done{};
}

std::string common_prefix(const Selection& selection) {
  if (!selection.keys.empty()) {
    const std::string& first = selection.keys.front();
    const std::string& last = selection.keys.back();
    const auto differ = std::ranges::mismatch(first, last);
    return {first.begin(), differ.in1};
  }
  const std::string literal = selection.glob.empty() ? std::string() : glob_literal_prefix(selection.glob);
  return literal.size() > selection.prefix.size() && literal.starts_with(selection.prefix) ? literal
                                                                                           : selection.prefix;
}

SelectionWalk::SelectionWalk(const Selection& selection, const storage::Snapshot& snapshot, Options options)
    : selection_(selection), snapshot_(snapshot), options_(options) {
  query_.prefix = common_prefix(selection);
  query_.glob = selection.glob;
  query_.limit = options.page_keys;
  query_.with_values = options.with_values;
}

Result<std::vector<Entry>> SelectionWalk::next() {
  if (!selection_.keys.empty()) return next_keys();
  auto page = snapshot_.scan(query_);
  if (!page) return page.error();
  query_.after = std::move(page.value().next);
  at_end_ = query_.after.empty();
  return std::move(page.value().entries);
}

// A key is the first of all that begin with it.
Result<std::vector<Entry>> SelectionWalk::next_keys() {
  std::vector<Entry> entries;
  std::size_t value_bytes = 0;
  for (; next_key_ < selection_.keys.size(); ++next_key_) {
    if (entries.size() == options_.page_keys || value_bytes > storage::page_value_bytes_max) return entries;
    const std::string& key = selection_.keys[next_key_];
    storage::ScanQuery query;
    query.prefix = key;
    query.limit = 1;
    query.with_values = options_.with_values;
    auto page = snapshot_.scan(query);
    if (!page) return page.error();
    if (page.value().entries.empty() || page.value().entries.front().metadata.key != key) continue;
    value_bytes += page.value().entries.front().value.size();
    entries.push_back(std::move(page.value().entries.front()));
  }
  at_end_ = true;
  return entries;
}

}  // namespace keyglass::service
