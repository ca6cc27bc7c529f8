// Fuzzing what cuts an import into lines: however the bytes come, the same lines come out, and they are those
// that a reader of the whole sees. The first byte says how they are cut, the second how long a line may be.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "http/line_reader.hpp"

namespace {

struct Kept {
  std::uint64_t number;
  std::string text;
  bool too_long;

  bool operator==(const Kept&) const = default;
};

std::vector<Kept> read(std::string_view bytes, std::size_t step, std::size_t bytes_max) {
  std::vector<Kept> lines;
  keyglass::http::LineReader reader(bytes_max, [&](const keyglass::http::Line& line) {
    lines.push_back({line.number, std::string(line.text), line.too_long});
    return true;
  });
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    if (!reader.take(bytes.substr(at, step))) std::abort();
  }
  if (!reader.finish()) std::abort();
  return lines;
}

// Too simple to be wrong. A line's length is judged with all that came before its LF.
std::vector<Kept> split(std::string_view bytes, std::size_t bytes_max) {
  std::vector<Kept> lines;
  for (std::uint64_t number = 1; !bytes.empty(); ++number) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(bytes.size(), end + 1));
    const bool too_long = line.size() > bytes_max;
    if (too_long) line = {};
    if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back({number, std::string(line), too_long});
  }
  return lines;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
  const std::size_t bytes_max = data[1];
  const auto lines = read(bytes, data[0] % 17 + 1, bytes_max);
  if (lines != read(bytes, size, bytes_max)) std::abort();
  if (lines != split(bytes, bytes_max)) std::abort();
  return 0;
}
