// The rows of what the service says of itself.
#pragma once

#include <array>

#include "http/docs_handlers.hpp"
#include "http/metrics_handlers.hpp"
#include "http/route_parts.hpp"
#include "http/service_handlers.hpp"

namespace keyglass::http::routes {

inline constexpr std::array health{Content{"application/json", "Health"}};
inline constexpr std::array capabilities{Content{"application/json", "Capabilities"}};
inline constexpr std::array index_content{Content{"application/json", "Index"}};
inline constexpr std::array object{Content{"application/json", "Object"}};
inline constexpr std::array html{Content{"text/html", "Text"}};
inline constexpr std::array asset{Content{"*/*", "Bytes"}};

inline constexpr std::array metrics_text{Content{"text/plain; version=0.0.4; charset=utf-8", "Text"}};
inline constexpr std::array metrics_outcomes{Outcome{200, "Counters, gauges and histograms", metrics_text}};
inline constexpr std::array<std::string_view, 1> location_header{"Location"};
inline constexpr std::array health_outcomes{Outcome{200, "It is alive", health}};
inline constexpr std::array capabilities_outcomes{Outcome{200, "What holds for this server", capabilities}};
inline constexpr std::array description_outcomes{Outcome{200, "The description", object}};
inline constexpr std::array index_outcomes{Outcome{200, "Every endpoint", index_content}};
inline constexpr std::array readiness_outcomes{Outcome{200, "The store answers", health}, unavailable};
inline constexpr std::array page_outcomes{Outcome{200, "The page", html}};
inline constexpr std::array asset_outcomes{
    Outcome{200, "The file", asset}, Outcome{308, "`/docs/`: the page is at `/docs`", {}, location_header},
    Outcome{404, "There is no such file", problem},
    Outcome{406, "It is kept compressed, and the request does not accept gzip", problem}};

inline constexpr std::array service_routes{
    Route{"GET",
          "/healthz",
          read_health,
          Scope::open,
          "Service",
          "Whether the process is alive.",
          {},
          {},
          health_outcomes,
          Cost::quick},
    Route{"GET",
          "/readyz",
          read_readiness,
          Scope::open,
          "Service",
          "Whether the store answers.",
          {},
          {},
          readiness_outcomes},
    Route{"GET",
          "/capabilities",
          read_capabilities,
          Scope::open,
          "Service",
          "Version, limits, and what the store promises.",
          {},
          {},
          capabilities_outcomes,
          Cost::quick},
    Route{"GET",
          "/metrics",
          read_metrics,
          Scope::read,
          "Service",
          "What is happening, for Prometheus.",
          {},
          {},
          metrics_outcomes},
    Route{"GET",
          "/openapi.json",
          read_openapi,
          Scope::open,
          "Service",
          "This API as OpenAPI 3.1.",
          {},
          {},
          description_outcomes,
          Cost::quick},
    Route{"GET",
          "/docs",
          read_docs,
          Scope::open,
          "Service",
          "This API as a page to try it on.",
          {},
          {},
          page_outcomes,
          Cost::quick},
    Route{"GET",
          "/docs/{asset}",
          read_docs_asset,
          Scope::open,
          "Service",
          "The files of that page.",
          {},
          {},
          asset_outcomes,
          Cost::quick},
    Route{"GET",
          "/",
          read_index,
          Scope::open,
          "Service",
          "What is served where.",
          {},
          {},
          index_outcomes,
          Cost::quick},
};

}  // namespace keyglass::http::routes
