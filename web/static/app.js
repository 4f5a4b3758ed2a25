// Everything on the page works without this file; the server does all arithmetic of time.
// It adds: the reader's own zone first, changes in place, keys and wheel to zoom, drag to pan, and a "now" that moves.
const main = () => document.getElementById('main');
const policy = globalThis.trustedTypes?.createPolicy?.('timeline', {createHTML: text => text});
const same = href => { const url = new URL(href, location.href); return url.origin === location.origin && url.pathname === location.pathname ? url : null; };
let turn = 0;

async function show(href, push = true) {
  const mine = ++turn, active = document.activeElement, key = active?.dataset?.key, id = active?.id;
  let answer, text;
  try { answer = await fetch(href, {headers: {Accept: 'text/html'}}); text = await answer.text(); } catch { location.href = href; return; }
  if (mine !== turn) return;
  if (!answer.ok) { location.href = href; return; }
  const page = new DOMParser().parseFromString(policy ? policy.createHTML(text) : text, 'text/html');
  const open = document.querySelector('details.filters')?.open, y = scrollY;
  main().replaceWith(page.getElementById('main'));
  document.title = page.title;
  if (push) history.pushState(null, '', answer.url);
  if (open) document.querySelector('details.filters')?.setAttribute('open', '');
  scrollTo({top: y, behavior: 'instant'});
  wire();
  (key ? document.querySelector(`[data-key="${CSS.escape(key)}"]`) : id ? document.getElementById(id) : null)?.focus({preventScroll: true});
}
const move = key => { const link = document.querySelector(`.tools [data-key="${CSS.escape(key)}"]`); if (link) show(link.href); return !!link; };

// Read and write the stretch of time in the address, for a zoom about the pointer and for a drag.
const stamp = seconds => new Date(Math.round(seconds / 60) * 6e4).toISOString().replace(/[-:]|:?\d\d\.\d+/g, '').replace(/(T\d{4})\d*Z/, '$1Z');
function stretch(figure, from, to) {
  const url = new URL(location.href);
  for (const name of ['view', 'day', 'page']) url.searchParams.delete(name);
  url.searchParams.set('from', stamp(from)); url.searchParams.set('to', stamp(to));
  show(url.href);
}

function wire() {
  const figure = document.querySelector('.rulers'), pane = figure?.querySelector('.pane');
  tick();
  document.querySelectorAll('[data-copy]').forEach(button => { button.hidden = !navigator.clipboard; });
  if (!pane || !document.querySelector('.tools')) return;
  const from = +figure.dataset.from, to = +figure.dataset.to, draw = pane.querySelector('.draw');
  pane.addEventListener('wheel', event => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    if (pane.dataset.busy) return;
    pane.dataset.busy = 1;
    const box = pane.getBoundingClientRect(), at = (event.clientX - box.left) / box.width, factor = event.deltaY < 0 ? 0.5 : 2;
    const length = Math.max(1800, (to - from) * factor), start = from + ((to - from) - length) * at;
    stretch(figure, start, start + length);
  }, {passive: false});
  let held = null;
  pane.addEventListener('pointerdown', event => { if (event.button === 0 && event.pointerType === 'mouse') held = {x: event.clientX, by: 0}; });
  addEventListener('pointermove', event => {
    if (!held || !pane.isConnected) return;
    held.by = event.clientX - held.x;
    if (Math.abs(held.by) > 4) { pane.classList.add('drag'); draw.style.transform = `translateX(${held.by}px)`; }
  });
  addEventListener('pointerup', () => {
    if (!held || !pane.isConnected) return;
    const {by} = held; held = null;
    if (Math.abs(by) <= 4) return;
    pane.addEventListener('click', event => event.preventDefault(), {capture: true, once: true});
    const shift = -by / pane.clientWidth * (to - from);
    stretch(figure, from + shift, to + shift);
  });
  pane.addEventListener('dragstart', event => event.preventDefault());
}

function tick() {
  const figure = document.querySelector('.rulers'), from = +figure?.dataset.from, to = +figure?.dataset.to;
  const at = (Date.now() / 1000 - from) / (to - from) * 100;
  document.querySelectorAll('.now').forEach(now => {
    const side = now.closest('.wide') ? ['x1', 'x2', 'x'] : ['y1', 'y2', 'y'], line = now.querySelector('line'), text = now.querySelector('text');
    if (!(at >= 0 && at <= 100)) { now.remove(); document.querySelector('.k-now')?.parentElement.remove(); return; }
    line.setAttribute(side[0], at + '%'); line.setAttribute(side[1], at + '%'); text.setAttribute(side[2], at + '%');
  });
}

document.addEventListener('click', event => {
  const copy = event.target.closest?.('[data-copy]');
  if (copy) { navigator.clipboard.writeText((({value, textContent}) => value ?? textContent)(document.getElementById(copy.dataset.copy))).then(() => { copy.textContent = 'Copied'; }); return; }
  const link = event.target.closest?.('main .tools a, main .chips a, main .pager a');
  if (!link || event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey || event.button || !same(link.href)) return;
  event.preventDefault(); show(link.href);
});
document.addEventListener('submit', event => {
  const form = event.target;
  if (form.method !== 'get' || !same(form.action)) return;
  event.preventDefault();
  const filled = [...new FormData(form)].filter(([, value]) => value !== '');
  show(form.action + '?' + new URLSearchParams(filled));
});
document.addEventListener('keydown', event => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest?.('input, select, textarea, .scroll')) return;
  const key = {'=': '+', _: '-'}[event.key] ?? event.key;
  if (key === '0') { const fit = document.querySelector('.tools a'); if (fit) show(fit.href); } else if (!['+', '-', 'ArrowLeft', 'ArrowRight'].includes(key) || !move(key)) return;
  event.preventDefault();
});
addEventListener('popstate', () => show(location.href, false));
setInterval(tick, 20000);
wire();

// The name of the reader's zone goes to the server, never an offset; a session cookie, so that the next page has it at once.
// Browsers that hide where they are say UTC.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && zone !== 'UTC' && !document.cookie.split('; ').includes('zone=' + zone)) {
  document.cookie = 'zone=' + zone + '; path=/; SameSite=Lax';
  if (document.cookie.includes('zone=')) show(location.href, false);
}
