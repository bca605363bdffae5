// Starts the page: fetches the program and its data, connects both sides, and carries the browser's events in. From
// here on C++ decides what is shown. Every failure ends in a message that says what to do, never in an empty page.

import {connect} from './host.js';
import {warm} from './glyphs.js';
import {watch_text_field} from './text_field.js';
import {show_page, page_stands, show_frame, watch_scrollers} from './text_layer.js';
import {watch_sheet} from './sheet.js';
import {watch_offers} from './offers.js';
import {root, embedded, embedding, route_here, push_address, replace_address, write_address, forget_address, keep_scroll, watch_leaving} from './address.js';
import {make_api, message_of} from './api.js';
import {take_early} from './early_files.js';
import {bundle_json, own_build} from './build.js';
import {fetch_bytes} from './fetch_bytes.js';
import {program_files} from './program_files.js';
import {add_parts, part} from './parts.js';
import {stands, standing_article, not_led, take_over, take_over_now, draw_over, stood, sheet_came} from './take_over.js';
import {load, save, is_recent, load_recent, save_recent, place_of, remember_place} from './store.js';

add_parts(standing_article());
const element = part;
const text = element('text'), frame = element('frame');
const said = element('said'), trouble = element('trouble'), news = element('news');

/** @type {import('./host.js').Program} */
let program;
let canvas = /** @type {HTMLCanvasElement} */ (element('hanji-canvas'));
let sound = true, is_ready = false;  // the program is the first one or has drawn; has said that it is ready
let frame_asked = false, continuing = false, settling = 0, resting = false, content_height = 0;
let troubled = false;  // a file has not come, or came as something else
let over = !stands();  // what the program says is shown; until then another text stands here
/** @type {() => void} */
let force_over = () => {};  // as soon as a script wants something shown
/** @type {(() => void)[]} */
let awaiting_frame = [];

/** @param {string} title @param {string} detail @param {boolean} whole @param {(() => void) | null} [again] what may help, where it is not to load the page anew */
function show_trouble(title, detail, whole, again) {
  const strong = document.createElement('strong');
  strong.textContent = title;
  const button = document.createElement('button');
  button.textContent = again ? '다시 시작' : '새로 고침';
  button.onclick = again ?? (() => location.reload());
  trouble.replaceChildren(strong, detail, document.createElement('br'), button);
  if (!over) return console.error(`hanji: ${title} ${detail}`);  // what stands there is read on
  draw_over();
  trouble.classList.toggle('whole', whole);
  trouble.hidden = false;
}

/** What the browser says of a query; where it cannot, nothing holds. @param {string} query */
function media(query) {
  try { return matchMedia(query); } catch { return {matches: false, addEventListener() {}}; }
}

// Forced colours and print take no canvas either.
const without_canvas = ['(forced-colors: active)', 'print'].map(media);
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
turns.port1.onmessage = () => contained(() => waiting.shift()?.());
function in_a_turn(/** @type {() => void} */ run) {
  waiting.push(run);
  turns.port2.postMessage(null);
}

/** @returns {Promise<void>} */
const a_turn = () => new Promise(resolve => in_a_turn(resolve));

function draw() {
  frame_asked = false;
  if (document.hidden || (!over && awaiting_frame.length === 0)) return;  // nobody sees it yet
  if (!program.frame()) return;
  sound = true;
  for (const resolve of awaiting_frame.splice(0)) resolve();
}

/** What may throw, and is not to stop what comes after it. @param {() => void} run */
function contained(run) {
  try { run(); } catch (error) { report(error, 'page'); }
}

/** @param {string} address @param {number} [y] where the history left it */
function route(address, y = -1) {
  program.route(address, y, place_of(address));
}

/** @param {string} address @param {string} [page] of its page, where it is known; else it is shown when the program has come there */
function go(address, page = address) {
  if (given_back) return location.assign(new URL(page, root));
  force_over();
  keep_place();
  write_address();
  if (address !== route_here()) push_address({route: address, page});
  led = {};
  route(address);
}

// An address may be of an older form, or one of several of its article.
function settle_address() {
  const {address, page} = program.state();
  if (address !== undefined && new URL(page, root).pathname !== location.pathname) replace_address({route: address, page}, false);
}

/** What was asked for shows. @param {typeof led} to */
function arrive(to) {
  settle_address();
  see_later();
  const section = decodeURIComponent((program.state().address ?? '').replace(/\?.*/, '').split('/')[2] ?? '');
  if (to) page_stands().then(() => hands?.focus_arrived(text, section, to.left));
}

