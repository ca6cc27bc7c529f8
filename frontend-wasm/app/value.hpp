// One stored value as the app holds it: how it may be shown and whether it may be edited. Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace keyglass::app {

// Larger values are shown in part and never edited here.
inline constexpr std::uint64_t editable_bytes_max = 1024 * 1024;
// How much of a value that cannot be edited is shown.
inline constexpr std::size_t preview_bytes_max = 16 * 1024;

// What an exchange about one key's value brought.
struct Entry {
  std::string value;  // the first editable_bytes_max bytes at most
  std::uint64_t size_bytes = 0;
  std::string etag;  // of exactly this value; a condition for the next write
  std::string content_type;
  std::optional<std::int64_t> expires_at_ms;

  bool operator==(const Entry&) const = default;
};

enum class ValueKind {
  text,   // UTF-8, complete: can be edited
  bytes,  // anything a text box would mangle: edited as hex only, also where it can be read as text
  large,  // more than editable_bytes_max: read only, shown in part
};

ValueKind value_kind(const Entry& entry);

// True if all of the value is here and it may be edited, as text or as hex.
bool is_whole_value(const Entry& entry);

// True if a value of this kind passes through a clipboard unchanged: whole, UTF-8 without NUL.
bool can_copy(ValueKind kind, std::string_view value);

// How the lines of a text end. A text box knows only line feeds; the other kind is kept beside its text.
enum class LineEnds { lf, crlf };

// The line ends of a value that survives a text box unchanged: UTF-8, no NUL, its line ends all alike.
// nullopt for any other value.
std::optional<LineEnds> editable_line_ends(std::string_view value);

// A value as a text box shows it, and such a text as it is stored.
std::string to_editor_text(std::string_view value, LineEnds ends);
std::string from_editor_text(std::string_view text, LineEnds ends);

// The first preview_bytes_max bytes of a text, cut between characters; of bytes, as rows of a hex dump.
std::string text_preview(std::string_view value);
std::string hex_preview(std::string_view value);

// What values are compared by: the lines of a text, or of any bytes the rows of a hex dump.
std::string lines_of_value(std::string_view value, bool is_text);

// The content type for a new key's value: JSON if it is a valid object or array, else plain text.
std::string_view content_type_of_new(std::string_view value);

// True for application/json and every type with the +json suffix (RFC 6839), parameters or not.
bool is_json_type(std::string_view content_type);

}  // namespace keyglass::app
