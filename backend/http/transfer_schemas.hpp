// Schemas of export and import.
#pragma once

#include <array>

#include "http/openapi_components.hpp"

namespace keyglass::http::schemas {

inline constexpr std::array transfer_schemas{
    Component{
        "TransferLines",
        R"({"type":"string","description":"One JSON object a line, ended by LF: key, exactly one of value )"
        R"(and value_base64, and optionally expires_at and content_type. revision, created_at and )"
        R"(updated_at are written by export, and taken but not used by import. A line has at most twice )"
        R"(the bytes of the largest value and 64 KiB; a file as many lines as you like.",)"
        R"("examples":["{\"key\":\"greeting\",\"value\":\"hello\"}\n"]})"},
    Component{"ImportReport",
              R"({"type":"object","properties":{"imported":{"type":"integer"},"skipped":{"type":"integer",)"
              R"("description":"The same already, there already (create), or expired meanwhile"},)"
              R"("failed":{"type":"array","items":{"type":"object","properties":{"line":{"type":"integer"},)"
              R"("code":{"type":"string"},"detail":{"type":"string"}},"required":["line","code","detail"]}},)"
              R"("failed_count":{"type":"integer"},"would_create":{"type":"integer"},)"
              R"("would_replace":{"type":"integer"},"unchanged":{"type":"integer"},)"
              R"("conflicts":{"type":"array","items":{"type":"string"},"description":)"
              R"("The first keys that would be replaced"}},)"
              R"("required":["imported","skipped","failed","failed_count"]})"},
};

}  // namespace keyglass::http::schemas
