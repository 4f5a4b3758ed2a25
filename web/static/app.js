// The page works without this file, and the server does all arithmetic of time.
const find = (what, where = document) => where.querySelector(what);
const same = href => { const url = new URL(href, location.href); return url.origin === location.origin && url.pathname === location.pathname; };
let turn = 0;

async function read(href) {
  const answer = await fetch(href, {headers: {Accept: 'text/html'}}), text = await answer.text();
  if (!answer.ok) throw answer;
  return [new DOMParser().parseFromString(text, 'text/html'), answer.url];
}

async function show(href, entry = 'pushState', state = null) {
  const mine = ++turn, active = document.activeElement, key = active?.dataset?.key, id = active?.id;
  let page, url;
  try { [page, url] = await read(href); } catch { if (mine === turn) location.href = href; return; }
  if (mine !== turn) return;
  const open = find('details.filters')?.open, y = scrollY;
  find('#main').replaceWith(find('#main', page));
  document.title = page.title;
  if (entry) history[entry](state, '', url);
  if (open) find('details.filters')?.setAttribute('open', '');
  scrollTo(0, y);
  wire();
  (key ? find(`[data-key="${CSS.escape(key)}"]`) : id ? document.getElementById(id) : null)?.focus({preventScroll: true});
}

// The stretch of time that the reader sees, in seconds, ahead of the drawing.
let seen, figure, later, paging = Promise.resolve();
const bounds = figure => [+figure.dataset.from, +figure.dataset.to];
const stamp = seconds => new Date(Math.round(seconds / 60) * 6e4).toISOString().replace(/:\d\d\.\d+|[-:]/g, '');
function address(from, to) {
  const url = new URL(location.href);
  for (const name of ['view', 'day', 'page']) url.searchParams.delete(name);
  url.searchParams.set('from', stamp(from)); url.searchParams.set('to', stamp(to));
  return url.href;
}

// All positions are per cent of the strip, so no text grows with it.
function place() {
  const [from, to] = bounds(figure), length = seen[1] - seen[0], scale = (to - from) / length;
  for (const [strip, at, size] of [['.wide', 'x', 'width'], ['.tall', 'y', 'height']]) {
    const box = find(strip + ' .strip', figure);
    box.setAttribute(at, (from - seen[0]) / length * 100 + '%'); box.setAttribute(size, scale * 100 + '%');
  }
  figure.classList.add('live');
  figure.classList.toggle('far', scale < 0.8);
}
const limited = length => Math.min(Math.max(length, 1800), 12e9);
function look(from, length) {
  seen = [from, from + limited(length)];
  turn++;
  place(); neighbours(); settle();
}
function settle() {
  clearTimeout(later);
  later = setTimeout(() => { if (!fingers.size) show(address(...seen), history.state === 'moved' ? 'replaceState' : 'pushState', 'moved'); }, 150);
}

// What lies before and after.
async function neighbours() {
  const around = figure, [from, to] = bounds(around);
  if (around.dataset.ready) return;
  around.dataset.ready = 1;
  for (const side of [-1, 1]) {
    const shift = side * (to - from), [page] = await read(address(from + shift, to + shift)).catch(() => []), other = page && find('.rulers', page);
    if (!other || !around.isConnected) return;
    for (const [drawing, axis] of [['.wide', 'x'], ['.tall', 'y']]) {
      const tile = find(drawing + ' .draw', other), strip = find(drawing + ' .strip', around);
      tile.classList.add('tile');
      if (axis === 'x') tile.setAttribute('y', find('.draw', strip).dataset.top - tile.dataset.top);
      tile.setAttribute(axis, side * 100 + '%');
      Object.assign(tile.dataset, other.dataset);
      strip.append(tile);
    }
  }
}

function press(key) {
  const link = key && find(`.tools [data-key="${key}"]`);
  if (!link) return false;
  const [from, to] = seen, length = to - from, side = key === 'ArrowRight' ? 1 : -1;
  if (key === '+' || key === '-') { const wanted = limited(length * (key === '+' ? 0.5 : 2)); look(from + (length - wanted) / 2, wanted); }
  else if (!new URL(link.href).searchParams.has('day')) look(from + side * length / 2, length);
  else { // a calendar's page
    seen = [from + side * length, to + side * length];
    place();
    paging = paging.then(() => show(find(`.tools [data-key="${key}"]`).href));
  }
  return true;
}

