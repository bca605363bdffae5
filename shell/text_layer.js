// Makes real text of what C++ has set (src/app/text_layer.h says what the JSON holds). An article is its own HTML, aligned
// (article_layer.js); of all else one element a piece is made, placed where the canvas draws it: one inline span a line,
// which a break of the style sheet's ends, so that selection, find in page and copy cross line ends and nothing is inserted.
// Everything but an article goes in as textContent.

import {embedded, root} from './address.js';
import {align_article, article_of, equip, is_same_article} from './article_layer.js';
import {align_later, keep_lines, set_lengths} from './lines.js';

/**
 * @typedef {{t: string, face?: number, size?: number, rise?: number, spacing?: number, room?: number, end?: number, above?: number, shift?: number, color?: string, background?: string, href?: string, page?: string, note?: boolean}} Run
 * @typedef {{x: number, w: number, up?: number, down?: number, gap?: number, spacing?: number, hard?: boolean, runs: Run[]}} Line
 * @typedef {{x: number, y: number, w: number, h: number, lineHeight: number, face: number, size: number, lines: Line[]}} Text
 * @typedef {{role: string, x: number, y: number, w: number, h: number, level?: number, ink?: string, href?: string, page?: string, label?: string, group?: string, part?: string, item?: number,
 *   current?: boolean, block?: number, head?: boolean, column?: number, scroller?: number, text?: Text}} Piece
 * @typedef {{x: number, y: number, w: number, h: number, width: number, scrolled: number}} Scroller
 * @typedef {{width: number, height: number, scrollers?: Scroller[], title: string, article: boolean, html?: string, pieces: Piece[]}} Page
 * @typedef {{x: number, y: number, w: number, h: number, content: number, pieces?: Piece[]}} Sheet
 * @typedef {{pieces: Piece[], site: string, dark: boolean, colors: Record<string, string>, words: Record<string, string>}} Frame
 */

const tags = {title: 'h1', paragraph: 'p', decoration: 'hr', note: 'p', lead: 'p', meta: 'p', notice: 'p', link: 'span', control: 'span'};

/** @type {Record<string, string>} what the interface says */
let words = {};

/** @param {HTMLElement} element @param {number} x @param {number} y @param {number} w @param {number} h */
function place(element, x, y, w, h) {
  Object.assign(element.style, {left: `${x}px`, top: `${y}px`, width: `${w}px`, height: `${h}px`});
}

/** @param {string} href @param {string} [page] of the site, that it leads to @param {number} [index] */
function anchor(href, page, index = 0) {
  const a = document.createElement('a');
  a.href = page !== undefined ? new URL(page, root).href : href.startsWith('#') ? href : new URL(href, root).href;
  if (page !== undefined) Object.assign(a.dataset, {route: href, page});
  if (index > 0) a.tabIndex = -1;  // a link that goes on: one stop for the keyboard
  if (page === undefined && !href.startsWith('#')) {
    a.rel = 'noopener noreferrer';
    if (embedded) a.target = '_blank';
  }
  return a;
}

/** @param {Text} text */
function set_text(text) {
  const block = document.createElement('span');
  block.className = `f${text.face}`;
  Object.assign(block.style, {width: `${text.w}px`, height: `${text.h}px`, lineHeight: `${text.lineHeight}px`});
  set_lengths(block, {letters: text.size});
  let last_href = '', repeats = 0;
  keep_lines(block, text.lines.map((line, n) => {
    const span = document.createElement('span');
    span.className = 'line';
    set_lengths(span, {start: line.x || undefined, gap: line.gap, spacing: line.spacing});
    if (n + 1 < text.lines.length) span.classList.add('end');
    for (const run of line.runs) {
      const plain = run.face === undefined && run.size === undefined && run.spacing === undefined && !run.rise && !run.color && !run.background && !run.href;
      if (plain) {
        span.append(run.t);
        continue;
      }
      if (run.href !== undefined) repeats = run.href === last_href ? repeats + 1 : 0;
      last_href = run.href ?? '';
      const element = run.href !== undefined ? anchor(run.href, run.page, repeats) : document.createElement('span');
      element.className = 'run' + (run.face === undefined ? '' : ` f${run.face}`) + (run.rise || run.above !== undefined ? ' raised' : '');
      set_lengths(element, {letters: run.size, spacing: run.spacing, rise: run.rise, gap: run.above === undefined ? undefined : 0, shift: run.above === undefined ? undefined : run.shift, over: run.above});
      if (run.note) element.dataset.control = `note:${run.href}`;
      if (run.color) element.style.setProperty('--run', run.color);
      if (run.background) element.style.setProperty('--behind', run.background);
      // The space that hangs at the line's end is neither highlighted nor underlined.
      const seen = run === line.runs.at(-1) && (run.background || run.href) ? run.t.trimEnd() : run.t;
      element.textContent = seen;
      span.append(element, run.t.slice(seen.length));
    }
    block.append(span);
    if (line.hard && n + 1 < text.lines.length) block.append('\n');
    return [{parts: [span], end: line.x + line.w}];
  }), text.y);
  return block;
}

