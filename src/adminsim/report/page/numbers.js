// Estimates, verdicts and shares from the values of the runs, as study/findings has them.
"use strict";
const numbers = (() => {
  // A sample is {v, w}: a value for each run, and what the run weighs. T has the quantiles of Student's t by degrees of
  // freedom, Z that of the normal distribution.
  let T = [], Z = 0;
  const NOTHING = { mean: NaN, low: NaN, high: NaN };
  const sum = (values) => { let found = 0; for (const one of values) found += one; return found; };
  const all = (values, is) => { for (const one of values) if (!is(one)) return false; return true; };
  const counted = (s) => Array.from(s.w.keys()).filter((n) => s.w[n] > 0);
  const pick = (values, places) => places.map((n) => values[n]);

  function mean(s) {
    const here = counted(s), v = pick(s.v, here), w = pick(s.w, here);
    if (!here.length) return NaN;
    if (all(w, (one) => one === w[0])) return sum(v) / v.length;
    return sum(v.map((one, n) => one * w[n])) / sum(w);
  }

  // Values whose mean is the ratio of sums, and whose spread is its jackknife error.
  function byRun(s) {
    const here = counted(s), middle = mean(s), found = new Array(s.v.length).fill(middle);
    if (!here.length || !isFinite(middle)) return found;
    const v = pick(s.v, here), w = pick(s.w, here);
    if (all(w, (one) => one === w[0])) { here.forEach((n, k) => { found[n] = v[k]; }); return found; }
    const whole = sum(w), away = v.map((one, k) => w[k] * (one - middle) / (whole - w[k])), far = sum(away) / away.length;
    here.forEach((n, k) => { found[n] = middle + (here.length - 1) * (away[k] - far); });
    return found;
  }

  function error(sample) {
    const middle = sum(sample) / sample.length;
    return Math.sqrt(sum(sample.map((one) => (one - middle) ** 2)) / (sample.length - 1) / sample.length);
  }

  function estimate(s) {
    const middle = mean(s), sample = pick(byRun(s), counted(s));
    if (sample.length < 2 || !isFinite(middle)) return { mean: middle, low: middle, high: middle };
    const half = T[sample.length - 1] * error(sample);
    return { mean: middle, low: middle - half, high: middle + half };
  }

  function effectiveCases(s) {
    const share = mean(s), sample = pick(byRun(s), counted(s)), cases = sum(s.w);
    const off = sample.length > 1 ? error(sample) : 0;
    if (!(off > 0) || !(share > 0 && share < 1)) return cases;
    return Math.min(cases, share * (1 - share) / off ** 2 * (Z / T[sample.length - 1]) ** 2);
  }

  function estimateShare(s) {
    const found = mean(s);
    if (!isFinite(found)) return NOTHING;
    const part = Z ** 2 / effectiveCases(s), share = Math.min(Math.max(found, 0), 1);
    const middle = (share + part / 2) / (1 + part);
    const half = Math.sqrt(part * share * (1 - share) + part ** 2 / 4) / (1 + part);
    return {
      mean: share, low: share === 0 ? 0 : Math.max(middle - half, 0), high: share === 1 ? 1 : Math.min(middle + half, 1),
    };
  }

  // The sum of two figures of the same runs, each times a number: by default the paired cut.
  function weighed(before, after, ofBefore = 1, ofAfter = -1) {
    const one = byRun(before), other = byRun(after);
    return {
      v: one.map((value, n) => ofBefore * value + ofAfter * other[n]),
      w: one.map((_, n) => (before.w[n] > 0 || after.w[n] > 0 ? 1 : 0)),
    };
  }

  function relativeCut(before, after) {
    const base = mean(before), left = mean(after);
    if (!base || !isFinite(base) || !isFinite(left)) return NOTHING;
    const ratio = (base - left) / base, values = weighed(before, after, 1 - ratio);
    const found = estimate({ v: values.v.map((one) => one / base), w: values.w });
    const high = left < 0 || base < 0 ? ratio + found.high : Math.min(ratio + found.high, 1);
    return { mean: ratio, low: ratio + found.low, high: Math.max(ratio, high) };
  }

  function change(before, after) {
    return { before: estimate(before), after: estimate(after), cut: estimate(weighed(before, after)), relative: relativeCut(before, after) };
  }

  // A target under one reading; a side is {shown, rises, falls}: the sample, and how many cases may still change it.
  function moved(side, cases, sign) {
    if (all(cases, (one) => !one)) return side.shown;
    return { v: side.shown.v.map((one, n) => one + sign * cases[n] / Math.max(side.shown.w[n], 1)), w: side.shown.w };
  }
  const least = (side) => moved(side, side.falls, -1);
  function most(side, isShare) {
    if (isShare || all(side.rises, (one) => !one)) return moved(side, side.rises, 1);
    return { v: side.shown.v.map((one, n) => (side.shown.w[n] > 0 ? Infinity : one)), w: side.shown.w };
  }
  function heldAgainst(target, before, after) {
    const [ofBefore, ofAfter] = target.weights;
    return ofBefore ? weighed(before, after, ofBefore, ofAfter) : after;
  }

  function verdict(target, worst, best) {
    const low = target.atLeast ? worst.low : -worst.high, line = target.atLeast ? target.required : -target.required;
    const high = target.atLeast ? best.high : -best.low, lowest = target.atLeast ? best.low : -best.high;
    if (isNaN(low) || isNaN(high)) return "undecided";
    if (target.atLeast && worst.mean === target.required && target.required === 1) return "met";
    if (low > line || (low === line && !target.isStrict)) return "met";
    return high < line || (target.isStrict && lowest === high && high === line) ? "missed" : "undecided";
  }

  function judge(target, before, after) {
    const of = target.isShare ? estimateShare : estimate;
    const ends = target.lessIsBetter
      ? [[least(before), most(after, target.isShare)], [most(before, target.isShare), least(after)]]
      : [[most(before, target.isShare), least(after)], [least(before), most(after, target.isShare)]];
    const [worst, best] = ends.map(([one, other]) => of(heldAgainst(target, one, other)));
    const both = Array.from(before.shown.w.keys()).filter((n) => before.shown.w[n] > 0 && after.shown.w[n] > 0);
    const plain = (side) => ({ v: pick(side.shown.v, both), w: both.map(() => 1) });
    const years = both.length ? heldAgainst(target, plain(before), plain(after)).v : [];
    // Just on the line a target is reached, unless a change is asked for.
    const margins = years.map((one) => (target.atLeast ? one - target.required : target.required - one));
    const reached = margins.filter((one) => (target.isStrict ? one > 0 : one >= 0)).length;
    return {
      before: of(before.shown), after: of(after.shown), judged: of(heldAgainst(target, before.shown, after.shown)),
      verdict: verdict(target, worst, best), reached, years: both.length,
    };
  }

  // What each of several players contributes, from a value for each subset: Shapley (1953).
  function shapley(value, count) {
    const factorial = [1];
    for (let n = 1; n <= count; n++) factorial.push(n * factorial[n - 1]);
    const size = (subset) => { let found = 0; for (; subset; subset &= subset - 1) found++; return found; };
    const weight = Array.from({ length: count }, (_, s) => factorial[s] * factorial[count - s - 1] / factorial[count]);
    const sizes = Uint8Array.from({ length: 1 << count }, (_, subset) => size(subset));
    return Array.from({ length: count }, (_, player) => {
      let found = 0;
      for (let subset = 0; subset < 1 << count; subset++)
        if (!(subset >> player & 1)) found += weight[sizes[subset]] * (value[subset | 1 << player] - value[subset]);
      return found;
    });
  }

  return {
    use(design) { T = design.t; Z = design.z; },
    NOTHING, mean, byRun, estimate, estimateShare, weighed, relativeCut, change, judge, shapley,
  };
})();
if (typeof module !== "undefined") module.exports = numbers;