// The reading place, for the way back (px in the history) and for another day (the line, by article).
let keeping = 0;
function keep_place() {
  clearTimeout(keeping);
  if (keeping === 0) return;
  keeping = 0;
  const {slug, place} = program.state();
  keep_scroll(scrollY, place ?? null);
  if (place !== undefined) remember_place(slug, place);
}

/** @type {typeof import('./hands.js') | undefined} */
let hands;
/** Puts the keys back to where they are now. @returns {() => void} */
const remember = () => hands?.remember_focus(text) ?? (() => {});

/** Nothing more is drawn. An article's text is the page again; of what is no article the text layer is seen. */
function give_back() {
  if (!text.querySelector(':scope > article')) return use_plain_text(true);
  given_back = true;
  over = false;
  program.context(false);
  hands?.draw_no_more(text, stood);
}
let given_back = false;

/** Not part of the program: it comes when it is asked for (speech.js). */
function read_aloud() {
  program.press('close');
  const article = text.querySelector(':scope > article');
  if (article) import('./speech.js').then(speech => speech.read_aloud(article, {say(words) { said.textContent = words; }, remember})).catch(error => report(error, 'page'));
}

/** @type {{left?: string} | null} a reader has gone to what is to arrive; left: on the way back, from that page */
let led = null;
let begins = () => {};
const over_begins = /** @type {Promise<void>} */ (new Promise(resolve => begins = resolve));
let is_moving = false;  // from heading to heading

/** @param {string} command */
function press(command) {
  if (given_back) return;
  if (command === 'read-aloud') return read_aloud();
  if (/^offer(-to)?:/.test(command)) search.blur();  // and ends what is being composed
  is_moving = /^(next|previous)-section$/.test(command);
  program.press(command);
  is_moving = false;
  if (/^offer(-to)?:/.test(command) && document.activeElement === document.body) hands?.focus_seen(text);
  if (command === 'search' || command === 'find') fields[command === 'find' ? 1 : 0].focus();
}

/** @type {() => void} */
let program_ready = () => {};
const ready = /** @type {Promise<void>} */ (new Promise(resolve => program_ready = resolve));
const {api, tell, report, lose} = make_api(() => program, go, ready);
Object.assign(window, {hanji: api});

// Of a frame: what the page around it wants, and what is told to it. Only a frame needs the module that speaks with that page.
/** @type {import('./embedded.js').Outside} */
const outside = {dark: null, draws: !embedded, opened: false, height_changed() {}, canvas_turned() {}};
// @ts-ignore typed there
const speaking = !embedded ? Promise.resolve() : import('./embedded.js').then(({speak_to_parent}) => speak_to_parent(outside, {
  api, message_of, resize, use_plain_text, redraw: page.redraw, height: () => content_height, is_ready: () => is_ready && over, canvas: () => canvas, program: () => program,
})).catch(error => {
  report(error, 'page');
  window.parent.postMessage({hanji: 1, type: 'error', reason: 'no-program', message: message_of(error), where: 'page'}, '*');
});

// What has failed is asked for again by itself, each time later, and at once when the network is back: as its reader would.
let failures = 0, asking_again = 0;
function ask_again() {
  clearTimeout(asking_again);
  if (text.querySelector('[data-control=retry]')) press('retry');
}
function ask_again_later() {
  clearTimeout(asking_again);
  asking_again = window.setTimeout(ask_again, Math.min(1000 * 2 ** ++failures, 60_000));
}

// What is asked for once more did not come, or came as something else: the browser's own cache may have kept that, or wait for it still.
/** @type {Set<string>} */
const asked = new Set();
/** @param {string} file @returns {RequestCache} */
const cache_for = file => asked.has(file) ? 'reload' : file.endsWith('.json') ? 'no-cache' : 'default';

let saying = 0;

/** What the page says of a search, once it rests. @param {{query: string}} message */
function say_found(message) {
  clearTimeout(saying);
  saying = window.setTimeout(() => {
    const found = text.querySelector('.piece:is(.notice, .meta)')?.textContent;
    if (found?.endsWith('…')) say_found(message);
    else said.textContent = `‘${message.query}’: ${found}`;
  }, 400);
}

let shortcuts = load('settings')?.keys ?? 'letters', on_paper = load('settings')?.print ?? 'addresses';
const show_title = () => { document.title = [title, site].filter((word, i, all) => word && all.indexOf(word) === i).join(' — ') || document.title; };

