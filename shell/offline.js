// The page on which a reader chooses what is kept on this device, sees how far it is, and takes it away again
// (web/offline.html).

import {ask, bring, can_badge, has_badge, is_paused, pause, register, root, want_badge} from './keeping.js';

/** @typedef {import('./keeping.js').Wish} Wish */

const korean = {
  title: '오프라인에 담기', about: '담아 두면 연결이 없어도 읽고 찾을 수 있습니다.', back: '돌아가기', open: '이 기기의 글 열기',
  article: '이 글', whole: '누리집 전체', whole_about: '모든 글과 찾기. 그림은 따로 담습니다.', pictures: '그림', categories: '갈래', articles: '담은 글',
  keep: '담기', remove: '빼기', pause: '멈추기', go_on: '이어 담기', kept: '담겨 있습니다', waiting: '멈춰 있습니다', no_net: '연결을 기다립니다', no_room: '자리가 모자랍니다',
  full: '자리가 모자랍니다. 이미 담은 것은 그대로 읽을 수 있습니다. 아래에서 하나를 빼면 자리가 납니다:', nothing: '뺄 것이 없습니다. 기기의 자리를 비워 주세요.', frees: '빼면',
  used: (/** @type {string} */ used, /** @type {string} */ most) => `이 기기에서 ${used}를 쓰고 있습니다${most ? ` (많아야 ${most})` : ''}.`,
  lasts: '브라우저가 마음대로 지우지 않습니다.', may_go: '자리가 모자라면 브라우저가 지울 수 있습니다. 지워진 것은 다시 담습니다.',
  badge: '새 글이 오면 앱 그림에 점을 찍습니다 (설치했을 때).',
  cannot: '이 브라우저나 주소에서는 담아 둘 수 없습니다. https로 열었는지, 사생활 보호 창이 아닌지 보아 주세요.', first: '누리집을 처음 담는 중입니다. 잠시만 기다려 주세요.',
};
/** @type {typeof korean} */
const english = {
  title: 'Keep offline', about: 'What is kept can be read and searched without a connection.', back: 'Back', open: 'Open posts of your own',
  article: 'This article', whole: 'The whole site', whole_about: 'All articles and the search. Pictures are kept apart.', pictures: 'Pictures', categories: 'Categories', articles: 'Kept articles',
  keep: 'Keep', remove: 'Remove', pause: 'Pause', go_on: 'Go on', kept: 'Kept', waiting: 'Paused', no_net: 'Waiting for the connection', no_room: 'There is no room left',
  full: 'There is no room left. What is kept already can still be read. Removing one of these makes room:', nothing: 'Nothing here can be removed. Please free space on the device.', frees: 'frees',
  used: (used, most) => `${used} are used on this device${most ? ` (of at most ${most})` : ''}.`,
  lasts: 'The browser will not remove it by itself.', may_go: 'The browser may remove it when space is short; it is then kept again.',
  badge: 'A dot on the application’s picture tells of new articles (where it is installed).',
  cannot: 'Nothing can be kept in this browser or at this address. It takes https, and no private window.', first: 'The site is being kept for the first time. One moment, please.',
};
const words = document.documentElement.lang.startsWith('en') ? english : korean;
const main = /** @type {HTMLElement} */ (document.getElementById('main'));
const asked = new URLSearchParams(location.search).get('article');

const size = (/** @type {number} */ bytes) => bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : bytes >= 1e6 ? `${(bytes / 1e6).toFixed(bytes >= 1e7 ? 0 : 1)} MB` : `${Math.max(1, Math.round(bytes / 1e3))} kB`;

/** @param {string} name @param {string | (Node | string)[]} content @param {Record<string, string>} [attributes] */
function make(name, content, attributes = {}) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...[content].flat());
  return made;
}

/** @type {Map<string, Wish>} by what is wanted */
const wishes = new Map();
/** @type {Map<string, {files: number, left_bytes: number, bytes: number, left: number, title?: string}>} */
const sizes = new Map();
const badge = /** @type {HTMLInputElement} */ (make('input', '', {type: 'checkbox'})), badge_row = make('p', [make('label', [badge, ` ${words.badge}`])]);
const alert = make('p', '', {role: 'alert'}), storage = make('p', '', {class: 'about', id: 'storage'}), rows = make('div', '');
/** @type {string[]} */
let categories = [];
/** @type {Set<string>} */
let large = new Set();  // of which to tell the size takes long
const most_articles = 3000;

/** @param {string} what */
const name_of = what => what === 'whole' ? words.whole : what === 'pictures' ? words.pictures : what.startsWith('category:') ? what.slice(9)
  : wishes.get(what)?.title ?? sizes.get(what)?.title ?? what.slice(8).replace(/^a\/|\.html$/g, '');

