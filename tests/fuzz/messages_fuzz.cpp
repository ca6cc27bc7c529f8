// Fuzzing the decoders of plans, overviews, transfers and watches: no input may crash one, a refusal says
// why, and what one accepts survives encoding and decoding again.
#include <cstdint>
#include <cstdlib>

#include "keyglass/key_rules.hpp"
#include "keyglass/overview_decoders.hpp"
#include "keyglass/plan_codecs.hpp"
#include "keyglass/transfer_codecs.hpp"
#include "keyglass/watch_codecs.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

template <typename Message>
void check(std::string_view text, keyglass::Result<Message> (*decode)(std::string_view),
           std::string (*encode)(const Message&)) {
  const auto first = decode(text);
  if (!first) {
    require(!first.error().message.empty() && keyglass::is_utf8(first.error().message));
    return;
  }
  const std::string encoded = encode(first.value());
  require(keyglass::is_utf8(encoded));
  const auto second = decode(encoded);
  require(second.ok() && second.value() == first.value());
}

// What a line describes can be exported as one line, and imported from there.
std::string line_of(const keyglass::TransferEntry& entry) {
  require(keyglass::check_key(entry.key).ok());
  keyglass::KeyMetadata metadata;
  metadata.key = entry.key;
  metadata.expires_at_ms = entry.expires_at_ms;
  metadata.content_type = entry.content_type.value_or("");
  std::string line = keyglass::encode_transfer_line(metadata, entry.value);
  require(line.find('\n') == std::string::npos);
  return line;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check(text, keyglass::decode_plan_request, keyglass::encode_plan_request);
  check(text, keyglass::decode_plan, keyglass::encode_plan);
  check(text, keyglass::decode_key_stats, keyglass::encode_key_stats);
  check(text, keyglass::decode_history_page, keyglass::encode_history_page);
  check(text, keyglass::decode_transfer_line, line_of);
  check(text, keyglass::decode_import_report, keyglass::encode_import_report);
  check(text, keyglass::decode_watch_event, keyglass::encode_watch_event);
  check(text, keyglass::decode_watch_synced, keyglass::encode_watch_synced);
  static_cast<void>(keyglass::import_mode_of(text));
  return 0;
}
