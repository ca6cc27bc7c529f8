// Bytes that hostile clients send, as they are, and what each must come to: a status, then a clean end or the
// next request. Nothing behind a refused request may be taken for another one.
#pragma once

#include <string>
#include <vector>

namespace keyglass::test {

struct HostileRow {
  std::string says;
  std::string bytes;
  std::vector<int> statuses;  // of the answers, in their order
  bool ends = true;           // the server ends the connection after the last of them
};

// Two readers could disagree about where these end (RFC 9112, sections 6 and 11.2).
std::vector<HostileRow> smuggling_rows();
// Chunks and trailers (RFC 9112, section 7.1).
std::vector<HostileRow> chunk_rows();
// Heads that are too large, or are none.
std::vector<HostileRow> head_rows();
// Targets and names of the server (RFC 9112, section 3.2).
std::vector<HostileRow> target_rows();

}  // namespace keyglass::test
