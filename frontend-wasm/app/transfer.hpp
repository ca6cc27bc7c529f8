// Files on their way into the store: many entries as lines, or one value. The files stay with the browser and
// are known by number; their bytes never come here. Plain values; any thread.
#pragma once

#include <cstdint>
#include <string>

#include "app/remote.hpp"
#include "keyglass/result.hpp"
#include "keyglass/transfer_messages.hpp"

namespace keyglass::app {

// A file that the person gave. The browser holds it until ForgetFile (effect.hpp).
struct ChosenFile {
  std::uint64_t id = 0;
  std::string name;  // any text
  std::string type;  // content type as the browser tells it, or ""
  std::uint64_t size_bytes = 0;

  bool operator==(const ChosenFile&) const = default;
};

enum class FileUse {
  import,   // entries, one a line
  value,    // of one key
  dropped,  // onto the page: its name decides
};

// First a dry run says what would happen, then it does.
struct ImportDialog {
  ChosenFile file;
  ImportMode mode = ImportMode::replace;  // or create
  Remote<ImportReport> preview;
  Remote<ImportReport> result;
  std::uint64_t sent_bytes = 0;  // of the request that is on its way

  bool operator==(const ImportDialog&) const = default;
};

struct UploadDialog {
  ChosenFile file;
  std::string key;
  std::string key_fault;  // why it cannot be a key, or ""
  std::string content_type;
  std::string replaces;         // the open key, whose value may be replaced, or ""
  std::string if_match;         // its ETag
  std::uint64_t bytes_max = 0;  // that the server takes; 0: it does not say
  Remote<Done> upload;
  std::uint64_t sent_bytes = 0;

  bool operator==(const UploadDialog&) const = default;
};

// True if the server would refuse the file for its size.
bool is_too_large(const UploadDialog& dialog);

}  // namespace keyglass::app
