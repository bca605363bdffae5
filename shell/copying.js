// What is copied or dragged out of the page: what was chosen, as clean HTML and as plain text, and not how it was placed over the canvas.
// One walk over the chosen nodes makes a small tree, of which both are written.

import {tex_of} from './tex.js';

/** @typedef {{tag: string, attributes: [string, string][], children: Part[], before?: string, plain?: string}} Chosen an element; "" has none.
 *    before: what marks it in plain text; plain: what stands for it there */
/** @typedef {string | Chosen} Part */

const inline = new Set(['a', 'abbr', 'b', 'bdi', 'bdo', 'cite', 'code', 'del', 'dfn', 'em', 'i', 'ins', 'kbd', 'mark', 'q', 's', 'samp', 'small', 'span', 'strong', 'sub', 'sup', 'time', 'u', 'var', 'ruby', 'rt', 'rp', 'rb']);
const blocks = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'blockquote', 'pre', 'table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'figure', 'figcaption', 'details', 'summary']);
const left_out = 'script, style, button, input, [aria-hidden=true], [hidden], [role=doc-backlink], .told, colgroup, select, textarea';
/** @type {Record<string, string[]>} the attributes that say something elsewhere too */
const kept = {a: ['href'], abbr: ['title'], ol: ['start', 'reversed', 'type'], li: ['value'], td: ['colspan', 'rowspan'], th: ['colspan', 'rowspan', 'scope'], time: ['datetime'], img: ['src', 'alt', 'width', 'height']};

/** @param {Element} element @param {string} tag @returns {[string, string][]} */
function attributes_of(element, tag) {
  /** @type {[string, string][]} */ const found = [];
  for (const name of [...kept[tag] ?? [], 'lang', 'dir']) {
    const value = name === 'href' ? /** @type {HTMLAnchorElement} */ (element).href : name === 'src' ? /** @type {HTMLImageElement} */ (element).src : element.getAttribute(name);
    if (value !== null && value !== '' || name === 'alt') found.push([name, value ?? '']);
  }
  return found;
}

/** @param {HTMLLIElement} item @returns {number} as its list counts, whatever of it is chosen */
function number_of(item) {
  const list = /** @type {HTMLOListElement} */ (item.parentElement), items = [...list.children].filter(child => child.localName === 'li');
  let number = list.hasAttribute('start') ? list.start : list.reversed ? items.length : 1;
  for (const each of items) {
    if (each.hasAttribute('value')) number = /** @type {HTMLLIElement} */ (each).value;
    if (each === item) break;
    number += list.reversed ? -1 : 1;
  }
  return number;
}

/** @param {number} number @param {string} type @returns {string} */
function counted(number, type) {
  if (/^a$/i.test(type) && number > 0) {
    let letters = '';
    for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(97 + (rest - 1) % 26) + letters;
    return type === 'a' ? letters : letters.toUpperCase();
  }
  if (/^i$/i.test(type) && number > 0 && number < 4000) {
    let roman = '', rest = number;
    for (const [value, letters] of /** @type {[number, string][]} */ ([[1000, 'm'], [900, 'cm'], [500, 'd'], [400, 'cd'], [100, 'c'], [90, 'xc'], [50, 'l'], [40, 'xl'], [10, 'x'], [9, 'ix'], [5, 'v'], [4, 'iv'], [1, 'i']])) {
      for (; rest >= value; rest -= value) roman += letters;
    }
    return type === 'i' ? roman : roman.toUpperCase();
  }
  return String(number);
}

/** @param {Element} math @returns {Chosen} */
function formula(math) {
  const copy = /** @type {Element} */ (math.cloneNode(true));
  for (const each of [copy, ...copy.querySelectorAll('*')]) for (const {name} of [...each.attributes]) if (/^(data-|style$|class$|id$)/.test(name)) each.removeAttribute(name);
  return {tag: 'math', attributes: [], children: [new XMLSerializer().serializeToString(copy)], plain: tex_of(math)};
}

/** Whether a node says something: what a selection touches at its very ends does not. @param {Part} part @returns {boolean} */
const says = part => typeof part === 'string' ? part !== '' : part.plain !== undefined || ['img', 'hr', 'br', 'td', 'th'].includes(part.tag) || part.children.some(says);

