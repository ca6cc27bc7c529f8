// Decoding of query parameters: see query.hpp.
#include "http/query.hpp"

#include <algorithm>
#include <charconv>

#include "keyglass/percent.hpp"

namespace keyglass::http {
namespace {

Error bad_parameter(std::string_view name, std::string message) {
  return Error{
      .code = ErrorCode::invalid, .message = std::move(message), .key = {}, .field = std::string(name)};
}

Result<std::string> decode(std::string_view text) {
  std::string spaced(text);
  std::ranges::replace(spaced, '+', ' ');
  return decode_percent(spaced);
}

}  // namespace

Result<Query> Query::parse(std::string_view text) {
  Query query;
  while (!text.empty()) {
    const auto end = std::min(text.find('&'), text.size());
    const std::string_view pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (pair.empty()) continue;
    const auto equals = std::min(pair.find('='), pair.size());
    auto name = decode(pair.substr(0, equals));
    if (!name) return bad_parameter("query", "a parameter's name: " + name.error().message);
    auto value = decode(pair.substr(std::min(equals + 1, pair.size())));
    if (!value) return bad_parameter(name.value(), name.value() + ": " + value.error().message);
    if (query.has(name.value())) return bad_parameter(name.value(), name.value() + " is given twice");
    query.parameters_.emplace_back(std::move(name).value(), std::move(value).value());
  }
  return query;
}

std::optional<std::string_view> Query::get(std::string_view name) const {
  for (const auto& [known, value] : parameters_) {
    if (known == name) return value;
  }
  return std::nullopt;
}

Result<std::uint64_t> Query::number(std::string_view name, std::uint64_t otherwise, Bounds bounds) const {
  const auto text = get(name);
  if (!text) return otherwise;
  std::uint64_t value = 0;
  const auto [end, failure] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (failure != std::errc{} || end != text->data() + text->size() || value < bounds.least ||
      value > bounds.most) {
    return bad_parameter(name, std::string(name) + " must be a number from " + std::to_string(bounds.least) +
                                   " to " + std::to_string(bounds.most));
  }
  return value;
}

Result<bool> Query::flag(std::string_view name) const {
  const auto text = get(name);
  if (!text || *text == "false") return false;
  if (text->empty() || *text == "true") return true;
  return bad_parameter(name, std::string(name) + " must be true or false, or stand alone");
}

Result<std::optional<double>> Query::decimal(std::string_view name) const {
  const auto text = get(name);
  if (!text) return std::optional<double>{};
  double value = 0;
  const auto [end, failure] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (failure != std::errc{} || end != text->data() + text->size()) {
    return bad_parameter(name, std::string(name) + " must be a number");
  }
  return std::optional<double>(value);
}

}  // namespace keyglass::http