/** @type {import('./host.js').Page} */
const page = {
  fetch(file) {
    const asker = program;
    in_a_turn(async () => {  // asking alone takes milliseconds
      try {
        const cache = cache_for(file);
        asked.add(file);
        const bytes = file === 'bundle/bundle.json' ? await bundle_json()
          : await (cache === 'reload' ? undefined : take_early(file)) ?? await fetch_bytes(new URL(file, root), cache);
        failures = 0;
        if (asker === program) program.delivered(file, bytes);
      } catch (error) {
        if (asker === program) program.failed(file, message_of(error));
        ask_again_later();
      }
    });
  },
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
    if (given_back) return;
    if (layer === 2) return sheet.show(content);
    if (layer === 1) {
      show_frame(frame, content);
      search.ariaLabel = search.placeholder = content.words.search;
      find.ariaLabel = find.placeholder = content.words.find;
      offers.shown();
      if (content.found !== found) said.textContent = (found = content.found) ?? '';
      site = content.site;
      show_title();
      return;
    }
    if (!over && !content.article && text === standing_article()) return held = () => page.text_layer(layer, content);
    held = () => {};
    show_page(text, content, over, resting || !over ? in_a_turn : undefined);
    const note = text.querySelector('[role=note]');
    if (note) said.textContent = note.textContent;
    title = content.title || (content.pieces.find((/** @type {import('./text_layer.js').Piece} */ {role}) => role === 'title')?.text?.lines ?? [])
      .flatMap((/** @type {import('./text_layer.js').Line} */ {runs}) => runs.map(({t}) => t)).join('');
    show_title();
    content_height = Math.ceil(content.height);
    outside.height_changed();
  },
  settle_later(height) {  // a slider being drawn, a window being resized: once, when it rests
    text.style.setProperty('--height', `${height}px`);
    if (over) text.setAttribute('aria-busy', 'true');
    clearTimeout(settling);
    settling = window.setTimeout(() => {
      resting = true;
      program.settle();
      resting = false;
    }, 80);
  },
  route(address, how) {
    if (how === 2) queueMicrotask(() => go(address.route, address.page));  // the program is not called while it calls
    else if (how === 0) push_address(address);
    else replace_address(address, how === 3);
  },
  scroll(y, smooth) {
    if (!over) return;
    scrollTo({top: y, behavior: smooth ? 'smooth' : 'instant'});
    if (is_moving) hands?.focus_heading_at(text, y);
  },
  save(what, value) {
    if (what !== 0) return save_recent(value);
    save('settings', value);
    shortcuts = value.keys;
    on_paper = value.print;
    // The colour of what stands around the page: by the system, or as chosen.
    document.querySelectorAll('meta[name=theme-color]').forEach((meta, dark) => {
      meta.setAttribute('content', /** @type {Record<string, string>} */ ({light: '#fdfcfa', sepia: '#f6eddc', dark: '#17181a', contrast: dark ? '#000000' : '#ffffff'})[value.theme === 'auto' ? dark ? 'dark' : 'light' : value.theme] ?? '#fdfcfa');
    });
  },
  message(message) {
    if (message.type === 'ready') {
      is_ready = true;
      program_ready();
      if (!over) return;  // to nobody else before it is on screen
    }
    if (message.type === 'arrived') {
      const to = led;  // what comes to show before a reader goes on is not what that leads to
      led = null;
      queueMicrotask(() => arrive(to));  // the program is not called while it calls
    }
    if (message.type === 'error') troubled = true;
    if (message.type === 'search') say_found(message);
    tell(message);
  },
  fatal(message) {
    use_plain_text(true);
    clearTimeout(settling);
    text.removeAttribute('aria-busy');  // what stands there stays
    lose(message);
    show_trouble('화면을 더 그리지 못합니다', `펼쳐 둔 글은 그대로 남아 있습니다. ${sound ? '다시 시작하면 읽던 자리에서 이어집니다.' : '새로 고치면 다시 그립니다.'} (${message})`,
      text.childElementCount === 0, sound ? start_again : null);
  },
  report,
};
let title = '', site = '', found = '';
let held = () => {};  // a page that is to be shown when the program is