/** @param {Part} part */
const is_block = part => typeof part !== 'string' && (blocks.has(part.tag) || part.tag === 'hr');

/** Without what stands between blocks in their source. @param {Part[]} parts */
const without_gaps = parts => parts.some(is_block) ? parts.filter(part => typeof part !== 'string' || part.trim() !== '') : parts;

/** @param {Node} node @param {Range} range @returns {Part[]} */
function chosen_of(node, range) {
  if (!range.intersectsNode(node)) return [];
  if (node instanceof Text) return [node.data.slice(node === range.startContainer ? range.startOffset : 0, node === range.endContainer ? range.endOffset : undefined)];
  if (!(node instanceof Element) || node.matches(left_out)) return [];
  if (node.localName === 'math') return [formula(node)];
  const tag = node.localName, attributes = attributes_of(node, tag);
  if (tag === 'img') return [{tag, attributes, children: []}];
  if (tag === 'br' || tag === 'hr') return [{tag, attributes: [], children: []}];
  const apart = tag === 'tr' && !node.contains(range.commonAncestorContainer);  // its cells stay in their columns
  const children = without_gaps([...node.childNodes].flatMap(child => apart && child instanceof Element && !range.intersectsNode(child) ? [{tag: child.localName, attributes: attributes_of(child, child.localName), children: []}] : chosen_of(child, range)));
  if (tag === 'summary') return [{tag: 'p', attributes: [], children: [{tag: 'strong', attributes: [], children}]}];
  if (tag === 'span' && node.classList.contains('piece')) return [{tag: 'p', attributes: [], children}].filter(says);
  if (tag === 'span' && attributes.length === 0 || tag === 'details' || !inline.has(tag) && !blocks.has(tag)) {
    return tag === 'span' || node.matches('article, main, section, header, footer, nav, div.table, div.scroller, details') ? children : [{tag: 'p', attributes: [], children}].filter(says);
  }
  /** @type {Chosen} */ const made = {tag, attributes, children};
  if (!says(made)) return [];
  if (tag === 'ol') {
    const [first] = [...node.children].filter(item => item.localName === 'li' && range.intersectsNode(item) && chosen_of(item, range).length > 0);
    if (first) made.attributes = [...attributes.filter(([name]) => name !== 'start'), ...number_of(/** @type {HTMLLIElement} */ (first)) === 1 ? [] : [/** @type {[string, string]} */ (['start', String(number_of(/** @type {HTMLLIElement} */ (first)))])]];
  }
  if (tag === 'li') {
    const list = node.parentElement;
    made.before = list?.localName === 'ol' ? `${counted(number_of(/** @type {HTMLLIElement} */ (node)), list.getAttribute('type') ?? '')}. ` : '• ';
  }
  if (node.getAttribute('role') === 'doc-noteref') made.plain = `[${node.textContent?.replace(/^\[|\]$/g, '')}]`;
  return [made];
}

/** What stands around a choice that lies within it: what it is, but not the block it is a part of. @param {Part[]} parts @param {Node} within */
function with_what_it_is(parts, within) {
  for (let at = within instanceof Element ? within : within.parentElement; at && !at.matches('main, body'); at = at.parentElement) {
    const tag = at.localName, attributes = attributes_of(at, tag);
    if (inline.has(tag) && (tag !== 'span' || attributes.length > 0)) parts = [{tag, attributes, children: parts}];
    else if (tag === 'pre') parts = [{tag, attributes, children: parts}];
    else if (blocks.has(tag) || tag === 'article') break;
  }
  return parts;
}

/** @param {Range} range @returns {Part[]} */
function parts_of(range) {
  const text = document.getElementById('text'), article = text?.querySelector(':scope > article'), all = range.commonAncestorContainer;
  const around = all instanceof Element ? all : all.parentElement;
  const within = text && around?.contains(text) ? article ?? text : around;  // all of the page is its text
  if (!within) return [];
  const math = within.closest('math');  // of a part of one, all
  if (math) return [formula(math)];
  if (within.matches('ul, ol, dl, table, thead, tbody, tr')) {
    const whole = within.closest('table') ?? within;
    return chosen_of(whole, range);
  }
  const parts = without_gaps([...within.childNodes].flatMap(child => chosen_of(child, range)));
  return with_what_it_is(parts, within);
}

