// Pages over keys in order: see ordered_scan.hpp.
#include "storage/ordered_scan.hpp"

#include <cassert>
#include <utility>

#include "keyglass/glob.hpp"
#include "storage/store_errors.hpp"

namespace keyglass::storage {
namespace {

// Fills one page.
class OrderedScan {
 public:
  OrderedScan(OrderedKeys& keys, const ScanQuery& query) : keys_(keys), query_(query), begin_(query.prefix) {}

  Result<Page> run() {
    const auto checked = check_scan_query(query_);
    if (!checked) return checked.error();
    if (!narrow_by_glob()) return std::move(page_);
    if (!query_.after.empty() && !query_.after.starts_with(begin_)) return foreign_cursor();
    keys_.seek(query_.after.empty() ? begin_ : query_.after);
    for (std::size_t examined = 0; is_inside() && page_.next.empty(); ++examined) {
      const auto done = examined == page_examined_max ? go_on_here() : take();
      if (!done) return done.error();
    }
    const auto failure = keys_.failure();
    if (!failure) return failure.error();
    return std::move(page_);
  }

 private:
  // Keys that match begin with what the glob begins with. False if none can begin with the prefix, too.
  bool narrow_by_glob() {
    if (query_.glob.empty()) return true;
    std::string literal = glob_literal_prefix(query_.glob);
    if (begin_.starts_with(literal)) return true;
    if (!literal.starts_with(begin_)) return false;
    begin_ = std::move(literal);
    return true;
  }

  bool is_inside() const { return !ended_ && keys_.valid() && keys_.key().starts_with(begin_); }

  bool is_full() const {
    return page_.entries.size() + page_.prefixes.size() == query_.limit ||
           value_bytes_ > page_value_bytes_max;
  }

  Status go_on_here() {
    page_.next = keys_.key();
    return Done{};
  }

  // Puts what stands here on the page, unless it is full, and moves on.
  Status take() {
    const std::string_view key = keys_.key();
    if (!query_.glob.empty() && !glob_matches(query_.glob, key)) {
      keys_.next();
      return Done{};
    }
    const std::size_t fold = fold_size(key);
    auto found = keys_.read(query_.with_values && fold == 0 && !is_full());
    if (!found) return found.error();
    if (!found.value()) {
      keys_.next();
      return Done{};
    }
    if (is_full()) return go_on_here();
    if (fold > 0) {
      take_fold(std::string(key.substr(0, fold)));
    } else {
      value_bytes_ += found.value()->value.size();
      page_.entries.push_back(*std::move(found).value());
      keys_.next();
    }
    return Done{};
  }

  // How much of `key` its folded prefix takes; 0 if it is not folded.
  std::size_t fold_size(std::string_view key) const {
    if (query_.delimiter.empty()) return 0;
    const std::size_t at = key.find(query_.delimiter, query_.prefix.size());
    return at == std::string_view::npos ? 0 : at + query_.delimiter.size();
  }

  void take_fold(std::string prefix) {
    const std::string behind = end_of_prefix(prefix);
    ended_ = behind.empty();
    if (!ended_) keys_.seek(behind);
    page_.prefixes.push_back(std::move(prefix));
  }

  OrderedKeys& keys_;
  const ScanQuery& query_;
  std::string begin_;  // every key of the listing begins so
  Page page_;
  std::size_t value_bytes_ = 0;
  bool ended_ = false;
};

}  // namespace

Result<Page> scan_in_order(OrderedKeys& keys, const ScanQuery& query) {
  assert(query.limit > 0);
  return OrderedScan(keys, query).run();
}

Result<StoreStats> count_in_order(OrderedKeys& keys, std::string_view prefix) {
  StoreStats stats;
  std::size_t examined = 0;
  for (keys.seek(prefix); keys.valid() && keys.key().starts_with(prefix); keys.next()) {
    if (examined++ == page_examined_max) return stats;
    const auto entry = keys.read(false);
    if (!entry) return entry.error();
    if (!entry.value()) continue;
    ++stats.count;
    stats.bytes += keys.key().size() + entry.value()->metadata.size_bytes;
  }
  const auto failure = keys.failure();
  if (!failure) return failure.error();
  stats.exact = true;
  return stats;
}

std::string end_of_prefix(std::string_view prefix) {
  std::string end(prefix);
  while (!end.empty() && end.back() == '\xff') end.pop_back();
  if (!end.empty()) ++end.back();
  return end;
}

Status check_scan_query(const ScanQuery& query) {
  if (query.delimiter.empty() || query.glob.empty()) return Done{};
  Error error;
  error.code = ErrorCode::invalid;
  error.message = "a glob cannot be folded by a delimiter: send one of them";
  error.field = "glob";
  return error;
}

}  // namespace keyglass::storage