const search = /** @type {HTMLInputElement} */ (element('search')), find = /** @type {HTMLInputElement} */ (element('find'));
const fields = [watch_text_field(search, {
  typed: (value, composing) => program?.text(0, value, composing),
  key: event => offers.key(event),
  left() { if (!offers.is_here()) program.press(search.value === '' ? 'search-left' : 'offers-left'); },
  remember,
  seen: () => hands?.focus_seen(text),
}), watch_text_field(find, {
  typed: (value, composing) => program?.text(1, value, composing),
  key({key, shiftKey}) {
    if (key === 'Escape') fields[1].leave();
    const command = key === 'Escape' ? 'find-left' : key !== 'Enter' ? null : shiftKey ? 'previous-match' : 'next-match';
    if (command) press(command);
    return command !== null;
  },
  remember,
})];
const offers = watch_offers(search, frame, press, fields[0]);
const sheet = watch_sheet(element('sheet'), remember, press, y => program.scroll_sheet(y));

watch_scrollers((scroller, x) => program.scroll_within(scroller, x));
text.addEventListener('toggle', event => {  // by a press, a key, or since something in it was found
  const {target} = event;
  if (over && target instanceof HTMLDetailsElement && target.dataset.stands !== String(target.open)) press(`details:${target.dataset.b}`);
}, true);

// How many device pixels the canvas truly covers: at 1.25× a side is rarely a whole number of them, and a picture that is
// one short is blurred all over. Browsers that do not tell (and emulated densities) are believed to round.
let device_width = 0, device_height = 0;

/** @param {Element} watched @param {ResizeObserverOptions} [options] @param {(size: ResizeObserverSize) => void} [told] */
function watch_size(watched, options, told) {
  try {
    new ResizeObserver(([entry]) => {
      const size = entry?.devicePixelContentBoxSize?.[0];
      if (size) told?.(size);
      resize();
    }).observe(watched, options);
  } catch { /* Safari does not know device pixels; then, too, the window tells of its size */ }
}

function watch_canvas() {
  watch_size(canvas);
  watch_size(canvas, {box: 'device-pixel-content-box'}, size => [device_width, device_height] = [size.inlineSize, size.blockSize]);
  canvas.addEventListener('webglcontextlost', event => {
    event.preventDefault();
    if (event.target !== canvas) return;
    program.context(false);
    use_plain_text(true);
    outside.canvas_turned();
  });
  canvas.addEventListener('webglcontextrestored', () => {
    use_plain_text(!program.context(true));
    page.redraw();
    outside.canvas_turned();
  });
}

/** @type {(EventTarget & {visible: boolean, getTitlebarAreaRect(): DOMRect}) | undefined} */
const controls = /** @type {any} */ (navigator).windowControlsOverlay;

function resize() {
  // The window without its scrollbar, and what the picture is stretched to, but for a pinch; of a canvas that is not shown, nothing.
  const style = getComputedStyle(canvas), shown = canvas.offsetWidth > 0, box = {width: shown ? parseFloat(style.width) : 0, height: shown ? parseFloat(style.height) : 0};
  const density = devicePixelRatio || 1;
  const exact = (/** @type {number} */ side, /** @type {number} */ device) => Math.abs(device - side * density) < 1 ? device / density : side;
  const width = exact(box.width || innerWidth, device_width), height = exact(box.height || innerHeight, device_height);
  const dark = outside.dark ?? media('(prefers-color-scheme: dark)').matches, still = media('(prefers-reduced-motion: reduce)').matches;
  // A phone's bars and its rounded screen: what of the canvas' foot cannot be seen or pressed.
  const below = Math.max(0, box.height - innerHeight) + (parseFloat(getComputedStyle(frame).paddingBottom) || 0);
  // Where the window of an installed application has no bar of its own, its buttons stand in the masthead.
  const title_bar = controls?.visible ? controls.getTitlebarAreaRect() : null, left = title_bar?.x ?? 0, right = title_bar ? Math.max(0, innerWidth - title_bar.right) : 0;
  program.resize(width, height, density, (dark ? 1 : 0) | (still ? 2 : 0) | (embedded ? 4 : 0) | (navigator.onLine ? 0 : 8) | (media('(prefers-contrast: more)').matches ? 16 : 0), below, left, right, parseFloat(getComputedStyle(document.documentElement).fontSize) / 16);
}