const escaped = (/** @type {string} */ text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** @param {Part[]} parts @returns {string} */
const html_of = parts => parts.map(part => {
  if (typeof part === 'string') return escaped(part);
  if (part.tag === 'math') return part.children.join('');
  const attributes = part.attributes.map(([name, value]) => ` ${name}="${escaped(value)}"`).join('');
  return ['img', 'hr', 'br'].includes(part.tag) ? `<${part.tag}${attributes}>` : `<${part.tag}${attributes}>${html_of(part.children)}</${part.tag}>`;
}).join('');

/** @param {Part[]} parts @returns {string} of a line of text */
const line_of = parts => parts.map(part => {
  if (typeof part === 'string') return part;
  if (part.plain !== undefined) return part.plain;
  if (part.tag === 'br') return '\n';
  if (part.tag === 'rp') return '';
  if (part.tag === 'rt') return `(${line_of(part.children)})`;
  return line_of(part.children);
}).join('');

/** @param {Part[]} parts @param {string} [between] @returns {string} blocks with an empty line between */
function text_of(parts, between = '\n\n') {
  /** @type {string[]} */ const found = [];
  /** @type {Part[]} */ let line = [];
  const end_line = () => {
    const text = line_of(line);
    if (text.trim() !== '') found.push(text.replace(/[ \u00a0]+$/gm, '').replace(/^\n+|\n+$/g, ''));
    line = [];
  };
  for (const part of parts) {
    if (!is_block(part)) { line.push(part); continue; }
    end_line();
    const block = block_text(/** @type {Chosen} */ (part));
    if (block !== '') found.push(block);
  }
  end_line();
  return found.join(between);
}

/** @param {Chosen} block @returns {string} */
function block_text(block) {
  switch (block.tag) {
  case 'hr': return '―';
  case 'pre': return line_of(block.children).replace(/\n+$/, '');
  case 'ul': case 'ol': case 'dl': return text_of(block.children, '\n');
  case 'li': {
    const text = text_of(block.children, block.children.some(part => typeof part !== 'string' && part.tag === 'p') ? '\n\n' : '\n'), before = block.before ?? '';
    return before + text.replace(/\n(?=[^\n])/g, `\n${' '.repeat(before.length)}`);
  }
  case 'table': return [...rows_of(block, 'caption').map(caption => line_of(caption.children)), ...rows_of(block, 'tr').map(row => row.children.map(cell => typeof cell === 'string' ? '' : text_of(cell.children, ' ').replace(/\s*\n\s*/g, ' ')).join('\t'))].join('\n');
  default: return text_of(block.children);
  }
}

/** @param {Chosen} part @param {string} tag @returns {Chosen[]} */
const rows_of = (part, tag) => part.children.flatMap(child => typeof child === 'string' ? [] : child.tag === tag ? [child] : rows_of(child, tag));

/** @param {Selection} selection @returns {{html: string, text: string} | null} what to hand on; null: the browser's own will do */
export function chosen_text(selection) {
  if (selection.isCollapsed || selection.rangeCount === 0) return null;
  const parts = Array.from({length: selection.rangeCount}, (_, i) => parts_of(selection.getRangeAt(i)));
  const html = parts.map(html_of).join(''), text = parts.map(of => text_of(of)).join('\n\n');
  return text === '' && html === '' ? null : {html, text};
}

/** @param {DataTransfer | null} to */
function hand_over(to) {
  const selection = getSelection(), chosen = selection && to ? chosen_text(selection) : null;
  if (!chosen) return false;
  to?.setData('text/plain', chosen.text);
  to?.setData('text/html', `<meta charset="utf-8">${chosen.html}`);
  return true;
}

/** From now on. */
export function watch_copying() {
  document.addEventListener('copy', event => {
    const {target} = event;
    if (event.defaultPrevented || target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
    try {
      if (hand_over(event.clipboardData)) event.preventDefault();
    } catch (error) { console.error('hanji:', error); }  // then it is the browser's
  });
  document.addEventListener('dragstart', event => {
    if (!(event.target instanceof Text)) return;  // a link, a picture
    try { hand_over(event.dataTransfer); } catch (error) { console.error('hanji:', error); }
  });
}