async function show_storage() {
  const {usage = 0, quota = 0} = await navigator.storage?.estimate?.() ?? {}, lasts = await navigator.storage?.persisted?.();
  storage.textContent = `${words.used(size(usage), quota ? size(quota) : '')} ${lasts ? words.lasts : words.may_go}`;
}

/** @param {string} what */
async function work(what) {
  await bring(what, wish => {
    wishes.set(what, {...wishes.get(what), ...wish, what});
    if (wish.error === 'quota') tell_full(what);
    show();
  });
  await Promise.all([show_storage(), wishes.get(what)?.left === 0 && measure_all()]);
}

/** What is not kept, and what would make how much room. @param {string} what */
function tell_full(what) {
  const others = [...wishes.values()].filter(wish => wish.what !== what && wish.bytes > wish.left_bytes);
  alert.textContent = `${name_of(what)}: ${words.full} ${others.length ? others.map(wish => `${name_of(wish.what)} (${size(wish.bytes - wish.left_bytes)})`).join(', ') : words.nothing}`;
}

/** @param {string} what */
async function keep(what) {
  pause(false);
  alert.textContent = '';
  navigator.storage?.persist?.().then(show_storage, () => {});  // some browsers ask the reader, who may not answer
  try {
    await ask({type: 'want', what, wanted: true});
  } catch (error) {
    if (/** @type {Error} */ (error).name === 'QuotaExceededError') return tell_full(what);
    throw error;
  }
  const planned = sizes.get(what);
  wishes.set(what, {what, files: planned?.files ?? 0, bytes: planned?.bytes ?? 0, left: planned?.left ?? -1, left_bytes: planned?.left_bytes ?? 0});
  show();
  work(what).catch(() => {});
}

/** @param {string} what */
async function remove(what) {
  await ask({type: 'want', what, wanted: false});
  wishes.delete(what);
  sizes.delete(what);
  alert.textContent = '';
  show();
  await Promise.all([show_storage(), measure_all()]);
}

/** @param {string} label @param {string} of @param {() => unknown} press @param {boolean} [first] */
function button(label, of, press, first = false) {
  const made = /** @type {HTMLButtonElement} */ (make('button', label, {type: 'button', 'aria-label': `${of}: ${label}`, ...first ? {class: 'first'} : {}}));
  made.onclick = () => {
    made.disabled = true;
    Promise.resolve(press()).catch(error => { alert.textContent = String(error?.message ?? error); }).finally(() => {
      made.disabled = false;
      show();
    });
  };
  return made;
}

/** What a row shows: its looks, and the texts of a look. @param {string} what */
function looks_of(what) {
  const wish = wishes.get(what), planned = sizes.get(what);
  // With the whole each category is here, before it is measured anew.
  if (!wish && wishes.get('whole')?.left === 0 && (what.startsWith('category:') || planned?.left === 0)) return {looks: 'here', says: planned ? `${words.kept} · ${size(planned.bytes)}` : words.kept};
  if (!wish) return {looks: 'not here', says: planned?.left ? `${words.keep} (${size(planned.left_bytes)})` : words.keep};
  if (wish.left === 0) return {looks: 'kept', says: `${words.kept} · ${size(wish.bytes)}`};
  const done = wish.bytes - wish.left_bytes, stopped = is_paused();
  return {looks: stopped ? 'paused' : 'coming', says: `${stopped ? `${words.waiting} · ` : wish.error ? `${wish.error === 'quota' ? words.no_room : words.no_net} · ` : ''}${size(done)} / ${size(wish.bytes)}`};
}

/** @param {string} what @param {string} about @param {string} looks */
function made_row(what, about, looks) {
  const name = name_of(what), remove_it = () => button(words.remove, name, () => remove(what));
  const go_on = () => {
    pause(looks === 'coming');
    if (looks === 'paused') work(what).catch(() => {});
  };
  const parts = /** @type {Record<string, () => HTMLElement[]>} */ ({
    'here': () => [make('small', '', {'data-says': ''})],
    'not here': () => [button(words.keep, name, () => keep(what), what === 'whole' || what.startsWith('article:')), make('small', about)],
    'kept': () => [remove_it(), make('small', '', {'role': 'status', 'data-says': ''})],
    'coming': () => [make('span', [button(words.pause, name, go_on), ' ', remove_it()]), make('progress', '', {'aria-label': name}), make('small', '', {'data-says': ''})],
    'paused': () => [make('span', [button(words.go_on, name, go_on), ' ', remove_it()]), make('progress', '', {'aria-label': name}), make('small', '', {'data-says': ''})],
  })[looks]?.() ?? [];
  return make('li', [make('strong', name), ...parts], {'data-what': what, 'data-looks': looks});
}

