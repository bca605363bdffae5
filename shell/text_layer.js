// Makes real text of what C++ has set (src/app/text_layer.h says what the JSON holds): one element a piece, placed where
// the canvas draws it; one inline span a line, padded to the measure and joined by <wbr>, so that selection, find in page
// and copy cross line ends and nothing is inserted. Everything goes in as textContent.

import {embedded, root} from './address.js';
import {show_picture} from './picture.js';

/**
 * @typedef {{t: string, face?: number, size?: number, rise?: number, spacing?: number, above?: number, shift?: number, color?: string, background?: string, href?: string, page?: string, note?: boolean}} Run
 * @typedef {{x: number, w: number, pad: number, gap?: number, spacing?: number, hard?: boolean, runs: Run[]}} Line
 * @typedef {{x: number, y: number, w: number, lineHeight: number, face: number, size: number, lines: Line[]}} Text
 * @typedef {{role: string, x: number, y: number, w: number, h: number, level?: number, quote?: number, ink?: string, id?: string,
 *   href?: string, page?: string, label?: string, group?: string, current?: boolean, folded?: string, text?: Text, table?: number, row?: number, header?: boolean, scroller?: number,
 *   marker?: string, image?: {src: string, alt: string, missing: boolean, link: string, page?: string}}} Piece
 * @typedef {{x: number, y: number, w: number, h: number, width: number, scrolled: number}} Scroller
 * @typedef {{width: number, height: number, content: number, scrollers?: Scroller[], title: string, article: boolean, language?: string, pieces: Piece[]}} Page
 * @typedef {{x: number, y: number, w: number, h: number, content: number, pieces?: Piece[]}} Sheet
 * @typedef {{pieces: Piece[], site: string, dark: boolean, colors: Record<string, string>, words: Record<string, string>}} Frame
 */

const tags = {title: 'h1', paragraph: 'p', item: 'li', more: 'li', code: 'pre', caption: 'p', figure: 'figure', cell: 'div',
              term: 'dt', definition: 'dd', summary: 'div', footnote: 'p', note: 'p', lead: 'p',
              entry: 'h2', decoration: 'hr', meta: 'p', notice: 'p', link: 'span', control: 'span'};

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

/** @type {WeakMap<HTMLElement, number>} where the canvas ends each line, from the left edge of its text */
const ends = new WeakMap();

/** @param {HTMLElement} line @returns {Range | null} of what is seen of it */
function seen_of(line) {
  const range = document.createRange(), texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let node = texts.nextNode();
  for (let more = node; more; more = texts.nextNode()) {
    const seen = (more.textContent ?? '').trimEnd().length;
    if (seen === 0) continue;
    node = more;
    range.setEnd(more, seen);
  }
  if (range.endOffset === 0) return null;
  range.setStart(line, 0);
  return range;
}

/**
 * How far to the right of where the canvas ends it the browser ends each line, px.
 * @param {Element} block of lines @returns {[HTMLElement, number][]}
 */
function errors_of(block) {
  const left = block.getBoundingClientRect().left;
  return [...block.children].flatMap(line => {
    const end = line instanceof HTMLElement && ends.get(line);
    const seen = end && seen_of(line);
    return seen ? [/** @type {[HTMLElement, number]} */ ([line, seen.getBoundingClientRect().right - left - end])] : [];
  });
}

/** @param {HTMLElement} root */
export const line_errors = root => [...root.querySelectorAll('.set')].flatMap(errors_of);

// The browser sets a line by its own idea of scripts and fallback fonts. Where it ends elsewhere than the canvas, the
// difference is shared out among the letters. For quiet moments: it asks the browser to lay the page out.
/** @param {Element[]} blocks what is still to be looked at @param {HTMLElement} root which is busy until then */
function align_lines(blocks, root) {
  const start = performance.now(), most_ms = 3;
  let seen = 0;
  /** @type {[HTMLElement, number][]} */ const errors = [];
  while (seen < blocks.length && performance.now() - start < most_ms) errors.push(...errors_of(blocks[seen++]));
  for (const [line, error] of errors) {
    const letters = (line.textContent ?? '').trimEnd().length;
    if (Math.abs(error) <= 0.2) continue;
    for (const part of /** @type {HTMLElement[]} */ ([line, ...line.querySelectorAll('.run')])) {
      if (part === line || part.style.letterSpacing) part.style.letterSpacing = `${parseFloat(part.style.letterSpacing || '0') - error / letters}px`;
    }
  }
  if (seen < blocks.length) aligning = window.setTimeout(() => align_lines(blocks.slice(seen), root));
  else root.removeAttribute('aria-busy');
}

