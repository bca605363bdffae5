// Starts the page: fetches the program and its data, connects both sides, and carries the browser's events in. From here
// on C++ decides what is shown. Every failure ends in a message that says what to do, never in an empty page.

import {connect} from './host.js';
import {watch_text_field} from './text_field.js';
import {show_page, show_frame, watch_scrollers} from './text_layer.js';
import {watch_sheet} from './sheet.js';
import {watch_offers} from './offers.js';
import {watch_keys} from './keys.js';
import {push_address, replace_address, write_address, forget_address, watch_leaving} from './address.js';
import {make_api} from './api.js';
import {speak_to_parent} from './embedded.js';
import {load, save, is_recent, load_recent, save_recent, place_of, remember_place} from './store.js';

const element = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const canvas = /** @type {HTMLCanvasElement} */ (element('canvas')), text = element('text'), frame = element('frame');
const said = element('said'), trouble = element('trouble');
const root = new URL('..', import.meta.url);  // the site's folder: this file lies in its page-… folder
const embedded = new URLSearchParams(location.search).has('embed');

/** @type {import('./host.js').Program} */
let program;
let frame_asked = false, continuing = false, settling = 0, resting = false, content_height = 0;

/** @param {string} title @param {string} detail @param {boolean} whole */
function show_trouble(title, detail, whole) {
  const strong = document.createElement('strong');
  strong.textContent = title;
  const button = document.createElement('button');
  button.textContent = '새로 고침';
  button.onclick = () => location.reload();
  trouble.replaceChildren(strong, detail, document.createElement('br'), button);
  trouble.classList.toggle('whole', whole);
  trouble.hidden = false;
}

// Forced colours and print take no canvas either.
const without_canvas = ['(forced-colors: active)', 'print'].map(query => matchMedia(query));
let is_plain = false;
function use_plain_text(/** @type {boolean} */ plain) {
  is_plain = plain;
  document.documentElement.classList.toggle('plain', plain || without_canvas.some(query => query.matches));
}
for (const query of without_canvas) query.addEventListener('change', () => use_plain_text(is_plain));

// A message to ourselves comes after what the browser has to do first; a timer would come later still.
/** @type {(() => void)[]} */
const waiting = [];
const turns = new MessageChannel();
turns.port1.onmessage = () => waiting.shift()?.();
function in_a_turn(/** @type {() => void} */ run) {
  waiting.push(run);
  turns.port2.postMessage(null);
}

function draw() {
  frame_asked = false;
  if (!document.hidden) program.frame();
}

/** @param {string} address @param {number} [y] where the history left it */
function route(address, y = -1) {
  program.route(address, y, place_of(address));
}

/** @param {string} address */
function go(address) {
  keep_place();
  write_address();
  if (address !== location.hash) push_address(address);
  route(address);
}

// The reading place, for the way back (px in the history) and for another day (the line, by article).
let keeping = 0;
function keep_place() {
  clearTimeout(keeping);
  if (keeping === 0) return;
  keeping = 0;
  history.replaceState({y: scrollY}, '');
  const {slug, place} = program.state();
  if (place !== undefined) remember_place(slug, place);
}

/** @param {string} command */
function press(command) {
  if (/^offer(-to)?:/.test(command)) search.blur();  // and ends what is being composed
  program.press(command);
  if (command === 'search' || command === 'find') fields[command === 'find' ? 1 : 0].focus();
}

const {api, tell} = make_api(() => program, go);
Object.assign(window, {hanji: api});
const parent = embedded ? speak_to_parent(api, () => content_height) : null;

