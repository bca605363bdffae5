// An article's own HTML as the text layer of its page: the same element whether it stood there as a static page or came
// from the program (article/html.h). Nothing in it is made anew when it is set otherwise. Its texts are cut where the
// canvas ends a line, and each block is told where it stands (--x, --y …, which mean something once shell.css holds).

import {embedded, root} from './address.js';
import {keep_lines, move_lines, set_lengths} from './lines.js';
import {tex_of} from './tex.js';

/** @typedef {import('./text_layer.js').Piece} Piece */
/** @typedef {import('./text_layer.js').Text} PieceText */
/** @typedef {import('./text_layer.js').Scroller} Scroller */

// The writer escapes all text and writes neither script nor style (article/html.h).
const ours = /** @type {any} */ (window).trustedTypes?.createPolicy('hanji-article', {createHTML: (/** @type {string} */ html) => html});

/** @param {string} address below the site @returns {string} */
function absolute(address) {
  try { return new URL(address, root).href; } catch { return address; }
}

/** @param {string} html @returns {HTMLElement} */
export function article_of(html) {
  const template = document.createElement('template');
  template.innerHTML = ours?.createHTML(html) ?? html;
  const article = /** @type {HTMLElement} */ (template.content.firstElementChild);
  for (const a of article.querySelectorAll('a[href]')) {
    const address = a.getAttribute('href') ?? '';
    if (a.hasAttribute('data-route')) a.setAttribute('data-page', address);
    if (a.hasAttribute('data-route') || !address.startsWith('#')) a.setAttribute('href', absolute(address));
  }
  for (const img of article.querySelectorAll('img')) img.setAttribute('src', absolute(img.getAttribute('src') ?? ''));
  return /** @type {HTMLElement} */ (document.adoptNode(article));
}

/** Whether both say the same. @param {Element} one @param {Element} other */
export const is_same_article = (one, other) =>
  one.textContent === other.textContent && one.querySelectorAll('[data-b]').length === other.querySelectorAll('[data-b]').length;

/** @type {WeakSet<Element>} */
const equipped = new WeakSet();

/** What a page without the program does not need: notes and pictures are pressed. @param {HTMLElement} article @param {() => Record<string, string>} words */
export function equip(article, words) {
  if (equipped.has(article)) return;
  equipped.add(article);
  for (const a of /** @type {NodeListOf<HTMLAnchorElement>} */ (article.querySelectorAll('a[href]'))) {
    const address = a.getAttribute('href') ?? '';
    if (a.getAttribute('role') === 'doc-noteref') a.dataset.control = `note:${decoded(address)}`;
    if (a.dataset.route !== undefined) a.dataset.page ??= a.href.startsWith(root.href) ? a.href.slice(root.href.length) : a.dataset.route;
    if (a.dataset.route !== undefined || address.startsWith('#')) continue;
    a.rel = 'noopener noreferrer';
    if (embedded) a.target = '_blank';
  }
  for (const figure of article.querySelectorAll('figure')) {
    const img = figure.querySelector('img');
    if (img) equip_picture(figure, img, words);
  }
  for (const code of article.querySelectorAll('pre > code')) equip_code(code, words);
}

/** @param {Element} code @param {() => Record<string, string>} words */
function equip_code(code, words) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.setAttribute('aria-label', words().copy_code);
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(code.textContent ?? '');
      button.classList.add('done');
      button.setAttribute('aria-label', words().copied);
      setTimeout(() => {
        button.classList.remove('done');
        button.setAttribute('aria-label', words().copy_code);
      }, 2000);
    } catch {  // a frame that is not allowed to: a key does it then
      getSelection()?.selectAllChildren(code);
    }
  });
  code.after(button);
}

