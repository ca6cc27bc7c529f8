// CBOR: the first byte of a value has its major type in three bits, and its number or the size of that in
// five.
#include <cmath>
#include <limits>

#include "app/binary_document.hpp"
#include "keyglass/key_rules.hpp"

namespace keyglass::app {
namespace {

// RFC 8949, appendix D.
double half_to_double(std::uint64_t half) {
  const auto exponent = static_cast<int>(half >> 10U & 0x1FU);
  const auto mantissa = static_cast<double>(half & 0x3FFU);
  double number = 0;
  if (exponent == 0) {
    number = mantissa / 16'777'216;  // 2^24
  } else if (exponent != 31) {
    number = (mantissa + 1024) * static_cast<double>(std::uint32_t{1} << static_cast<unsigned>(exponent)) /
             33'554'432;  // 2^25
  } else {
    number =
        mantissa == 0 ? std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
  }
  return (half & 0x8000U) != 0 ? -number : number;
}

class Cbor final : public BinaryDocument {
 public:
  using BinaryDocument::BinaryDocument;

 private:
  static constexpr unsigned indefinite = 31;
  static constexpr int break_byte = 0xFF;

  bool read_value() override {
    std::uint8_t byte = 0;
    if (!take_byte(byte)) return false;
    const unsigned major = byte >> 5U;
    const unsigned info = byte & 0x1FU;
    if (info > 27 && info < indefinite) return fail("no value begins so");
    if (info == indefinite) return read_indefinite(major);
    std::uint64_t number = info;
    if (info >= 24 && !take_number(1U << (info - 24U), number)) return false;
    if (major == 7) return read_simple(info, number);
    return read_counted(major, number);
  }

  bool read_counted(unsigned major, std::uint64_t number) {
    switch (major) {
      case 0:
        return put_unsigned(number);
      case 1:
        return put_negative(number);
      case 2:
      case 3: {
        std::string_view bytes;
        return take_bytes(number, bytes) && put_string(major, bytes);
      }
      case 4:
        return array(number);
      case 5:
        return object(number);
      default:
        return read_tagged(number);
    }
  }

  // -1 - number, which may need a 65th bit.
  bool put_negative(std::uint64_t number) {
    if (number == std::numeric_limits<std::uint64_t>::max()) return put("-18446744073709551616");
    return put("-") && put_unsigned(number + 1);
  }

  bool put_string(unsigned major, std::string_view bytes) {
    if (major == 2) return put_base64(bytes);
    return is_utf8(bytes) ? put_text(bytes) : fail("a text is not UTF-8");
  }

  // Times in words, and the mark that this is CBOR, say nothing more than what they stand before.
  bool read_tagged(std::uint64_t tag) {
    constexpr std::uint64_t time_text = 0;
    constexpr std::uint64_t self_described = 55'799;
    if (tag == time_text || tag == self_described) return value();
    return put("{\"tag\":") && put_unsigned(tag) && put(",\"value\":") && value() && put("}");
  }

  bool read_simple(unsigned info, std::uint64_t number) {
    switch (info) {
      case 20:
        return put("false");
      case 21:
        return put("true");
      case 22:
      case 23:
        return put("null");
      case 25:
        return put_double(half_to_double(number), true);
      case 26:
      case 27:
        return put_floating(number, info == 26);
      default:
        return put("{\"simple\":") && put_unsigned(number) && put("}");
    }
  }

  bool takes_break() {
    if (next_byte() != break_byte) return false;
    std::uint8_t byte = 0;
    return take_byte(byte);
  }

  bool read_indefinite(unsigned major) {
    if (major == 2 || major == 3) return read_chunks(major);
    if (major != 4 && major != 5) return fail("no value begins so");
    put(major == 4 ? "[" : "{");
    for (bool is_first = true; !takes_break(); is_first = false) {
      if (!is_first) put(",");
      if (major == 5 && !name()) return false;
      if (!value()) return false;
    }
    return put(major == 4 ? "]" : "}");
  }

  // Strings of the same type and of told lengths, one after the other.
  bool read_chunks(unsigned major) {
    std::string whole;
    while (!takes_break()) {
      std::uint8_t byte = 0;
      if (!take_byte(byte)) return false;
      const unsigned info = byte & 0x1FU;
      if (byte >> 5U != major || info > 27) return fail("a string has a part that is none");
      std::uint64_t count = info;
      std::string_view part;
      if (info >= 24 && !take_number(1U << (info - 24U), count)) return false;
      if (!take_bytes(count, part)) return false;
      whole += part;
    }
    return put_string(major, whole);
  }
};

}  // namespace

Result<std::string> cbor_to_json(std::string_view bytes) {
  return Cbor(bytes).read();
}

}  // namespace keyglass::app
