// Files that the build put into the executable (cmake/embed.cmake). They live as long as the process.
#pragma once

#include <string_view>

namespace keyglass::http {

struct EmbeddedFile {
  std::string_view name;
  std::string_view bytes;
  std::string_view content_type;
  bool gzipped = false;  // `bytes` are compressed: Content-Encoding gzip
};

// nullptr if there is none of that name. Any thread.
const EmbeddedFile* find_embedded_file(std::string_view name);

}  // namespace keyglass::http