/** @param {string} text */
function decoded(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

/** @param {HTMLElement} figure @param {HTMLImageElement} img @param {() => Record<string, string>} words */
function equip_picture(figure, img, words) {
  const came = () => figure.classList.add('came');  // of another shape than its frame, it stands by itself
  const failed = () => {
    figure.classList.add('failed');
    const told = document.createElement('span');
    told.className = 'told';
    told.ariaHidden = 'true';  // the picture is there for those who listen, with the same name
    told.textContent = img.alt || words().broken_picture || '';
    figure.append(told);
  };
  if (img.complete && img.naturalWidth > 0) came();
  else if (img.complete && img.src && img.loading !== 'lazy') failed();
  img.addEventListener('load', came);
  img.addEventListener('error', failed);
  if (img.closest('a')) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'enlarge';
  button.setAttribute('aria-label', [words().enlarge, img.alt].filter(Boolean).join(': '));
  button.addEventListener('click', () => import('./hands.js').then(({show_picture}) => show_picture(img, {close: words().close})));
  img.after(button);  // over it: moved, it would be painted anew
}

/** The texts, formulas and breaks of a block's element that are its own, and not of one within. @param {Element} element @returns {(Text | Element)[]} */
export function own_texts(element) {
  /** @type {(Text | Element)[]} */ const own = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, node => {
    if (node.nodeName === 'math') own.push(/** @type {Element} */ (node));
    if (node.nodeName === 'math' || node instanceof Element && (node.hasAttribute('data-b') || node.getAttribute('role') === 'doc-backlink')) return NodeFilter.FILTER_REJECT;
    return node instanceof Text || node.nodeName === 'BR' ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP;
  });
  while (walker.nextNode()) own.push(/** @type {Text | Element} */ (walker.currentNode));
  return own;
}

/** What a text says, or a formula as it is written. @param {Text | Element} node */
export function said_by(node) {
  if (node instanceof Text) return node.data;
  return node.hasAttribute('data-tex') ? tex_of(node) : '\n';
}

/** Where a selection begins and ends, by what does not change when lines are cut otherwise. @param {Element} block */
function selection_in(block) {
  const selection = getSelection();
  if (!selection || selection.rangeCount === 0) return () => {};
  const {anchorNode, anchorOffset, focusNode, focusOffset} = selection;
  if (!block.contains(anchorNode) && !block.contains(focusNode)) return () => {};
  const letters = (/** @type {Node | null} */ node, /** @type {number} */ offset) => {
    let before = 0;
    for (const text of own_texts(block)) {
      if (text === node) return before + offset;
      if (text instanceof Text) before += text.length;
    }
    return null;
  };
  const spots = [letters(anchorNode, anchorOffset), letters(focusNode, focusOffset)];
  return () => {
    const again = spots.map((spot, i) => {
      if (spot === null) return i === 0 ? [anchorNode, anchorOffset] : [focusNode, focusOffset];
      let left = spot;
      for (const text of own_texts(block)) {
        if (!(text instanceof Text)) continue;
        if (left <= text.length) return [text, left];
        left -= text.length;
      }
      return [block, 0];
    });
    const [[from, at], [to, end]] = /** @type {[Node | null, number][]} */ (again);
    const most = (/** @type {Node} */ node) => node instanceof Text ? node.length : node.childNodes.length;
    if (from?.isConnected && to?.isConnected) selection.setBaseAndExtent(from, Math.min(at, most(from)), to, Math.min(end, most(to)));
  };
}

/** @type {WeakMap<Element, {by: string, made: Element[]}>} what the texts are cut by, and what was put in for that */
const cuts = new WeakMap();

/** @param {HTMLElement} block @param {PieceText} text @param {number} inset of the text, from the block's left edge @param {boolean} [spaces] count at a line's end */
function cut(block, text, inset, spaces = false) {
  const key = JSON.stringify({...text, x: 0, y: 0}), before = cuts.get(block);
  if (before?.by === key) return move_lines(block, text.y, inset);
  const again = selection_in(block);
  if (before) {
    for (const one of before.made) one.replaceWith(...one.childNodes);
    block.normalize();
  }
  /** @type {Element[]} */ const made = [];
  cuts.set(block, {by: key, made});
  const said = text.lines.flatMap(line => line.runs.map(run => run.t)).join('').replaceAll('\n', ''), own = own_texts(block);
  const same = own.map(said_by).join('').replaceAll('\n', '') === said;
  block.classList.toggle('whole', !same);
  if (!same) {  // drawn otherwise than it stands here: it is still found and pressed
    again();
    return keep_lines(block, [], text.y, inset);
  }
  let n = 0;
  /** @type {import('./lines.js').SetLine[]} */ const lines = [];
  text.lines.forEach((line, number) => {
    /** @type {HTMLElement[]} */ const parts = [];
    for (const run of line.runs) {
      /** @param {Node} node */
      const put = node => {
        const part = document.createElement('span');
        part.className = 'line' + (run.face === undefined ? '' : ` f${run.face}`) + (run.rise || run.above !== undefined ? ' raised' : '');
        set_lengths(part, {letters: run.size, spacing: run.spacing ?? line.spacing, gap: run.above === undefined ? line.gap : undefined, rise: run.rise,
                           shift: run.above === undefined ? undefined : run.shift, over: run.above});
        if (run.color) part.style.setProperty('--run', run.color);
        if (run.background) part.style.setProperty('--behind', run.background);
        node.parentNode?.replaceChild(part, node);
        part.append(node);
        parts.push(part);
        made.push(part);
        return part;
      };
      for (let left = run.t.length; left > 0 && n < own.length;) {
        const node = own[n];
        if (run.room !== undefined && node.nodeName === 'math') {
          const room = document.createElement('span');
          room.className = 'formula';
          set_lengths(room, {w: run.room, up: line.up, down: line.down});
          put(node).append(room);
          room.append(node);
          made.push(room);
          ++n;
          break;
        }
        if (!(node instanceof Text) || node.length === 0) {
          ++n;
          continue;
        }
        if (node.data.startsWith('\n')) {  // a break of the author's, in code
          if (node.length > 1) own[n] = node.splitText(1);
          else ++n;
          continue;
        }
        const end = node.data.indexOf('\n'), taken = Math.min(left, end < 0 ? node.length : end);
        if (taken < node.length) own[n] = node.splitText(taken);
        else ++n;
        left -= taken;
        put(node);
      }
    }
    if (parts.length === 0) return;
    if (line.x) set_lengths(parts[0], {start: line.x});
    if (!line.hard && number + 1 < text.lines.length) parts.at(-1)?.classList.add('end');
    lines.push({parts, end: line.x + line.w});
  });
  keep_lines(block, lines, text.y, inset, spaces);
  again();
}

