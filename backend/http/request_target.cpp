// Forms of the request target: see request_target.hpp.
#include "http/request_target.hpp"

#include <algorithm>

#include "http/text.hpp"

namespace keyglass::http {

void to_origin_form(Request& request) {
  constexpr std::string_view scheme = "http://";
  if (!equal_ignoring_case(std::string_view(request.target).substr(0, scheme.size()), scheme)) return;
  const auto end = std::min(request.target.find_first_of("/?", scheme.size()), request.target.size());
  const std::string authority = request.target.substr(scheme.size(), end - scheme.size());
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
