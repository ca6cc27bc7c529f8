// Replies as bytes: see reply_writer.hpp.
#include "http/reply_writer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>

#include "http/http_date.hpp"
#include "http/text.hpp"

namespace keyglass::http {
namespace {

struct Phrase {
  int status;
  std::string_view text;
};
// RFC 9110 section 15, RFC 6585.
constexpr std::array phrases{Phrase{200, "OK"},
                             Phrase{201, "Created"},
                             Phrase{202, "Accepted"},
                             Phrase{204, "No Content"},
                             Phrase{206, "Partial Content"},
                             Phrase{207, "Multi-Status"},
                             Phrase{301, "Moved Permanently"},
                             Phrase{302, "Found"},
                             Phrase{303, "See Other"},
                             Phrase{304, "Not Modified"},
                             Phrase{307, "Temporary Redirect"},
                             Phrase{308, "Permanent Redirect"},
                             Phrase{400, "Bad Request"},
                             Phrase{401, "Unauthorized"},
                             Phrase{403, "Forbidden"},
                             Phrase{404, "Not Found"},
                             Phrase{405, "Method Not Allowed"},
                             Phrase{406, "Not Acceptable"},
                             Phrase{408, "Request Timeout"},
                             Phrase{409, "Conflict"},
                             Phrase{410, "Gone"},
                             Phrase{411, "Length Required"},
                             Phrase{412, "Precondition Failed"},
                             Phrase{413, "Content Too Large"},
                             Phrase{414, "URI Too Long"},
                             Phrase{415, "Unsupported Media Type"},
                             Phrase{416, "Range Not Satisfiable"},
                             Phrase{417, "Expectation Failed"},
                             Phrase{422, "Unprocessable Content"},
                             Phrase{428, "Precondition Required"},
                             Phrase{429, "Too Many Requests"},
                             Phrase{431, "Request Header Fields Too Large"},
                             Phrase{500, "Internal Server Error"},
                             Phrase{501, "Not Implemented"},
                             Phrase{502, "Bad Gateway"},
                             Phrase{503, "Service Unavailable"},
                             Phrase{504, "Gateway Timeout"},
                             Phrase{507, "Insufficient Storage"}};

// An unknown status has an empty phrase, which the syntax allows.
std::string_view phrase_of(int status) {
  const auto* row = std::ranges::find(phrases, status, &Phrase::status);
  return row == phrases.end() ? std::string_view{} : row->text;
}

void append_number(std::string& bytes, std::uint64_t number, int base = 10) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, base).ptr;
  bytes.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
}

// Put together once a second.
std::string_view date_line() {
  thread_local std::time_t made_at = 0;
  thread_local std::string line;
  const std::time_t now = std::time(nullptr);
  if (now != made_at) {
    line = "Date: " + http_date(static_cast<std::int64_t>(now) * 1000) + "\r\n";
    made_at = now;
  }
  return line;
}

bool has_content(int status) {
  return status != 204 && status != 304;
}

}  // namespace

std::string head_of(const Reply& reply, const AnswerFraming& framing) {
  std::string bytes;
  bytes.reserve(1024);
  bytes += "HTTP/1.1 ";
  append_number(bytes, static_cast<std::uint64_t>(reply.status));
  bytes += ' ';
  bytes += phrase_of(reply.status);
  bytes += "\r\n";
  bytes += date_line();
  for (const Header& header : reply.headers) {
    bytes += header.name;
    bytes += ": ";
    bytes += header.value;
    bytes += "\r\n";
  }
  if (framing.last) {
    bytes += "Connection: close\r\n";
  } else {
    if (framing.http_1_0) bytes += "Connection: keep-alive\r\n";
    bytes += "Keep-Alive: timeout=30, max=100000\r\n";
  }
  if (reply.stream || reply.events) {
    if (!framing.http_1_0) bytes += "Transfer-Encoding: chunked\r\n";
  } else if (has_content(reply.status)) {
    bytes += "Content-Length: ";
    append_number(bytes, reply.body.size());
    bytes += "\r\n";
  }
  bytes += "\r\n";
  return bytes;
}

std::string chunk_of(std::string_view bytes) {
  std::string chunk;
  chunk.reserve(bytes.size() + 20);
  append_number(chunk, bytes.size(), 16);
  chunk += "\r\n";
  chunk += bytes;
  chunk += "\r\n";
  return chunk;
}

}  // namespace keyglass::http
