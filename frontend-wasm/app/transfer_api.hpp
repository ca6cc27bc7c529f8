// Import, export and upload as the app speaks of them to the API. Pure functions; any thread. As api.hpp in
// everything else.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/http.hpp"
#include "app/selection.hpp"
#include "app/transfer.hpp"

namespace keyglass::app::api {

HttpRequest import_file(const ChosenFile& file, ImportMode mode);
std::optional<ImportReport> report_of(const HttpReply& reply);

// The file becomes the value of the dialog's key: of a new one, or of the one it replaces as it was seen.
HttpRequest upload_file(const UploadDialog& upload);

// What a browser loads to have the keys that a prefix or pattern matches as a file.
std::string export_target(std::string_view filter);
// Those keys, as the same kind of file, saved by the browser as `file_name`.
HttpRequest export_keys(const Selection& selection, std::string file_name);

// One object a line: line, code, detail.
std::string failed_lines(const ImportReport& report);

}  // namespace keyglass::app::api
