// What a listener's address is called, and why it could not be had. Pure functions; any thread.
#pragma once

#include <cstdint>
#include <string>

#include "keyglass/result.hpp"

namespace keyglass::http {

// `host` as URLs and Host headers write it: IPv6 addresses get brackets.
std::string host_in_url(const std::string& host);

enum class Scheme { http, https };

// "http" or "https".
std::string text_of(Scheme scheme);

// "http://127.0.0.1:8000", "https://[::1]:8000". `host` is a name or an address, IPv6 without brackets.
std::string http_address(Scheme scheme, const std::string& host, std::uint16_t port);

// unavailable, naming address and reason. `reason` is an errno, or 0 if the name led to no address.
Error listen_failure(const std::string& host, std::uint16_t port, int reason);

}  // namespace keyglass::http