/** @param {HTMLElement} block @param {Piece} piece what it is to look like */
function dress(block, {text, ink, role}) {
  block.className = [...block.classList].filter(name => !/^(f\d|ink-.*)$/.test(name)).join(' ');
  block.classList.add(role, 'set', ...text ? [`f${text.face}`] : [], ...ink ? [`ink-${ink}`] : []);
  set_lengths(block, {letters: text?.size, leading: text?.lineHeight});
}

/** @param {HTMLTableElement} table @param {[HTMLTableCellElement, Piece][]} cells @returns {number} where it ends */
function place_table(table, cells) {
  const first = cells[0][1], bottom = Math.max(...cells.map(([, piece]) => piece.y + piece.h));
  const most = 64;  // columns are set (src/layout/table.cpp)
  /** @type {number[]} */ const edges = [first.x];
  for (const [cell, piece] of cells) {
    const column = Math.min(piece.column ?? 0, most);
    edges[column] = piece.x;
    edges[Math.min(column + cell.colSpan, most)] ??= piece.x + piece.w;
  }
  for (let i = 1; i < edges.length; ++i) edges[i] ??= edges[i - 1];
  let columns = table.querySelector('colgroup');
  if (!columns) {
    columns = document.createElement('colgroup');
    if (table.caption) table.caption.after(columns);
    else table.prepend(columns);
  }
  columns.replaceChildren(...edges.slice(1).map((edge, i) => {
    const column = document.createElement('col');
    set_lengths(column, {w: edge - edges[i]});
    return column;
  }));
  set_lengths(table, {w: /** @type {number} */ (edges.at(-1)) - first.x});
  const rows = [...table.rows], tops = rows.map(row => cells.find(([cell]) => cell.parentElement === row)?.[1].y ?? bottom);
  rows.forEach((row, i) => set_lengths(row, {h: (tops[i + 1] ?? bottom) - tops[i]}));
  for (const [cell, piece] of cells) {
    const {text} = piece, inset = text ? text.x - piece.x : 0;
    dress(cell, piece);
    set_lengths(cell, {'in-x': inset, 'in-y': text ? text.y - piece.y : 0});
    if (text) cut(cell, text, inset);
  }
  return bottom;
}

/**
 * Cuts the lines of an article, and says where its blocks stand.
 * @param {HTMLElement} article @param {Piece[]} pieces @param {Scroller[]} scrollers @returns {Generator<void, void>} a block a step
 */
