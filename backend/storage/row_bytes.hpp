// Fields of the rows on disk: numbers of fixed width, and taking a row apart without reading past its end.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace keyglass::storage {

inline void append_u16(std::string& out, std::uint16_t number) {
  out += static_cast<char>(number & 255);
  out += static_cast<char>(number >> 8);
}

// Little endian.
inline void append_u64(std::string& out, std::uint64_t number) {
  std::array<char, 8> bytes{};
  for (char& byte : bytes) {
    byte = static_cast<char>(number & 255);
    number >>= 8;
  }
  out.append(bytes.data(), bytes.size());
}

inline void append_i64(std::string& out, std::int64_t number) {
  append_u64(out, static_cast<std::uint64_t>(number));
}

// Big endian, so that the order of the bytes is the order of the numbers.
inline void append_ordered_u64(std::string& out, std::uint64_t number) {
  for (unsigned shift = 64; shift > 0; shift -= 8) out += static_cast<char>((number >> (shift - 8)) & 255);
}

// Takes fields off the front of a row. After the first that does not fit everything fails.
class FieldReader {
 public:
  explicit FieldReader(std::string_view bytes) : rest_(bytes) {}

  std::uint8_t byte() { return static_cast<std::uint8_t>(number(1)); }
  std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }
  std::uint64_t u64() { return number(8); }
  std::int64_t i64() { return static_cast<std::int64_t>(number(8)); }
  std::uint64_t ordered_u64() {
    std::uint64_t number = 0;
    for (const char byte : bytes(8)) number = (number << 8) | static_cast<unsigned char>(byte);
    return number;
  }
  std::string_view bytes(std::size_t size) {
    if (size > rest_.size()) {
      ok_ = false;
      rest_ = {};
      return {};
    }
    const std::string_view field = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return field;
  }
  std::string_view rest() const { return rest_; }
  bool ok() const { return ok_; }

 private:
  // Of `size` bytes, little endian; 0 if they are not there.
  std::uint64_t number(std::size_t size) {
    const std::string_view field = bytes(size);
    std::uint64_t number = 0;
    for (std::size_t i = field.size(); i > 0; --i)
      number = (number << 8) | static_cast<unsigned char>(field[i - 1]);
    return number;
  }

  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace keyglass::storage