/** @param {Piece} piece */
function make_piece(piece) {
  const tag = piece.role === 'heading' || piece.role === 'entry' ? `h${Math.min(Math.max(piece.level ?? 2, 2), 6)}` : tags[/** @type {keyof tags} */ (piece.role)] ?? 'div';
  const element = document.createElement(tag);
  element.className = `piece ${piece.role}` + (piece.ink ? ` ink-${piece.ink}` : '') + (piece.current ? ' current' : '');
  place(element, piece.x, piece.y, piece.w, piece.h);
  if (piece.role === 'decoration') element.ariaHidden = 'true';

  /** @type {HTMLElement} */
  let inside = element;
  if (piece.role === 'control') {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'whole';
    button.dataset.control = piece.href ?? '';
    if (piece.label) button.setAttribute('aria-label', piece.label);
    if (piece.label) button.title = piece.label;
    if (group_of(piece) === offers) {
      button.setAttribute('role', 'option');
      button.setAttribute('aria-selected', String(piece.current === true));
      button.tabIndex = -1;
    } else if (piece.group) {
      button.setAttribute('role', 'radio');
      button.setAttribute('aria-checked', String(piece.current === true));
    } else if (piece.href === 'contents' || piece.href === 'settings') {
      button.setAttribute('aria-haspopup', 'dialog');
      button.setAttribute('aria-expanded', String(piece.current === true));
    }
    element.append(inside = button);
  } else if (piece.href) {
    const a = anchor(piece.href, piece.page);
    a.className = 'whole';
    if (piece.label) a.title = piece.label;
    if (piece.current) a.setAttribute('aria-current', 'true');
    element.append(inside = a);
  }
  if (piece.text) {
    const block = set_text(piece.text);
    block.style.left = `${piece.text.x - piece.x}px`;
    block.style.top = `${piece.text.y - piece.y}px`;
    inside.append(block);
  }
  return element;
}

const offers = 'div offers';  // of the search field

/** @type {Record<string, string>} parts of the page that one goes to, by the word that names each */
const landmarks = {outline: 'contents', categories: 'categories', neighbours: 'neighbours', bar: 'bar'};

// Pieces of one group belong together for those who listen.
/** @param {Piece} piece @returns {string} the tag of what holds the group, and its number */
function group_of(piece) {
  if (piece.part) return `${landmarks[piece.part] ? 'nav' : 'ul'} ${piece.part}`;
  if (piece.role === 'note') return 'aside';
  if (piece.group) return `span ${piece.group}`;
  return piece.role === 'control' && piece.href?.startsWith('offer') ? offers : '';
}

/** A list has its role said: some browsers take a list without markers for none. */
function make_list() {
  const list = document.createElement('ul');
  list.setAttribute('role', 'list');
  return list;
}

/**
 * The next item: what lies deeper is a list within the item before it.
 * @param {{list: Element, level: number}[]} lists open ones, from without @param {number} level
 */
