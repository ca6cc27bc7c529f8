// Small text rules that header fields share (RFC 9110 section 5.6). Pure functions; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace keyglass::http {

// ASCII only, as header names, schemes and hosts are compared.
bool equal_ignoring_case(std::string_view left, std::string_view right);
std::string to_lower(std::string_view text);

// Without spaces and tabs at both ends.
std::string_view trim(std::string_view text);

// The trimmed, non-empty members of a comma-separated list. Commas inside double quotes do not separate.
std::vector<std::string_view> split_list(std::string_view text);

// "text/html; q=0.5" -> "text/html".
std::string_view before_parameters(std::string_view text);

// The weight of `token` in an Accept or Accept-Encoding value: 0..1000 (RFC 9110 section 12.4.2).
// Falls back to "*" (or "type/*" and "*/*" for media types); 0 if nothing covers it.
int weight_of(std::string_view list, std::string_view token);

}  // namespace keyglass::http