function listen() {
  watch_size(document.documentElement);
  controls?.addEventListener('geometrychange', resize);
  const watch_density = () => media(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
    resize();
    watch_density();
  }, {once: true});
  watch_density();
  for (const query of ['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)', '(prefers-contrast: more)']) media(query).addEventListener('change', resize);
  for (const event of ['online', 'offline', 'resize']) window.addEventListener(event, resize);
  window.addEventListener('online', ask_again);

  contained(() => history.scrollRestoration = 'manual');
  window.addEventListener('scroll', () => {
    program.scroll(scrollY);
    clearTimeout(keeping);
    keeping = window.setTimeout(keep_place, 200);
  }, {passive: true});
  window.addEventListener('storage', event => {  // another window of this site
    if (is_recent(event.key)) program.recall(load_recent());
  });
  window.addEventListener('pagehide', () => {
    keep_place();
    contained(() => history.scrollRestoration = 'auto');  // another document of this entry
  });
  window.addEventListener('pageshow', () => contained(() => history.scrollRestoration = 'manual'));
  window.addEventListener('popstate', event => {
    if (given_back) return location.reload();
    clearTimeout(keeping);
    keeping = 0;
    forget_address();
    led = {left: program.state().page};
    route(route_here(), event.state?.y);
  });
  watch_leaving();

  window.addEventListener('pointermove', event => program.pointer(event.clientX, event.clientY), {passive: true});
  document.addEventListener('pointerleave', () => program.pointer(-1, -1));
  window.addEventListener('click', event => {
    if (!(event.target instanceof Element) || given_back) return;
    const control = event.target.closest('[data-control]');
    const pressed = control instanceof HTMLElement ? control.dataset.control ?? '' : null;
    if (text.querySelector('.note') && !event.target.closest('.note') && !pressed?.startsWith('note:')) program.press('note:');
    if (pressed !== null) {
      event.preventDefault();  // a footnote's mark is a link too
      return press(pressed);
    }
    const link = event.target.closest('a');
    if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented) return;
    const {route: to, page} = link.dataset;
    if (to !== undefined) {
      if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;  // the browser opens its page elsewhere
      event.preventDefault();
      return go(to, page);
    }
    const address = link.getAttribute('href');
    if (!address?.startsWith('#')) return;
    event.preventDefault();  // a mark inside the article, or the way past the frame
    if (link.getAttribute('role') === 'doc-backlink') hands?.focus_mark(text, address);
    else if (address === '#text') text.focus();
    else if (program.state().view === 'article') go(`#/${encodeURIComponent(program.state().slug)}/${address.slice(1)}`);
  });
  document.addEventListener('visibilitychange', () => document.hidden || page.redraw());

  document.fonts?.addEventListener('loadingdone', () => program.fonts_changed());
}

// What is shown is kept for a visit without a network, once it has stood for a moment.
let seeing = 0, see = () => {};
function see_later() {
  clearTimeout(seeing);
  seeing = window.setTimeout(() => see(), 150);
}

/** What is not needed to read (keeping.js): newer builds, and what is kept here. */
async function keep() {
  try {
    await api.ready;
    const [build, keeping] = await Promise.all([own_build(), import('./keeping.js')]);
    keeping.restore(text, typed => {
      search.focus();
      program.text(0, typed, false);
    });
    if (!build) return;
    keeping.watch_builds(build, () => {
      if (over) keeping.show_news(news, () => {
        keep_place();
        write_address();
        keeping.load_anew(text, search);
      });
    });
    if (embedded || !navigator.serviceWorker || document.documentElement.dataset.opened !== undefined) return;
    await keeping.register();
    see = () => {
      const {view, slug, showing, page: address = ''} = program.state();
      const file = decodeURIComponent(new URL(address, root).pathname.slice(root.pathname.length));
      if (showing === 'content') keeping.tell_seen(build, view === 'article' ? {slug, page: file.replace(/(^|\/)$/, '$1index.html')} : {}).catch(() => {});
    };
    see();
  } catch { /* private window, or no secure context: reading works all the same */ }
}

/** @type {import('./program_files.js').Files} */
let files;

// The program asks for this again and is given the same. It takes a while, in which the files come.
function open_context() {
  if (outside.draws) canvas.getContext('webgl2', {alpha: true, depth: false, stencil: false, antialias: false});
}

/** A program on the canvas, which shows the address. @param {number} [y] where the history left it */
async function start_program(y) {
  is_ready = false;
  program = await connect(files.create, files.compiled, page, canvas);
  if (!over) await a_turn();
  outside.opened = outside.draws;
  const drawn = program.start(files.icu, {language: document.documentElement.lang || navigator.language, settings: load('settings') ?? {}, recent: load_recent(), canvas: outside.draws, embedding});
  use_plain_text(!drawn);
  if (!over) await a_turn();
  if (over) route(route_here(), y);  // what it asks for comes while it finds its size
  else program.route(route_here(), -1, document.documentElement.dataset.resumed === undefined ? null : place_of(route_here()));
  watch_canvas();
  if (!over) await a_turn();  // each of these takes long, and somebody reads
  resize();
  return drawn;
}

