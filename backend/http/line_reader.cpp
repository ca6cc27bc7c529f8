// Splitting into lines: see line_reader.hpp.
#include "http/line_reader.hpp"

#include <utility>

namespace keyglass::http {

LineReader::LineReader(std::size_t bytes_max, LineSink sink)
    : bytes_max_(bytes_max), sink_(std::move(sink)) {}

bool LineReader::take(std::string_view bytes) {
  while (true) {
    const auto end = bytes.find('\n');
    if (end == std::string_view::npos) break;
    if (!end_line(bytes.substr(0, end))) return false;
    bytes.remove_prefix(end + 1);
  }
  keep(bytes);
  return true;
}

bool LineReader::finish() {
  return (kept_.empty() && !too_long_) || end_line({});
}

void LineReader::keep(std::string_view bytes) {
  too_long_ = too_long_ || kept_.size() + bytes.size() > bytes_max_;
  if (too_long_) {
    kept_ = std::string();
  } else {
    kept_ += bytes;
  }
}

bool LineReader::end_line(std::string_view rest) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  Line line;
  line.number = number_++;
  line.text = rest;
  const bool in_parts = !kept_.empty() || too_long_;
  if (in_parts) {
    keep(rest);
    line.text = kept_;
  }
  line.too_long = too_long_ || line.text.size() > bytes_max_;
  if (line.too_long) line.text = {};
  if (line.number == 1 && line.text.starts_with(byte_order_mark))
    line.text.remove_prefix(byte_order_mark.size());
  if (line.text.ends_with('\r')) line.text.remove_suffix(1);
  const bool more = sink_(line);
  kept_.clear();
  too_long_ = false;
  return more;
}

}  // namespace keyglass::http