function add_item(lists, level) {
  while (lists.length > 1 && lists[lists.length - 1].level > level) lists.pop();
  const last = lists[lists.length - 1], before = last.list.lastElementChild;
  if (level > last.level && before) lists.push({list: before.appendChild(make_list()), level});
  return lists[lists.length - 1].list.appendChild(document.createElement('li'));
}

/** @param {Piece[]} pieces @returns {Generator<void, DocumentFragment>} of elements, a piece a step */
function* make_pieces(pieces) {
  const made = document.createDocumentFragment();
  let group = '';
  /** @type {number | undefined} */ let item;
  /** @type {{list: Element, level: number}[]} */ let lists = [];
  /** @type {ParentNode & Node} */
  let parent = made;
  for (const piece of pieces) {
    const next = group_of(piece);
    if (next !== group) {
      group = next;
      parent = made;
      if (piece.part) {
        const list = make_list(), name = landmarks[piece.part];
        lists = [{list, level: piece.level ?? 0}];
        item = undefined;
        if (name) {
          const nav = document.createElement('nav');
          nav.setAttribute('aria-label', words[name] ?? '');
          nav.append(list);
          made.append(nav);
        } else {
          made.append(list);
        }
      } else if (group !== '') {
        const wrapper = document.createElement(group.split(' ')[0]);
        if (group === 'aside') wrapper.setAttribute('role', 'note');
        if (group === offers) {
          wrapper.id = 'offers';
          wrapper.setAttribute('role', 'listbox');
          wrapper.setAttribute('aria-label', words.offers);
        }
        if (piece.group) {
          wrapper.setAttribute('role', 'radiogroup');
          wrapper.setAttribute('aria-label', piece.group);
        }
        made.append(wrapper);
        parent = wrapper;
      }
    }
    if (piece.part && piece.item !== item) parent = add_item(lists, piece.level ?? 0);
    item = piece.item;
    parent.append(make_piece(piece));
    yield;
  }
  for (const choice of made.querySelectorAll('[role=radiogroup]')) {  // one stop for the keyboard
    const all = [...choice.querySelectorAll('button')], stop = all.find(one => one.getAttribute('aria-checked') === 'true') ?? all[0];
    for (const one of all) one.tabIndex = one === stop ? 0 : -1;
  }
  made.querySelectorAll('[role=option]').forEach((option, i) => option.id = `offer-${i}`);
  return made;
}

/** What had the keys last; null: they were let go. @type {Element | null} */
let focused = null;
let changing = false;  // what is taken away lets nothing go
addEventListener('focusin', ({target}) => { focused = target instanceof Element ? target : null; });
addEventListener('focusout', () => { if (!changing) focused = null; });
const mark_of = (/** @type {Element} */ e) => e instanceof HTMLHeadingElement ? e.id || e.localName : e instanceof HTMLElement ? e.dataset.control ?? e.getAttribute('href') ?? '' : '';

/** @param {HTMLElement} root @param {DocumentFragment} made @returns {Generator<void, void>} */
function* put_pieces(root, made) {
  for (const steps = change_into(root, made);; yield) {
    changing = true;
    const {done} = steps.next();
    changing = false;
    if (done) break;
  }
  if (!focused || focused.isConnected || document.activeElement !== document.body || !document.hasFocus()) return;
  const mark = mark_of(focused), again = [...document.querySelectorAll('a[href], button, h1, h2, h3')].find(e => mark_of(e) === mark) ?? document.querySelector('#text h1');  // the same, made anew
  if (!(again instanceof HTMLElement)) return;
  if (again instanceof HTMLHeadingElement) again.tabIndex = -1;
  again.focus({preventScroll: true});
}

/** @template T @param {Generator<void, T>} steps @returns {T} */
function finish(steps) {
  for (;;) {
    const {done, value} = steps.next();
    if (done) return value;
  }
}

/** @param {HTMLElement} root @param {Piece[]} pieces */
const fill = (root, pieces) => finish(put_pieces(root, finish(make_pieces(pieces))));

/** @param {Node} node @returns {node is Element} what holds others, and is not seen itself */
const is_list = node => ['NAV', 'UL', 'LI'].includes(node.nodeName);

