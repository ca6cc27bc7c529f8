// Looking into JSON answers of a server under test.
#pragma once

#include <string>
#include <string_view>

#include "integration/http_connection.hpp"
#include "keyglass/json_value.hpp"

namespace keyglass::test {

// The body as JSON. Throws std::runtime_error, with the body, if it is none.
JsonValue json_of(const Answer& answer);

// The member `name` of an object. Throws std::runtime_error if there is none.
const JsonValue& at(const JsonValue& object, std::string_view name);
bool has(const JsonValue& object, std::string_view name);

// The texts of an array's strings, or of the member `name` of its objects, joined by spaces.
std::string texts_of(const JsonValue& array, std::string_view name = {});

}  // namespace keyglass::test