let aligning = 0;

/** @param {Text} text */
function set_text(text) {
  const block = document.createElement('span');
  block.className = `set f${text.face}`;
  Object.assign(block.style, {left: '0', top: '0', width: `${text.w}px`, height: `${text.lines.length * text.lineHeight}px`,
                              fontSize: `${text.size}px`, lineHeight: `${text.lineHeight}px`});
  let last_href = '', repeats = 0;
  text.lines.forEach((line, n) => {
    const span = document.createElement('span');
    span.className = 'line';
    ends.set(span, line.x + line.w);
    if (line.x) span.style.paddingInlineStart = `${line.x}px`;
    if (line.pad) span.style.paddingInlineEnd = `${line.pad}px`;
    if (line.gap) span.style.wordSpacing = `${line.gap}px`;
    if (line.spacing) span.style.letterSpacing = `${line.spacing}px`;
    for (const run of line.runs) {
      const plain = run.face === undefined && run.size === undefined && run.spacing === undefined && !run.rise && !run.color && !run.background && !run.href;
      if (plain) {
        span.append(run.t);
        continue;
      }
      if (run.href !== undefined) repeats = run.href === last_href ? repeats + 1 : 0;
      last_href = run.href ?? '';
      const element = run.href !== undefined ? anchor(run.href, run.page, repeats) : document.createElement('span');
      element.className = 'run' + (run.face === undefined ? '' : ` f${run.face}`);
      if (run.size !== undefined) element.style.fontSize = `${run.size}px`;
      if (run.spacing !== undefined) element.style.letterSpacing = `${run.spacing}px`;
      if (run.rise) Object.assign(element.style, {position: 'relative', bottom: `${run.rise}px`});
      if (run.above !== undefined) Object.assign(element.style, {left: `${run.shift}px`, marginInlineEnd: `${-run.above}px`, wordSpacing: '0'});
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
    block.append(document.createElement('wbr'));
  });
  return block;
}

/** @param {Piece} piece @param {{x: number, y: number}} origin of what it is placed in */
function make_piece(piece, origin) {
  const tag = piece.role === 'heading' ? `h${Math.min(Math.max(piece.level ?? 2, 2), 6)}` : tags[/** @type {keyof tags} */ (piece.role)] ?? 'div';
  const element = document.createElement(tag);
  element.className = `piece ${piece.role}` + (piece.ink ? ` ink-${piece.ink}` : '') + (piece.current ? ' current' : '');
  place(element, piece.x - origin.x, piece.y - origin.y, piece.w, piece.h);
  if (piece.role === 'decoration') element.ariaHidden = 'true';
  if (piece.id) element.id = `section-${piece.id}`;
  if (piece.role === 'cell') element.setAttribute('role', piece.header ? 'columnheader' : 'cell');
  if (piece.role === 'caption' && piece.table !== undefined) element.setAttribute('role', 'caption');
  if (piece.role === 'item' || piece.role === 'more') element.setAttribute('aria-level', String(piece.level ?? 1));
  if (piece.image) add_image(element, piece);

  /** @type {HTMLElement} */
  let inside = element;
  if (piece.role === 'summary') {
    inside = disclosure_button(element, piece);
  } else if (piece.role === 'control') {
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
  if (piece.text && !piece.image) {
    const block = set_text(piece.text);
    if (piece.marker) block.dataset.marker = piece.marker;  // seen where the canvas is not
    block.style.left = `${piece.text.x - piece.x}px`;
    block.style.top = `${piece.text.y - piece.y}px`;
    inside.append(block);
  }
  return element;
}

// Not a <button>: its text is to be selected like any other. What it hides can still be found in the page, and opens then.
/** @param {HTMLElement} element @param {Piece} piece */
function disclosure_button(element, piece) {
  const button = document.createElement('span');
  button.className = 'turn';
  button.tabIndex = 0;
  button.dataset.control = piece.href ?? '';
  button.setAttribute('role', 'button');
  button.setAttribute('aria-expanded', String(piece.current ?? false));
  button.addEventListener('keydown', event => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    button.click();
  });
  element.append(button);
  if (piece.folded) {
    const folded = document.createElement('div');
    folded.className = 'folded';
    folded.setAttribute('hidden', 'until-found');
    folded.textContent = piece.folded;
    folded.addEventListener('beforematch', () => button.click());
    element.append(folded);
  }
  return button;
}

/** @param {Scroller} scroller @param {number} index */
function make_scroller(scroller, index) {
  const element = document.createElement('div');
  element.className = 'scroller';
  element.dataset.scroller = String(index);
  element.tabIndex = 0;
  element.setAttribute('role', 'rowgroup');
  place(element, scroller.x, scroller.y, scroller.w, scroller.h);
  const room = document.createElement('span');  // as wide as all of it
  room.setAttribute('role', 'presentation');
  place(room, 0, 0, scroller.width, 1);
  element.append(room);
  element.addEventListener('scroll', () => scrolled(index, element.scrollLeft), {passive: true});
  return element;
}

/** @type {(index: number, x: number) => void} */
let scrolled = () => {};
/** @param {typeof scrolled} listener */
export function watch_scrollers(listener) { scrolled = listener; }

/** @param {HTMLElement} figure @param {Piece} piece */
function add_image(figure, piece) {
  const image = /** @type {NonNullable<Piece['image']>} */ (piece.image);
  const tell = () => {
    const told = document.createElement('span');
    told.className = 'told';
    told.textContent = image.alt || words.broken_picture || '';
    figure.append(told);
  };
  if (image.missing) return tell();
  const img = document.createElement('img');
  img.loading = 'lazy';
  img.decoding = 'async';
  img.referrerPolicy = 'no-referrer';
  img.alt = image.alt;
  img.addEventListener('error', () => {
    img.classList.add('failed');
    tell();
  });
  img.addEventListener('load', () => figure.classList.add('came'));  // of another shape than its frame, it stands by itself
  img.src = new URL(image.src, root).href;
  if (image.link) {
    const a = anchor(image.link, image.page);
    a.append(img);
    figure.append(a);
  } else {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'enlarge';
    button.setAttribute('aria-label', [words.enlarge, image.alt].filter(Boolean).join(': '));
    button.addEventListener('click', () => show_picture(img, {close: words.close}));
    button.append(img);
    figure.append(button);
  }
}

const offers = 'div offers';  // of the search field

// Pieces of one list, quote or table belong together for those who listen.
/** @param {Piece} piece @returns {string} the tag of what holds the group, and its number */
function group_of(piece) {
  if (piece.role === 'item' || piece.role === 'more') return 'ul';
  if (piece.role === 'term' || piece.role === 'definition') return 'dl';
  if (piece.role === 'footnote') return 'section';
  if (piece.role === 'note') return 'aside';
  if (piece.table !== undefined) return `div ${piece.table}`;
  if (piece.group) return `span ${piece.group}`;
  if (piece.role === 'control' && piece.href?.startsWith('offer')) return offers;
  return piece.quote ? 'blockquote' : '';
}

/** @param {Piece[]} pieces @param {Scroller[]} scrollers @returns {Generator<void, DocumentFragment>} of elements, a piece a step */
function* make_pieces(pieces, scrollers) {
  const made = document.createDocumentFragment();
  let group = '', row = -1;
  /** @type {ParentNode & Node} */
  let parent = made;
  /** @type {HTMLElement | null} */
  let table = null;
  /** @type {HTMLElement[]} */
  const made_scrollers = [];
  for (const piece of pieces) {
    const next = group_of(piece);
    if (next !== group) {
      group = next;
      row = -1;
      if (group === '') {
        parent = made;
      } else {
        const wrapper = document.createElement(group.split(' ')[0]);
        if (group === 'aside') wrapper.setAttribute('role', 'note');
        if (group === 'section') wrapper.setAttribute('role', 'doc-endnotes');
        if (piece.table !== undefined) wrapper.setAttribute('role', 'table');
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
        parent = table = wrapper;
      }
    }
    const scroller = piece.scroller === undefined ? undefined : scrollers[piece.scroller];
    if (piece.role === 'cell' && piece.row !== row && table) {
      row = piece.row ?? 0;
      const line = document.createElement('div');
      line.setAttribute('role', 'row');
      /** @type {HTMLElement} */ let rows = table;
      if (scroller && piece.scroller !== undefined) {
        rows = made_scrollers[piece.scroller] ??= make_scroller(scroller, piece.scroller);
        if (!rows.parentNode) table.append(rows);
      }
      rows.append(line);
      parent = line;
    }
    parent.append(make_piece(piece, scroller ?? {x: 0, y: 0}));
    yield;
  }
  for (const choice of made.querySelectorAll('[role=radiogroup]')) {  // one stop for the keyboard
    const all = [...choice.querySelectorAll('button')], stop = all.find(one => one.getAttribute('aria-checked') === 'true') ?? all[0];
    for (const one of all) one.tabIndex = one === stop ? 0 : -1;
  }
  made.querySelectorAll('[role=option]').forEach((option, i) => option.id = `offer-${i}`);
  return made;
}

/** @param {HTMLElement} root @param {DocumentFragment} made @param {Scroller[]} scrollers @returns {Generator<void, void>} */
function* put_pieces(root, made, scrollers) {
  const mark_of = (/** @type {Element | null} */ e) => e instanceof HTMLElement ? e.dataset.control ?? e.getAttribute('href') : null;
  const mark = root.contains(document.activeElement) && mark_of(document.activeElement);
  yield* change_into(root, made);
  if (mark && !root.contains(document.activeElement)) {  // the same control, made anew
    const again = [...root.querySelectorAll('a, button, .turn')].find(e => mark_of(e) === mark);
    if (again instanceof HTMLElement) again.focus({preventScroll: true});
  }
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('.scroller'))) element.scrollLeft = scrollers[Number(element.dataset.scroller)]?.scrolled ?? 0;
}