/** @type {import('./host.js').Page} */
const page = {
  fetch: file => in_a_turn(() => {  // asking alone takes milliseconds
    fetch(new URL(file, root), {cache: file.endsWith('.json') ? 'no-cache' : 'default'})
      .then(async answer => {
        if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
        const bytes = new Uint8Array(await answer.arrayBuffer());
        program.delivered(file, bytes);
      })
      .catch(error => program.failed(file, String(error.message ?? error)));
  }),
  redraw() {
    if (frame_asked) return;
    frame_asked = true;
    requestAnimationFrame(draw);
  },
  continue() {
    if (continuing) return;
    continuing = true;
    in_a_turn(() => {
      continuing = false;
      program.continue();
    });
  },
  place_text_field: (field, x, y, w, h, value) => fields[field].place(x, y, w, h, value),
  text_layer(layer, content) {
    if (layer === 2) return sheet.show(content);
    if (layer === 1) {
      show_frame(frame, content);
      for (const input of [search, find]) input.ariaLabel = input.placeholder = content.words[input.id];
      offers.shown();
      if (content.found !== found) said.textContent = (found = content.found) ?? '';
      document.title = [title, content.site].filter(Boolean).join(' — ') || document.title;
      site = content.site;
      return;
    }
    show_page(text, content, resting ? in_a_turn : undefined);
    const note = text.querySelector('[role=note]');
    if (note) said.textContent = note.textContent;
    title = content.title;
    document.title = [title, site].filter(Boolean).join(' — ') || document.title;
    content_height = Math.ceil(content.content);
    parent?.height_changed();
  },
  settle_later(height) {  // a slider being drawn, a window being resized: once, when it rests
    text.style.height = `${height}px`;
    clearTimeout(settling);
    settling = window.setTimeout(() => {
      resting = true;
      program.settle();
      resting = false;
    }, 80);
  },
  route(address, how) {
    if (how === 2) queueMicrotask(() => go(address));  // the program is not called while it calls
    else if (how === 0) push_address(address);
    else replace_address(address, how === 3);
  },
  scroll: (y, smooth) => scrollTo({top: y, behavior: smooth ? 'smooth' : 'instant'}),
  save: (what, value) => what === 0 ? save('settings', value) : save_recent(value),
  message(message) {
    if (message.type === 'search') said.textContent = `‘${message.query}’: ${message.hits}`;
    tell(message);
  },
  fatal(message) {
    use_plain_text(true);
    show_trouble('화면을 더 그리지 못합니다', `펼쳐 둔 글은 그대로 남아 있습니다. 새로 고치면 다시 그립니다. (${message})`, text.childElementCount === 0);
  },
};
let title = '', site = '', found = '';

const search = /** @type {HTMLInputElement} */ (element('search')), find = /** @type {HTMLInputElement} */ (element('find'));
const fields = [watch_text_field(search, {
  typed: (value, composing) => program?.text(0, value, composing),
  key: event => offers.key(event),
  left: () => program.press(search.value === '' ? 'search-left' : 'offers-left'),
}), watch_text_field(find, {
  typed: (value, composing) => program?.text(1, value, composing),
  key({key, shiftKey}) {
    if (key === 'Escape') find.blur();
    const command = key === 'Escape' ? 'find-left' : key !== 'Enter' ? null : shiftKey ? 'previous-match' : 'next-match';
    if (command) press(command);
    return command !== null;
  },
})];
const offers = watch_offers(search, frame, press, () => fields[0].clear());
const sheet = watch_sheet(element('sheet'), press, y => program.scroll_sheet(y));

watch_scrollers((scroller, x) => program.scroll_within(scroller, x));

// How many device pixels the canvas truly covers: at 1.25× a side is rarely a whole number of them, and a picture that is
// one short is blurred all over. Browsers that do not tell (and emulated densities) are believed to round.
let device_width = 0, device_height = 0;

function watch_device_pixels() {
  try {
    new ResizeObserver(([{devicePixelContentBoxSize: [size]}]) => {
      [device_width, device_height] = [size.inlineSize, size.blockSize];
      resize();
    }).observe(canvas, {box: 'device-pixel-content-box'});
  } catch { /* Safari */ }
}

function resize() {
  const box = canvas.getBoundingClientRect();  // the window without its scrollbar, and what the picture is stretched to
  const density = devicePixelRatio || 1;
  const exact = (/** @type {number} */ side, /** @type {number} */ device) => Math.abs(device - side * density) < 1 ? device / density : side;
  const width = exact(box.width || innerWidth, device_width), height = exact(box.height || innerHeight, device_height);
  const dark = matchMedia('(prefers-color-scheme: dark)').matches, still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  // A phone's bars and its rounded screen: what of the canvas' foot cannot be seen or pressed.
  const below = Math.max(0, box.height - innerHeight) + (parseFloat(getComputedStyle(frame).paddingBottom) || 0);
  program.resize(width, height, density, (dark ? 1 : 0) | (still ? 2 : 0) | (embedded ? 4 : 0) | (navigator.onLine ? 0 : 8), below);
}

