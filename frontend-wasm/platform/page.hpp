// The seam to the page around the app. UI thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "app/transfer.hpp"

namespace keyglass::platform {

// Copies `text`. True if the page was allowed to; the write itself may end after the return.
bool copy_text(std::string_view text);

// Lets the browser save what a GET of `target` (a path below the API URL) answers. With a token the page
// fetches it first, and Inbox::downloads tells how that went.
void download(std::string_view target, std::string_view file_name);

// Lets the browser save `text` as a file.
void save_text(std::string_view file_name, std::string_view text);

// Opens the browser's file chooser; a choice reaches the inbox. Within the handling of a press only.
void choose_file(app::FileUse use);
// The browser may let the file go.
void forget_file(std::uint64_t id);

// The part of the address after '#', still percent-encoded. Setting adds an entry to the history unless
// equal.
std::string location_hash();
void set_location_hash(std::string_view hash);

void set_title(std::string_view title);

// While true, leaving the page asks first.
void warn_on_unload(bool warn);

// Settings kept by this browser; "" if never set. Never for secrets.
std::string preference(std::string_view name);
void set_preference(std::string_view name, std::string_view value);

}  // namespace keyglass::platform