/** @template T @param {Generator<void, T>} steps @returns {T} */
function finish(steps) {
  for (;;) {
    const {done, value} = steps.next();
    if (done) return value;
  }
}

/** @param {HTMLElement} root @param {Piece[]} pieces */
const fill = (root, pieces) => finish(put_pieces(root, finish(make_pieces(pieces, [])), []));

// What is the same stays where it is: a press on it holds, and whoever listens there is not sent back to the beginning. Between two
// steps others may have taken elements away.
/** @param {HTMLElement} root @param {DocumentFragment} made @returns {Generator<void, void>} a node a step */
function* change_into(root, made) {
  const old = [...root.childNodes], next = [...made.childNodes];
  if (!next.some((node, i) => old[i]?.isEqualNode(node) || old.at(i - next.length)?.isEqualNode(node))) {
    root.replaceChildren();  // another page; one by one, its hundreds of elements would go five times as slowly
    for (const node of next) {
      root.append(node);
      yield;
    }
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
      root.replaceChild(next[i], old[i]);
    } else root.insertBefore(next[i], is_here(last) ? last : null);
    yield;
  }
}

let pages = 0, put_pages = 0;
/** @type {(() => void)[]} */
let awaiting_page = [];

/** @returns {Promise<void>} when all of the page that was shown last stands in its layer */
export const page_stands = () => new Promise(resolve => put_pages === pages ? resolve() : awaiting_page.push(resolve));

