// The lines of the text layer: where the canvas ends each, where the browser does, and how the difference is shared
// out.

/** @typedef {{parts: HTMLElement[], end: number}} SetLine its stretches in the order of the text, and where the canvas ends it, from the left edge of its block's text, px */

/** @type {WeakMap<Element, {lines: SetLine[], top: number, inset: number, spaces: boolean}>} by block; top: of its text, in the page; inset: of its text, from the block's left edge */
const blocks = new WeakMap();

/** In a disclosure that is closed, where it has a box all the same. @param {Element} element */
export const is_folded = element => element.closest('details:not([open]) > :not(summary)') !== null;

/** @param {HTMLElement} block @param {SetLine[]} lines @param {number} top @param {number} [inset] @param {boolean} [spaces] at a line's end have their width: code */
export function keep_lines(block, lines, top, inset = 0, spaces = false) {
  blocks.set(block, {lines, top, inset, spaces});
  block.classList.add('set');
}

/** The same lines, elsewhere. @param {HTMLElement} block @param {number} top @param {number} inset */
export function move_lines(block, top, inset) {
  const set = blocks.get(block);
  if (set) Object.assign(set, {top, inset});
}

/** A stretch that is a formula alone. @param {Element} part */
const is_formula = part => part.firstElementChild?.className === 'formula';

/** @param {HTMLElement} part @param {boolean} spaces @returns {Range | null} of what is seen of it */
function seen_of(part, spaces) {
  const range = document.createRange();
  if (is_formula(part)) {
    range.selectNodeContents(part);
    return range;
  }
  const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  let node = texts.nextNode();
  for (let more = node; more; more = texts.nextNode()) {
    const text = more.textContent ?? '', seen = (spaces ? text : text.trimEnd()).length;
    if (seen === 0) continue;
    node = more;
    range.setEnd(more, seen);
  }
  if (range.endOffset === 0) return null;
  range.setStart(part, 0);
  return range;
}

/**
 * How far to the right of where the canvas ends it the browser ends each line, px.
 * @param {Element} block @returns {[SetLine, number][]}
 */
function errors_of(block) {
  const set = blocks.get(block);
  if (!set || is_folded(block)) return [];
  const left = block.getBoundingClientRect().left + set.inset;
  return set.lines.flatMap(line => {
    const seen = line.parts.findLast(part => set.spaces || (part.textContent ?? '').trim()), range = seen && seen_of(seen, set.spaces);
    if (!range) return [];
    const around = range.endContainer instanceof Element ? range.endContainer : range.endContainer.parentElement;
    const behind = around && !is_formula(seen) ? parseFloat(getComputedStyle(around).letterSpacing) || 0 : 0;  // the canvas adds nothing behind the last letter
    return [/** @type {[SetLine, number]} */ ([line, range.getBoundingClientRect().right - behind - left - line.end])];
  });
}

/** How far below where the canvas sets it the browser sets each block's text, px. @param {HTMLElement} root @returns {[string, number][]} */
export const block_drifts = root => [...root.querySelectorAll('.set')].flatMap(block => {
  const set = blocks.get(block);
  if (!set || is_folded(block)) return [];
  const top = block.getBoundingClientRect().top - root.getBoundingClientRect().top + parseFloat(getComputedStyle(block).paddingTop);
  return [/** @type {[string, number]} */ ([block.textContent ?? '', top - set.top])];
});

const text_of = (/** @type {SetLine} */ line) => line.parts.map(part => is_formula(part) ? '' : part.textContent).join('');

/** @param {HTMLElement} root @returns {[string, number][]} each line, and its error */
export const line_errors = root => [...root.querySelectorAll('.set')].flatMap(errors_of).map(([line, error]) => [text_of(line), error]);

let aligning = 0;

// The browser sets a line by its own idea of scripts and fallback fonts. Where it ends elsewhere than the canvas, the
// difference is shared out between the letters. For quiet moments: it asks the browser to lay the page out.
/** @param {Element[]} left what is still to be looked at @param {HTMLElement} root which is busy until then */
function align_lines(left, root) {
  const start = performance.now(), most_ms = 3;
  let seen = 0;
  /** @type {[SetLine, number][]} */ const errors = [];
  while (seen < left.length && performance.now() - start < most_ms) errors.push(...errors_of(left[seen++]));
  for (const [line, error] of errors) {
    const gaps = text_of(line).trimEnd().length - 1;
    if (Math.abs(error) <= 0.2 || gaps < 1) continue;
    for (const part of line.parts.flatMap(part => [part, .../** @type {NodeListOf<HTMLElement>} */ (part.querySelectorAll('.run'))])) {
      const own = part.style.getPropertyValue('--spacing');
      if (own || line.parts.includes(part)) part.style.setProperty('--spacing', `${parseFloat(own || '0') - error / gaps}px`);
    }
  }
  if (seen < left.length) aligning = window.setTimeout(() => align_lines(left.slice(seen), root));
  else root.removeAttribute('aria-busy');
}

/** @param {HTMLElement} root */
export function align_later(root) {
  clearTimeout(aligning);
  aligning = window.setTimeout(() => align_lines([...root.querySelectorAll('.set')], root), 120);
}

/** @param {HTMLElement} element @param {Record<string, number | undefined>} lengths px, by the property that shell.css knows them by; what is not there is as usual */
export function set_lengths(element, lengths) {
  for (const [name, length] of Object.entries(lengths)) {
    if (length === undefined) element.style.removeProperty(`--${name}`);
    else element.style.setProperty(`--${name}`, `${length}px`);
  }
}
