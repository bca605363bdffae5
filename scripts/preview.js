// In every page of a preview (src/cli/preview.h), and in no site: hears of each build, takes the text that is new at
// the place where it is being read, and shows over the page what is wrong with a post. A window that nobody sees waits
// until it is seen.

/** @typedef {{kind: 'error' | 'warning' | 'old', file: string, line: number, column: number, message: string, recovery: string, page: string | null}} Problem */
/** @typedef {{build: string, failure: {file: string, message: string} | null, problems: Problem[]}} State */
/** @typedef {{address: string, texts: string[], at: number, above: number, y: number}} Place of the first block that is seen, among the texts of all; above: px in the window */

const own_build = /** @type {HTMLElement | null} */ (document.querySelector('script[data-preview]'))?.dataset.preview;
const words = document.documentElement.lang.startsWith('en')
  ? {mend: 'To be mended', before: 'Of this page', failure: 'The site could not be built. This is how it was.', stopped: 'The preview has stopped. It goes on here when it is started again.'}
  : {mend: '고칠 곳', before: '이 글에서 눈여겨볼 곳', failure: '누리집을 다시 짓지 못했습니다. 보이는 것은 그 앞의 모습입니다.', stopped: '미리보기가 멈췄습니다. 다시 시작하면 여기서 이어집니다.'};

// ---- no worker: what it keeps might be shown instead ----

const workers = (() => { try { return navigator.serviceWorker; } catch { return undefined; } })();
if (workers) {
  send_away(workers, workers.controller !== null).catch(() => {});  // of no secure context, or a private window
  Object.defineProperty(navigator, 'serviceWorker', {value: undefined, configurable: true});  // the page asks for one when it stands
}

async function drop_kept() {
  for (const name of await caches.keys()) if (/^hanji (?!.* opened$)/.test(name)) await caches.delete(name);
}

/**
 * Of `hanji serve`, on the same port. One that was putting files away goes on when its registration is gone, for up to
 * half a minute, and nobody is told when it ends: so what it keeps is looked for again.
 * @param {ServiceWorkerContainer} container @param {boolean} answers this page
 */
async function send_away(container, answers) {
  for (const registration of await container.getRegistrations()) await registration.unregister();
  await drop_kept();
  if (answers) return location.reload();
  for (const seconds of [1, 2, 4, 8, 16]) {
    await new Promise(done => setTimeout(done, seconds * 1000));
    await drop_kept();
  }
}

// ---- the reading place ----

const key = 'hanji.preview';
const masthead_px = 56;

const blocks = () => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('#hanji-page [data-b], #text [data-b]'))];
const text_of = (/** @type {Element} */ block) => (block.textContent ?? '').replace(/\s+/g, '');

function keep_place() {
  const all = blocks(), at = all.findIndex(block => {
    const {bottom, height} = block.getBoundingClientRect();
    return height > 0 && bottom > masthead_px + 8;
  });
  /** @type {Place} */ const place = {address: location.href, texts: all.map(text_of), at, above: all[at]?.getBoundingClientRect().top ?? 0, y: scrollY};
  try { sessionStorage.setItem(key, JSON.stringify(place)); } catch { /* the page's own place, then */ }
}

/** Where the block that was number `at` is now: what stands before and behind a change is told by its text. @param {string[]} before @param {number} at @param {string[]} now */
function number_now(before, at, now) {
  let same = 0, same_behind = 0;
  while (same < Math.min(before.length, now.length) && before[same] === now[same]) same += 1;
  while (same_behind < Math.min(before.length, now.length) - same && before.at(-1 - same_behind) === now.at(-1 - same_behind)) same_behind += 1;
  if (at < same) return at;
  if (at >= before.length - same_behind) return at + now.length - before.length;
  const middle = now.slice(same, now.length - same_behind), found = middle.indexOf(before[at] ?? '');
  return found >= 0 ? same + found : Math.min(at, Math.max(same, now.length - same_behind - 1), now.length - 1);
}