/** @param {HTMLElement} root */
function page_is_put(root) {
  put_pages = pages;
  for (const resolve of awaiting_page.splice(0)) resolve();
  align_later(root);
}

/**
 * @param {HTMLElement} root @param {Page} page
 * @param {(run: () => void) => void} [in_a_turn] what is not wanted at once is made in turns, and put in a few pieces before each frame,
 *   since the browser lays out at once what is put in at once
 */
export function show_page(root, page, in_a_turn) {
  const number = pages += 1, scrollers = page.scrollers ?? [];
  root.setAttribute('aria-busy', 'true');
  /** @param {DocumentFragment} made */
  const put = made => {
    root.style.height = `${page.height}px`;
    root.setAttribute('role', page.article ? 'article' : 'main');
    if (page.language) root.lang = page.language;
    else root.removeAttribute('lang');
    const putting = put_pieces(root, made, scrollers), portion = 16;
    const put_some = () => {
      if (number !== pages) return;  // another has come
      for (let i = 0; i < portion; ++i) {
        if (putting.next().done) return page_is_put(root);
      }
      requestAnimationFrame(put_some);
    };
    if (in_a_turn) return in_a_turn(put_some);
    finish(putting);
    page_is_put(root);
  };
  const making = make_pieces(page.pieces, scrollers);
  if (!in_a_turn) return put(finish(making));
  const make = () => {
    const start = performance.now(), most_ms = 2;
    while (number === pages) {
      const {done, value} = making.next();
      if (done) return put(value);
      if (performance.now() - start > most_ms) return in_a_turn(make);
    }
  };
  make();
}

/** @param {HTMLElement} root */
function align_later(root) {
  clearTimeout(aligning);
  aligning = window.setTimeout(() => align_lines([...root.querySelectorAll('.set')], root), 120);
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
