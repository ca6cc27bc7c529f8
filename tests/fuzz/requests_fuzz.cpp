// Fuzzing what cuts requests out of a connection's bytes: nothing crashes, and however the bytes are cut, the
// same requests come out. The first byte says how. A head that passes for plain is what the library makes of
// it.
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "http/plain_head.hpp"
#include "support/request_trace.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static keyglass::http::LibraryServer library;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t step = data[0] % 17 + 1;
  std::vector<std::string_view> pieces;
  for (std::size_t at = 0; at < bytes.size(); at += step) pieces.push_back(bytes.substr(at, step));
  if (keyglass::test::trace_requests(library, pieces) != keyglass::test::trace_requests(library, {bytes})) {
    std::abort();
  }
  const auto plain = keyglass::http::plain_request(bytes);
  keyglass::http::HeadScanner scanner;
  if (plain && scanner.scan(bytes) == keyglass::http::HeadScanner::State::complete) {
    const auto judged = library.parse_by_library(bytes);
    if (judged.refused != 0 || judged.request.method != plain->method ||
        judged.request.target != plain->target)
      std::abort();
  }
  return 0;
}
