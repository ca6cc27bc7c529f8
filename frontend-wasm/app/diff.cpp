// Myers' greedy algorithm over lines, after what both texts have in common at either end is cut off.
#include "app/diff.hpp"

#include <algorithm>
#include <cstdint>

namespace keyglass::app {
namespace {

using Lines = std::vector<std::string_view>;

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// Which lines of the two stretches are in no common subsequence.
struct Changes {
  std::vector<bool> removed;
  std::vector<bool> added;
};

class Myers {
 public:
  Myers(const Lines& before, const Lines& after)
      : before_(before),
        after_(after),
        rows_(static_cast<std::int64_t>(before.size())),
        columns_(static_cast<std::int64_t>(after.size())) {}

  Changes run() {
    Changes changes{std::vector<bool>(before_.size(), true), std::vector<bool>(after_.size(), true)};
    if (search()) trace_back(changes);
    return changes;
  }

 private:
  // The furthest row reached on diagonal k with one edit more than `last`, the state one edit earlier.
  std::int64_t step(const std::vector<std::int64_t>& last, std::int64_t edits, std::int64_t k) const {
    if (edits == 0) return 0;
    const auto at = [&](std::int64_t diagonal) {
      return last[static_cast<std::size_t>(diagonal + edits - 1)];
    };
    const bool down = k == -edits || (k != edits && at(k - 1) < at(k + 1));
    return down ? at(k + 1) : at(k - 1) + 1;
  }

  std::int64_t slide(std::int64_t row, std::int64_t k) const {
    while (row < rows_ && row - k < columns_ &&
           before_[static_cast<std::size_t>(row)] == after_[static_cast<std::size_t>(row - k)])
      ++row;
    return row;
  }

  bool search() {
    static const std::vector<std::int64_t> none;
    for (std::int64_t edits = 0; edits <= static_cast<std::int64_t>(diff_edits_max); ++edits) {
      const std::vector<std::int64_t>& last = edits == 0 ? none : reached_.back();
      // Diagonals -edits..edits; those of the other parity stay unused. One more on each side for `step`.
      std::vector<std::int64_t> now(static_cast<std::size_t>(2 * edits + 1), -1);
      bool done = false;
      for (std::int64_t k = -edits; k <= edits && !done; k += 2) {
        const std::int64_t row = step(last, edits, k);
        now[static_cast<std::size_t>(k + edits)] = slide(row, k);
        done = k == rows_ - columns_ && now[static_cast<std::size_t>(k + edits)] >= rows_;
      }
      reached_.push_back(std::move(now));
      if (done) return true;
    }
    return false;
  }

  void trace_back(Changes& changes) const {
    std::int64_t row = rows_;
    std::int64_t k = rows_ - columns_;
    for (auto edits = static_cast<std::int64_t>(reached_.size()) - 1; edits >= 0; --edits) {
      const std::vector<std::int64_t> none;
      const std::vector<std::int64_t>& last =
          edits == 0 ? none : reached_[static_cast<std::size_t>(edits - 1)];
      const std::int64_t start = step(last, edits, k);
      for (; row > start; --row) {
        changes.removed[static_cast<std::size_t>(row - 1)] = false;
        changes.added[static_cast<std::size_t>(row - k - 1)] = false;
      }
      if (edits == 0) return;
      const auto at = [&](std::int64_t diagonal) {
        return last[static_cast<std::size_t>(diagonal + edits - 1)];
      };
      const bool down = k == -edits || (k != edits && at(k - 1) < at(k + 1));
      k += down ? 1 : -1;
      row = at(k);
    }
  }

