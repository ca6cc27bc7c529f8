// Requests as commands for a POSIX shell, correct for any bytes and safe to paste. Pure functions; any
// thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/http.hpp"
#include "app/request_log.hpp"

namespace keyglass::app {

// `bytes` as one word of a POSIX shell. They must not contain NUL, which no argument can hold.
std::string shell_word(std::string_view bytes);

// A command that prints exactly `bytes`, whatever they are. What could steer a terminal is written in octal.
std::string printf_command(std::string_view bytes);

struct CurlRequest {
  std::string method;
  std::string target;  // percent-encoded
  std::vector<HttpHeader> headers = {};
  std::string body = {};
  std::string body_file = {};  // instead of `body`: the command reads it from the file of this name
};

CurlRequest as_curl_request(const LoggedRequest& request);

// "curl …" that sends the same request to `api_url`. Where `has_token` the token is $KEYGLASS_TOKEN.
std::string curl_command(const CurlRequest& request, std::string_view api_url, bool has_token);

}  // namespace keyglass::app
