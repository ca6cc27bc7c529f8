// Tables of modes and of first bytes; Base64 of any kind.
#include "app/value_format.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "app/binary_formats.hpp"
#include "app/json_check.hpp"
#include "app/text.hpp"
#include "keyglass/base64.hpp"
#include "keyglass/key_rules.hpp"

namespace keyglass::app {
namespace {

// All of a literal, NULs too.
template <std::size_t Size>
constexpr std::string_view whole(const char (&literal)[Size]) {
  return {literal, Size - 1};
}

bool is_plain_text(std::string_view bytes) {
  return bytes.find('\0') == std::string_view::npos && is_utf8(bytes);
}

// A number's few bytes are UTF-8, too, but nobody reads them.
bool reads_as_text(std::string_view bytes) {
  constexpr std::size_t looked_at = 4096;
  const std::string_view beginning = bytes.substr(0, looked_at);
  const auto unseen = std::count_if(beginning.begin(), beginning.end(), [](char byte) {
    return static_cast<unsigned char>(byte) < 0x20 && byte != '\n' && byte != '\r' && byte != '\t';
  });
  return static_cast<std::size_t>(unseen) * 2 < beginning.size() && is_utf8(bytes);
}

DecodedValue decoded(std::string bytes) {
  DecodedValue value;
  value.is_text = is_plain_text(bytes);
  value.is_json = value.is_text && looks_like_json(bytes);
  value.bytes = std::move(bytes);
  return value;
}

DecodedValue faulty(ValueMode mode, std::string_view reason) {
  DecodedValue value;
  value.fault = "Not " + std::string(mode_name(mode)) + ": " + std::string(reason);
  return value;
}

// The one alphabet without padding, from either, where `text` is Base64 at all.
std::string plain_digits(std::string_view text) {
  std::string digits;
  digits.reserve(text.size());
  for (const char byte : text) {
    if (byte == '\n' || byte == '\r' || byte == ' ' || byte == '\t') continue;
    digits += byte == '+' ? '-' : byte == '/' ? '_' : byte;
  }
  for (int padding = 0; padding < 2 && digits.ends_with('='); ++padding) digits.pop_back();
  return digits;
}

bool is_base64_digit(char byte) {
  const bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
  return is_letter || (byte >= '0' && byte <= '9') || byte == '-' || byte == '_';
}

DecodedValue decode_base64_value(std::string_view text) {
  const std::string digits = plain_digits(text);
  if (digits.empty()) return faulty(ValueMode::base64, "it is empty");
  if (auto bytes = decode_base64url(digits)) return decoded(std::move(*bytes));
  const bool is_foreign = !std::all_of(digits.begin(), digits.end(), is_base64_digit);
  return faulty(ValueMode::base64,
                is_foreign ? "it holds characters that Base64 has not" : "it ends within a byte");
}

DecodedValue decode_document(ValueMode mode, const Result<std::string>& json) {
  if (!json) return faulty(mode, json.error().message);
  DecodedValue value;
  value.bytes = json.value();
  value.is_text = true;
  value.is_json = true;
  return value;
}

struct Beginning {
  std::string_view bytes;
  std::string_view name;
};

// Ordered: what is longer goes before what it begins with.
constexpr Beginning beginnings[] = {{whole("\x1F\x8B"), "gzip"},
                                    {whole("\x28\xB5\x2F\xFD"), "Zstandard"},
                                    {whole("\x04\x22\x4D\x18"), "LZ4"},
                                    {whole("\xFF\x06\x00\x00sNaPpY"), "Snappy"},
                                    {whole("\xFD"
                                           "7zXZ\x00"),
                                     "xz"},
                                    {whole("BZh"), "bzip2"},
                                    {whole("\x78\x01"), "zlib"},
                                    {whole("\x78\x9C"), "zlib"},
                                    {whole("\x78\xDA"), "zlib"},
                                    {whole("PK\x03\x04"), "a ZIP archive"},
                                    {whole("\x89PNG\r\n\x1A\n"), "a PNG image"},
                                    {whole("\xFF\xD8\xFF"), "a JPEG image"},
                                    {whole("GIF8"), "a GIF image"},
                                    {whole("%PDF-"), "a PDF document"},
                                    {whole("SQLite format 3\x00"), "an SQLite database"},
                                    {whole("PAR1"), "Parquet"},
                                    {whole("Obj\x01"), "Avro"},
                                    {whole("\xAC\xED\x00\x05"), "a Java object"},
                                    {whole("\x00\x61\x73\x6D"), "WebAssembly"},
                                    {whole("\xFF\xFE"), "UTF-16 text"},
                                    {whole("\xFE\xFF"), "UTF-16 text"}};

bool is_pickle(std::string_view bytes) {
  return bytes.size() > 2 && bytes[0] == '\x80' && bytes[1] >= 2 && bytes[1] <= 5 && bytes.back() == '.';
}

// Nearly any bytes begin with some value of either format: only containers that end where the bytes end
// count.
bool is_message_pack(std::string_view bytes) {
  const auto first = static_cast<unsigned char>(bytes.front());
  const bool is_container = (first >= 0x80 && first < 0xA0) || (first >= 0xDC && first <= 0xDF);
  return is_container && message_pack_to_json(bytes).ok();
}

bool is_cbor(std::string_view bytes) {
  const auto first = static_cast<unsigned char>(bytes.front());
  const bool is_container = first >= 0x80 && first < 0xDC;
  return is_container && cbor_to_json(bytes).ok();
}

}  // namespace

bool may_be_base64(std::string_view text) {
  constexpr std::size_t looked_at = 4096;
  const std::string_view beginning = text.substr(0, looked_at);
  // Shorter ones are words.
  constexpr std::size_t shortest = 8;
  return text.size() >= shortest && std::all_of(beginning.begin(), beginning.end(), [](char byte) {
           return is_base64_digit(byte) || std::string_view("+/=\r\n").find(byte) != std::string_view::npos;
         });
}

std::vector<ValueMode> modes_of(ValueKind kind, std::string_view value) {
  if (kind == ValueKind::bytes && !reads_as_text(value))
    return {ValueMode::hex, ValueMode::message_pack, ValueMode::cbor};
  std::vector<ValueMode> modes = {ValueMode::text, ValueMode::json, ValueMode::hex};
  if (kind == ValueKind::text && may_be_base64(value)) modes.push_back(ValueMode::base64);
  return modes;
}

ValueMode mode_for(ValueKind kind, std::string_view value, ValueMode wanted) {
  const auto modes = modes_of(kind, value);
  return std::find(modes.begin(), modes.end(), wanted) == modes.end() ? modes.front() : wanted;
}

std::string_view mode_name(ValueMode mode) {
  static constexpr std::string_view names[] = {"Text", "JSON", "Hex", "Base64", "MessagePack", "CBOR"};
  return names[static_cast<std::size_t>(mode)];
}

DecodedValue decode_value(std::string_view value, ValueMode mode) {
  if (mode == ValueMode::base64) return decode_base64_value(value);
  if (mode == ValueMode::cbor) return decode_document(mode, cbor_to_json(value));
  return decode_document(mode, message_pack_to_json(value));
}

std::string_view looks_like(std::string_view bytes) {
  if (bytes.empty()) return "";
  const auto* found = std::find_if(std::begin(beginnings), std::end(beginnings),
                                   [&](const Beginning& one) { return bytes.starts_with(one.bytes); });
  if (found != std::end(beginnings)) return found->name;
  if (is_pickle(bytes)) return "a Python pickle";
  if (reads_as_text(bytes))
    return bytes.find('\0') == std::string_view::npos ? "text with mixed line ends" : "text with NUL bytes";
  const bool may_be_message_pack = is_message_pack(bytes);
  const bool may_be_cbor = is_cbor(bytes);
  if (may_be_message_pack && may_be_cbor) return "MessagePack or CBOR";
  if (may_be_message_pack) return "MessagePack";
  return may_be_cbor ? "CBOR" : "";
}

}  // namespace keyglass::app
