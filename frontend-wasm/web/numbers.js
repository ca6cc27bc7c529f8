// Numbers as text and back, and the functions of mathematics: the browser has them, so the program need not bring
// its own. Linked into keyglass.js.
mergeInto(LibraryManager.library, {
  // NaN where `text` is not a number as JavaScript writes it.
  kg_parse_number: function(text, length) {
    return Number(UTF8ToString(text, length));
  },

  // As printf writes it by "%.*f", or, without `fixed`, the shortest text of the number of so many significant digits.
  // Returns the length; `text` has room for the longest.
  kg_print_number: function(number, fixed, precision, text) {
    const shown = fixed ? number.toFixed(precision) : String(Number(number.toPrecision(precision)));
    return stringToUTF8(shown, text, 512);
  },

  kg_sine: function(angle) { return Math.sin(angle); },
  kg_arc_cosine: function(number) { return Math.acos(number); },
  kg_remainder: function(number, divisor) { return number % divisor; },
});
