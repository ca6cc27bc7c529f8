// sscanf() for the one who calls it: Dear ImGui reads whole numbers of saved settings, which the app has none
// of. The C library's would be one of the largest functions of the program. Literal bytes and %d only:
// anything else ends it.
#include <cstdarg>

extern "C" int sscanf(const char* text, const char* format, ...) {
  std::va_list arguments;
  va_start(arguments, format);
  int found = 0;
  while (*format != '\0') {
    if (format[0] != '%' || format[1] != 'd') {
      if (*format++ != *text++) break;
      continue;
    }
    if (*text < '0' || *text > '9') break;
    int number = 0;
    while (*text >= '0' && *text <= '9') number = number * 10 + (*text++ - '0');
    *va_arg(arguments, int*) = number;
    ++found;
    format += 2;
  }
  va_end(arguments);
  return found;
}
