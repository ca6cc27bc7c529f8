// Schemas of the second contract.
#pragma once

#include <array>

#include "http/openapi_components.hpp"

namespace keyglass::http::schemas {

inline constexpr std::array compatible_schemas{
    Component{
        "CompatibleWriteRequest",
        R"({"type":"object","properties":{"key":{"type":"string","minLength":1},"value":{"type":"string","minLength":1}},)"
        R"("required":["key","value"],"examples":[{"key":"greeting","value":"hello"}]})"},
    Component{"Created",
              R"({"type":"object","properties":{"created":{"const":true}},"required":["created"]})"},
    Component{"Destroyed",
              R"({"type":"object","properties":{"destroyed":{"type":"string"}},"required":["destroyed"],)"
              R"("examples":[{"destroyed":"Key deleted."}]})"},
    Component{"MissingKey",
              R"({"type":"object","properties":{"key":{"type":"string"},"value":{"const":"Key not found."}},)"
              R"("required":["key","value"]})"},
    Component{"FieldErrors",
              R"({"type":"object","additionalProperties":{"type":"array","items":{"type":"string"}},)"
              R"("examples":[{"value":["This field is required."]}]})"},
};

}  // namespace keyglass::http::schemas
