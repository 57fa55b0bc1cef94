// The kernel in a worker: years of the plan, run with people moved. Starts as text, so that it needs no file.
"use strict";
function liveWorker() {
  let told, arrays, code, instance = null;
  const KEY = 0x9e3779b9;

  // Random numbers that a seed and a year fix (sfc32 of PractRand, by C. Doty-Humphrey).
  function random(seed) {
    let a = seed | 0, b = KEY, c = 0x243f6a88, count = 1;
    const next = () => {
      const found = (((a + b) | 0) + count) | 0;
      count = (count + 1) | 0; a = b ^ (b >>> 9); b = (c + (c << 3)) | 0; c = ((c << 21) | (c >>> 11)) + found | 0;
      return (found >>> 0) / 4294967296;
    };
    for (let n = 0; n < 16; n++) next();
    return next;
  }

  // Arrays from bytes: words of 32 bits were written as what each adds to the last, low halves before high ones.
  function unpackArrays(bytes) {
    let from = 0;
    return told.arrays.map(([size, kind]) => {
      const found = new Uint8Array(size);
      if (kind === 1) found.set(bytes.subarray(from, from + size));
      else {
        const count = size / 4, halves = kind / 4, words = new Uint32Array(found.buffer), rows = count / halves;
        let last = 0;
        for (let n = 0; n < count; n++) {
          last = (last + (bytes[from + n] | bytes[from + count + n] << 8 | bytes[from + 2 * count + n] << 16 | bytes[from + 3 * count + n] << 24)) | 0;
          words[(n % rows) * halves + (n / rows | 0)] = last;
        }
      }
      from += size;
      return found;
    });
  }

  // One year with some people more, or fewer, by department: the mean days of each chain.
  function run(year, moved, seed) {
    if (!instance) instance = new WebAssembly.Instance(code);
    const { memory, run: start, __heap_base: base } = instance.exports;
    let at = base.value || base;
    const places = {}, words = [], sizes = {};
    const slots = year.given.find(([name]) => name === "layout.slots")[1];
    for (const [name, value] of year.given) {
      if (typeof value === "number") { words.push([value, null]); continue; }
      const table = name.slice(5), isTable = told.drawn.includes(table) || table === "occupied";
      let [head, bytes] = value;
      if (isTable) { head = [slots, 4, 1, slots, 4]; bytes = 4 * slots; }
      at = (at + 15) & ~15;
      places[name] = at; sizes[name] = bytes;
      words.push([head, at]);
      at += bytes;
    }
    const list = at = (at + 15) & ~15, count = words.reduce((sum, [head, place]) => sum + (place === null ? 1 : head.length + 2), 0);
    at += 8 * count;
    const missing = Math.ceil(at / 65536) - memory.buffer.byteLength / 65536;
    if (missing > 0) memory.grow(missing);
    const view = new DataView(memory.buffer), all = new Uint8Array(memory.buffer);
    all.fill(0, base.value || base, at);
    const long = (place, value) => { view.setUint32(place, value >>> 0, true); view.setInt32(place + 4, Math.floor(value / 4294967296), true); };
    let place = list;
    for (const [head, address] of words) {
      const given = address === null ? [head] : [0, 0, head[0], head[1], address, ...head.slice(3)];
      for (const one of given) { long(place, one); place += 8; }
    }
    for (const [name, value] of year.given) {
      if (typeof value === "number" || !sizes[name]) continue;
      const kind = value[2], here = places[name];
      if (typeof kind === "number") all.set(arrays[kind].subarray(0, sizes[name]), here);
      else if (kind[0] || kind[1]) {
        const pattern = new Uint8Array(8), few = new DataView(pattern.buffer);
        few.setUint32(0, kind[0], true); few.setUint32(4, kind[1], true);
        for (let n = 0; n < sizes[name]; n++) all[here + n] = pattern[n & 7];
      }
    }
    long(places["state.waits"], 2 ** 62);
    const longs = (name) => (n) => view.getUint32(places[name] + 8 * n, true) + 4294967296 * view.getInt32(places[name] + 8 * n + 4, true);
    draw(year, view, places, longs, seed);
    const duty = longs("layout.duty_staff");
    for (const one of told.departments) {
      const more = moved[one.name] || 0;
      if (more) for (let n = one.first; n < one.last; n++) { const staff = duty(n); if (staff > 0) long(places["layout.duty_staff"] + 8 * n, Math.max(staff + more, 1)); }
    }
    if (start(list) !== 0) throw new Error("the kernel stopped");
    return means(year, view, places, longs);
  }

  // Times of visits from the quantiles of their node, number and type; the same for the same seed, whoever is moved.
  function draw(year, view, places, longs, seed) {
    const next = random(seed), knots = told.knots, types = arrays[year.types], cases = types.length;
    const value = (name) => year.given.find(([one]) => one === name)[1];
    const routeFirst = longs("layout.route_first"), routeNode = longs("layout.route_node"), node = longs("layout.node");
    const width = value("layout.node")[0][1] / 8, [FIRST, SLOT, STRIDE] = [0, 8, 9];
    const route = (n) => view.getInt32(places["luck.route"] + 4 * n, true), open = new Float64Array(arrays[told.occupied].buffer);
    const tables = told.drawn.map((name) => [places[`luck.${name}`], new Int32Array(arrays[told.quantiles[name]].buffer), name.indexOf("correct") === 0, name === "work"]);
    const occupied = places["luck.occupied"], result = places["luck.result"], skipped = places["luck.skipped"];
    for (let one = 0; one < cases; one++) {
      const first = routeFirst(route(one)), last = routeFirst(route(one) + 1);
      for (let n = first; n < last; n++) {
        const which = routeNode(n);
        if (which < 0) continue;
        const of = which * width, stride = node(of + STRIDE), slot = node(of + SLOT) + (one - node(of + FIRST)) * stride;
        for (let visit = 0; visit < stride; visit++) {
          const group = ((which * 2 + (visit ? 1 : 0)) * told.types + types[one]) * knots;
          for (const [table, quantiles, isCorrection, isWork] of tables) {
            if (quantiles[group] < 0) continue;
            const u = next() * (knots - 1), low = Math.floor(u), from = quantiles[group + low];
            if (view.getUint8(skipped + slot + visit) || (isCorrection && !view.getUint8(result + slot + visit))) continue;
            const found = Math.round(from + (u - low) * (quantiles[group + low + 1] - from));
            view.setInt32(table + 4 * (slot + visit), found, true);
            if (isWork) view.setInt32(occupied + 4 * (slot + visit), Math.round(found * open[which]), true);
          }
        }
      }
    }
  }

  // Mean days of the cases of the cohort that are approved, or open at the end, by chain.
  function means(year, view, places, longs) {
    const submitted = arrays[year.submitted], horizon = year.given.find(([name]) => name === "layout.horizon")[1];
    const at = new DataView(submitted.buffer), chainFirst = longs("layout.chain_first"), PASS = 0, UNFINISHED = 7;
    return told.chains.map((_, chain) => {
      let sum = 0, count = 0;
      for (let n = chainFirst(chain); n < chainFirst(chain + 1); n++) {
        const from = at.getUint32(8 * n, true) + 4294967296 * at.getInt32(8 * n + 4, true), how = view.getInt8(places["state.outcome"] + n);
        if (from < told.cohort[0] || from >= told.cohort[1] || (how !== PASS && how !== UNFINISHED)) continue;
        const decided = view.getInt32(places["state.decided"] + 4 * n, true);
        sum += (how === PASS ? decided : horizon) - from; count++;
      }
      return count ? sum / count / 86400 : NaN;
    });
  }

  onmessage = ({ data }) => {
    try {
      if (data.told) {
        told = data.told; arrays = unpackArrays(data.bytes); code = new WebAssembly.Module(data.code);
        postMessage({ ready: true });
        return;
      }
      // Year by year, so that the page can show what there is as yet.
      postMessage({ number: data.number, year: data.year, means: run(told.years[data.year], data.moved, KEY + data.year) });
    } catch (error) {
      postMessage({ failed: String(error), number: data.number });
    }
  };
}
