// Schemas of plans.
#pragma once

#include <array>

#include "http/openapi_components.hpp"

namespace keyglass::http::schemas {

inline constexpr std::array plan_schemas{
    Component{
        "PlanRequest",
        R"({"type":"object","properties":{"action":{"enum":["delete","set_ttl","restore"]},)"
        R"("prefix":{"type":"string","description":"Empty: every key"},"glob":{"type":"string"},)"
        R"("keys":{"type":"array","items":{"type":"string"},"minItems":1,"maxItems":10000},)"
        R"("ttl":{"type":["number","null"],"description":"set_ttl: seconds; null: never expires"},)"
        R"("revision":{"type":"integer","description":"restore: the one to go back to; else: refused if the )"
        R"(selection changed since"}},"required":["action"],"additionalProperties":false,)"
        R"("oneOf":[{"required":["prefix"]},{"required":["glob"]},{"required":["keys"]}],)"
        R"("examples":[{"action":"delete","prefix":"session:"}]})"},
    Component{
        "Plan",
        R"({"type":"object","properties":{"plan":{"type":"string"},)"
        R"("action":{"enum":["delete","set_ttl","restore"]},)"
        R"("state":{"enum":["pending","running","done","stopped","cancelled","interrupted"]},)"
        R"("prefix":{"type":"string"},"glob":{"type":"string"},"ttl":{"type":["number","null"]},)"
        R"("restore_revision":{"type":"integer"},"count":{"type":"integer","description":"Keys that it changes"},)"
        R"("puts":{"type":"integer"},"deletes":{"type":"integer"},"bytes":{"type":"integer"},)"
        R"("sample":{"type":"array","items":{"type":"string"}},)"
        R"("sample_deletes":{"type":"array","items":{"type":"string"}},)"
        R"("revision":{"type":"integer","description":"That it is pinned to"},)"
        R"("created_at":{"type":"string","format":"date-time"},"expires_at":{"type":"string","format":"date-time"},)"
        R"("done":{"type":"integer"},"skipped":{"type":"integer","description":"Expired before their turn"},)"
        R"("last_key":{"type":"string"},"moved":{"type":"array","items":{"type":"string"}},)"
        R"("moved_count":{"type":"integer"},"detail":{"type":"string"}},)"
        R"("required":["plan","action","state","count","bytes","sample","revision","done"]})"},
    Component{"Plans", R"({"type":"object","properties":{"plans":{"type":"array","items":)"
                       R"({"$ref":"#/components/schemas/Plan"}}},"required":["plans"]})"},
};

}  // namespace keyglass::http::schemas
