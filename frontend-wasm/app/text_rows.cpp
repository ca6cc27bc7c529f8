// One walk over the bytes; what a byte adds to the width is told by itself alone.
#include "app/text_rows.hpp"

#include <algorithm>
#include <iterator>

namespace keyglass::app {
namespace {

// Columns that the character takes which `byte` begins; 0 within a character.
std::size_t columns_of(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  if (value == '\t') return 2;
  if (value < 0x20 || value == 0x7F) return 4;  // written out: "\x1b"
  if (value < 0x80) return 1;
  if (value < 0xC0) return 0;
  const bool is_cjk = value >= 0xE3 && value <= 0xED;
  return is_cjk || value >= 0xF0 ? 2 : 1;
}

class Wrapper {
 public:
  Wrapper(std::string_view text, std::size_t columns) : text_(text), columns_(columns) {}

  std::vector<TextRow> run() {
    begin(0);
    for (std::size_t at = 0; at < text_.size(); ++at) take(at);
    return std::move(rows_);
  }

 private:
  void begin(std::size_t first) {
    rows_.push_back({first, line_});
    width_ = 0;
    break_at_ = 0;
  }

  void take(std::size_t at) {
    if (text_[at] == '\n') {
      ++line_;
      return begin(at + 1);
    }
    const std::size_t width = columns_of(text_[at]);
    // A space may stand beyond the edge: nothing of it is seen.
    if (width > 0 && width_ + width > columns_ && width_ > 0 && text_[at] != ' ') wrap(at);
    width_ += width;
    if (text_[at] != ' ') return;
    break_at_ = at + 1;
    width_at_break_ = width_;
  }

  void wrap(std::size_t at) {
    const bool has_break = break_at_ > 0 && width_at_break_ * 3 >= columns_;
    const std::size_t carried = has_break ? width_ - width_at_break_ : 0;
    begin(has_break ? break_at_ : at);
    width_ = carried;
  }

  std::string_view text_;
  std::size_t columns_;
  std::vector<TextRow> rows_;
  std::size_t line_ = 0;
  std::size_t width_ = 0;           // of the row so far
  std::size_t break_at_ = 0;        // behind its last space; 0: none
  std::size_t width_at_break_ = 0;  // of the row up to there
};

}  // namespace

std::vector<TextRow> rows_of_text(std::string_view text, std::size_t columns) {
  return Wrapper(text, columns).run();
}

std::string_view row_of_text(std::string_view text, const std::vector<TextRow>& rows, std::size_t index) {
  const TextRow& row = rows[index];
  if (index + 1 == rows.size()) return text.substr(row.first);
  const TextRow& next = rows[index + 1];
  const std::size_t feed = next.line == row.line ? 0 : 1;
  return text.substr(row.first, next.first - feed - row.first);
}

std::size_t row_at_byte(const std::vector<TextRow>& rows, std::size_t at) {
  const auto after = std::upper_bound(rows.begin(), rows.end(), at,
                                      [](std::size_t byte, const TextRow& row) { return byte < row.first; });
  return after == rows.begin() ? 0 : static_cast<std::size_t>(std::distance(rows.begin(), after)) - 1;
}

}  // namespace keyglass::app
