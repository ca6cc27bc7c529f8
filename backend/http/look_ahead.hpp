// Bytes that were read from a connection only to look at them.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <functional>
#include <string>

namespace keyglass::http {

// One connection's; one thread.
class LookAhead {
 public:
  // Reads the next byte. False: none came.
  using ByteReader = std::function<bool(char& byte)>;

  // An empty line before a request line means nothing (RFC 9112 section 2.2). True if there was one;
  // otherwise what was read is kept for take().
  bool skip_empty_line(const ByteReader& read_byte);

  bool empty() const { return kept_.empty(); }
  // Moves up to `size` kept bytes to `data`; returns how many.
  ssize_t take(char* data, std::size_t size);

 private:
  std::string kept_;
};

}  // namespace keyglass::http