export function* align_article(article, pieces, scrollers) {
  const blocks = new Map([.../** @type {NodeListOf<HTMLElement>} */ (article.querySelectorAll('[data-b]'))].map(block => [Number(block.dataset.b), block]));
  /** @type {Map<Element | null, number>} */ const lefts = new Map();
  const left_around = (/** @type {Element} */ element) => {
    let around = element.parentElement;
    while (around !== article && !lefts.has(around)) around = around?.parentElement ?? article;
    return lefts.get(around) ?? 0;
  };
  const {x = 0, w = 0} = pieces.find(piece => piece.head) ?? {};
  lefts.set(article, x);
  set_lengths(article, {x, w});
  /** @type {Record<string, string>} */ const heads = {title: 'header > h1', meta: 'header > .meta', lead: 'header > .lead'};
  let below = 0;  // where the last block ends
  for (let i = 0; i < pieces.length; ++i) {
    const piece = pieces[i], {role, text} = piece;
    let block = /** @type {HTMLElement | null | undefined} */ (piece.head ? article.querySelector(heads[role] ?? 'none') : blocks.get(piece.block ?? -1));
    if (!block) continue;
    if (role === 'figure') {
      set_lengths(block, {x: piece.x - left_around(block), y: piece.y - below, w: piece.w, h: piece.h});
      below = piece.y + piece.h;
      const missing = /** @type {HTMLElement | null} */ (block.querySelector('.missing'));
      if (missing && text) {
        dress(missing, piece);
        set_lengths(missing, {'in-x': text.x - piece.x, 'in-y': text.y - piece.y});
        cut(missing, text, text.x - piece.x);
      }
      yield;
      continue;
    }
    if (role === 'cell') {
      const table = block.closest('table'), around = /** @type {HTMLElement | null} */ (table?.parentElement);
      if (!table || !around) continue;
      /** @type {[HTMLTableCellElement, Piece][]} */ const cells = [];
      for (; i < pieces.length && pieces[i].role === 'cell'; ++i) {
        const cell = blocks.get(pieces[i].block ?? -1);
        if (cell?.closest('table') !== table) break;
        cells.push([/** @type {HTMLTableCellElement} */ (cell), pieces[i]]);
      }
      --i;
      const scroller = scroll_within(around, piece, scrollers);
      const left = left_around(around);
      set_lengths(around, {x: (scroller?.x ?? piece.x) - left, y: table.caption ? 0 : piece.y - below, w: scroller?.w});
      if (table.caption) set_lengths(table.caption, {x: 0, 'in-below': piece.y - below});
      below = place_table(table, cells) + (scroller ? 1 : 0);
      yield;
      continue;
    }
    if (role === 'summary') {
      const details = /** @type {HTMLDetailsElement} */ (block);
      const open = String(piece.current === true), stood = details.dataset.stands ?? String(details.hasAttribute('data-open'));
      details.dataset.stands = open;
      if (open !== stood && !article.closest('#hanji-page')) details.open = piece.current === true;  // else what a reader does is on its way to us
      block = /** @type {HTMLElement | null} */ (details.querySelector(':scope > summary'));
    } else if (role === 'caption' && block.matches('figure')) {
      block = /** @type {HTMLElement | null} */ (block.querySelector(':scope > figcaption'));
    }
    if (!block) continue;
    dress(block, piece);
    const around = left_around(block), boxed = role === 'code' || role === 'summary';
    const scroller = role === 'formula' ? scroll_within(block, piece, scrollers) : undefined;
    const box = boxed || !text ? piece : {x: text.x, y: text.y, w: text.w, h: text.h};
    lefts.set(block, box.x);
    block.classList.toggle('blank', !text);
    set_lengths(block, {x: box.x - around, y: box.y - below, w: scroller?.w ?? box.w, h: text && role !== 'formula' ? undefined : box.h,
                        'in-x': boxed && text ? text.x - box.x : undefined, 'in-y': boxed && text ? text.y - box.y : undefined,
                        'in-below': boxed && text ? box.y + box.h - text.y - text.h : undefined});
    below = box.y + box.h;
    if (text) cut(block, text, boxed ? text.x - box.x : 0, role === 'code');
    yield;
  }
}

/** What is wider than its column scrolls in itself. @param {HTMLElement} around @param {Piece} piece @param {Scroller[]} scrollers */
function scroll_within(around, piece, scrollers) {
  const scroller = piece.scroller === undefined ? undefined : scrollers[piece.scroller];
  if (scroller) around.dataset.scroller = String(piece.scroller);
  else delete around.dataset.scroller;
  around.classList.toggle('scroller', scroller !== undefined);
  // No tabindex beside what scrolls or has the keys: it would make a node in the tree of a screen reader where there was none, and those who
  // know the tree by heart (Orca, with Chromium) lose their way in it.
  if (scroller) around.tabIndex = 0;
  else if (around === document.activeElement) around.tabIndex = -1;
  else around.removeAttribute('tabindex');
  return scroller;
}