/** @param {Place} place */
function go_to(place) {
  const all = blocks(), block = all[number_now(place.texts, place.at, all.map(text_of))];
  if (!block) return scrollTo({top: place.y, behavior: 'instant'});
  for (let around = block.closest('details'); around; around = around.parentElement?.closest('details') ?? null) around.open = true;
  scrollTo({top: scrollY + block.getBoundingClientRect().top - place.above, behavior: 'instant'});
}

function resume() {
  /** @type {Place | null} */ let place = null;
  try {
    place = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    sessionStorage.removeItem(key);
  } catch { /* nothing kept */ }
  if (!place || place.address !== location.href || place.y < 1) return;
  const kept = place;
  history.scrollRestoration = 'manual';
  addEventListener('pagehide', () => { history.scrollRestoration = 'auto'; });
  if (document.documentElement.dataset.waiting === undefined) return addEventListener('DOMContentLoaded', () => go_to(kept));
  // What only the program shows comes with it, unless somebody has gone elsewhere meanwhile.
  const hands = ['wheel', 'touchstart', 'pointerdown', 'keydown'];
  const watched = new MutationObserver(() => { if (blocks().length > 0) requestAnimationFrame(() => { if (blocks().length > 0) come(true); }); });
  const come = (/** @type {boolean} */ comes) => {
    watched.disconnect();
    for (const hand of hands) removeEventListener(hand, leave_it, true);
    if (comes) go_to(kept);
  };
  const leave_it = () => come(false);
  for (const hand of hands) addEventListener(hand, leave_it, {capture: true, passive: true});
  watched.observe(document, {subtree: true, childList: true});
}
resume();

// ---- what is new ----

let busy = 0;  // composing, or pressing
for (const event of ['compositionstart', 'pointerdown']) addEventListener(event, () => { busy = Date.now(); }, true);
for (const event of ['compositionend', 'pointerup', 'pointercancel', 'dragend', 'blur']) addEventListener(event, () => { busy = 0; }, true);
const longest_busy_ms = 10_000;

let leaving = false;

/** Whether this page is still there. One whose post is left out for now stays as it was, below the message. @param {State} state */
async function is_there({problems}) {
  const was_missing = /** @type {any} */ (performance.getEntriesByType('navigation')[0])?.responseStatus === 404;
  if (was_missing || !problems.some(({kind}) => kind === 'error')) return true;
  const answer = await fetch(location.pathname, {method: 'HEAD', cache: 'no-store'}).catch(() => null);
  return answer?.status !== 404;
}

/** @param {State} state */
async function load_anew(state) {
  if (leaving || !await is_there(state) || leaving) return;
  leaving = true;
  while (busy && Date.now() - busy < longest_busy_ms) await new Promise(done => setTimeout(done, 50));
  keep_place();
  const {program} = document.documentElement.dataset, text = document.querySelector('#text'), search = document.querySelector('#search');
  try {
    if (program === undefined || !document.documentElement.classList.contains('drawn') || !text || !search) throw new Error('no program');
    const keeping = await import(new URL(`${program}keeping.js`, document.baseURI).href);
    keeping.load_anew(text, search);  // with what is chosen, and what stands in the search field
  } catch {
    location.reload();
  }
}

/** @type {State | null} */
let last = null;

/** @param {State} state */
function take(state) {
  last = state;
  show(state);
  if (state.build !== own_build) load_anew(state);
}

/** @type {EventSource | null} */
let stream = null;
let silent = 0;

function listen() {
  if (stream || document.hidden) return;
  stream = new EventSource('/.hanji-preview/events');
  stream.onopen = () => {
    clearTimeout(silent);
    say_stopped(false);
  };
  stream.onmessage = ({data}) => take(JSON.parse(data));
  stream.onerror = () => {
    clearTimeout(silent);
    silent = window.setTimeout(() => say_stopped(true), 2000);
    if (stream?.readyState !== EventSource.CLOSED) return;
    stream = null;
    setTimeout(listen, 1000);
  };
}