// The time under each finger stays under it.
const fingers = new Map();
let pane, first, dragging;
const along = event => {
  const box = pane.getBoundingClientRect();
  return pane.matches('.tall *') ? (event.clientY - box.top) / box.height : (event.clientX - box.left) / box.width;
};
addEventListener('pointerdown', event => {
  const on = event.target.closest?.('.pane');
  if (event.button || !on || !find('.tools')) return;
  if (!fingers.size) { pane = on; first = [event.clientX, event.clientY]; dragging = false; }
  fingers.set(event.pointerId, along(event));
});
addEventListener('pointermove', event => {
  if (!fingers.has(event.pointerId)) return;
  dragging ||= fingers.size > 1 || Math.hypot(event.clientX - first[0], event.clientY - first[1]) > 4;
  if (!dragging || (fingers.size < 2 && event.pointerType === 'touch' && pane.matches('.tall *'))) return;
  const [a, b] = fingers.values();
  fingers.set(event.pointerId, along(event));
  const [c, d] = fingers.values(), length = seen[1] - seen[0], wanted = b === undefined || Math.abs(d - c) < 0.02 ? length : limited(length * Math.abs((b - a) / (d - c)));
  look(seen[0] + a * length - c * wanted, wanted);
});
for (const name of ['pointerup', 'pointercancel']) addEventListener(name, event => {
  if (!fingers.delete(event.pointerId) || !dragging) return;
  pane.addEventListener('click', event => event.preventDefault(), {capture: true, once: true});
  settle();
});
addEventListener('dragstart', event => { if (fingers.size) event.preventDefault(); });

function wire() {
  clearTimeout(later);
  fingers.clear();
  figure = find('.rulers');
  tick();
  document.querySelectorAll('[data-copy]').forEach(button => { button.hidden = !navigator.clipboard; });
  if (!figure || !find('.tools')) return;
  seen = bounds(figure);
  figure.addEventListener('pointerenter', neighbours, {once: true});
  figure.addEventListener('wheel', event => {
    if (!event.ctrlKey || !(pane = event.target.closest('.pane'))) return;
    event.preventDefault();
    const length = seen[1] - seen[0], wanted = limited(length * 2 ** (Math.max(-100, Math.min(100, event.deltaY)) / 100));
    look(seen[0] + (length - wanted) * along(event), wanted);
  }, {passive: false});
}

function tick() {
  document.querySelectorAll('.now').forEach(now => {
    const [from, to] = bounds(now.closest('[data-from]')), at = (Date.now() / 1000 - from) / (to - from) * 100;
    const side = now.closest('.wide') ? ['x1', 'x2', 'x'] : ['y1', 'y2', 'y'], line = find('line', now);
    if (!(at >= 0 && at <= 100)) { now.remove(); find('.k-now')?.parentElement.remove(); return; }
    line.setAttribute(side[0], at + '%'); line.setAttribute(side[1], at + '%'); find('text', now).setAttribute(side[2], at + '%');
  });
}

document.addEventListener('click', event => {
  const copy = event.target.closest?.('[data-copy]');
  if (copy) {
    const from = document.getElementById(copy.dataset.copy);
    navigator.clipboard.writeText(from.value ?? from.textContent).then(() => { copy.textContent = 'Copied'; });
  }
  const link = event.target.closest?.('main .tools a, main .chips a, main .pager a');
  if (!link || event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey || event.button || !same(link.href)) return;
  event.preventDefault();
  if (!press(link.dataset.key)) show(link.href);
});
document.addEventListener('submit', event => {
  const form = event.target;
  if (form.method !== 'get' || !same(form.action)) return;
  event.preventDefault();
  show(form.action + '?' + new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== '')));
});
document.addEventListener('keydown', event => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest?.('input, select, textarea, .scroll')) return;
  const key = {'=': '+', _: '-'}[event.key] ?? event.key, fit = key === '0' && find('.tools a');
  if (fit) show(fit.href); else if (!['+', '-', 'ArrowLeft', 'ArrowRight'].includes(key) || !press(key)) return;
  event.preventDefault();
});
addEventListener('popstate', () => show(location.href, ''));
setInterval(tick, 20000);
wire();

// A name, never an offset; browsers that hide where they are say UTC.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && zone !== 'UTC' && !document.cookie.split('; ').includes('zone=' + zone)) {
  document.cookie = 'zone=' + zone + '; path=/; SameSite=Lax';
  if (document.cookie.includes('zone=')) show(location.href, '');
}
