// Request ids: see request_id.hpp.
#include "http/request_id.hpp"

#include <algorithm>
#include <random>

namespace keyglass::http {
namespace {

constexpr std::size_t sent_bytes_max = 128;

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~:+/=@").find(c) != std::string_view::npos;
}

void write_hex(char* out, std::uint64_t bits) {
  constexpr std::string_view digits = "0123456789abcdef";
  for (int shift = 60; shift >= 0; shift -= 4) *out++ = digits[(bits >> shift) & 15];
}

}  // namespace

std::string request_id_of(std::optional<std::string_view> sent) {
  if (sent && !sent->empty() && sent->size() <= sent_bytes_max && std::ranges::all_of(*sent, is_plain)) {
    return std::string(*sent);
  }
  thread_local std::mt19937_64 random{std::random_device{}()};
  std::string id(32, '0');
  write_hex(id.data(), random());
  write_hex(id.data() + 16, random());
  return id;
}

}  // namespace keyglass::http
