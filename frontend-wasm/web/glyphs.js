// Single characters drawn by the browser's own fonts, for what the app's fonts lack. Linked into keyglass.js.
mergeInto(LibraryManager.library, {
  $KgGlyphs: {
    pen: null,

    // A 2D context large enough for `side` pixels, with the font set.
    prepare: function(size, side) {
      if (!KgGlyphs.pen) KgGlyphs.pen = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
      const pen = KgGlyphs.pen;
      if (pen.canvas.width < side || pen.canvas.height < side) pen.canvas.width = pen.canvas.height = side;
      pen.font = size + 'px system-ui, sans-serif';
      pen.fillStyle = '#fff';
      pen.textBaseline = 'alphabetic';
      return pen;
    },

    // Writes a GlyphBox (platform/web/browser_glyphs.cpp), a pixel wider on every side for smoothing.
    measure: function(code_point, size, box) {
      const ink = KgGlyphs.prepare(size, 1).measureText(String.fromCodePoint(code_point));
      const left = Math.floor(-ink.actualBoundingBoxLeft) - 1, top = Math.floor(-ink.actualBoundingBoxAscent) - 1;
      const right = Math.ceil(ink.actualBoundingBoxRight) + 1, bottom = Math.ceil(ink.actualBoundingBoxDescent) + 1;
      const is_empty = ink.actualBoundingBoxRight + ink.actualBoundingBoxLeft <= 0;
      HEAPF32[box >> 2] = ink.width;
      HEAPF32[(box >> 2) + 1] = left;
      HEAPF32[(box >> 2) + 2] = top;
      HEAP32[(box >> 2) + 3] = is_empty ? 0 : Math.min(right - left, 1024);
      HEAP32[(box >> 2) + 4] = is_empty ? 0 : Math.min(bottom - top, 1024);
      HEAP32[(box >> 2) + 5] = 0;
    },

    // Draws into `pixels` (RGBA) and notes whether the character brings its own colours.
    draw: function(code_point, size, box, pixels) {
      const width = HEAP32[(box >> 2) + 3], height = HEAP32[(box >> 2) + 4];
      const pen = KgGlyphs.prepare(size, Math.max(width, height));
      pen.clearRect(0, 0, width, height);
      pen.fillText(String.fromCodePoint(code_point), -HEAPF32[(box >> 2) + 1], -HEAPF32[(box >> 2) + 2]);
      const data = pen.getImageData(0, 0, width, height).data;
      let colored = 0;
      for (let at = 0; at < data.length; at += 4) {
        if (data[at + 3] === 0) data[at] = data[at + 1] = data[at + 2] = 255;
        else if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) colored = 1;
      }
      HEAP32[(box >> 2) + 5] = colored;
      HEAPU8.set(data, pixels);
    },
  },

  kg_measure_glyph__deps: ['$KgGlyphs'],
  kg_measure_glyph: function(code_point, size, box) { KgGlyphs.measure(code_point, size, box); },
  kg_draw_glyph__deps: ['$KgGlyphs'],
  kg_draw_glyph: function(code_point, size, box, pixels) { KgGlyphs.draw(code_point, size, box, pixels); },
});
