// Kernel and draws in a worker: years of the plan, run with people moved. Starts as text, so that it needs no file.
"use strict";
function liveWorker() {
  let told, arrays, instance;
  // By year what was drawn: it is the same however many people there are.
  const drawn = [];
  const PAGE = 65536, WORD = 4294967296, DAY_S = 86400, PASS = 0, UNFINISHED = 7;

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

  // What draws and kernel take in a year: that of the first year, but for what has changed.
  function unfolded({ changed, submitted }) {
    const found = { submitted, chance: [], kernel: [] };
    told.given.forEach(([kind, name, value], n) => found[kind].push([name, n in changed ? changed[n] : value]));
    return found;
  }

  // A year in the memory of the kernel: where each array stands, and the words that tell of them all.
  function placed(year) {
    const { memory, __heap_base: base } = instance.exports, lists = {}, places = {};
    let at = base.value || base;
    const aligned = () => { at = (at + 15) & ~15; return at; };
    for (const [name, value] of [...year.chance, ...year.kernel]) {
      if (typeof value === "number" || told.tables[name]) continue;
      places[name] = aligned();
      at += value[1];
    }
    const slots = year.kernel.find(([name]) => name === "layout.slots")[1];
    const heads = {}, filled = aligned();
    for (const name of Object.keys(told.tables)) {
      const [table, row, size] = told.tables[name], own = year.chance.find(([one]) => one === table)[1];
      const count = own[1] ? slots : 0;
      places[name] = places[table] + row * size * slots;
      heads[name] = [count, size, 1, count, size];
    }
    for (const kind of ["chance", "kernel"]) {
      lists[kind] = aligned();
      for (const [name, value] of year[kind]) at += 8 * (typeof value === "number" ? 1 : 2 + (heads[name] || value[0]).length);
    }
    aligned();
    const missing = Math.ceil(at / PAGE) - memory.buffer.byteLength / PAGE;
    if (missing > 0) memory.grow(missing);
    const view = new DataView(memory.buffer), all = new Uint8Array(memory.buffer);
    const long = (place, value) => { view.setUint32(place, value >>> 0, true); view.setInt32(place + 4, Math.floor(value / WORD), true); };
    for (const kind of ["chance", "kernel"]) {
      let place = lists[kind];
      for (const [name, value] of year[kind]) {
        const head = heads[name] || value[0];
        for (const word of typeof value === "number" ? [value] : [0, 0, head[0], head[1], places[name], ...head.slice(3)]) { long(place, word); place += 8; }
      }
    }
    all.fill(0, base.value || base, filled);
    for (const [name, value] of [...year.chance, ...year.kernel]) {
      if (typeof value === "number" || told.tables[name] || !value[1]) continue;
      const [, bytes, kind] = value, here = places[name];
      if (typeof kind === "number") all.set(arrays[kind].subarray(0, bytes), here);
      else if (kind[0] || kind[1]) {
        const few = new Uint32Array(all.buffer, here, 2 * Math.ceil(bytes / 8));
        if (kind[0] === kind[1]) few.fill(kind[0]);
        else for (let n = 0; n < few.length; n++) few[n] = kind[n & 1];
      }
    }
    const number = (name) => year.kernel.find(([one]) => one === name)[1];
    const longs = (name) => (n) => view.getUint32(places[name] + 8 * n, true) + WORD * view.getInt32(places[name] + 8 * n + 4, true);
    return { year, view, places, lists, free: at, long, longs, number };
  }

  // Who comes when, as keys of events: the instant, and behind it the number of the arrival among all visits.
  function arrive({ year, view, places, long, longs, number }) {
    const submitted = new DataView(arrays[year.submitted].buffer), bits = number("layout.bits"), wide = 2 ** (32 - bits);
    const first = longs("layout.chain_first"), slot = longs("layout.arrival_first"), found = [];
    for (let chain = 0; chain < told.chains.length; chain++)
      for (let n = first(chain); n < first(chain + 1); n++)
        found.push([Math.max(submitted.getUint32(8 * n, true) + WORD * submitted.getInt32(8 * n + 4, true), 0), slot(chain) + n - first(chain)]);
    found.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
    const at = places["luck.arrival"];
    found.forEach(([instant, own], n) => {
      view.setUint32(at + 8 * n, (instant % wide) * 2 ** bits + own, true);
      view.setUint32(at + 8 * n + 4, Math.floor(instant / wide), true);
    });
    long(at + 8 * found.length, 2 ** 62);
    long(places["state.waits"], 2 ** 62);
    // The cases of each route one after the other, by their numbers in their chain.
    const next = longs("chance.cases.route_first"), ends = {}, list = places["chance.cases.by_route"];
    for (let chain = 0; chain < told.chains.length; chain++)
      for (let n = first(chain); n < first(chain + 1); n++) {
        const route = view.getInt32(places["luck.route"] + 4 * n, true);
        if (ends[route] === undefined) ends[route] = next(route);
        long(list + 8 * ends[route]++, n - first(chain));
      }
  }

  // Draw what a year needs, or put there what was drawn before: arrivals and tables.
  function drawInto(here, number) {
    const { year, places, lists, long } = here, { draw, memory } = instance.exports;
    if (drawn[number]) {
      const all = new Uint8Array(memory.buffer);
      for (const [name, bytes] of drawn[number]) all.set(bytes, places[name]);
      long(places["state.waits"], 2 ** 62);
      return;
    }
    arrive(here);
    const lines = year.chance.find(([name]) => name === "chance.program.lines")[1][0][0], done = here.places["chance.line"];
    while (new DataView(memory.buffer).getUint32(done, true) < lines)
      if (draw(lists.chance, here.free) !== 0) throw new Error("the draws stopped");
    const all = new Uint8Array(memory.buffer), tables = Object.keys(told.tables).map((name) => told.tables[name][0]);
    drawn[number] = [...year.chance, ...year.kernel].filter(([name]) => name === "luck.arrival" || tables.indexOf(name) >= 0)
      .map(([name, value]) => [name, all.slice(places[name], places[name] + value[1])]);
  }

  // One year with some people more, or fewer, by department: the mean days of each chain.
  function run(here, moved) {
    const { run: start } = instance.exports;
    const view = here.view = new DataView(instance.exports.memory.buffer), duty = here.places["layout.duty_staff"];
    for (const one of told.departments) {
      const more = moved[one.name] || 0;
      if (more) for (let n = one.first; n < one.last; n++) { const staff = view.getInt32(duty + 8 * n, true); if (staff > 0) view.setInt32(duty + 8 * n, Math.max(staff + more, 1), true); }
    }
    if (start(here.lists.kernel, here.free) !== 0) throw new Error("the kernel stopped");
    return means(here);
  }

  // Mean days of the cases of the cohort that are approved, or open at the end, by chain.
  function means({ year, view, places, number }) {
    const at = new DataView(arrays[year.submitted].buffer), horizon = number("layout.horizon"), first = places["layout.chain_first"];
    return told.chains.map((_, chain) => {
      let sum = 0, count = 0;
      for (let n = view.getUint32(first + 8 * chain, true); n < view.getUint32(first + 8 * chain + 8, true); n++) {
        const from = at.getUint32(8 * n, true) + WORD * at.getInt32(8 * n + 4, true), how = view.getInt8(places["state.outcome"] + n);
        if (from < told.cohort[0] || from >= told.cohort[1] || (how !== PASS && how !== UNFINISHED)) continue;
        sum += (how === PASS ? view.getInt32(places["state.decided"] + 4 * n, true) : horizon) - from; count++;
      }
      return count ? sum / count / DAY_S : NaN;
    });
  }

  onmessage = ({ data }) => {
    try {
      if (data.told) {
        told = data.told; arrays = unpackArrays(bytesOf(data.years));
        WebAssembly.instantiate(bytesOf(data.kernel).buffer).then((made) => { instance = made.instance; postMessage({ ready: true }); })
          .catch((error) => postMessage({ failed: String(error) }));
        return;
      }
      const here = placed(unfolded(told.years[data.year]));
      drawInto(here, data.year);
      // Year by year, so that the page can show what there is as yet.
      if (data.moved) postMessage({ number: data.number, year: data.year, means: run(here, data.moved) });
      else postMessage({ drawn: data.year });
    } catch (error) {
      postMessage({ failed: String(error), number: data.number });
    }
  };
}
