// The rows of /export and /import.
#pragma once

#include <array>

#include "http/route_parts.hpp"
#include "http/transfer_handlers.hpp"

namespace keyglass::http::routes {

inline constexpr Parameter export_glob{
    Place::query, "glob", R"({"type":"string","minLength":1,"maxLength":1024})",
    "Only keys that match it as a whole: `*` any run, `?` one character, `[a-z]` one of these"};
inline constexpr Parameter import_mode{
    Place::query, "mode", R"({"enum":["replace","create","dry_run"],"default":"replace"})",
    "`replace` skips entries that are the same already, `create` those whose key exists, `dry_run` writes "
    "nothing and tells what `replace` would do"};

inline constexpr std::array export_parameters{prefix, export_glob};
inline constexpr std::array import_parameters{import_mode};
inline constexpr std::array transfer_lines{Content{"application/x-ndjson", "TransferLines"}};
inline constexpr std::array import_report{Content{"application/json", "ImportReport"}};
inline constexpr std::array<std::string_view, 2> export_headers{"Keyglass-Revision", "Content-Disposition"};
inline constexpr std::array export_outcomes{Outcome{200,
                                                    "Every entry as it was at one moment, one a line; what "
                                                    "breaks off before its end is not whole",
                                                    transfer_lines, export_headers},
                                            refused, unavailable};
inline constexpr std::array import_outcomes{
    Outcome{200, "How many lines came in; those that did not by number, the first 1,000 of them",
            import_report},
    Outcome{415, "The body is not application/x-ndjson", problem, accept_header}, refused,
    Outcome{503, "The store failed on the way; the detail says up to which line everything is in", problem,
            retry_header}};

inline constexpr std::array transfer_routes{
    Route{"GET",
          "/export",
          export_entries,
          reads_selection,
          "Many at once",
          "All entries, or those selected, as NDJSON.",
          export_parameters,
          {},
          export_outcomes},
    Route{"POST", "/import", import_entries, writes_body_keys, "Many at once",
          "Takes entries as export writes them.", import_parameters, transfer_lines, import_outcomes},
};

}  // namespace keyglass::http::routes