// The program has trapped: another one goes on where it stopped, on a canvas of its own, with what stands in the field.
async function start_again() {
  trouble.hidden = true;
  asked.clear();
  sound = frame_asked = continuing = false;
  const typing = document.activeElement === search ? search.value : '';
  write_address();
  const fresh = /** @type {HTMLCanvasElement} */ (canvas.cloneNode());
  canvas.replaceWith(fresh);
  contained(() => canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext());
  canvas = fresh;
  try {
    await start_program(scrollY);
    if (typing) program.text(0, typing, false);
  } catch (error) {
    page.fatal(message_of(error));
  }
}

async function start() {
  if (!program_files) {
    return show_trouble('이 브라우저는 WebAssembly를 지원하지 않습니다', '새 판의 브라우저로 열어 주세요. (This page needs WebAssembly.)', true);
  }
  const standing = standing_article(), words = (/** @type {string} */ of) => [...standing?.querySelectorAll(of) ?? []].map(each => each.textContent).join('');
  for (const begin of [open_context, ...warm(2, words('figcaption, td, header')), ...warm(3, words('h1, h2, h3, th')), ...warm(6, words('article')), ...warm(7, words('strong'))]) in_a_turn(begin);
  [files] = await Promise.all([program_files, over && sheet_came()]);
  if (!over) await not_led();
  const drawn = await start_program(history.state?.y);
  const begin = () => {
    over = true;
    begins();
    held();
    contained(listen);
    if (is_ready) tell({type: 'ready'});
  };
  if (over) {
    draw_over();
    begin();
  } else if (drawn && !without_canvas.some(query => query.matches)) {
    /** @type {import('./take_over.js').Program} */ const over_text = {
      begin,
      shows: () => !troubled && program.state().showing === 'content',
      place: ({block, byte, above}) => program.place(block, byte, above),
      turn: block => program.press(`details:${block}`),
      leave() {
        given_back = true;
        if (is_ready) tell({type: 'ready'});
      },
      async drawn() {
        await page_stands();
        await new Promise(resolve => {
          awaiting_frame.push(() => resolve(undefined));
          program.paint();
        });
      },
      scroll: y => program.scroll(y),
      draw: () => program.frame(),
      redraw: () => page.redraw(),
    };
    force_over = () => {
      if (!over) take_over_now(text, over_text);
    };
    const follow = () => {  // to an address that only the program knows
      if (over || !location.hash.startsWith('#/')) return;
      force_over();
      route(route_here());
    };
    window.addEventListener('hashchange', follow);
    follow();  // it may have been asked for while the program came
    await ready;
    take_over(text, over_text).catch(error => report(error, 'page'));  // what stands there is read on
  } else {  // what stands there is all that can be shown: it is read on, and another address is another page
    given_back = is_ready = true;
    window.addEventListener('hashchange', () => { if (location.hash.startsWith('#/')) go(route_here()); });
    program_ready();
    tell({type: 'ready'});
  }
  /** @type {KeyboardEvent[]} */ const early = [];  // pressed before what answers them has come
  const hear = (/** @type {KeyboardEvent} */ event) => early.push(event);
  over_begins.then(() => document.addEventListener('keydown', hear));
  import('./hands.js').then(came => {
    hands = came;
    over_begins.then(() => {
      document.removeEventListener('keydown', hear);
      came.watch_keys(press, () => shortcuts, early);
      if (!embedded) came.watch_means(give_back);
    });
    came.watch_choices(element('sheet'));
    came.watch_copying();
    came.watch_pinch(() => canvas, () => program);
    const article = () => text.querySelector(':scope > article');
    came.watch_printing(() => on_paper === 'addresses' ? article() : null);
    const say = (/** @type {string} */ words) => { said.textContent = words; };
    came.watch_abbreviations(article, say);
    came.watch_passages(article, () => new URL(program.state().page ?? '', root).href, say);
  }).catch(() => {});  // the browser's own copying and focus will have to do
  keep();
}

start().catch(error => {
  const tell_reader = () => {
    console.error(error);
    speaking.then(() => tell({type: 'error', message: message_of(error), where: 'start'}));
    show_trouble('화면을 불러오지 못했습니다', `연결을 보고 다시 시도해 주세요. (${message_of(error)})`, true);
  };
  if (over) tell_reader();
  else setTimeout(tell_reader, 1000);  // a page that is being left loses what is on its way, and has nothing to tell
});
