// Just enough of PNG (ISO/IEC 15948) to look at a screenshot: 8 bits a channel, RGB or RGBA, not interlaced.
import assert from 'node:assert/strict';
import zlib from 'node:zlib';

function read_chunks(png) {
  const chunks = {header: null, data: []};
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at), type = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') chunks.header = body;
    if (type === 'IDAT') chunks.data.push(body);
    at += 12 + length;
  }
  return chunks;
}

// The predictor of section 9.4.
function paeth(left, above, above_left) {
  const guess = left + above - above_left;
  const by_left = Math.abs(guess - left), by_above = Math.abs(guess - above), by_both = Math.abs(guess - above_left);
  if (by_left <= by_above && by_left <= by_both) return left;
  return by_above <= by_both ? above : above_left;
}

const predictors = [
  () => 0, (left) => left, (_, above) => above, (left, above) => (left + above) >> 1, paeth,
];

function unfilter(raw, {stride, height, channels}) {
  const pixels = Buffer.alloc(stride * height);
  for (let row = 0; row < height; ++row) {
    const predict = predictors[raw[row * (stride + 1)]];
    const source = row * (stride + 1) + 1, target = row * stride;
    for (let x = 0; x < stride; ++x) {
      const left = x >= channels ? pixels[target + x - channels] : 0;
      const above = row > 0 ? pixels[target + x - stride] : 0;
      const above_left = row > 0 && x >= channels ? pixels[target + x - channels - stride] : 0;
      pixels[target + x] = raw[source + x] + predict(left, above, above_left);
    }
  }
  return pixels;
}

export class Picture {
  constructor(png) {
    const {header, data} = read_chunks(png);
    this.width = header.readUInt32BE(0);
    this.height = header.readUInt32BE(4);
    assert.equal(header[8], 8, 'bits a channel');
    assert.equal(header[12], 0, 'not interlaced');
    this.channels = {2: 3, 6: 4}[header[9]];
    assert.ok(this.channels, `colour type ${header[9]}`);
    const shape = {stride: this.width * this.channels, height: this.height, channels: this.channels};
    this.pixels = unfilter(zlib.inflateSync(Buffer.concat(data)), shape);
  }

  // "#rrggbb" at a pixel.
  color(x, y) {
    const at = (y * this.width + x) * this.channels;
    return `#${this.pixels.toString('hex', at, at + 3)}`;
  }

  // How many pixels have each colour, the most frequent colour first: [["#0f1115", 1234], …].
  colors({x = 0, y = 0, width = this.width, height = this.height} = {}) {
    const counts = new Map();
    for (let row = y; row < Math.min(y + height, this.height); ++row) {
      for (let column = x; column < Math.min(x + width, this.width); ++column) {
        const at = (row * this.width + column) * this.channels;
        const rgb = this.pixels.readUIntBE(at, 3);
        counts.set(rgb, (counts.get(rgb) ?? 0) + 1);
      }
    }
    return [...counts].sort((a, b) => b[1] - a[1]).map(([rgb, count]) => [`#${rgb.toString(16).padStart(6, '0')}`, count]);
  }
}
