// Redis URLs: see redis_url.hpp.
#include "storage/redis_url.hpp"

#include <charconv>

#include "keyglass/percent.hpp"

namespace keyglass::storage {
namespace {

constexpr std::string_view scheme = "redis://";
constexpr int database_max = 16'383;

Error refused(const std::string& what) {
  Error error;
  error.code = ErrorCode::invalid;
  error.message = "the store's URL " + what + ": its form is " + std::string(redis_url_form);
  error.field = "store";
  return error;
}

// Reads a whole decimal number of min..max.
bool read_number(std::string_view text, int min, int max, int& out) {
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), out);
  return failure == std::errc() && end == text.data() + text.size() && out >= min && out <= max;
}

// "user:password" or ":password".
Status read_login(std::string_view login, RedisEndpoint& endpoint) {
  const std::size_t colon = login.find(':');
  if (colon == std::string_view::npos) return refused("has a user without a password");
  auto user = decode_percent(login.substr(0, colon));
  auto password = decode_percent(login.substr(colon + 1));
  // The decoder's own message would quote a piece of the password.
  if (!user || !password) return refused("has a percent sign in its login that begins no escape");
  endpoint.user = std::move(user).value();
  endpoint.password = std::move(password).value();
  return Done{};
}

Status read_address(std::string_view address, RedisEndpoint& endpoint) {
  std::string_view port;
  if (address.starts_with('[')) {
    const std::size_t close = address.find(']');
    if (close == std::string_view::npos) return refused("has no ] after its IPv6 address");
    endpoint.host = address.substr(1, close - 1);
    port = address.substr(close + 1);
  } else {
    const std::size_t colon = std::min(address.find(':'), address.size());
    endpoint.host = address.substr(0, colon);
    port = address.substr(colon);
  }
  if (endpoint.host.empty()) return refused("names no host");
  if (port.empty()) return Done{};
  if (port[0] != ':' || !read_number(port.substr(1), 1, 65'535, endpoint.port)) {
    return refused("has a port that is not 1 to 65535");
  }
  return Done{};
}

}  // namespace

Result<RedisEndpoint> parse_redis_url(std::string_view url) {
  if (!url.starts_with(scheme)) return refused("is not a Redis URL");
  std::string_view rest = url.substr(scheme.size());
  RedisEndpoint endpoint;
  const std::size_t at = rest.rfind('@');
  if (at != std::string_view::npos) {
    const auto login = read_login(rest.substr(0, at), endpoint);
    if (!login) return login.error();
    rest.remove_prefix(at + 1);
  }
  const std::size_t slash = std::min(rest.find('/'), rest.size());
  const auto address = read_address(rest.substr(0, slash), endpoint);
  if (!address) return address.error();
  const std::string_view database = rest.substr(slash);
  if (database.size() > 1 && !read_number(database.substr(1), 0, database_max, endpoint.database)) {
    return refused("has a database that is not 0 to " + std::to_string(database_max));
  }
  return endpoint;
}

std::string address_of(const RedisEndpoint& endpoint) {
  const bool ipv6 = endpoint.host.find(':') != std::string::npos;
  return (ipv6 ? "[" + endpoint.host + "]" : endpoint.host) + ":" + std::to_string(endpoint.port);
}

}  // namespace keyglass::storage
