// Lookups in requests and headers: see message.hpp.
#include "http/message.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "http/text.hpp"

namespace keyglass::http {

std::optional<std::string_view> find_header(const Headers& headers, std::string_view name) {
  for (const Header& header : headers) {
    if (equal_ignoring_case(header.name, name)) return header.value;
  }
  return std::nullopt;
}

std::optional<std::string> find_list(const Headers& headers, std::string_view name) {
  std::optional<std::string> list;
  for (const Header& header : headers) {
    if (equal_ignoring_case(header.name, name)) list = list ? *list + ", " + header.value : header.value;
  }
  return list;
}

bool is_known_method(std::string_view method) {
  constexpr std::array<std::string_view, 9> known{"GET",     "HEAD",    "POST",  "PUT",  "DELETE",
                                                  "CONNECT", "OPTIONS", "TRACE", "PATCH"};
  return std::ranges::find(known, method) != known.end();
}

std::optional<std::uint64_t> Request::declared_length() const {
  const auto text = header("Content-Length");
  if (!text) return std::nullopt;
  std::uint64_t length = 0;
  const auto [end, failure] = std::from_chars(text->data(), text->data() + text->size(), length);
  if (failure != std::errc{} || end != text->data() + text->size()) return std::nullopt;
  return length;
}

std::string_view Request::path() const {
  const std::string_view whole = target;
  return whole.substr(0, whole.find('?'));
}

std::string_view Request::query() const {
  const auto mark = target.find('?');
  return mark == std::string::npos ? std::string_view{} : std::string_view(target).substr(mark + 1);
}

}  // namespace keyglass::http
