// Text rules of header fields: see text.hpp.
#include "http/text.hpp"

#include <algorithm>

namespace keyglass::http {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// "1", "0", "0.25" -> thousandths; anything else weighs 1 (a broken weight must not hide the member).
int parse_weight(std::string_view text) {
  if (text.empty() || (text[0] != '0' && text[0] != '1')) return 1000;
  int thousandths = (text[0] - '0') * 1000;
  int unit = 100;
  for (std::size_t i = 2; i < text.size() && i < 5; ++i, unit /= 10) {
    if (text[i] < '0' || text[i] > '9') return 1000;
    thousandths += (text[i] - '0') * unit;
  }
  return std::min(thousandths, 1000);
}

int weight_in(std::string_view member) {
  for (auto semicolon = member.find(';'); semicolon != std::string_view::npos;) {
    member.remove_prefix(semicolon + 1);
    semicolon = member.find(';');
    const std::string_view parameter = trim(member.substr(0, semicolon));
    if (parameter.starts_with("q=") || parameter.starts_with("Q=")) return parse_weight(parameter.substr(2));
  }
  return 1000;
}

// How closely `range` names `token`: 3 exactly, 2 "type/*", 1 everything, 0 not at all.
int closeness(std::string_view range, std::string_view token) {
  if (equal_ignoring_case(range, token)) return 3;
  if (range == "*" || range == "*/*") return 1;
  if (range.ends_with("/*") &&
      equal_ignoring_case(range.substr(0, range.size() - 1),
                          token.substr(0, std::min(range.size() - 1, token.size())))) {
    return 2;
  }
  return 0;
}

}  // namespace

bool equal_ignoring_case(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, {}, lower, lower);
}

std::string to_lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), lower);
  return result;
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view blanks = " \t";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<std::string_view> split_list(std::string_view text) {
  std::vector<std::string_view> members;
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] == '"') quoted = !quoted;
    if (i < text.size() && (text[i] != ',' || quoted)) continue;
    const std::string_view member = trim(text.substr(begin, i - begin));
    if (!member.empty()) members.push_back(member);
    begin = i + 1;
  }
  return members;
}

std::string_view before_parameters(std::string_view text) {
  return trim(text.substr(0, text.find(';')));
}

int weight_of(std::string_view list, std::string_view token) {
  int best = 0;
  int weight = 0;
  for (const std::string_view member : split_list(list)) {
    const int close = closeness(before_parameters(member), token);
    if (close <= best) continue;
    best = close;
    weight = weight_in(member);
  }
  return weight;
}

}  // namespace keyglass::http
