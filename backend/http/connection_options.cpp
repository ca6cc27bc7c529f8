// What a request asks of its connection: see connection_options.hpp.
#include "http/connection_options.hpp"

#include <algorithm>
#include <string_view>

#include "http/text.hpp"

namespace keyglass::http {
namespace {

bool has_option(const Headers& headers, std::string_view name) {
  const auto list = find_list(headers, "Connection");
  if (!list) return false;
  const auto options = split_list(*list);
  return std::ranges::any_of(options,
                             [name](std::string_view option) { return equal_ignoring_case(option, name); });
}

}  // namespace

bool asks_to_close(const Headers& headers) {
  return has_option(headers, "close");
}

bool asks_to_keep(const Headers& headers) {
  return has_option(headers, "keep-alive");
}

bool expects_continue(const Request& request) {
  const auto expectation = request.header("Expect");
  return expectation && !request.http_1_0 && equal_ignoring_case(*expectation, "100-continue");
}

}  // namespace keyglass::http
