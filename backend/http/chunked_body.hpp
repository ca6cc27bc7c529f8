// The chunked transfer coding (RFC 9112 section 7.1), decoded as it comes. Strict: whatever another reader
// could take for another end of the body is refused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace keyglass::http {

// One body. One thread.
class ChunkedBody {
 public:
  enum class State { unfinished, complete, broken };

  static constexpr std::size_t line_bytes_max = 4 * 1024;      // of a chunk's size with its extensions
  static constexpr std::size_t trailer_bytes_max = 16 * 1024;  // of all trailer lines; they are dropped

  // Takes from the front of `bytes` what belongs to the body, and appends its content to `content`. Once
  // complete or broken, nothing more is taken.
  State take(std::string_view& bytes, std::string& content);

 private:
  enum class Part { size, content, content_end, trailer };

  State take_size(std::string_view line);
  State take_trailer(std::string_view line);
  // A line may come in pieces: it is put together in line_. True: it is whole.
  bool take_line(std::string_view& bytes, State& state);

  Part part_ = Part::size;
  std::uint64_t left_ = 0;  // of the current chunk
  std::size_t trailer_bytes_ = 0;
  std::string line_;
  State state_ = State::unfinished;
};

}  // namespace keyglass::http