function listen() {
  new ResizeObserver(resize).observe(canvas);
  watch_device_pixels();
  new ResizeObserver(resize).observe(document.documentElement);
  const watch_density = () => matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
    resize();
    watch_density();
  }, {once: true});
  watch_density();
  for (const query of ['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)']) matchMedia(query).addEventListener('change', resize);
  for (const event of ['online', 'offline', 'resize']) window.addEventListener(event, resize);

  history.scrollRestoration = 'manual';
  window.addEventListener('scroll', () => {
    program.scroll(scrollY);
    clearTimeout(keeping);
    keeping = window.setTimeout(keep_place, 200);
  }, {passive: true});
  window.addEventListener('storage', event => {  // another window of this site
    if (is_recent(event.key)) program.recall(load_recent());
  });
  window.addEventListener('pagehide', keep_place);
  window.addEventListener('popstate', event => {
    clearTimeout(keeping);
    keeping = 0;
    forget_address();
    route(location.hash, event.state?.y);
  });
  watch_keys(press);
  watch_leaving();

  window.addEventListener('pointermove', event => program.pointer(event.clientX, event.clientY), {passive: true});
  document.addEventListener('pointerleave', () => program.pointer(-1, -1));
  window.addEventListener('click', event => {
    if (!(event.target instanceof Element)) return;
    const control = event.target.closest('[data-control]');
    const pressed = control instanceof HTMLElement ? control.dataset.control ?? '' : null;
    if (text.querySelector('.note') && !event.target.closest('.note') && !pressed?.startsWith('note:')) program.press('note:');
    if (pressed !== null) {
      event.preventDefault();  // a footnote's mark is a link too
      return press(pressed);
    }
    const address = event.target.closest('a[href^="#"]')?.getAttribute('href');
    if (!address || event.defaultPrevented) return;
    if (address === location.hash) return route(address);  // no popstate for where we are
    if (address.startsWith('#/')) return;
    event.preventDefault();  // a mark inside the article, or the way past the frame
    if (address === '#text') text.focus();
    else if (program.state().view === 'article') go(`#/${encodeURIComponent(program.state().slug)}/${address.slice(1)}`);
  });
  document.addEventListener('visibilitychange', () => document.hidden || page.redraw());

  canvas.addEventListener('webglcontextlost', event => {
    event.preventDefault();
    program.context(false);
    use_plain_text(true);
  });
  canvas.addEventListener('webglcontextrestored', () => {
    program.context(true);
    use_plain_text(false);
    page.redraw();
  });
  document.fonts?.addEventListener('loadingdone', () => program.fonts_changed());
}

// What this visit has fetched already is kept for the next one without a network. Not before the page is ready: a file that is
// still on its way is neither in the list of what came nor asked of the worker, which began later.
function install_worker() {
  if (embedded || !('serviceWorker' in navigator)) return;
  navigator.serviceWorker.register(new URL('service_worker.js', root)).then(() => Promise.all([navigator.serviceWorker.ready, api.ready])).then(([registration]) => {
    const seen = performance.getEntriesByType('resource').map(entry => entry.name).filter(name => name.startsWith(root.href));
    registration.active?.postMessage({keep: [root.href, ...seen]});
  }).catch(() => { /* private window, or no secure context: reading works all the same */ });
}

async function start() {
  if (typeof WebAssembly !== 'object') {
    return show_trouble('이 브라우저는 WebAssembly를 지원하지 않습니다', '글을 그리려면 WebAssembly가 필요합니다. 새 판의 브라우저로 열어 주세요. (This page needs WebAssembly.)', true);
  }
  const [{default: create}, icu] = await Promise.all([
    // @ts-ignore made by the build
    import('./hanji.js'),
    fetch(new URL('icudt76l.dat', import.meta.url)).then(async answer => {
      if (!answer.ok) throw new Error(`icudt76l.dat: ${answer.status}`);
      return new Uint8Array(await answer.arrayBuffer());
    }),
  ]);
  program = await connect(create, page, canvas);
  const drawn = program.start(icu, {language: document.documentElement.lang || navigator.language, settings: load('settings') ?? {}, recent: load_recent()});
  use_plain_text(!drawn);
  resize();
  route(location.hash, history.state?.y);
  listen();
  install_worker();
}

start().catch(error => {
  console.error(error);
  show_trouble('화면을 불러오지 못했습니다', `연결을 확인하고 다시 시도해 주세요. (${error.message ?? error})`, true);
});