/** Of the same kind and name, whatever it holds. @param {Node} one @param {Node} other */
const is_same_list = (one, other) => is_list(one) && is_list(other) && one.cloneNode(false).isEqualNode(other.cloneNode(false));

/** @param {Element} parent @param {Node} node @returns {Generator<void, void>} */
function* add_slowly(parent, node) {
  const within = is_list(node) ? [...node.childNodes] : [];
  if (is_list(node)) node.replaceChildren();
  parent.append(node);
  if (within.length === 0) yield;
  for (const one of within) yield* add_slowly(/** @type {Element} */ (node), one);
}

// What is the same stays where it is: a press on it holds, and whoever listens there is not sent back to the beginning. Between two
// steps others may have taken elements away.
/** @param {Element} root @param {ParentNode} made @returns {Generator<void, void>} a node a step */
function* change_into(root, made) {
  const old = [...root.childNodes], next = [...made.childNodes];
  if (!next.some((node, i) => old[i] && (is_same_list(old[i], node) || old[i].isEqualNode(node)) || old.at(i - next.length)?.isEqualNode(node))) {
    root.replaceChildren();  // another page; one by one, its hundreds of elements would go five times as slowly
    for (const node of next) yield* add_slowly(root, node);
    return;
  }
  let head = 0, tail = 0;
  while (head < old.length && head < next.length && old[head].isEqualNode(next[head])) head += 1;
  while (head + tail < old.length && head + tail < next.length && old[old.length - 1 - tail].isEqualNode(next[next.length - 1 - tail])) tail += 1;
  const last = old[old.length - tail], is_here = (/** @type {Node | undefined} */ node) => node?.parentNode === root;
  for (let i = head; i < old.length - tail || i < next.length - tail; ++i) {
    if (i < old.length - tail && i >= next.length - tail) old[i].remove();
    else if (i < old.length - tail && is_here(old[i])) {
      if (old[i].isEqualNode(next[i])) continue;
      if (is_same_list(old[i], next[i])) {
        yield* change_into(/** @type {Element} */ (old[i]), /** @type {Element} */ (next[i]));
        continue;
      }
      root.replaceChild(next[i], old[i]);
    } else root.insertBefore(next[i], is_here(last) ? last : null);
    yield;
  }
}

// ---- the page that scrolls ----

/** @type {Generator<void, void> | null} what is still to be done of the page that was shown last */
let unfinished = null;
/** @type {(() => void)[]} */
let awaiting_page = [];

/** @returns {Promise<void>} when all of the page that was shown last stands in its layer */
export const page_stands = () => new Promise(resolve => unfinished ? awaiting_page.push(resolve) : resolve());

let finish_page = () => {};  // at once, whatever it takes

/** @type {(index: number, x: number) => void} */
let scrolled = () => {};
/** @param {typeof scrolled} listener */
export function watch_scrollers(listener) { scrolled = listener; }

/** @type {WeakSet<Element>} */
const watched = new WeakSet();

/** @param {HTMLElement} article @param {Scroller[]} scrollers */
function place_scrollers(article, scrollers) {
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (article.querySelectorAll('.scroller'))) {
    const index = () => Number(element.dataset.scroller);
    element.scrollLeft = scrollers[index()]?.scrolled ?? 0;
    if (watched.has(element)) continue;
    watched.add(element);
    element.addEventListener('scroll', () => element.dataset.scroller !== undefined && scrolled(index(), element.scrollLeft), {passive: true});
  }
}

/** The article's own text, in a layer of it. @param {HTMLElement} root @returns {HTMLElement | null} */
export const article_in = root => root.querySelector(':scope > article:has(> header)');

/** Of what stands beside it. @param {HTMLElement} root @returns {HTMLElement} */
function beside_in(root) {
  const there = root.querySelector(':scope > .beside');
  if (there instanceof HTMLElement) return there;
  const beside = document.createElement('div');
  beside.className = 'beside';
  root.append(beside);
  return beside;
}

