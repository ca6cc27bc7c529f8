// What a person wants with many keys at once, and with the time and type of one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace keyglass::app {

// --- choosing ---------------------------------------------------------------------------------------------

// Adds the key to those chosen, or takes it out. A folder is chosen as a whole, by itself.
struct ToggleSelected {
  std::string key;
  bool is_folder = false;
};
// Chooses all keys from the row where choosing began up to this row of the list or tree.
struct SelectUpTo {
  std::size_t row = 0;
};
// All that the filter matches, loaded or not.
struct SelectAll {};
struct ClearSelection {};

// --- changing them ----------------------------------------------------------------------------------------

// Each opens the dialog that shows what would happen.
struct AskDeleteSelected {};
struct AskExpireSelected {};
struct AskDeleteFolder {
  std::string prefix;
};
struct EditBulkExpiry {
  std::string text;
};
// Asks what would happen, again or for the first time.
struct PreviewBulk {};
struct CommitBulk {};
// Ends it after the keys at hand.
struct StopBulk {};
// As a file of one line each.
struct ExportSelected {};

// --- a large value ----------------------------------------------------------------------------------------

// The view shows these parts of the open value (app/large_value.hpp): [first, end).
struct ShowValueParts {
  std::uint64_t first = 0;
  std::uint64_t end = 0;
};

// --- time and type of one key -----------------------------------------------------------------------------

// Of the open key.
struct AskKeySettings {};
struct EditExpiry {
  std::string text;
};
struct EditContentType {
  std::string text;
};
struct SaveKeySettings {};

}  // namespace keyglass::app
