// Looking into JSON answers: see json_answer.hpp.
#include "integration/json_answer.hpp"

#include <algorithm>
#include <stdexcept>

namespace keyglass::test {

JsonValue json_of(const Answer& answer) {
  auto parsed = parse_json(answer.body);
  if (!parsed) throw std::runtime_error(parsed.error().message + ": " + answer.body);
  return std::move(parsed).value();
}

bool has(const JsonValue& object, std::string_view name) {
  return std::ranges::find(object.names, name) != object.names.end();
}

const JsonValue& at(const JsonValue& object, std::string_view name) {
  const auto found = std::ranges::find(object.names, name);
  if (found == object.names.end()) throw std::runtime_error("no member " + std::string(name));
  return object.elements[static_cast<std::size_t>(found - object.names.begin())];
}

std::string texts_of(const JsonValue& array, std::string_view name) {
  std::string texts;
  for (const JsonValue& element : array.elements) {
    if (!texts.empty()) texts += ' ';
    texts += name.empty() ? element.text : at(element, name).text;
  }
  return texts;
}

}  // namespace keyglass::test
