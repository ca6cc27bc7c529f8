// What a person wants with files, and what the browser tells about them.
#pragma once

#include <cstdint>
#include <string>

#include "app/transfer.hpp"

namespace keyglass::app {

// Opens the browser's file chooser.
struct ChooseFileFor {
  FileUse use = FileUse::import;
};
// The person gave a file.
struct FileChosen {
  ChosenFile file;
  FileUse use = FileUse::import;
};
// So many bytes of a request's file are on their way.
struct FileSent {
  std::uint64_t request_id = 0;
  std::uint64_t bytes = 0;
};

// The choice of ImportDialog::mode.
struct SetImportMode {
  ImportMode mode = ImportMode::replace;
};
struct StartImport {};
struct SaveFailedLines {};

struct EditUploadKey {
  std::string key;
};
struct EditUploadType {
  std::string text;
};
struct StartUpload {};

// Ends the transfer that is on its way.
struct StopTransfer {};

// Of everything that the filter matches.
struct ExportFiltered {};

}  // namespace keyglass::app
