// Token files for tests, written from the tokens themselves.
#pragma once

#include <sys/stat.h>

#include <fstream>
#include <string>
#include <vector>

#include "service/token_table.hpp"

namespace keyglass::test {

struct NamedToken {
  std::string name;
  std::string secret;
  std::string scope = "read";
  std::string more = {};  // further members, each with a comma before it
};

inline std::string hex_of(const service::TokenDigest& digest) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : digest) text += {digits[byte >> 4], digits[byte & 15]};
  return text;
}

inline std::string token_json(const NamedToken& token) {
  return R"({"name":")" + token.name + R"(","sha256":")" + hex_of(service::digest_of(token.secret)) +
         R"(","scope":")" + token.scope + "\"" + token.more + "}";
}

// Replaces what was there; only its owner may read it.
inline void write_token_file(const std::string& path, const std::vector<NamedToken>& tokens) {
  std::string list;
  for (const NamedToken& token : tokens) list += (list.empty() ? "" : ",") + token_json(token);
  std::ofstream(path) << R"({"tokens":[)" + list + "]}";
  ::chmod(path.c_str(), 0600);
}

}  // namespace keyglass::test
