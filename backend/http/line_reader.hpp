// Splits a stream of bytes into lines, holding at most one line.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace keyglass::http {

struct Line {
  std::uint64_t number = 0;  // from 1
  std::string_view text;     // without its end; empty if it was too long
  bool too_long = false;
};

// A line ends with LF or CRLF, the last one also without. A byte order mark before the first is left out.
// One thread.
class LineReader {
 public:
  // False: it wants no more. The line is valid during the call.
  using LineSink = std::function<bool(const Line& line)>;

  // Of a line beyond `bytes_max` no more is kept.
  LineReader(std::size_t bytes_max, LineSink sink);

  // False once the sink wants no more.
  bool take(std::string_view bytes);
  // The end of the stream: hands on what came after the last line's end, if anything.
  bool finish();

 private:
  void keep(std::string_view bytes);
  bool end_line(std::string_view rest);

  const std::size_t bytes_max_;
  const LineSink sink_;
  std::uint64_t number_ = 1;  // of the line at hand
  std::string kept_;          // its begin, where it came in an earlier part
  bool too_long_ = false;
};

}  // namespace keyglass::http
