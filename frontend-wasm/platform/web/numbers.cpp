// The C library's functions on numbers, by the browser's own (web/numbers.js): the library's would be one of
// the largest parts of the program, for they reckon in numbers of 128 bits and with angles of any size.
#include <cmath>
#include <cstdlib>

#include "platform/web/javascript.hpp"

namespace {

const char* skip_digits(const char* at) {
  while (*at >= '0' && *at <= '9') ++at;
  return at;
}

bool begins_with(const char* text, const char* lower_case) {
  for (; *lower_case != '\0'; ++text, ++lower_case) {
    if ((*text | 0x20) != *lower_case) return false;
  }
  return true;
}

// Behind a decimal number without a sign, or `begin` where there is none.
const char* end_of_decimal(const char* begin) {
  const char* at = skip_digits(begin);
  auto digits = at - begin;
  if (*at == '.') {
    const char* fraction = at + 1;
    at = skip_digits(fraction);
    digits += at - fraction;
  }
  if (digits == 0) return begin;
  if ((*at | 0x20) != 'e') return at;
  const char* exponent = at + 1;
  if (*exponent == '+' || *exponent == '-') ++exponent;
  const char* end = skip_digits(exponent);
  return end == exponent ? at : end;
}

}  // namespace

extern "C" {

// Decimal numbers, "inf", "infinity" and "nan" in either case; no hexadecimal ones.
double strtod(const char* text, char** end) {
  const char* begin = text;
  while (*begin == ' ' || (*begin >= '\t' && *begin <= '\r')) ++begin;
  const bool negative = *begin == '-';
  if (negative || *begin == '+') ++begin;
  double number = 0;
  const char* behind = end_of_decimal(begin);
  if (behind != begin) {
    number = kg_parse_number(begin, static_cast<std::size_t>(behind - begin));
  } else if (begins_with(begin, "inf")) {
    behind = begin + (begins_with(begin, "infinity") ? 8 : 3);
    number = HUGE_VAL;
  } else if (begins_with(begin, "nan")) {
    behind = begin + 3;
    number = std::nan("");
  } else {
    behind = text;
  }
  if (end != nullptr) *end = const_cast<char*>(behind);
  return negative ? -number : number;
}

float strtof(const char* text, char** end) {
  return static_cast<float>(strtod(text, end));
}

long double strtold(const char* text, char** end) {
  return strtod(text, end);
}

float sinf(float angle) {
  return static_cast<float>(kg_sine(angle));
}

float cosf(float angle) {
  constexpr double quarter_turn = 1.57079632679489661923;
  return static_cast<float>(kg_sine(angle + quarter_turn));
}

float acosf(float number) {
  return static_cast<float>(kg_arc_cosine(number));
}

float fmodf(float number, float divisor) {
  return static_cast<float>(kg_remainder(number, divisor));
}

}  // extern "C"