/** @param {HTMLElement} root @param {Page} page @param {boolean} drawn the canvas shows it @returns {Generator<void, void>} */
function* show_article(root, page, drawn) {
  const is_text = (/** @type {Piece} */ piece) => piece.head === true || piece.block !== undefined;
  const scrollers = page.scrollers ?? [], there = article_in(root);
  let article = there;
  if (page.html !== undefined) {
    const came = article_of(page.html);
    if (!there || !is_same_article(there, came)) article = came;
    if (drawn || article === came) equip(/** @type {HTMLElement} */ (article), () => words);
  }
  if (!article) return;
  yield* align_article(article, page.pieces.filter(is_text), scrollers);
  const beside = beside_in(root);
  beside.hidden = !drawn && root.id === 'hanji-page';
  if (article !== there) {
    const blocks = [...article.childNodes];
    article.replaceChildren();
    for (const other of [...root.childNodes]) if (other !== beside && (root.id !== 'hanji-page' || other === there)) other.remove();
    root.prepend(article);
    for (const block of blocks) {  // since the browser lays out at once what is put in at once
      article.append(block);
      yield;
    }
  }
  place_scrollers(article, scrollers);
  yield* put_pieces(beside, yield* make_pieces(page.pieces.filter(piece => !is_text(piece))));
}

/** @param {HTMLElement} root @param {Page} page @returns {Generator<void, void>} */
function* show_pieces(root, page) {
  yield* put_pieces(root, yield* make_pieces(page.pieces));
}

/**
 * @param {HTMLElement} root @param {Page} page @param {boolean} drawn the canvas shows it
 * @param {(run: () => void) => void} [in_a_turn] what is not wanted at once is made in turns, and before each frame
 */
export function show_page(root, page, drawn, in_a_turn) {
  const showing = unfinished = page.article ? show_article(root, page, drawn) : show_pieces(root, page);
  if (drawn) root.setAttribute('aria-busy', 'true');
  root.style.setProperty('--height', `${page.height}px`);
  const done = () => {
    if (showing !== unfinished) return;
    unfinished = null;
    for (const resolve of awaiting_page.splice(0)) resolve();
    if (drawn) align_later(root);
  };
  finish_page = () => {
    if (showing !== unfinished) return;
    finish(showing);
    done();
  };
  if (!in_a_turn) return finish_page();
  const some = () => {
    const start = performance.now(), most_ms = 3, most = 24;
    for (let i = 0; showing === unfinished && i < most && performance.now() - start < most_ms; ++i) {
      if (showing.next().done) return done();
    }
    if (showing !== unfinished) return;
    if (drawn) requestAnimationFrame(() => in_a_turn(some));  // the browser lays out what was put in
    else in_a_turn(some);
  };
  some();
}

/** The text that stood there is drawn over from now on. @param {HTMLElement} root */
export function begin_layer(root) {
  finish_page();
  const article = article_in(root);
  if (article) equip(article, () => words);
  const beside = root.querySelector(':scope > .beside');
  for (const other of [...root.children]) if (other !== article && other !== beside) other.remove();
  beside?.removeAttribute('hidden');
  root.id = 'text';
  root.setAttribute('aria-busy', 'true');
  align_later(root);
}

/** @param {HTMLElement} root @param {Sheet} sheet @returns {string} its title */
export function show_sheet(root, sheet) {
  place(root, sheet.x, sheet.y, sheet.w, sheet.h);
  const inner = /** @type {HTMLElement} */ (root.firstElementChild ?? root.appendChild(document.createElement('div')));
  place(inner, -sheet.x, -sheet.y, sheet.w, sheet.y + sheet.content);  // pieces are in window coordinates
  fill(inner, sheet.pieces ?? []);
  return inner.querySelector('h2')?.textContent ?? '';
}

/** @param {HTMLElement} root @param {Frame} frame */
export function show_frame(root, frame) {
  words = frame.words;
  fill(root, frame.pieces);
  const style = document.documentElement.style;
  for (const [name, color] of Object.entries(frame.colors)) style.setProperty(`--${name}`, color);
  style.colorScheme = frame.dark ? 'dark' : 'light';
  document.documentElement.classList.toggle('dark', frame.dark);
}