function rest() {
  clearTimeout(silent);
  stream?.close();
  stream = null;
}

document.addEventListener('visibilitychange', () => document.hidden ? rest() : listen());  // a browser has few connections for all its windows
addEventListener('pagehide', rest);
addEventListener('pageshow', listen);
listen();

// ---- what is wrong ----

const styles = `
:host { all: initial; }
section { position: fixed; z-index: 2147483647; inset: auto 0 0 0; box-sizing: border-box; max-width: 50rem; max-height: 45vh; overflow: auto; margin: 0 auto 12px; padding: 10px 16px;
  font: 15px/1.6 system-ui, sans-serif; color: #1d1d1f; background: #fff8e6; border: 1px solid #d9a400; border-radius: 8px; box-shadow: 0 4px 24px #0004; word-break: keep-all; overflow-wrap: anywhere; color-scheme: light; }
section.error { background: #fff0ee; border-color: #c62f1d; }
summary { font-weight: 600; cursor: pointer; }
ul { list-style: none; margin: 0; padding: 0; }
li { margin-top: 8px; }
code { display: block; font: 13px/1.5 ui-monospace, monospace; }
small { color: #555; font-size: 13px; }
p { margin: 0; }
@media print { section { display: none; } }`;

/** @type {ShadowRoot | null} */
let root = null;
let shown = '', stopped = false;

/** @param {string} tag @param {(string | Node)[]} content */
function make(tag, ...content) {
  const element = document.createElement(tag);
  element.append(...content);
  return element;
}

/** @param {Problem} problem */
const is_of_this_page = ({page}) => page !== null && decodeURI(page) === decodeURI(location.pathname.slice(1));

/** @param {Problem} problem */
function item_of({file, line, column, message, recovery}) {
  const place = file + (line > 0 ? `:${line}` : '') + (line > 0 && column > 0 ? `:${column}` : '');
  return make('li', make('code', place), message, ' ', ...recovery ? [make('small', `(${recovery})`)] : []);
}

function say_stopped(/** @type {boolean} */ is) {
  if (stopped === is) return;
  stopped = is;
  show(last ?? {build: '', failure: null, problems: []});
}

/** @param {State} state */
function show({failure, problems}) {
  if (window !== window.parent) return;  // in a page of the publisher's
  const listed = problems.filter(problem => problem.kind !== 'old'), before = problems.filter(problem => problem.kind === 'old' && is_of_this_page(problem));
  const all = [...listed, ...before], now = JSON.stringify([failure, all, stopped]);
  if (now === shown) return;
  shown = now;
  root?.host.remove();
  root = null;
  if (all.length === 0 && !failure && !stopped) return;
  const host = document.createElement('hanji-preview');
  host.lang = 'ko';
  root = host.attachShadow({mode: 'open'});
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];
  const section = make('section');
  section.setAttribute('role', 'status');
  section.classList.toggle('error', failure !== null || listed.some(({kind}) => kind === 'error'));
  if (stopped) section.append(make('p', words.stopped));
  if (failure) section.append(make('p', words.failure), make('code', failure.file), make('p', failure.message));
  if (all.length > 0) {
    const details = /** @type {HTMLDetailsElement} */ (make('details', make('summary', `${listed.length > 0 ? words.mend : words.before} (${all.length})`), make('ul', ...all.map(item_of))));
    details.open = listed.length > 0;
    section.append(details);
  }
  root.append(section);
  document.documentElement.append(host);
}

for (const [of, event] of /** @type {[EventTarget | undefined, string][]} */ ([[/** @type {any} */ (window).navigation, 'currententrychange'], [window, 'popstate']]))
  of?.addEventListener(event, () => { if (last) show(last); });
