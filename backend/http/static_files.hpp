// Files of one folder over HTTP: the browser app. Compressed forms (.br, .gz) beside a file are chosen by the
// client.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace keyglass::http {

class StaticFiles {
 public:
  // `root` need not exist yet: a missing file is 404.
  explicit StaticFiles(std::filesystem::path root) : root_(std::move(root)) {}

  // GET and HEAD only. "/" is index.html. Names under /assets/ hold a hash of their content: immutable.
  // Everything else is revalidated by its ETag. Nothing outside the folder is ever served. Any thread.
  Reply respond(const Request& request) const;

 private:
  const std::filesystem::path root_;
};

// The media type by the name's ending; application/octet-stream for one that is not known.
std::string_view media_type_of(std::string_view name);

// ".br", ".gz" or "": which form of a file to send, given what exists (Accept-Encoding, RFC 9110
// section 12.5.3).
struct CompressedForms {
  bool brotli = false;
  bool gzip = false;
};
std::string_view choose_form(std::string_view accept_encoding, CompressedForms forms);

// The decoded path below the root, or "" for one that could leave it: a segment "..", ".", empty, hidden, or
// with a backslash or NUL.
std::string safe_file_path(std::string_view raw_path);

}  // namespace keyglass::http
