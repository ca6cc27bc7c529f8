// Schemas of what the service says of itself, and of every refusal.
#pragma once

#include <array>

#include "http/openapi_components.hpp"

namespace keyglass::http::schemas {

inline constexpr std::array service_schemas{
    Component{"Object", R"({"type":"object"})"},
    Component{
        "Problem",
        R"({"type":"object","description":"RFC 9457","properties":{"type":{"type":"string"},)"
        R"("title":{"type":"string"},"status":{"type":"integer"},"detail":{"type":"string"},)"
        R"("code":{"type":"string"},"request_id":{"type":"string"},"key":{"type":"string"},)"
        R"("field":{"type":"string"},"etag":{"type":"string"},"limit":{"type":"integer"},)"
        R"("actual":{"type":"integer"},"revision":{"type":"integer","description":"The one to go on from"},)"
        R"("failed":{"type":"array","description":"Of a batch: conditions that did not hold, with what is there",)"
        R"("items":{"type":"object","properties":{"index":{"type":"integer"},"key":{"type":"string"},)"
        R"("etag":{"type":"string"},"revision":{"type":"integer"}},"required":["index","key"]}},)"
        R"("moved":{"type":"array","description":"Of a plan: keys that changed","items":{"type":"string"}},)"
        R"("moved_count":{"type":"integer"}},"required":["type","title","status","code"],)"
        R"("examples":[{"type":"urn:keyglass:error:not_found","title":"Not found","status":404,)"
        R"("detail":"key not found","code":"not_found","request_id":"5f22","key":"greeting"}]})"},
    Component{"Health",
              R"({"type":"object","properties":{"status":{"enum":["ok","ready"]}},"required":["status"]})"},
    Component{
        "Capabilities",
        R"({"type":"object","properties":{"version":{"type":"string"},"auth":{"type":"object","properties":)"
        R"({"required":{"type":"boolean","description":"Whether anything beyond open endpoints needs a token"},)"
        R"("scope":{"enum":["none","read","write","admin"],"description":"What the sender of this request may do"},)"
        R"("prefixes":{"type":"array","items":{"type":"string"},"description":)"
        R"("Only keys that begin with one of these; absent: every key"}},"required":["required","scope"]},)"
        R"("limits":{"type":"object","properties":)"
        R"({"key_bytes_max":{"type":"integer"},"value_bytes_max":{"type":"integer"},)"
        R"("page_keys_max":{"type":"integer"},"batch_ops_max":{"type":"integer"},)"
        R"("glob_bytes_max":{"type":"integer"},"ttl_seconds_max":{"type":"number"}}},)"
        R"("store":{"type":"object","properties":{"engine":{"type":"string"},)"
        R"("durability":{"enum":["none","process","synced"]},"ordered_scan":{"type":"boolean"},)"
        R"("revisions":{"type":"boolean"},"content_types":{"type":"boolean"},)"
        R"("atomic_batches":{"type":"boolean"},"consistent_snapshots":{"type":"boolean"},)"
        R"("exact_counts":{"type":"boolean"},"notes":{"type":"boolean"},"history":{"type":"boolean"},)"
        R"("history_versions_max":{"type":"integer"},"history_hours_max":{"type":"integer"},)"
        R"("change_feed":{"type":"boolean"},"feed_changes_max":{"type":"integer"}}},)"
        R"("watch":{"type":"boolean","description":"Whether /watch tells what happens"}},)"
        R"("required":["version","auth","limits","store","watch"]})"},
    Component{"Index",
              R"({"type":"object","properties":{"name":{"type":"string"},"version":{"type":"string"},)"
              R"("docs":{"type":"string"},"openapi":{"type":"string"},"endpoints":{"type":"array","items":)"
              R"({"type":"object","properties":{"method":{"type":"string"},"path":{"type":"string"},)"
              R"("summary":{"type":"string"}},"required":["method","path","summary"]}}},)"
              R"("required":["name","version","docs","openapi","endpoints"]})"},
};

}  // namespace keyglass::http::schemas
