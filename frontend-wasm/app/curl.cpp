// Quoting for a shell, and the command line of curl.
#include "app/curl.hpp"

#include <algorithm>

namespace keyglass::app {
namespace {

// Longer words do not fit into one argument of a command on Linux (128 KiB with its end); printf is part of
// the shell and has no such limit.
constexpr std::size_t word_bytes_max = 64 * 1024;

bool is_printable(char byte) {
  return byte >= 0x20 && byte < 0x7F;
}

bool is_plain(char byte) {
  const bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
  return is_letter || (byte >= '0' && byte <= '9') ||
         std::string_view("-_./:=@%+,").find(byte) != std::string_view::npos;
}

// True for text that a terminal shows as it is, line feeds included.
bool is_showable(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(),
                     [](char byte) { return is_printable(byte) || byte == '\n'; });
}

std::string octal(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return {'\\', static_cast<char>('0' + (value >> 6U)), static_cast<char>('0' + (value >> 3U & 7U)),
          static_cast<char>('0' + (value & 7U))};
}

// "@name" as one word, for what curl is to read: "@-" would be its standard input.
std::string file_word(const std::string& name) {
  if (name == "-") return "@./-";
  return is_showable(name) ? shell_word("@" + name) : "\"@$(" + printf_command(name) + ")\"";
}

bool has_header(const CurlRequest& request, std::string_view name) {
  return std::any_of(request.headers.begin(), request.headers.end(),
                     [&](const HttpHeader& header) { return header.name == name; });
}

}  // namespace

std::string shell_word(std::string_view bytes) {
  if (!bytes.empty() && std::all_of(bytes.begin(), bytes.end(), is_plain)) return std::string(bytes);
  std::string word = "'";
  for (const char byte : bytes) {
    if (byte == '\'') {
      word += "'\\''";
    } else {
      word += byte;
    }
  }
  return word + "'";
}

std::string printf_command(std::string_view bytes) {
  std::string format;
  for (const char byte : bytes) {
    if (byte == '\\' || byte == '%') {
      format.append(2, byte);
    } else if (byte == '\'' || (byte == '-' && format.empty()) || !is_printable(byte)) {
      format += octal(byte);
    } else {
      format += byte;
    }
  }
  return "printf '" + format + "'";
}

CurlRequest as_curl_request(const LoggedRequest& request) {
  const bool is_left_out = request.body_bytes > request.body.size();
  return {request.method, request.target, request.headers, request.body, is_left_out ? "body" : ""};
}

std::string curl_command(const CurlRequest& request, std::string_view api_url, bool has_token) {
  const bool has_body = request.method != "GET" && request.method != "DELETE" && request.method != "HEAD";
  std::string command = "curl";
  if (request.method != "GET") command += " -X " + request.method;
  command += ' ' + shell_word(std::string(api_url) + request.target);
  if (has_token) command += " -H \"Authorization: Bearer $KEYGLASS_TOKEN\"";
  for (const HttpHeader& header : request.headers)
    command += " -H " + shell_word(header.name + ": " + header.value);
  if (!has_body) return command;
  // Otherwise curl would say that the body is a form.
  if (!has_header(request, "Content-Type")) command += " -H Content-Type:";
  if (!request.body_file.empty()) return command + " --data-binary " + file_word(request.body_file);
  if (is_showable(request.body) && request.body.size() <= word_bytes_max)
    return command + " --data-raw " + shell_word(request.body);
  return printf_command(request.body) + " | " + command + " --data-binary @-";
}

}  // namespace keyglass::app
