// Returns what is wrong for those who do not see the page, or see it badly; run as the body of a function.
const wrong = [];
const seen = (e) => e.offsetParent !== null || e.getClientRects().length;
for (const e of document.querySelectorAll('button,select,input,summary')) {
  const label = e.getAttribute('aria-label') || e.innerText || (e.labels && Array.from(e.labels).map((l) => l.innerText).join(''));
  if (!label || !label.trim()) wrong.push('no name: ' + e.outerHTML.slice(0, 80));
}
for (const e of document.querySelectorAll('svg')) if (e.getAttribute('role') !== 'img' || !e.getAttribute('aria-label')) wrong.push('svg');
const ids = Array.from(document.querySelectorAll('[id]')).map((e) => e.id);
if (new Set(ids).size !== ids.length) wrong.push('an id twice');
for (const e of document.querySelectorAll('[aria-labelledby],[aria-describedby]'))
  for (const name of ['aria-labelledby', 'aria-describedby'])
    if (e.getAttribute(name) && !document.getElementById(e.getAttribute(name))) wrong.push(name + ' of nothing');
if (document.querySelectorAll('h1').length !== 1) wrong.push('h1');
if (!document.querySelector('main') || !document.documentElement.lang) wrong.push('main, lang');
const parse = (text) => (text.match(/[\d.]+/g) || []).map(Number);
const light = (rgb) => rgb.slice(0, 3).map((v) => v / 255).map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  .reduce((sum, v, n) => sum + v * [0.2126, 0.7152, 0.0722][n], 0);
function ground(e) {
  for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] > 0) return c; }
  return [255, 255, 255];
}
for (const e of document.querySelectorAll('body *')) {
  const own = Array.from(e.childNodes).some((n) => n.nodeType === 3 && n.textContent.trim());
  if (!own || !seen(e) || e.closest('svg,script,noscript')) continue;
  const a = light(parse(getComputedStyle(e).color)), b = light(ground(e));
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (ratio < 4.5) wrong.push(`${ratio.toFixed(2)}: ${e.outerHTML.slice(0, 90)}`);
}
return wrong;
