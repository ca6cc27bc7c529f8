// Fuzzing every JSON decoder: no input may crash one, and what one accepts survives encoding and decoding
// again.
#include <cstdint>
#include <cstdlib>

#include "keyglass/codecs.hpp"
#include "keyglass/key_rules.hpp"
#include "keyglass/merge_patch.hpp"

namespace {

// Decodes, and if that works encodes and decodes again: the same must come out.
template <typename Message>
void check(std::string_view text, keyglass::Result<Message> (*decode)(std::string_view),
           std::string (*encode)(const Message&)) {
  const auto first = decode(text);
  if (!first) {
    if (first.error().message.empty() || !keyglass::is_utf8(first.error().message)) std::abort();
    return;
  }
  const auto second = decode(encode(first.value()));
  if (!second || !(second.value() == first.value())) std::abort();
}

// A document patched by itself is JSON, and patching it so again changes nothing more.
void check_patch(std::string_view text) {
  const auto patch = keyglass::MergePatch::parse(text);
  if (!patch) return;
  const auto once = patch.value().apply(text);
  if (!once) std::abort();
  const auto twice = patch.value().apply(once.value());
  if (!twice || twice.value() != once.value()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check(text, keyglass::decode_write_request, keyglass::encode_write_request);
  check(text, keyglass::decode_key_value, keyglass::encode_key_value);
  check(text, keyglass::decode_key_metadata, keyglass::encode_key_metadata);
  check(text, keyglass::decode_key_page, keyglass::encode_key_page);
  check(text, keyglass::decode_problem, keyglass::encode_problem);
  check(text, keyglass::decode_web_config, keyglass::encode_web_config);
  static_cast<void>(keyglass::decode_compatible_write_request(text));
  static_cast<void>(keyglass::decode_batch_request(text));
  static_cast<void>(keyglass::decode_increment_request(text));
  check_patch(text);
  return 0;
}
