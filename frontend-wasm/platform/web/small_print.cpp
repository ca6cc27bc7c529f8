// snprintf() and vsnprintf() for the app and Dear ImGui, whose formats are known: %d %i %u %x %X %c %s %p %f
// %g and %%, with flags - and 0, a width, a precision and the lengths h, l, ll and z. The C library's writes
// numbers of 128 bits, and would be one of the largest parts of the program. Numbers with a fraction are
// written by the browser (web/numbers.js).
#include <algorithm>
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "platform/web/javascript.hpp"

namespace {

struct Field {
  bool left = false;
  bool zeros = false;
  int width = 0;
  int precision = -1;  // negative: not given
  int longs = 0;       // how many l; z counts as one
  char kind = '\0';
};

// Counts what does not fit, as snprintf() does.
class Output {
 public:
  Output(char* text, std::size_t capacity) : text_(text), capacity_(capacity) {}

  void put(char byte) {
    if (length_ + 1 < capacity_) text_[length_] = byte;
    ++length_;
  }

  void put(const char* bytes, std::size_t count) {
    for (; count > 0; --count) put(*bytes++);
  }

  // `sign` stays before the zeros that fill the field.
  void put_field(const Field& field, const char* bytes, std::size_t count, bool sign) {
    const auto width = static_cast<std::size_t>(field.width);
    const std::size_t missing = width > count ? width - count : 0;
    const bool zeros = field.zeros && !field.left;
    if (zeros && sign) {
      put(*bytes++);
      --count;
    }
    for (std::size_t at = 0; !field.left && at < missing; ++at) put(zeros ? '0' : ' ');
    put(bytes, count);
    for (std::size_t at = 0; field.left && at < missing; ++at) put(' ');
  }

  int finish() {
    if (capacity_ > 0) text_[std::min(length_, capacity_ - 1)] = '\0';
    return static_cast<int>(length_);
  }

 private:
  char* text_;
  std::size_t capacity_;
  std::size_t length_ = 0;
};

void put_whole(Output& out, Field field, std::uint64_t number, bool negative) {
  constexpr std::size_t bytes_max = 48;
  char text[bytes_max];
  char* begin = text + bytes_max;
  const unsigned base = field.kind == 'x' || field.kind == 'X' || field.kind == 'p' ? 16 : 10;
  const char* digits = field.kind == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
  const int digits_min = std::clamp(field.precision, 1, 24);
  for (int written = 0; number != 0 || written < digits_min; ++written, number /= base)
    *--begin = digits[number % base];
  if (negative) *--begin = '-';
  if (field.precision >= 0) field.zeros = false;
  out.put_field(field, begin, static_cast<std::size_t>(text + bytes_max - begin), negative);
}

void put_fraction(Output& out, const Field& field, double number) {
  constexpr int precision_usual = 6, precision_max = 60;
  char text[512];
  const int precision = std::min(field.precision < 0 ? precision_usual : field.precision, precision_max);
  const bool fixed = field.kind == 'f';
  const int count = kg_print_number(number, fixed ? 1 : 0, fixed ? precision : std::max(precision, 1), text);
  out.put_field(field, text, static_cast<std::size_t>(count), text[0] == '-');
}

void put_text(Output& out, const Field& field, const char* text) {
  if (text == nullptr) text = "(null)";
  std::size_t count = 0;
  while ((field.precision < 0 || count < static_cast<std::size_t>(field.precision)) && text[count] != '\0')
    ++count;
  out.put_field(field, text, count, false);
}

struct Arguments {
  std::va_list list;
};

const char* read_number(const char* at, int& number, Arguments& arguments) {
  if (*at == '*') {
    number = va_arg(arguments.list, int);
    return at + 1;
  }
  for (number = 0; *at >= '0' && *at <= '9'; ++at) number = number * 10 + (*at - '0');
  return at;
}

// `at` is behind the '%'. Returns where the kind stands.
const char* read_field(const char* at, Field& field, Arguments& arguments) {
  for (; *at == '-' || *at == '0'; ++at) (*at == '-' ? field.left : field.zeros) = true;
  at = read_number(at, field.width, arguments);
  if (*at == '.') at = read_number(at + 1, field.precision, arguments);
  for (; *at == 'l' || *at == 'z' || *at == 'h'; ++at) field.longs += *at == 'h' ? 0 : 1;
  field.kind = *at;
  return at;
}

void put_signed(Output& out, const Field& field, Arguments& arguments) {
  std::int64_t number = 0;
  if (field.longs == 0) number = va_arg(arguments.list, int);
  if (field.longs == 1) number = va_arg(arguments.list, long);
  if (field.longs > 1) number = va_arg(arguments.list, long long);
  const auto bits = static_cast<std::uint64_t>(number);
  put_whole(out, field, number < 0 ? 0 - bits : bits, number < 0);
}

void put_unsigned(Output& out, const Field& field, Arguments& arguments) {
  std::uint64_t number = 0;
  if (field.longs == 0) number = va_arg(arguments.list, unsigned);
  if (field.longs == 1) number = va_arg(arguments.list, unsigned long);
  if (field.longs > 1) number = va_arg(arguments.list, unsigned long long);
  put_whole(out, field, number, false);
}

void put_argument(Output& out, const Field& field, Arguments& arguments) {
  switch (field.kind) {
    case 'd':
    case 'i':
      return put_signed(out, field, arguments);
    case 'u':
    case 'x':
    case 'X':
      return put_unsigned(out, field, arguments);
    case 'p':
      return put_whole(out, field, reinterpret_cast<std::uintptr_t>(va_arg(arguments.list, void*)), false);
    case 'f':
    case 'g':
      return put_fraction(out, field, va_arg(arguments.list, double));
    case 'c': {
      const auto byte = static_cast<char>(va_arg(arguments.list, int));
      return out.put_field(field, &byte, 1, false);
    }
    case 's':
      return put_text(out, field, va_arg(arguments.list, const char*));
    default:
      out.put(field.kind);
  }
}

}  // namespace

extern "C" {

int vsnprintf(char* text, std::size_t capacity, const char* format, std::va_list list) {
  Output out(text, capacity);
  Arguments arguments;
  va_copy(arguments.list, list);
  for (; *format != '\0'; ++format) {
    if (*format != '%') {
      out.put(*format);
      continue;
    }
    Field field;
    format = read_field(format + 1, field, arguments);
    if (field.kind == '\0') break;
    put_argument(out, field, arguments);
  }
  va_end(arguments.list);
  return out.finish();
}

int snprintf(char* text, std::size_t capacity, const char* format, ...) {
  std::va_list arguments;
  va_start(arguments, format);
  const int length = vsnprintf(text, capacity, format, arguments);
  va_end(arguments);
  return length;
}

}  // extern "C"
