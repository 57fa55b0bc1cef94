// Inflating as RFC 1951 has it, so that no browser has to bring it along, and nothing waits for a promise.
"use strict";
function inflater() {
  const LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
  const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
  const DISTANCES = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073,
    4097, 6145, 8193, 12289, 16385, 24577];
  const DISTANCE_BITS = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
  const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

  // A table from the next 15 bits, as they come, to 16 times the symbol and the bits that it takes.
  function table(lengths) {
    const counts = new Uint16Array(16), next = new Uint16Array(16), found = new Uint16Array(1 << 15);
    for (const length of lengths) counts[length] += length ? 1 : 0;
    for (let bits = 1, code = 0; bits < 16; bits++) next[bits] = code = (code + counts[bits - 1]) << 1;
    lengths.forEach((length, symbol) => {
      if (!length) return;
      let code = next[length]++, turned = 0;
      for (let bit = 0; bit < length; bit++, code >>= 1) turned = (turned << 1) | (code & 1);
      for (let at = turned; at < 1 << 15; at += 1 << length) found[at] = (symbol << 4) | length;
    });
    return found;
  }

  const FIXED = [
    table(Array.from({ length: 288 }, (_, n) => (n < 144 ? 8 : n < 256 ? 9 : n < 280 ? 7 : 8))),
    table(Array.from({ length: 30 }, () => 5)),
  ];

  return function (bytes, size) {
    const out = new Uint8Array(size);
    let at = 0, place = 0, held = 0, count = 0;
    function fill(bits) {
      while (count < bits) { held |= (at < bytes.length ? bytes[at] : 0) << count; at++; count += 8; }
    }
    function take(bits) {
      fill(bits);
      const found = held & ((1 << bits) - 1);
      held >>>= bits; count -= bits;
      return found;
    }
    function symbol(codes) {
      fill(15);
      const found = codes[held & 0x7fff];
      held >>>= found & 15; count -= found & 15;
      return found >> 4;
    }
    function dynamic() {
      const literals = take(5) + 257, distances = take(5) + 1, given = take(4) + 4, first = new Array(19).fill(0);
      for (let n = 0; n < given; n++) first[ORDER[n]] = take(3);
      const codes = table(first), lengths = [];
      while (lengths.length < literals + distances) {
        const found = symbol(codes);
        if (found < 16) lengths.push(found);
        else {
          const what = found === 16 ? lengths[lengths.length - 1] : 0;
          let times = found === 16 ? 3 + take(2) : found === 17 ? 3 + take(3) : 11 + take(7);
          while (times--) lengths.push(what);
        }
      }
      return [table(lengths.slice(0, literals)), table(lengths.slice(literals))];
    }
    for (let isLast = 0; !isLast;) {
      isLast = take(1);
      const kind = take(2);
      if (kind === 0) {
        held >>>= count & 7; count -= count & 7;
        let length = take(16); take(16);
        while (length--) out[place++] = take(8);
        continue;
      }
      const [literals, distances] = kind === 1 ? FIXED : dynamic();
      for (let found; (found = symbol(literals)) !== 256;) {
        if (found < 256) { out[place++] = found; continue; }
        let length = LENGTHS[found - 257] + take(LENGTH_BITS[found - 257]);
        const code = symbol(distances), back = DISTANCES[code] + take(DISTANCE_BITS[code]);
        for (; length--; place++) out[place] = out[place - back];
      }
    }
    return out;
  };
}
const inflate = inflater();

// Bytes from text: what packed.squeezed says, undone.
function bytesOf(text) {
  const [size, packed] = text.trim().split(" "), given = atob(packed), bytes = new Uint8Array(given.length);
  for (let n = 0; n < given.length; n++) bytes[n] = given.charCodeAt(n);
  return inflate(bytes, Number(size));
}

// Tables of 32-bit floats from text: what packed.py says, undone.
function unpack(text, rows, widths) {
  const planes = bytesOf(text);
  let from = 0;
  return widths.map((width) => {
    const size = rows * width, bits = new Uint32Array(size), [a, b, c, d] = [0, 1, 2, 3].map((plane) => from + plane * size);
    for (let column = 0, n = 0; column < width; column++)
      for (let row = 0; row < rows; row++, n++)
        bits[row * width + column] = planes[a + n] << 24 | planes[b + n] << 16 | planes[c + n] << 8 | planes[d + n];
    for (let row = 1, at = width; row < rows; row++)
      for (let column = 0; column < width; column++, at++) bits[at] ^= bits[column];
    from += 4 * size;
    return new Float32Array(bits.buffer);
  });
}
