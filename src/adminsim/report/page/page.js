// The page: what is switched, and all that is shown of it.
"use strict";
(() => {
  const told = JSON.parse(document.getElementById("told").textContent);
  const root = document.getElementById("page"), escape = charts.escape, R = told.replications;
  const LANGUAGES = ["en", "zh"];
  const state = { on: told.stated, chain: 0, measure: "", lang: 0, moved: {}, at: null };
  let figures = null;
  const shared = {};

  const counted = new RegExp(told.counted, "g");

  // ---- words and figures
  const both = (pair) => (pair ? pair[state.lang] : "");
  const colon = () => (state.lang ? "：" : ": ");
  function say(code, values = {}) {
    const text = state.lang ? told.words[code][1] : told.words[code][0].replace(counted, (all, name, between, noun, verb = "") => (String(values[name]) === "1" ? `{${name}}${between} ${told.singular[noun]}${told.verbs[verb] || verb}` : all));
    return text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
  }
  const known = (value) => Number.isFinite(value);
  const fixed = (value, digits = 1) => {
    if (!known(value)) return value > 0 ? "∞" : value < 0 ? "−∞" : "–";
    const text = value.toFixed(digits);
    return text.replace("-", Number(text) === 0 ? "" : "−");
  };
  const percent = (value, digits = 1) => (known(value) ? `${fixed(100 * value, digits)}%` : "–");
  const within = (found, digits = 1) => (known(found.mean) ? `${fixed(found.mean, digits)} [${fixed(found.low, digits)}, ${fixed(found.high, digits)}]` : "–");
  const withinShare = (found) => (known(found.mean) ? `${percent(found.mean)} [${percent(found.low)}, ${percent(found.high)}]` : "–");
  const signed = (value, digits = 1) => (value > 0 ? `+${fixed(value, digits)}` : fixed(value, digits));
  // Of two times of which one is not known, since too many cases are open, nobody knows how far they are apart.
  const apart = (before, after, digits) => (known(after - before) ? signed(after - before, digits) : "–");
  // Short times need more digits than long ones.
  const digits = (value) => (Math.abs(value) < 2 ? 2 : 1);
  const less = (found) => (known(found.relative.mean) ? `${signed(-100 * found.relative.mean, 0)}%` : "–");
  const negated = (found) => ({ mean: -found.mean, low: -found.high, high: -found.low });

  function read() {
    const wide = told.byRun.length * R;
    const [byRun, ofAll] = unpack(document.getElementById("grid").textContent, told.rows, [wide, told.ofAll.length]);
    const place = (names) => names.reduce((found, name, n) => { found[name] = n; return found; }, Object.create(null));
    const run = place(told.byRun), all = place(told.ofAll);
    figures = {
      has: (name) => name in all,
      run: (row, name) => {
        const from = row * wide + run[name] * R;
        return name in run ? Array.from(byRun.subarray(from, from + R)) : new Array(R).fill(0);
      },
      knows: (name) => name in run,
      all: (row, name) => (name in all ? ofAll[row * told.ofAll.length + all[name]] : NaN),
      ends: (row, name) => ({ mean: figures.all(row, name), low: figures.all(row, `${name}/low`), high: figures.all(row, `${name}/high`) }),
    };
  }
  function sample(row, name) {
    const v = figures.run(row, name), chain = /^chain\.(.+)\.(procedures|documents|visits_in_person)$/.exec(name);
    const over = chain ? `chain.${chain[1]}.elapsed.mean/over` : `${name}/over`;
    return { v, w: figures.knows(over) ? figures.run(row, over) : v.map((one) => (isNaN(one) ? 0 : 1)) };
  }
  // Several sections ask for the same.
  const foundBefore = {}, knownOnce = (key, find) => foundBefore[key] || (foundBefore[key] = find());
  const side = (row, key) => ({ shown: sample(row, key), rises: figures.run(row, `${key}/may_rise`), falls: figures.run(row, `${key}/may_fall`) });
  // The rows before and after: those of the switches or, under the reforms of the file, those of a slider.
  const stop = () => (state.at && state.on === told.stated ? told.sliders[state.at[0]].rows[state.at[1]] : []);
  const row = () => (stop().length ? stop()[1] : told.places[state.on]), base = () => (stop().length ? stop()[0] : 0);
  const chain = () => told.chains[state.chain];
  const here = () => `chain.${chain().name}.`;
  const change = (name) => knownOnce(`${base()}/${row()}/${name}`, () => numbers.change(sample(base(), name), sample(row(), name)));
  const judged = (reading) => knownOnce(`${base()}/${row()}/judged ${reading.key}`, () => numbers.judge(reading, side(base(), reading.key), side(row(), reading.key)));
  const isOpen = (which) => figures.run(which, `${here()}unfinished`).some((one) => one > 0);
  const mark = (which) => (isOpen(which) ? "≥ " : "");

  // ---- pieces of HTML
  const table = (heads, rows, kind = "") => `<div class="scroll" tabindex="0" role="region" aria-label="${escape(heads[0])}"><table class="${kind}"><thead><tr>${heads.map((one) => `<th scope="col">${escape(one)}</th>`).join("")}</tr></thead><tbody>${rows.map((cells) => `<tr${cells.kind ? ` class="${cells.kind}"` : ""}>${cells.map((cell) => `<td>${cell && cell.html !== undefined ? cell.html : escape(cell)}</td>`).join("")}</tr>`).join("")}</tbody></table></div>`;
  // A table that is folded away is written when it is opened: by place and number what goes into it.
  const folded = {};
  let drawnPlace = "", drawnTables = 0;
  function asTable(...given) {
    const key = `${drawnPlace}/${drawnTables++}`;
    folded[key] = given;
    return `<details class="data" data-table="${key}"><summary>${escape(say("as-table"))}</summary><div></div></details>`;
  }
  const unfold = (one) => { if (one.open && folded[one.dataset.table]) one.querySelector("div").innerHTML = table(...folded[one.dataset.table]); };
  const section = (id, title, about, inside) => `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${escape(title)}</h2>${about ? `<p class="about">${escape(about)}</p>` : ""}${inside}</section>`;
  const figure = (drawn) => `<figure>${drawn}</figure>`;
  const confidence = () => percent(told.confidence, 0);
  // Measured once for each layout: asking for it lays the page out anew.
  let measured = 0;
  const width = () => measured || (measured = Math.max(280, Math.min(860, (document.querySelector("main") || root).clientWidth - (window.innerWidth > 860 ? 40 : 28))));
  const sides = () => [say("before"), say("after")], hues = [told.colours.before, told.colours.after];
  const targetValue = (reading, found) => (reading.isShare ? withinShare(found) : within(found));

  // ---- sections
  function verdictSection() {
    const found = change(`${here()}elapsed.mean`), on = bits(state.on), isSure = found.cut.low > 0 || found.cut.high < 0;
    const code = !isSure ? "same" : found.cut.mean > 0 ? "less" : "more", size = code === "more" ? negated(found.cut) : found.cut;
    const share = less(found), n = digits(found.before.mean);
    // An interval is told so finely that it is none of one point.
    const ends = [n, 2, 3].find((one) => one >= n && fixed(size.low, one) !== fixed(size.high, one)) || n;
    const sentence = say(code, {
      on, all: told.switches.length, chain: both(chain().label), before: mark(base()) + fixed(found.before.mean, n), after: mark(row()) + fixed(found.after.mean, n),
      cut: fixed(size.mean, ends), share, low: fixed(size.low, ends), high: fixed(size.high, ends),
    });
    const verdicts = told.targets.map((target) => ({ target, found: judged(target.readings[0]) }));
    const count = (which) => verdicts.filter((one) => one.found.verdict === which).length;
    let inside = stop().length ? `<p class="notice">${escape(say("slider-moved", { name: both(told.sliders[state.at[0]].label), value: stopText(told.sliders[state.at[0]], state.at[1]) }))}</p>` : "";
    inside += `<p class="verdict" role="status" aria-live="polite">${escape(sentence)}</p>`;
    if (verdicts.length) {
      inside += `<p>${escape(say("targets-line", { all: verdicts.length, met: count("met"), missed: count("missed"), undecided: count("undecided") }))}</p>`;
      inside += `<ul class="chips">${verdicts.map((one) => `<li>${escape(both(one.target.label))} ${chip(one.found.verdict)}</li>`).join("")}</ul>`;
    }
    const slower = figures.ends(row(), `${here()}slower`);
    if (known(slower.mean)) inside += `<p class="about">${escape(say("slower-line", { share: percent(slower.mean) }))}</p>`;
    for (const one of told.departments) {
      const load = figures.all(row(), `department.${one.name}.load`);
      if (figures.all(row(), `department.${one.name}.grows`) === 1) inside += `<p class="notice">${escape(say("overloaded", { department: both(one.label), load: percent(load, 0) }))}</p>`;
    }
    if (isOpen(base()) || isOpen(row())) inside += `<p class="notice">${escape(say("open-cases"))}</p>`;
    return section("verdict", say("verdict"), "", inside);
  }
  const chip = (verdict) => `<span class="${verdict}">${escape(say(verdict))}</span>`;

  function targetSection() {
    if (!told.targets.length) return section("targets", say("targets"), "", `<p>${escape(say("targets-none"))}</p>`);
    const rows = [];
    for (const target of told.targets) target.readings.forEach((reading, place) => {
      const found = judged(reading), name = reading.name ? say("reading", { name: both(reading.name) }) : "";
      const after = reading.isCut ? cutReached(reading, found) : targetValue(reading, found.after);
      const head = place ? escape(name) : `${escape(both(target.label))}<small>${escape([name, both(reading.about)].filter(Boolean).join(" · "))}</small>`;
      const cells = [{ html: head }, reading.isShare ? percent(found.before.mean) : fixed(found.before.mean), after, both(reading.requiredText),
        { html: `${chip(found.verdict)}<small>${escape(say("years", { reached: found.reached, all: found.years }))}</small>` }];
      if (place) cells.kind = "beside";
      rows.push(cells);
    });
    return section("targets", say("targets"), say("legend"), table(["target", "before", "after", "required", "verdict-column"].map((one) => say(one)), rows));
  }
  function cutReached(reading, found) {
    const base = found.before.mean, part = (value) => -(reading.by + value / base);
    return base ? withinShare({ mean: part(found.judged.mean), low: part(found.judged.high), high: part(found.judged.low) }) : "–";
  }

  const spreadOf = (which) => Array.from({ length: chain().bars }, (_, bar) => figures.ends(which, `${here()}days.${bar}`));
  function cycleSection() {
    const found = change(`${here()}elapsed.mean`), rows = [base(), row()], places = digits(found.before.mean), spreads = rows.map(spreadOf), one = chain();
    const last = Math.max(...spreads.map((shares) => shares.reduce((most, s, n) => (s.mean > 0.0005 ? n : most), 0))) + 1;
    const series = spreads.map((shares, n) => ({ label: `${sides()[n]}${colon()}${say("mean")} ${mark(rows[n])}${fixed([found.before, found.after][n].mean, places)} ${say("days")}`, colour: hues[n], shares: shares.slice(0, last), mark: [found.before, found.after][n].mean }));
    const drawn = charts.spread({ width: width(), title: say("cycle"), series, step: one.width, xLabel: say("days-axis") });
    const measures = [["elapsed.mean", "mean"], ["elapsed.median", "median"], ["elapsed.p90", "p90"], ["elapsed.p95", "p95"]];
    const line = (clock, heading) => measures.map(([name, word]) => {
      const code = here() + name.replace("elapsed", clock), paired = word === "mean" ? change(code) : null;
      return [say(heading) + colon() + say(word), ...rows.map((which, n) => (paired ? mark(which) : "") + within(paired ? [paired.before, paired.after][n] : figures.ends(which, code), places)), paired ? within(negated(paired.cut), places) : apart(figures.all(base(), code), figures.all(row(), code), places)];
    });
    const bars = spreads[0].slice(0, last).map((_, n) => [n === one.bars - 1 ? say("and-more", { days: n * one.width }) : one.width === 1 ? `${n + 1}` : `${n * one.width + 1}–${(n + 1) * one.width}`, ...spreads.map((shares) => withinShare(shares[n]))]);
    return section("cycle", say("cycle"), say("cycle-about", { confidence: confidence() }), figure(drawn)
      + table([say("measure"), ...sides(), say("cut")], [...line("elapsed", "elapsed"), ...line("agency_workdays", "workdays")])
      + asTable([say("days-axis"), ...sides()], bars));
  }

  function monthSection() {
    const months = chain().months, series = [base(), row()].map((which, n) => ({ label: sides()[n], colour: hues[n], values: months.map((month) => figures.ends(which, `${here()}month.${month}`)) }));
    if (months.length < 2) return "";
    return section("months", say("months"), say("months-about", { confidence: confidence() }),
      figure(charts.course({ width: width(), title: say("months"), series, names: months, yLabel: say("days") }))
      + asTable([say("month"), ...sides()], months.map((month, n) => [month, ...series.map((one) => within(one.values[n]))])));
  }

  function timeSection() {
    const steps = [...chain().steps, { name: "/others", label: told.words["other-steps"] }];
    const held = (which, step) => told.parts.map((part) => figures.all(which, `${here()}held.${step.name}.${part.name}`) || 0);
    const rows = steps.map((step) => ({ label: both(step.label), stacks: [held(base(), step), held(row(), step)] }));
    const total = (widths) => widths.reduce((a, b) => a + b, 0), longest = Math.max(...rows.map((one) => Math.max(...one.stacks.map(total))));
    const shown = rows.filter((one) => one.stacks.some((widths) => total(widths) > Math.max(0.004 * longest, 1e-9)));
    const used = told.parts.map((part, n) => n).filter((n) => shown.some((one) => one.stacks.some((widths) => widths[n] > 0)));
    if (!shown.length) return "";
    const parts = used.map((n) => ({ label: both(told.parts[n].label), colour: told.parts[n].colour }));
    const drawn = charts.stacks({ width: width(), title: say("time"), parts, rows: shown.map((one) => ({ label: one.label, stacks: one.stacks.map((widths) => used.map((n) => widths[n])) })) });
    const cells = shown.flatMap((one) => one.stacks.map((widths, n) => [`${one.label} (${sides()[n]})`, ...used.map((part) => fixed(widths[part], 2)), fixed(total(widths), 2)]));
    return section("time", say("time"), say("time-about"), figure(drawn) + asTable([say("step"), ...parts.map((part) => part.label), say("total")], cells));
  }

  function departmentSection() {
    const value = (which, one, measure) => figures.all(which, `department.${one.name}.${measure}`);
    const busy = told.departments.filter((one) => [base(), row()].some((which) => value(which, one, "utilisation") > 0 || value(which, one, "load") > 0));
    if (!busy.length) return "";
    const rows = busy.map((one) => ({ label: both(one.label), values: [base(), row()].map((which) => value(which, one, "utilisation")), notes: [base(), row()].map((which) => percent(value(which, one, "utilisation"), 0)) }));
    const heads = [say("department"), ...["busy", "load", "queue", "wait"].flatMap((measure) => sides().map((when) => `${say(measure)} (${when})`))];
    const cells = busy.map((one) => [both(one.label), ...[["utilisation", percent], ["load", percent], ["queue", fixed], ["wait_hours", fixed]].flatMap(([measure, text]) => [base(), row()].map((which) => text(value(which, one, measure))))]);
    return section("departments", say("departments"), say("departments-about"), figure(charts.pairs({ width: width(), title: say("departments"), rows, colours: hues, labels: sides(), mark: 1 })) + asTable(heads, cells));
  }

  function fourSection() {
    const measures = [["procedures", "procedures"], ["documents", "documents"], ["elapsed.mean", "elapsed-mean"], ["visits_in_person", "visits"]];
    const found = measures.map(([name, word]) => ({ word: say(word), change: change(here() + name) }));
    const rows = found.map(({ word, change: one }) => ({ label: word, values: [one.before.mean ? 1 : 0, one.before.mean ? one.after.mean / one.before.mean : NaN], notes: [fixed(one.before.mean, digits(one.before.mean)), `${fixed(one.after.mean, digits(one.before.mean))}${known(one.relative.mean) ? ` (${less(one)})` : ""}`] }));
    const cells = found.map(({ word, change: one }) => [word, ...[one.before, one.after, negated(one.cut)].map((value) => within(value, digits(one.before.mean))), withinShare(negated(one.relative))]);
    return section("four", say("four"), say("four-about"), figure(charts.pairs({ width: width(), title: say("four"), rows, colours: hues, labels: sides() }))
      + asTable([say("measure"), ...sides(), say("cut"), `${say("cut")} (%)`], cells));
  }

  // ---- which reform does it
  function measures() {
    const own = told.chains.map((one) => ({ key: `chain.${one.name}.elapsed.mean`, label: told.chains.length > 1 ? both(one.label) + colon() + say("elapsed") : say("elapsed"), isGain: false, isShare: false }));
    const aimed = told.targets.map((target) => ({ key: target.readings[0].key, label: both(target.label), isGain: !target.readings[0].lessIsBetter, isShare: target.readings[0].isShare }));
    return [...own, ...aimed];
  }
  // The values of every subset by run, and from them each reform's part, alone and last: once for each measure.
  function parts(measure) {
    if (shared[measure.key]) return shared[measure.key];
    const count = told.switches.length, sign = measure.isGain ? 1 : -1, full = (1 << count) - 1, cache = {};
    const values = told.places.map((which) => cache[which] || (cache[which] = numbers.byRun(sample(which, measure.key))));
    const byRun = Array.from({ length: R }, (_, run) => values.map((one) => sign * one[run]));
    const found = byRun.map((value) => numbers.shapley(value, count)), even = (v) => numbers.estimate({ v, w: v.map(() => 1) });
    const each = told.switches.map((_, player) => ({
      part: even(found.map((one) => one[player])),
      alone: even(byRun.map((value) => value[1 << player] - value[0])),
      last: even(byRun.map((value) => value[full] - value[full ^ (1 << player)])),
    }));
    shared[measure.key] = { each, total: even(byRun.map((value) => value[full] - value[0])) };
    return shared[measure.key];
  }
  function shareSection() {
    if (!told.switches.length) return "";
    const choices = measures(), measure = choices.find((one) => one.key === state.measure) || choices.find((one) => one.key === `${here()}elapsed.mean`);
    const { each, total } = parts(measure), show = measure.isShare ? withinShare : (value) => within(value, 2), one = (value) => (measure.isShare ? percent(value) : fixed(value, digits(total.mean)));
    const order = told.switches.map((_, n) => n).sort((a, b) => each[b].part.mean - each[a].part.mean);
    const rows = order.map((n) => ({ label: both(told.switches[n].label), colour: told.switches[n].colour, ...each[n].part, isOff: !(state.on >> n & 1), note: one(each[n].part.mean) }));
    const cells = order.map((n) => [both(told.switches[n].label), show(each[n].part), percent(each[n].part.mean / total.mean, 0), show(each[n].alone), show(each[n].last)]);
    cells.push([say("total"), show(total), "100%", "", ""]);
    const select = `<p class="field"><label for="measure">${escape(say("shares-of"))}</label> <select id="measure">${choices.map((choice) => `<option value="${escape(choice.key)}"${choice.key === measure.key ? " selected" : ""}>${escape(choice.label)}</option>`).join("")}</select></p>`;
    return section("shares", say("shares"), `${say("shares-about", { count: told.switches.length })}${stop().length ? ` ${say("slider-shares")}` : ""}`, select + figure(charts.shares({ width: width(), title: say("shares"), rows }))
      + asTable([say("reform"), say("share"), "%", say("alone"), say("last")], cells));
  }

  function loserSection() {
    const groups = told.chains.flatMap((one) => [{ label: [both(one.label), say("all-types")], key: `chain.${one.name}.`, isWhole: true },
      ...(one.types.length > 1 ? one.types.map((kind) => ({ label: [both(one.label), both(kind.label)], key: `chain.${one.name}.type.${kind.name}.` })) : [])]);
    const found = groups.map((group) => ({ ...group, slower: figures.ends(row(), `${group.key}slower`), saved: figures.ends(row(), `${group.key}saved`) }));
    const rows = found.map((one) => ({ label: told.chains.length > 1 ? one.label.slice(0, one.isWhole ? 1 : 2).join(" · ") : one.label[1], colour: told.colours.after, ...one.slower, note: percent(one.slower.mean) }));
    return section("losers", say("losers"), say("losers-about"), figure(charts.shares({ width: width(), title: say("losers"), rows }))
      + asTable([say("of-chain"), say("type"), say("slower"), say("saved")], found.map((one) => [...one.label, withinShare(one.slower), within(one.saved)])));
  }

  // ---- cases to be watched
  const SPEEDS = [2, 6, 24, 72], film = { minute: null, isOn: false, last: 0, speed: 1 };
  function watchSection() {
    const walks = told.walks[chain().name];
    if (!walks) return "";
    const [first, last] = watch.span(walks);
    if (film.minute === null || film.minute < first || film.minute > last) film.minute = first;
    const speeds = SPEEDS.map((hours, n) => `<option value="${n}"${n === film.speed ? " selected" : ""}>${escape(say("speed-of", { hours }))}</option>`).join("");
    return section("watch", say("watch"), say("watch-about", { count: walks.before.length }),
      `<p class="field"><button type="button" data-do="play" id="play">${escape(say(film.isOn ? "pause" : "play"))}</button> <label for="speed">${escape(say("speed"))}</label> <select id="speed">${speeds}</select> <label class="when" for="minute">${escape(say("time-of"))}</label> <output id="when" for="minute"></output>`
      + `<input type="range" id="minute" min="${first}" max="${last}" step="10" value="${Math.round(film.minute)}"></p><figure id="film" class="film"></figure>`);
  }
  function showFilm() {
    const here = document.getElementById("film"), walks = told.walks[chain().name];
    if (!here || !walks) return;
    const whole = width(), each = whole >= 640 ? Math.floor((whole - 24) / 2) : whole;
    const used = (cases) => { const seen = new Set(); for (const one of cases) for (const stay of one[2]) seen.add(stay[0]); return seen; };
    const seen = used([...walks.before, ...walks.after]), rows = walks.holders.map((_, n) => n).filter((n) => seen.has(n));
    here.innerHTML = ["before", "after"].map((when, n) => watch.panel({
      width: each, title: sides()[n], cases: walks[when], rows, labels: rows.map((row) => charts.cropped(both(walks.holders[row]), Math.min(each * 0.42, 150) - 8)),
      minute: film.minute, colour: hues[n], words: (done) => say("done-of", { done, all: walks.before.length }),
    })).join("");
    const date = new Date(Date.parse(`${told.start}T00:00:00Z`) + film.minute * 60000);
    document.getElementById("when").textContent = date.toISOString().slice(0, 16).replace("T", " ");
    document.getElementById("minute").value = Math.round(film.minute);
  }
  function turn(now) {
    if (!film.isOn) return;
    const [, last] = watch.span(told.walks[chain().name]);
    film.minute = Math.min(last, film.minute + Math.min(now - film.last, 200) / 1000 * 60 * SPEEDS[film.speed]);
    film.last = now;
    showFilm();
    if (film.minute >= last) play(false);
    else requestAnimationFrame(turn);
  }
  function play(isOn) {
    const [first, last] = watch.span(told.walks[chain().name]);
    if (isOn && film.minute >= last) film.minute = first;
    film.isOn = isOn;
    document.getElementById("play").textContent = say(isOn ? "pause" : "play");
    film.last = performance.now();
    if (isOn) requestAnimationFrame(turn);
  }

  function assumptionSection() {
    if (!told.assumptions.length) return "";
    const names = told.switches.reduce((all, one) => { all[one.name] = one.label; return all; }, {});
    const cells = told.assumptions.map(([place, value, range, source, reform]) => [names[reform] ? `${both(names[reform])}${colon()}${place.replace(/^reforms\.[^.]*\./, "")}` : place, value, both(range), source]);
    return section("assumptions", say("assumptions"), say("assumptions-about", { count: cells.length }),
      `<details class="data"><summary>${escape(say("as-table"))}</summary>${table([say("figure"), say("value"), say("range"), say("origin")], cells, "words")}</details>`);
  }

  // ---- figures that are moved: each position was simulated beforehand, as a sweep has it
  const plain = (value) => String(Number(value.toPrecision(6)));
  function stopText(slider, place) {
    const value = slider.values[place], stated = slider.values[slider.stated];
    if (slider.unit === "%") return say("slider-percent", { value: plain(value) });
    const text = slider.unit ? `${plain(value)} ${slider.unit}` : plain(value);
    return place === slider.stated ? say("slider-stated", { value: text }) : stated ? say("slider-value", { value: text, share: percent(value / stated, 0) }) : text;
  }
  const placeOf = (which) => (state.at && state.at[0] === which ? state.at[1] : told.sliders[which].stated);
  function sliderPanel() {
    if (!told.sliders.length) return "";
    const isApt = state.on === told.stated, off = isApt ? "" : " disabled";
    const each = told.sliders.map((one, n) => `<div class="slider"><label for="figure-${n}">${escape(both(one.label))}</label><output id="figure-out-${n}" for="figure-${n}">${escape(stopText(one, placeOf(n)))}</output>`
      + `<input type="range" id="figure-${n}" data-figure="${n}" min="0" max="${one.values.length - 1}" step="1" value="${placeOf(n)}" aria-valuetext="${escape(stopText(one, placeOf(n)))}"${off}></div>`).join("");
    return `<h2>${escape(say("sliders"))}</h2><p class="about">${escape(say(isApt ? "sliders-about" : "live-only"))}</p>${each}<div class="all"><button type="button" data-do="stated"${off}>${escape(say("slider-back"))}</button></div>`;
  }
  function moveFigure(which, place) {
    state.at = place === told.sliders[which].stated ? null : [which, place];
    if (movedNow()) { state.moved = {}; move(); }
    draw(false);
  }
  function alongSection() {
    return told.sliders.filter((one) => one.values.length > 1).map((one, which) => {
      const ends = one.values.map((value, n) => (n === one.stated ? [0, told.places[told.stated]] : one.rows[n])), name = `${here()}elapsed.mean`;
      const series = [0, 1].map((side) => ({ label: sides()[side], colour: hues[side], values: ends.map((pair) => numbers.estimate(sample(pair[side], name))) }));
      const names = one.values.map((value) => `${plain(value)}${one.unit === "%" ? "%" : ""}`), title = say("along", { name: both(one.label) });
      return section(`along-${which}`, title, say("along-about", { confidence: confidence() }), figure(charts.course({ width: width(), title, series, names, yLabel: say("days") }))
        + asTable([both(one.label), ...sides()], one.values.map((value, n) => [stopText(one, n), ...series.map((two) => within(two.values[n], digits(two.values[n].mean)))])));
    }).join("");
  }

  // ---- people, moved live
  const live = { worker: null, isBroken: !told.live, isReady: false, found: [], number: 0, asked: 0, drawn: 0 };
  const movedNow = () => Object.keys(state.moved).some((name) => state.moved[name]);
  const nameOf = (name) => both((told.departments.find((one) => one.name === name) || { label: [name, name] }).label);
  // The worker takes all of it apart itself, so that the page is never held up.
  function startWorker() {
    if (live.worker || live.isBroken) return;
    try {
      if (typeof WebAssembly === "undefined" || typeof Worker === "undefined") throw new Error("WebAssembly");
      live.worker = new Worker(URL.createObjectURL(new Blob([`"use strict"; const inflate = (${inflater})();\n${bytesOf}\n(${liveWorker})()`], { type: "text/javascript" })));
      live.worker.onmessage = ({ data }) => heard(data);
      live.worker.onerror = () => heard({ failed: "worker" });
      const [years, kernel] = ["years", "kernel"].map((id) => document.getElementById(id).textContent);
      live.worker.postMessage({ told: told.live, years, kernel });
    } catch (error) { heard({ failed: error }); }
  }
  function heard(data) {
    if (data.failed) { live.isBroken = true; live.worker = null; draw(true); return; }
    if (data.ready) live.isReady = true;
    else {
      live.asked = 0;
      if (data.drawn !== undefined) live.drawn = Math.max(live.drawn, data.drawn + 1);
      else if (data.number === live.number) live.found[data.year] = data.means;
    }
    next();
    showLive();
  }
  // One year at a time is asked for, so that a slider that moves on leaves little behind; while nothing is moved, what
  // years draw is made ready.
  function next() {
    if (!live.isReady || live.asked) return;
    if (!movedNow()) {
      if (live.drawn < told.live.years.length) { live.asked = 1; live.worker.postMessage({ number: -1, year: live.drawn, moved: null }); }
      return;
    }
    for (let year = 0; year < told.live.years.length; year++)
      if (!live.found[year]) { live.asked = 1; live.worker.postMessage({ number: live.number, year, moved: state.moved }); return; }
  }
  // Once all is shown, and nobody does anything, the kernel is made ready.
  let isAhead = false;
  function ahead() {
    if (isAhead || live.isBroken) return;
    isAhead = true;
    if (window.requestIdleCallback) window.requestIdleCallback(startWorker, { timeout: 2000 });
    else setTimeout(startWorker, 500);
  }
  function move() {
    live.number += 1; live.found = [];
    if (movedNow()) { startWorker(); if (live.worker) next(); }
    showLive();
  }
  function liveFound() {
    const years = told.live.years.length, count = (list) => list.filter(Boolean).length;
    if (count(live.found) < years) return null;
    const place = told.live.chains.indexOf(chain().name), even = (v) => numbers.estimate({ v, w: v.map((one) => (known(one) ? 1 : 0)) });
    return even(live.found.map((one, year) => (told.live.planned[year][place] === null ? NaN : one[place] - told.live.planned[year][place])));
  }
  function showLive() {
    const here = document.getElementById("live-found");
    if (!here) return;
    const years = told.live.years.length, count = (list) => list.filter(Boolean).length;
    if (!movedNow()) { here.innerHTML = ""; return; }
    const found = liveFound();
    if (!found) { here.innerHTML = `<p class="about"><span class="spinner" aria-hidden="true"></span> ${escape(say("live-running", { done: count(live.found), all: years }))}</p>`; return; }
    // The interval of the grid and that of the difference are added: what both have in common is not known.
    const own = change(`chain.${chain().name}.elapsed.mean`).after, n = digits(own.mean), mean = own.mean + found.mean;
    here.innerHTML = `<p class="verdict">${escape(say("live-found", {
      chain: both(chain().label), after: fixed(mean, n), low: fixed(Math.max(own.low + found.low, 0), n), high: fixed(own.high + found.high, n),
      change: signed(found.mean, 2), change_low: signed(found.low, 2), change_high: signed(found.high, 2),
    }))}</p>`;
  }
  function livePanel() {
    if (live.isBroken) return `<h2>${escape(say("live"))}</h2><p class="about">${escape(say("live-none"))}</p>`;
    const isApt = state.on === told.stated && !stop().length, off = isApt ? "" : " disabled";
    const each = told.live.departments.map((one, n) => {
      const more = state.moved[one.name] || 0;
      return `<div class="slider"><label for="people-${n}">${escape(nameOf(one.name))}</label><output id="people-out-${n}">${escape(say("live-people", { staff: one.staff, more: more ? signed(more, 0) : "" }))}</output>`
        + `<input type="range" id="people-${n}" data-people="${n}" min="${Math.max(-told.live.fewer, 1 - one.staff)}" max="${told.live.more}" step="1" value="${more}"${off}></div>`;
    }).join("");
    return `<h2>${escape(say("live"))}</h2><p class="about">${escape(say(isApt ? "live-about" : stop().length ? "live-moved" : "live-only", { years: told.live.years.length }))}</p>`
      + `<div id="live-found" role="status" aria-live="polite"></div>${each}<div class="all"><button type="button" data-do="back"${off}>${escape(say("live-back"))}</button></div>`;
  }

  // ---- switches, head and foot
  const bits = (subset) => { let found = 0; for (; subset; subset &= subset - 1) found++; return found; };
  function switchPanel() {
    if (!told.switches.length) return `<div><h2>${escape(say("switches"))}</h2><p>${escape(say("no-switch"))}</p></div>`;
    const each = told.switches.map((one, n) => {
      const more = [one.note, one.source && say("source", { source: one.source }), one.assumed ? say("assumed", { count: one.assumed }) : ""].filter(Boolean);
      return `<div class="switch${state.on >> n & 1 ? "" : " off"}"><input type="checkbox" role="switch" id="switch-${n}" data-switch="${n}"${state.on >> n & 1 ? " checked" : ""} aria-describedby="about-${n}">`
        + `<label for="switch-${n}"><span class="swatch" style="background:${one.colour}"></span>${escape(both(one.label))}</label>`
        + `<div id="about-${n}">${escape(both(one.about))}${both(one.steps) ? ` <em>${escape(both(one.steps))}</em>` : ""}${more.map((text) => `<br>${escape(text)}`).join("")}</div></div>`;
    }).join("");
    const all = ["stated", "none", "all"].map((code) => `<button type="button" data-all="${code}">${escape(say(code))}</button>`).join("");
    const always = told.fixed.length ? `<p class="about">${escape(say("fixed", { names: told.fixed.map(both).join(state.lang ? "、" : ", ") }))}</p>` : "";
    return `<div><h2>${escape(say("switches"))}</h2><p class="about hint">${escape(say("hint"))}</p><div class="all">${all}</div>${each}${always}</div>`;
  }
  function chainField() {
    if (told.chains.length < 2) return "";
    return `<section><p class="field"><label for="chain">${escape(say("chain"))}</label> <select id="chain">${told.chains.map((one, n) => `<option value="${n}"${n === state.chain ? " selected" : ""}>${escape(both(one.label))}</option>`).join("")}</select></p></section>`;
  }
  function head() {
    const buttons = ["copy", "save", "print"].map((code) => `<button type="button" data-do="${code}"${code === "save" ? ` title="${escape(say("save-note", { file: told.name + ".yaml" }))}"` : ""}>${escape(say(code))}</button>`).join("");
    return `<a class="skip" href="#verdict" data-skip>${escape(say("skip"))}</a><header><div class="bar"><div><h1>${escape(both(told.title))}</h1>`
      + `<p>${escape(say("sub", { replications: R, count: told.switches.length, first: told.cohort[0], last: told.cohort[1] }))}</p></div>`
      + `<div class="buttons">${buttons}<button type="button" data-do="lang" aria-label="${escape(say("to-language"))}" lang="${LANGUAGES[1 - state.lang]}">${escape(say("language"))}</button></div></div></header>`;
  }
  const foot = () => `<footer><h2>${escape(say("made"))}</h2><p>${escape(say("made-text", { replications: R, seed: told.seed, confidence: confidence(), version: told.version, file: `${told.name}.yaml` }))}</p></footer>`;

  // ---- drawing: each section stands in a place of its own, and is put there anew only where it has changed
  const SWITCHED = [targetSection, cycleSection, monthSection, timeSection, departmentSection, fourSection, shareSection, loserSection];
  // What no switch changes.
  const UNSWITCHED = [alongSection, watchSection, assumptionSection];
  const shown = {}, AT_ONCE_MS = 12;
  let waits = [], timer = 0;
  // A reader's own moves of sliders are not in the text that was put.
  const isAsPut = (node) => Array.from(node.querySelectorAll("input[type=range]")).every((one) => one.value === one.getAttribute("value"));
  // What is open or focused stays so.
  function put(id, html) {
    const node = document.getElementById(id);
    if (shown[id] === html && isAsPut(node)) { node.querySelectorAll("details").forEach(unfold); return; }
    const open = Array.from(node.querySelectorAll("details")).map((one) => one.open), focused = node.contains(document.activeElement) && document.activeElement.id;
    shown[id] = node.innerHTML = html;
    node.querySelectorAll("details").forEach((one, n) => { if (open[n]) { one.open = true; unfold(one); } });
    const again = focused && document.getElementById(focused);
    if (again) again.focus();
  }
  const places = [...SWITCHED, ...UNSWITCHED].map((make, n) => ({ id: `place-${n}`, make }));
  function show({ id, make }) {
    drawnPlace = id; drawnTables = 0;
    put(id, make());
    if (make === watchSection) showFilm();
  }
  // Of a page that is still empty what can be seen is shown first, and the rest once that has been painted: few sections
  // at a time, so that the page answers in between. Who prints has them all at once.
  const isAbove = (one) => document.getElementById(one.id).getBoundingClientRect().top < window.innerHeight;
  function begin() {
    waits = places.slice();
    while (waits.length && isAbove(waits[0])) show(waits.shift());
    if (document.hidden) goOn();
    else requestAnimationFrame(goOn);
  }
  function goOn() {
    clearTimeout(timer);
    if (!waits.length) { ahead(); return; }
    timer = setTimeout(() => {
      const since = performance.now();
      while (waits.length && performance.now() - since < AT_ONCE_MS) show(waits.shift());
      goOn();
    });
  }
  function finish() {
    clearTimeout(timer);
    waits.splice(0).forEach(show);
  }

  // Everything anew, or only what a switch changes.
  function draw(isWhole) {
    const focused = document.activeElement && document.activeElement.id, isFirst = !("first" in shown), scrolled = window.scrollY;
    document.documentElement.lang = state.lang ? "zh-CN" : "en";
    document.title = both(told.title);
    if (isWhole) {
      measured = 0;
      Object.keys(shown).forEach((id) => { delete shown[id]; });
      root.innerHTML = `${head()}<div class="layout"><div id="first" tabindex="-1"></div><aside aria-label="${escape(say("switches"))}">${switchPanel()}<div id="sliders"></div><div id="live"></div></aside><main id="results">${places.map((one) => `<div id="${one.id}"></div>`).join("")}</main></div>${foot()}`;
    } else {
      document.querySelectorAll("[data-switch]").forEach((one) => {
        one.checked = Boolean(state.on >> one.dataset.switch & 1);
        one.closest(".switch").classList.toggle("off", !one.checked);
      });
    }
    put("first", chainField() + verdictSection());
    put("sliders", sliderPanel());
    document.getElementById("sliders").hidden = !told.sliders.length;
    put("live", livePanel());
    showLive();
    if (isFirst) begin();
    else { finish(); places.filter((one) => isWhole || SWITCHED.indexOf(one.make) >= 0).forEach(show); }
    if (isWhole && !isFirst) window.scrollTo(window.scrollX, scrolled);
    const again = focused && document.getElementById(focused);
    if (again && again !== document.activeElement) again.focus();
    remember();
  }

  // ---- the state in the address
  function remember() {
    const on = told.switches.filter((_, n) => state.on >> n & 1).map((one) => encodeURIComponent(one.name)).join(",");
    const found = [`on=${on}`, `lang=${LANGUAGES[state.lang]}`];
    const people = Object.keys(state.moved).filter((name) => state.moved[name]);
    if (people.length) found.push(`people=${people.map((name) => `${encodeURIComponent(name)}:${state.moved[name]}`).join(",")}`);
    if (stop().length) found.push(`figure=${encodeURIComponent(told.sliders[state.at[0]].name)}:${plain(told.sliders[state.at[0]].values[state.at[1]])}`);
    if (state.chain) found.push(`chain=${encodeURIComponent(chain().name)}`);
    if (state.measure) found.push(`measure=${encodeURIComponent(state.measure)}`);
    const address = `#${found.join("&")}`;
    if (location.hash !== address) try { history.replaceState(null, "", address); } catch (error) { location.hash = address; }
  }
  function recall() {
    const given = {};
    for (const part of location.hash.slice(1).split("&")) { const [name, ...value] = part.split("="); given[name] = value.join("="); }
    const plainText = (text) => { try { return decodeURIComponent(text); } catch (error) { return ""; } };
    if (given.on !== undefined) {
      const names = given.on.split(",").map(plainText);
      state.on = told.switches.reduce((all, one, n) => all | (names.includes(one.name) ? 1 << n : 0), 0);
    }
    state.moved = {};
    if (given.people && told.live) for (const part of given.people.split(",")) {
      const [name, more] = part.split(":"), one = told.live.departments.find((other) => other.name === plainText(name));
      if (one) state.moved[one.name] = Math.max(Math.min(Math.round(Number(more)) || 0, told.live.more), Math.max(-told.live.fewer, 1 - one.staff));
    }
    state.at = null;
    if (given.figure && state.on === told.stated) {
      const parts = given.figure.split(":"), which = told.sliders.findIndex((one) => one.name === plainText(parts[0]));
      const place = which < 0 ? -1 : told.sliders[which].values.findIndex((value) => plain(value) === parts[1]);
      if (place >= 0 && place !== told.sliders[which].stated) { state.at = [which, place]; state.moved = {}; }
    }
    if (given.lang !== undefined) state.lang = Math.max(LANGUAGES.indexOf(given.lang), 0);
    if (given.chain !== undefined) state.chain = Math.max(told.chains.findIndex((one) => one.name === plainText(given.chain)), 0);
    if (given.measure !== undefined) state.measure = plainText(given.measure);
  }

  // ---- what buttons do
  function scenarioText() {
    return told.file.filter(([, place]) => place < 0 || !(state.on >> place & 1)).map(([line]) => line).join("\n") + "\n";
  }
  function save() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([scenarioText()], { type: "application/yaml" }));
    link.download = `${told.name}-switched.yaml`;
    document.body.appendChild(link); link.click(); link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
  function copy(button) {
    const area = document.createElement("textarea");
    area.value = location.href; area.setAttribute("aria-hidden", "true");
    document.body.appendChild(area); area.select();
    document.execCommand("copy"); area.remove();
    button.textContent = say("copied"); button.focus();
    setTimeout(() => { button.textContent = say("copy"); }, 1500);
  }
  root.addEventListener("click", (event) => {
    const { do: what, all, skip } = (event.target.closest("[data-do],[data-all],[data-skip]") || { dataset: {} }).dataset;
    if (skip !== undefined) { event.preventDefault(); document.getElementById("first").focus(); }
    if (all) { state.on = all === "stated" ? told.stated : all === "none" ? 0 : (1 << told.switches.length) - 1; draw(false); }
    if (what === "lang") { state.lang = 1 - state.lang; draw(true); root.querySelector('[data-do="lang"]').focus(); }
    if (what === "save") save();
    if (what === "copy") copy(event.target);
    if (what === "play") play(!film.isOn);
    if (what === "print") window.print();
    if (what === "stated") { state.at = null; draw(false); }
    if (what === "back") { state.moved = {}; move(); draw(false); }
  });
  root.addEventListener("change", (event) => {
    const one = event.target;
    if (one.dataset.switch !== undefined) state.on = one.checked ? state.on | 1 << one.dataset.switch : state.on & ~(1 << one.dataset.switch);
    else if (one.id === "speed") { film.speed = Number(one.value); return; }
    else if (one.id === "chain") { state.chain = Number(one.value); state.measure = ""; film.isOn = false; film.minute = null; draw(true); return; }
    else if (one.id === "measure") state.measure = one.value;
    else if (one.dataset.figure !== undefined) { moveFigure(Number(one.dataset.figure), Number(one.value)); return; }
    else if (one.dataset.people !== undefined) { state.moved[told.live.departments[one.dataset.people].name] = Number(one.value); move(); remember(); return; }
    else return;
    draw(false);
  });
  root.addEventListener("toggle", (event) => unfold(event.target), true);
  // Who reaches for the people is about to move them.
  for (const kind of ["pointerover", "focusin"]) root.addEventListener(kind, (event) => { if (event.target.dataset.people !== undefined && !event.target.disabled) startWorker(); });
  root.addEventListener("input", (event) => {
    if (event.target.id === "minute") { film.minute = Number(event.target.value); showFilm(); }
    if (event.target.dataset.figure !== undefined) {
      const slider = told.sliders[event.target.dataset.figure];
      document.getElementById(`figure-out-${event.target.dataset.figure}`).textContent = stopText(slider, Number(event.target.value));
    }
    const place = event.target.dataset.people;
    if (place === undefined) return;
    const one = told.live.departments[place], more = Number(event.target.value);
    document.getElementById(`people-out-${place}`).textContent = say("live-people", { staff: one.staff, more: more ? signed(more, 0) : "" });
  });
  window.addEventListener("beforeprint", finish);
  let waiting = 0, wide = 0;
  window.addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(() => { if (wide !== window.innerWidth) { wide = window.innerWidth; draw(true); } }, 150); });
  window.addEventListener("hashchange", () => { const before = JSON.stringify(state); recall(); if (JSON.stringify(state) !== before) draw(true); });

  if (/^zh\b/i.test(navigator.language || "")) state.lang = 1;
  try {
    numbers.use(told);
    read();
    recall();
    wide = window.innerWidth;
    draw(true);
    if (movedNow() && state.on === told.stated) move();
    window.adminsim = { told, state, figures, numbers, stop, sample, change, judged, parts, measures, row, scenarioText, draw, finish, live, film, isWhole: () => !waits.length };
  } catch (error) {
    root.innerHTML = `<p class="notice">${escape(say("unmade", { reason: error }))}</p>`;
    throw error;
  }
})();