/** @type {Map<string, HTMLElement>} a row stays where it is, and its buttons under the finger, as long as it looks the same */
const rows_of = new Map();

/** @param {string} what @param {string} [about] */
function row(what, about = '') {
  const {looks, says} = looks_of(what), was = rows_of.get(what), name = name_of(what), wish = wishes.get(what);
  const shown = was?.dataset.looks === looks && was.firstChild?.textContent === name ? was : made_row(what, about, looks);
  const words_of = looks === 'not here' ? shown.querySelector('button') : shown.querySelector('[data-says]'), progress = shown.querySelector('progress');
  if (words_of && words_of.textContent !== says) words_of.textContent = says;
  if (progress && wish && wish.bytes > 0) Object.assign(progress, {max: wish.bytes, value: wish.bytes - wish.left_bytes});
  if (shown !== was && was?.contains(document.activeElement)) queueMicrotask(() => shown.querySelector('button')?.focus());
  rows_of.set(what, shown);
  return shown;
}

/** In this order, and touching none that stands where it is to stand. @param {HTMLElement} list @param {HTMLElement[]} children */
function fill(list, children) {
  for (const gone of [...list.children].filter(child => !children.includes(/** @type {HTMLElement} */ (child)))) gone.remove();
  children.forEach((child, i) => { if (list.children[i] !== child) list.insertBefore(child, list.children[i] ?? null); });
}

const lists = [1, 2, 3].map(() => make('ul', '')), heads = [words.articles, words.categories].map(text => make('h2', text));

function show() {
  const own = asked ? `article:${asked}` : null, articles = [...wishes.keys()].filter(what => what.startsWith('article:') && what !== own);
  const [first, of_articles, of_categories] = /** @type {[HTMLElement, HTMLElement, HTMLElement]} */ (lists), [head, head_of_categories] = /** @type {[HTMLElement, HTMLElement]} */ (heads);
  fill(first, [...own ? [row(own, words.article)] : [], row('whole', words.whole_about), ...(sizes.get('pictures')?.files || wishes.has('pictures')) ? [row('pictures')] : []]);
  fill(of_articles, articles.map(what => row(what)));
  fill(of_categories, categories.map(name => row(`category:${name}`)));
  fill(rows, [first, ...articles.length ? [head, of_articles] : [], ...categories.length ? [head_of_categories, of_categories] : []]);
}

let measuring = 0;

/** What keeping would take, one after the other; only the last time counts. */
async function measure_all() {
  const own = ++measuring;
  for (const what of [...asked ? [`article:${asked}`] : [], 'whole', 'pictures', ...categories.filter(name => !large.has(name)).map(name => `category:${name}`)]) {
    const planned = await ask({type: 'size', what}).catch(() => null);
    if (own !== measuring) return;
    if (planned) sizes.set(what, planned);
    show();
  }
}

async function start() {
  document.title = `${words.title} – ${main.dataset.site}`;
  try {
    const {theme} = JSON.parse(localStorage.getItem('hanji.settings') ?? '{}') ?? {};
    if (/^(light|sepia|dark|contrast)$/.test(theme)) document.documentElement.dataset.theme = theme;
  } catch { /* nothing chosen */ }
  const status = make('p', words.first, {role: 'status', class: 'about'});
  main.replaceChildren(make('h1', words.title), make('p', words.about, {class: 'about'}), storage, alert, status, rows);
  if (!isSecureContext || !navigator.serviceWorker || !globalThis.caches) throw new Error(words.cannot);
  await register();
  const read = async () => { for (const wish of (await ask({type: 'kept'}))?.wanted ?? []) wishes.set(wish.what, wish); };
  await read();
  show();
  try { await ask({type: 'install'}); } catch { /* no network: what is here is told */ }
  await read();
  status.remove();
  if (can_badge()) {
    badge.checked = has_badge();
    badge.onchange = () => want_badge(badge.checked);
    main.append(badge_row);
  }
  const kept = document.documentElement.dataset.kept, list = await fetch(new URL(`bundle/bundle.json${kept ? `?build=${kept}` : ''}`, root)).then(answer => answer.json()).catch(() => null);
  categories = (list?.categories ?? []).map((/** @type {{name: string}} */ each) => each.name).slice(0, 100);
  large = new Set((list?.categories ?? []).filter((/** @type {{articles: number}} */ each) => each.articles > most_articles).map((/** @type {{name: string}} */ each) => each.name));
  show();
  main.append(make('p', [make('a', words.open, {href: 'open.html'})]));
  await show_storage();
  for (const {what, left} of wishes.values()) if (left !== 0) work(what).catch(() => {});
  await measure_all();
}

start().catch(error => { alert.textContent = String(error?.message ?? error); });
