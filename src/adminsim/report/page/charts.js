// Five forms of charts as SVG text: spread, course, stacks, pairs, shares.
"use strict";
const charts = (() => {
  const INK = "#333", LINE = "#d0d4da", SMALL = 12;
  const escape = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
  const at = (value) => (Math.round(value * 10) / 10).toString();

  // Round numbers from 0, or from below it, to the highest.
  function ticks(low, high, about = 6) {
    const rough = (high - low) / about || 1, ten = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map((n) => n * ten).find((n) => n >= rough * 0.999);
    const found = [];
    for (let n = Math.ceil(low / step - 1e-9); n * step <= high * (1 + 1e-9); n++) found.push(n * step);
    return found;
  }
  const short = (value) => (+value.toPrecision(6)).toString();
  const text = (x, y, what, more = "") => `<text x="${at(x)}" y="${at(y)}" font-size="${SMALL}" fill="${INK}" ${more}>${escape(what)}</text>`;
  const line = (x1, y1, x2, y2, more = `stroke="${LINE}"`) => `<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}" ${more}/>`;
  const rect = (x, y, width, height, colour, more = "") =>
    `<rect x="${at(x)}" y="${at(y)}" width="${at(Math.max(width, 0))}" height="${at(Math.max(height, 0))}" fill="${colour}" ${more}/>`;
  const svg = (width, height, title, inside) =>
    `<svg viewBox="0 0 ${at(width)} ${at(height)}" width="${at(width)}" height="${at(height)}" role="img" aria-label="${escape(title)}">${inside}</svg>`;
  // About how wide a text is: Chinese characters are as wide as high, as are the dots of what is cropped in their fonts.
  const wide = (what) => { let found = 0; for (const c of String(what)) found += c > "\u2e80" || c === "…" ? SMALL : SMALL * 0.58; return found; };
  function cropped(what, width) {
    let found = String(what);
    if (wide(found) <= width) return found;
    while (found && wide(found + "…") > width) found = found.slice(0, -1);
    return found + "…";
  }
  function key(entries, x, y, width) {
    let left = x, top = y;
    const inside = entries.map(({ label, colour }) => {
      const needed = 18 + wide(label) + 14;
      if (left + needed > width && left > x) { left = x; top += 18; }
      const found = rect(left, top - 9, 12, 10, colour) + text(left + 17, top, label);
      left += needed;
      return found;
    }).join("");
    return { inside, height: top - y + 18 };
  }

  // How values spread: steps with bands. series: [{label, colour, shares: [{mean, low, high}], mark}], bars of a width.
  function spread({ width, title, series, step, xLabel, lines = [] }) {
    const height = 270, left = 44, right = 12, legend = key(series, left, 16, width - right), top = 14 + legend.height, bottom = 42;
    const count = Math.max(...series.map((one) => one.shares.length));
    const highest = Math.max(0.01, ...series.map((one) => Math.max(...one.shares.map((s) => s.high || 0))));
    const longest = Math.max(count * step, ...series.map((one) => (isFinite(one.mark) ? one.mark * 1.02 : 0)));
    const x = (value) => left + (width - left - right) * value / longest, y = (value) => height - bottom - (height - top - bottom) * value / highest;
    let inside = legend.inside;
    for (const tick of ticks(0, highest, 4)) inside += line(left, y(tick), width - right, y(tick)) + text(left - 6, y(tick) + 4, `${short(tick * 100)}%`, 'text-anchor="end"');
    for (const tick of ticks(0, longest, width < 480 ? 4 : 8)) inside += text(x(tick), height - bottom + 16, short(tick), 'text-anchor="middle"');
    const up = (s, of) => y(Math.max(s[of] || 0, 0));
    const steps = (shares, of) => shares.map((s, n) => `${n ? "L" : ""}${at(x(n * step))},${at(up(s, of))}L${at(x((n + 1) * step))},${at(up(s, of))}`).join("");
    const back = (shares, of) => shares.map((s, n) => `L${at(x((n + 1) * step))},${at(up(s, of))}L${at(x(n * step))},${at(up(s, of))}`).reverse().join("");
    for (const { shares, colour } of series) {
      inside += `<path d="M${at(x(0))},${at(y(0))}L${steps(shares, "mean")}L${at(x(shares.length * step))},${at(y(0))}Z" fill="${colour}" fill-opacity="0.16"/>`;
      inside += `<path d="M${steps(shares, "high")}${back(shares, "low")}Z" fill="${colour}" fill-opacity="0.3"/>`;
      inside += `<path d="M${steps(shares, "mean")}" fill="none" stroke="${colour}" stroke-width="1.8"/>`;
    }
    for (const { mark, colour } of series) if (isFinite(mark)) inside += line(x(mark), top - 4, x(mark), y(0), `stroke="${colour}" stroke-width="2" stroke-dasharray="5 3"`);
    for (const one of lines) if (one.value <= longest) inside += line(x(one.value), top - 4, x(one.value), y(0), 'stroke="#CC3311" stroke-width="1.5"') + text(x(one.value) + 4, top + 8, one.label, 'style="fill:#CC3311"');
    inside += line(left, y(0), width - right, y(0), `stroke="${INK}"`) + text((left + width - right) / 2, height - 8, xLabel, 'text-anchor="middle"');
    return svg(width, height, title, inside);
  }

  // A course over dates: lines with bands. series: [{label, colour, values: [{mean, low, high}]}], names of the dates.
  function course({ width, title, series, names, yLabel }) {
    const height = 250, left = 44, right = 30, legend = key(series, left, 16, width - right), top = 22 + legend.height, bottom = 34;
    const known = series.map((one) => one.values.map((v, n) => ({ ...v, n })).filter((v) => isFinite(v.mean)));
    const highest = Math.max(1e-9, ...known.map((one) => Math.max(0, ...one.map((v) => v.high)))) * 1.05;
    const x = (n) => left + (width - left - right) * (names.length > 1 ? n / (names.length - 1) : 0.5), y = (v) => height - bottom - (height - top - bottom) * v / highest;
    let inside = legend.inside + text(left - 38, top - 8, yLabel);
    for (const tick of ticks(0, highest, 4)) inside += line(left, y(tick), width - right, y(tick)) + text(left - 6, y(tick) + 4, short(tick), 'text-anchor="end"');
    const every = Math.ceil(names.length * 62 / (width - left - right));
    names.forEach((name, n) => {
      if (n % every) return;
      inside += line(x(n), y(0), x(n), y(0) + 4, `stroke="${INK}"`) + text(x(n), height - bottom + 18, name, 'text-anchor="middle"');
    });
    series.forEach(({ colour }, place) => {
      const here = known[place];
      if (!here.length) return;
      inside += `<path d="M${here.map((v) => `${at(x(v.n))},${at(y(v.high))}`).join("L")}L${here.slice().reverse().map((v) => `${at(x(v.n))},${at(y(Math.max(v.low, 0)))}`).join("L")}Z" fill="${colour}" fill-opacity="0.22"/>`;
      inside += `<path d="M${here.map((v) => `${at(x(v.n))},${at(y(v.mean))}`).join("L")}" fill="none" stroke="${colour}" stroke-width="2"/>`;
      for (const v of here) inside += `<circle cx="${at(x(v.n))}" cy="${at(y(v.mean))}" r="2.5" fill="${colour}"/>`;
    });
    return svg(width, height, title, inside + line(left, y(0), width - right, y(0), `stroke="${INK}"`));
  }

  // Stacked bars, two for each row. rows: [{label, stacks: [[widths by part], [..]]}], parts: [{label, colour}].
  function stacks({ width, title, rows, parts, digits = 1 }) {
    const gutter = Math.min(width * 0.36, 20 + Math.max(...rows.map((row) => wide(row.label)))), right = 46, bar = 9, high = 2 * bar + 10;
    const longest = Math.max(1e-9, ...rows.map((row) => Math.max(...row.stacks.map((one) => one.reduce((a, b) => a + b, 0)))));
    const legend = key(parts, 0, 16, width), top = 8 + legend.height, x = (value) => gutter + (width - gutter - right) * value / longest;
    let inside = legend.inside;
    rows.forEach((row, place) => {
      const y = top + place * high;
      inside += text(gutter - 8, y + bar + 4, cropped(row.label, gutter - 10), 'text-anchor="end"');
      row.stacks.forEach((widths, which) => {
        let from = 0;
        widths.forEach((value, part) => {
          if (value > 0) inside += rect(x(from), y + which * (bar + 1), x(from + value) - x(from), bar, parts[part].colour);
          from += value;
        });
        if (from > 0) inside += `<text x="${at(x(from) + 4)}" y="${at(y + which * (bar + 1) + bar - 0.5)}" font-size="10" fill="${INK}">${from.toFixed(digits)}</text>`;
      });
    });
    return svg(width, top + rows.length * high + 4, title, inside + line(gutter, top - 4, gutter, top + rows.length * high, `stroke="${INK}"`));
  }

  // Two bars for each row. rows: [{label, values: [before, after], notes: [text, text]}], a line where all is reached.
  function pairs({ width, title, rows, colours, labels, mark }) {
    const gutter = Math.min(width * 0.36, 20 + Math.max(...rows.map((row) => wide(row.label))));
    const right = 12 + Math.max(...rows.map((row) => Math.max(...row.notes.map(wide)))), bar = 10, high = 2 * bar + 12;
    const longest = Math.max(1e-9, mark || 0, ...rows.map((row) => Math.max(...row.values.filter(isFinite), 0)));
    const legend = key(labels.map((label, n) => ({ label, colour: colours[n] })), 0, 16, width), top = 8 + legend.height;
    const x = (value) => gutter + (width - gutter - right) * value / longest;
    let inside = legend.inside;
    rows.forEach((row, place) => {
      const y = top + place * high;
      inside += text(gutter - 8, y + bar + 5, cropped(row.label, gutter - 10), 'text-anchor="end"');
      row.values.forEach((value, which) => {
        const base = y + which * (bar + 1);
        if (isFinite(value)) inside += rect(x(0), base, x(value) - x(0), bar, colours[which]);
        inside += `<text x="${at(x(isFinite(value) ? value : 0) + 5)}" y="${at(base + bar - 0.5)}" font-size="11" fill="${INK}">${escape(row.notes[which])}</text>`;
      });
    });
    const end = top + rows.length * high;
    if (mark) inside += line(x(mark), top - 4, x(mark), end, 'stroke="#CC3311" stroke-dasharray="4 3"');
    return svg(width, end + 4, title, inside + line(gutter, top - 4, gutter, end, `stroke="${INK}"`));
  }

  // Bars on either side of nothing, with intervals. rows: [{label, colour, mean, low, high, note}].
  function shares({ width, title, rows }) {
    const gutter = Math.min(width * 0.4, 20 + Math.max(...rows.map((row) => wide(row.label)))), right = 10 + Math.max(...rows.map((row) => wide(row.note)));
    const ends = rows.flatMap((row) => [row.mean, row.low, row.high]).filter(isFinite), low = Math.min(0, ...ends), high = Math.max(1e-9, ...ends);
    const x = (value) => gutter + (width - gutter - right) * (value - low) / (high - low), bar = 14, step = 24;
    let inside = "";
    rows.forEach((row, place) => {
      const y = 8 + place * step, middle = y + bar / 2;
      inside += text(gutter - 8, y + bar - 2, cropped(row.label, gutter - 10), 'text-anchor="end"');
      if (isFinite(row.mean)) inside += rect(Math.min(x(0), x(row.mean)), y, Math.abs(x(row.mean) - x(0)), bar, row.colour, `fill-opacity="${row.isOff ? 0.35 : 1}"`);
      if (row.high > row.low) inside += line(x(row.low), middle, x(row.high), middle, `stroke="${INK}" stroke-width="1.6"`) + [row.low, row.high].map((v) => line(x(v), middle - 4, x(v), middle + 4, `stroke="${INK}" stroke-width="1.6"`)).join("");
      inside += text(width - right + 8, y + bar - 2, row.note);
    });
    return svg(width, 12 + rows.length * step, title, inside + line(x(0), 2, x(0), 8 + rows.length * step, `stroke="${INK}"`));
  }

  return { spread, course, stacks, pairs, shares, escape, cropped };
})();
