// Forms of the request target: see request_target.hpp.
#include "http/request_target.hpp"

#include <algorithm>
#include <array>

#include "http/text.hpp"

namespace keyglass::http {

namespace {

// Bytes of the scheme that `target` begins with, up to the authority; 0: it is not in absolute form.
std::size_t scheme_size(std::string_view target) {
  for (const std::string_view scheme : std::array<std::string_view, 2>{"http://", "https://"}) {
    if (equal_ignoring_case(target.substr(0, scheme.size()), scheme)) return scheme.size();
  }
  return 0;
}

}  // namespace

void to_origin_form(Request& request) {
  const std::size_t begin = scheme_size(request.target);
  if (begin == 0) return;
  const auto end = std::min(request.target.find_first_of("/?", begin), request.target.size());
  const std::string authority = request.target.substr(begin, end - begin);
  const std::string rest = request.target.substr(end);
  request.target = rest.starts_with('/') ? rest : '/' + rest;
  const auto host = std::ranges::find_if(
      request.headers, [](const Header& header) { return equal_ignoring_case(header.name, "Host"); });
  if (host != request.headers.end()) {
    host->value = authority;
  } else if (request.http_1_0) {
    request.headers.push_back(Header{"Host", authority});
  }
}

}  // namespace keyglass::http
