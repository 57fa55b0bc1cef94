// Cases that walk the chain, before and after side by side: who holds them when.
"use strict";
const watch = (() => {
  const ROW = 24, DOT = 4.2, STEP = 10;

  // One system at a minute: rows with dots, full where somebody is at work, and how many are done.
  function panel({ width, title, cases, rows, labels, minute, colour, words }) {
    const gutter = Math.min(width * 0.42, 150), room = Math.max(1, Math.floor((width - gutter - 34) / STEP)), top = 24;
    const held = rows.map(() => []);
    let done = 0, here = 0;
    cases.forEach(([submitted, decided, stays]) => {
      if (minute >= decided) { done += 1; return; }
      if (minute < submitted) return;
      here += 1;
      for (const [row, from, until, what] of stays) if (minute >= from && minute < until) held[row].push(what);
    });
    const text = (x, y, what, more = "") => `<text x="${x}" y="${y}" font-size="12" fill="#333" ${more}>${charts.escape(what)}</text>`;
    let inside = text(0, 14, title, 'font-weight="bold"');
    rows.forEach((row, place) => {
      const y = top + place * ROW, now = held[row].sort((a, b) => b - a), shown = now.slice(0, room);
      inside += `<rect x="${gutter}" y="${y}" width="${width - gutter}" height="${ROW - 4}" fill="${now.length ? "#eef3f7" : "#f7f8f9"}"/>`;
      inside += text(gutter - 6, y + 14, labels[place], 'text-anchor="end"');
      shown.forEach((what, n) => {
        inside += `<circle cx="${gutter + 9 + n * STEP}" cy="${y + 10}" r="${DOT}" fill="${what ? colour : "#fff"}" stroke="${colour}" stroke-width="1.4"/>`;
      });
      if (now.length > shown.length) inside += text(width - 4, y + 14, `+${now.length - shown.length}`, 'text-anchor="end"');
    });
    const end = top + rows.length * ROW;
    inside += `<rect x="${gutter}" y="${end + 4}" width="${(width - gutter) * done / cases.length}" height="12" fill="${colour}"/><rect x="${gutter}" y="${end + 4}" width="${width - gutter}" height="12" fill="none" stroke="#99a"/>`;
    inside += text(gutter - 6, end + 14, words(done, here), 'text-anchor="end"');
    return `<svg viewBox="0 0 ${width} ${end + 20}" width="${width}" height="${end + 20}" role="img" aria-label="${charts.escape(`${title}: ${words(done, here)}`)}">${inside}</svg>`;
  }

  const span = (walks) => {
    const all = [...walks.before, ...walks.after];
    // Ten minutes are one step of the slider.
    const first = Math.min(...all.map((one) => one[0])), last = Math.max(...all.map((one) => one[1]));
    return [first, first + 10 * Math.ceil((last + 1 - first) / 10)];
  };
  return { panel, span };
})();
