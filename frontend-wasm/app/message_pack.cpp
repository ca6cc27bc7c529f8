// MessagePack: the first byte of a value says what it is.
#include "app/binary_document.hpp"
#include "keyglass/key_rules.hpp"
#include "keyglass/time_text.hpp"

namespace keyglass::app {
namespace {

class MessagePack final : public BinaryDocument {
 public:
  using BinaryDocument::BinaryDocument;

 private:
  bool read_value() override {
    std::uint8_t byte = 0;
    if (!take_byte(byte)) return false;
    if (byte < 0x80) return put_unsigned(byte);
    if (byte < 0x90) return object(byte & 0x0FU);
    if (byte < 0xA0) return array(byte & 0x0FU);
    if (byte < 0xC0) return text(byte & 0x1FU);
    if (byte >= 0xE0) return put_signed(static_cast<std::int8_t>(byte));
    return read_marked(byte);
  }

  // Values whose first byte is followed by a number: the length, or the value itself.
  bool read_marked(std::uint8_t byte) {
    switch (byte) {
      case 0xC0:
        return put("null");
      case 0xC2:
        return put("false");
      case 0xC3:
        return put("true");
      case 0xC4:
      case 0xC5:
      case 0xC6:
        return binary(1U << (byte - 0xC4U));
      case 0xC7:
      case 0xC8:
      case 0xC9:
        return counted(1U << (byte - 0xC7U), &MessagePack::extension);
      case 0xCA:
      case 0xCB:
        return floating(byte == 0xCA);
      case 0xD9:
      case 0xDA:
      case 0xDB:
        return counted(1U << (byte - 0xD9U), &MessagePack::text);
      case 0xDC:
      case 0xDD:
        return counted(byte == 0xDC ? 2 : 4, &MessagePack::elements);
      case 0xDE:
      case 0xDF:
        return counted(byte == 0xDE ? 2 : 4, &MessagePack::members);
      case 0xC1:
        return fail("no value begins so");
      default:
        break;
    }
    if (byte >= 0xD4) return extension(1U << (byte - 0xD4U));
    return byte >= 0xD0 ? negative(1U << (byte - 0xD0U)) : positive(1U << (byte - 0xCCU));
  }

  using Counted = bool (MessagePack::*)(std::uint64_t);
  bool counted(unsigned length_bytes, Counted read_counted) {
    std::uint64_t count = 0;
    return take_number(length_bytes, count) && (this->*read_counted)(count);
  }

  bool elements(std::uint64_t count) { return array(count); }
  bool members(std::uint64_t count) { return object(count); }

  // Old writers kept bytes in texts.
  bool text(std::uint64_t count) {
    std::string_view bytes;
    if (!take_bytes(count, bytes)) return false;
    return is_utf8(bytes) ? put_text(bytes) : put_base64(bytes);
  }

  bool binary(unsigned length_bytes) {
    std::uint64_t count = 0;
    std::string_view bytes;
    return take_number(length_bytes, count) && take_bytes(count, bytes) && put_base64(bytes);
  }

  bool positive(unsigned count) {
    std::uint64_t number = 0;
    return take_number(count, number) && put_unsigned(number);
  }

  bool negative(unsigned count) {
    std::uint64_t number = 0;
    if (!take_number(count, number)) return false;
    const unsigned unused_bits = 64 - 8 * count;
    return put_signed(static_cast<std::int64_t>(number << unused_bits) >> unused_bits);
  }

  bool floating(bool is_single) {
    std::uint64_t bits = 0;
    return take_number(is_single ? 4 : 8, bits) && put_floating(bits, is_single);
  }

  bool extension(std::uint64_t count) {
    std::uint8_t type = 0;
    std::string_view bytes;
    if (!take_byte(type) || !take_bytes(count, bytes)) return false;
    constexpr std::uint8_t timestamp = 0xFF;
    if (type == timestamp && (count == 4 || count == 8 || count == 12)) return put_time(bytes);
    return put("{\"type\":") && put_signed(static_cast<std::int8_t>(type)) && put(",") && put_content(bytes);
  }

  bool put_content(std::string_view bytes) { return put("\"value\":") && put_base64(bytes) && put("}"); }

  // Seconds; seconds below nanoseconds in one number; or nanoseconds and seconds one after the other.
  bool put_time(std::string_view bytes) {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      std::uint64_t& number = bytes.size() == 12 && at < 4 ? high : low;
      number = number << 8U | static_cast<std::uint8_t>(bytes[at]);
    }
    constexpr std::uint64_t seconds_mask = (std::uint64_t{1} << 34U) - 1;
    const std::uint64_t seconds = bytes.size() == 8 ? low & seconds_mask : low;
    // Beyond the year 9999 there is no text for it.
    constexpr std::uint64_t seconds_max = 253'402'300'799;
    if (seconds > seconds_max) return put("{\"type\":-1,") && put_content(bytes);
    const std::uint64_t nanoseconds = bytes.size() == 8 ? low >> 34U : high;
    const std::uint64_t time_ms = seconds * 1000 + nanoseconds % 1'000'000'000 / 1'000'000;
    return put_text(encode_time(static_cast<std::int64_t>(time_ms)));
  }
};

}  // namespace

Result<std::string> message_pack_to_json(std::string_view bytes) {
  return MessagePack(bytes).read();
}

}  // namespace keyglass::app