  const Lines& before_;
  const Lines& after_;
  std::int64_t rows_;
  std::int64_t columns_;
  std::vector<std::vector<std::int64_t>> reached_;  // by number of edits
};

bool continues_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

// Marks what differs between two lines of which one replaces the other.
void mark(DiffLine& removed, DiffLine& added) {
  const std::string& left = removed.text;
  const std::string& right = added.text;
  const std::size_t shorter = std::min(left.size(), right.size());
  std::size_t head = 0;
  while (head < shorter && left[head] == right[head]) ++head;
  while (head > 0 && ((head < left.size() && continues_character(left[head])) ||
                      (head < right.size() && continues_character(right[head]))))
    --head;
  std::size_t tail = 0;
  while (tail < shorter - head && left[left.size() - 1 - tail] == right[right.size() - 1 - tail]) ++tail;
  while (tail > 0 && continues_character(left[left.size() - tail])) --tail;
  if (head == 0 && tail == 0) return;
  removed.mark_first = added.mark_first = head;
  removed.mark_end = left.size() - tail;
  added.mark_end = right.size() - tail;
}

// Pairs the removed lines of a block with the added ones that follow.
void mark_block(std::vector<DiffLine>& lines, std::size_t first_removed, std::size_t first_added) {
  const std::size_t pairs = std::min(first_added - first_removed, lines.size() - first_added);
  for (std::size_t at = 0; at < pairs; ++at) mark(lines[first_removed + at], lines[first_added + at]);
}

class Writer {
 public:
  Writer(const Lines& before, const Lines& after) : before_(before), after_(after) {}

  void same(std::size_t count) {
    for (; count > 0; --count, ++row_, ++column_)
      lines.push_back({DiffKind::same, std::string(before_[row_]), row_ + 1, column_ + 1, 0, 0});
  }

  void replace(std::size_t removed, std::size_t added) {
    const std::size_t first_removed = lines.size();
    for (; removed > 0; --removed, ++row_)
      lines.push_back({DiffKind::removed, std::string(before_[row_]), row_ + 1, 0, 0, 0});
    const std::size_t first_added = lines.size();
    for (; added > 0; --added, ++column_)
      lines.push_back({DiffKind::added, std::string(after_[column_]), 0, column_ + 1, 0, 0});
    mark_block(lines, first_removed, first_added);
  }

  std::vector<DiffLine> lines;

 private:
  const Lines& before_;
  const Lines& after_;
  std::size_t row_ = 0;
  std::size_t column_ = 0;
};

std::size_t run_of(const std::vector<bool>& flags, std::size_t from) {
  std::size_t end = from;
  while (end < flags.size() && flags[end]) ++end;
  return end - from;
}

void write_changes(Writer& writer, const Changes& changes) {
  std::size_t row = 0;
  std::size_t column = 0;
  while (row < changes.removed.size() || column < changes.added.size()) {
    const std::size_t removed = run_of(changes.removed, row);
    const std::size_t added = run_of(changes.added, column);
    if (removed + added > 0) {
      writer.replace(removed, added);
    } else {
      writer.same(1);
    }
    row += removed + (removed + added == 0);
    column += added + (removed + added == 0);
  }
}

}  // namespace

std::vector<DiffLine> diff_texts(std::string_view before, std::string_view after) {
  const Lines left = lines_of(before);
  const Lines right = lines_of(after);
  const std::size_t shorter = std::min(left.size(), right.size());
  std::size_t head = 0;
  while (head < shorter && left[head] == right[head]) ++head;
  std::size_t tail = 0;
  while (tail < shorter - head && left[left.size() - 1 - tail] == right[right.size() - 1 - tail]) ++tail;
  const auto middle = [&](const Lines& lines) {
    return Lines(lines.begin() + static_cast<std::ptrdiff_t>(head),
                 lines.end() - static_cast<std::ptrdiff_t>(tail));
  };
  Writer writer(left, right);
  writer.same(head);
  const Lines left_middle = middle(left);
  const Lines right_middle = middle(right);
  write_changes(writer, Myers(left_middle, right_middle).run());
  writer.same(tail);
  return std::move(writer.lines);
}

DiffCount count_changes(const std::vector<DiffLine>& lines) {
  DiffCount count;
  for (const DiffLine& line : lines) {
    count.added += line.kind == DiffKind::added;
    count.removed += line.kind == DiffKind::removed;
  }
  return count;
}

}  // namespace keyglass::app
