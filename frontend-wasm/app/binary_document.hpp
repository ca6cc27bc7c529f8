// What reading MessagePack and reading CBOR have in common: bytes in, JSON text out, and the bounds of both.
// Only message_pack.cpp and cbor.cpp include it. One thread at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "app/binary_formats.hpp"

namespace keyglass::app {

// Every bool is false once something was wrong; then nothing of the text is of use.
class BinaryDocument {
 public:
  explicit BinaryDocument(std::string_view bytes) : bytes_(bytes) {}
  virtual ~BinaryDocument() = default;
  BinaryDocument(const BinaryDocument&) = delete;
  BinaryDocument& operator=(const BinaryDocument&) = delete;

  // The document as JSON. Once.
  Result<std::string> read();

 protected:
  // One value with all that it holds.
  virtual bool read_value() = 0;

  // Notes what is wrong here; always false.
  bool fail(std::string_view what);

  bool take_byte(std::uint8_t& byte);
  // An unsigned number of `count` bytes (1, 2, 4 or 8), the highest first.
  bool take_number(unsigned count, std::uint64_t& number);
  bool take_bytes(std::uint64_t count, std::string_view& taken);
  // The byte that comes next, or -1 at the end. Nothing is taken.
  int next_byte() const;

  // Around read_value(), also for what lies in containers: counts, and keeps to the bounds.
  bool value();
  // `count` elements or members, then what closes them.
  bool array(std::uint64_t count);
  bool object(std::uint64_t count);
  // A value that becomes a name, with its colon.
  bool name();

  bool put(std::string_view json);
  bool put_text(std::string_view text);
  bool put_base64(std::string_view bytes);
  bool put_unsigned(std::uint64_t number);
  bool put_signed(std::int64_t number);
  // The fewest digits that read back as the same number; of one that had 32 bits, as the same of 32 bits.
  bool put_double(double number, bool is_single);
  // The same of the bits of an IEEE 754 number, 32 of them or 64.
  bool put_floating(std::uint64_t bits, bool is_single);

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::size_t values_ = 0;
  std::string json_;
  std::string fault_;
};

}  // namespace keyglass::app
