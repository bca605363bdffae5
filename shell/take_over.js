// A page stands as text before the program comes (cli/static_pages.h). The program draws over that text when nobody is busy with it,
// and the line being read stays where it is: what is pressed, selected, scrolled, focused or unfolded is waited for, or kept.

import {own_texts, said_by} from './article_layer.js';
import {is_folded} from './lines.js';
import {has_own_means} from './means.js';
import {name_parts} from './parts.js';
import {begin_layer} from './text_layer.js';

const rest_ms = 300;
const masthead = 56;

const html = document.documentElement;
const page = document.getElementById('hanji-page');

/** Whether a text stands there, and is seen. */
export const stands = () => page !== null && html.dataset.waiting === undefined && !html.classList.contains('drawn');

/** The element whose article is what the program shows: its text is drawn over where it stands. @returns {HTMLElement | null} */
export const standing_article = () => stands() && page?.querySelector(':scope > article:has(> header)') && html.dataset.route?.startsWith('#/') ? page : null;
const kept = standing_article();

let busy_until = 0, pressed = false;
const touch = () => busy_until = performance.now() + rest_ms;

/** Nothing is going on with the text; answers at once where there is none. @returns {boolean} */
function is_calm() {
  if (document.hidden || pressed || performance.now() < busy_until) return false;
  const {activeElement} = document, selection = getSelection();
  if (selection && !selection.isCollapsed) return false;
  return !activeElement || activeElement === document.body || activeElement === page;
}

/** @returns {Promise<void>} when it has been so for a while */
const calm = () => new Promise(resolve => {
  const look = () => is_calm() ? resolve() : setTimeout(look, 100);
  look();
});

/** @returns {Promise<void>} when the browser shows no words of the text any more that it was led to (static_page.js) */
export const not_led = () => new Promise(resolve => {
  const look = () => html.dataset.led === undefined ? resolve() : setTimeout(look, 100);
  look();
});

function watch() {
  const passive = {passive: true, capture: true};
  for (const event of ['scroll', 'wheel', 'touchmove', 'keydown', 'pointerup', 'selectionchange', 'beforematch']) addEventListener(event, touch, passive);
  for (const event of ['pointerdown', 'touchstart']) addEventListener(event, () => pressed = true, passive);
  for (const event of ['pointerup', 'pointercancel', 'touchend', 'touchcancel', 'dragend', 'blur']) addEventListener(event, () => pressed = false, passive);
}
if (stands()) watch();

// ---- the line being read ----

/** @param {Range} range */
function middle_of(range) {
  const {top, bottom} = range.getBoundingClientRect();
  return (top + bottom) / 2;
}

/** @typedef {{block: number, byte: number, above: number, letter?: Range}} Line as hanji_place wants it, `above` of its middle; letter: the one that is meant */

const bytes = new TextEncoder();
/** @type {Line} */ const beginning = {block: -1, byte: 0, above: 0};

/** The first line of a block whose middle is below the window's `top`. @param {Element} element @param {number} top @returns {Line | null} */
function line_of(element, top) {
  const block = Number(element.getAttribute('data-b') ?? -1), range = document.createRange();
  let before = 0;
  for (const node of own_texts(element)) {
    const text = said_by(node);
    range.selectNodeContents(node);
    if (node instanceof Text && range.getBoundingClientRect().bottom > top) {
      let at = 0;
      for (let end = text.length; at < end;) {  // the first letter whose line does
        const letter = (at + end) >> 1;
        range.setStart(node, letter);
        range.setEnd(node, letter + 1);
        if (middle_of(range) > top) end = letter;
        else at = letter + 1;
      }
      if (at < text.length) {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return {block, byte: before + bytes.encode(text.slice(0, at)).length, above: middle_of(range), letter: range};
      }
    }
    before += bytes.encode(text).length;
  }
  return null;
}

/** @returns {Line} */
function line_being_read() {
  if (scrollY < 1) return beginning;
  for (const element of page?.querySelectorAll('article > header > *, [data-b]') ?? []) {
    const box = element.getBoundingClientRect();
    if (box.bottom <= masthead || box.height === 0 || is_folded(element)) continue;
    const line = line_of(element, masthead + 8);  // a line half under the masthead has been read
    if (line) return line;
  }
  return beginning;
}

/** Blocks of disclosures that a reader has opened or closed. */
const turned = () => [.../** @type {NodeListOf<HTMLDetailsElement>} */ (page?.querySelectorAll('details[data-b]') ?? [])]
  .filter(details => details.open !== details.hasAttribute('data-open')).map(details => Number(details.dataset.b));

/** Pictures that have come go over to the frames of those that show the same. @param {HTMLElement} text */
function keep_pictures(text) {
  /** @type {Map<string, HTMLImageElement[]>} */ const there = new Map();
  for (const img of page?.querySelectorAll('img') ?? []) {
    if (img.complete && img.naturalWidth > 0) there.set(img.src, [...there.get(img.src) ?? [], img]);
  }
  for (const img of text.querySelectorAll('img')) {
    const own = there.get(img.src)?.shift();
    if (!own) continue;
    for (const name of own.getAttributeNames()) if (name !== 'src') own.removeAttribute(name);
    own.alt = img.alt;
    own.referrerPolicy = img.referrerPolicy;
    img.closest('figure')?.classList.add('came');
    img.replaceWith(own);
  }
}

/**
 * @typedef {{shows(): boolean, place(line: Line): boolean, turn(block: number): void, drawn(): Promise<void>, begin(): void, leave(): void, scroll(y: number): void, draw(): void, redraw(): void}} Program
 *   `shows`: the text that stands there, and not that it could not be had; `place` puts a line where it stands, `drawn` answers when it has been drawn so, unseen; `begin` hands over the window, `leave` leaves the text to the browser for good
 */

/** @param {HTMLElement} text the program's text layer @param {Program} program @param {boolean} [is_drawn] unseen, for where it stands */
export function take_over_now(text, program, is_drawn = false) {
  const line = line_being_read();
  if (text !== kept) keep_pictures(text);
  draw_over();
  program.begin();
  program.place(line);
  if (text === kept) hold(line, text, program);
  if (is_drawn) program.redraw();  // in the next frame: this one has much to do
  else program.draw();
}

/** To the pixel: the letter is still there. @param {Line} line @param {HTMLElement} text @param {Program} program */
function hold({letter, above}, text, program) {
  const box = letter?.getBoundingClientRect();
  if (!box || box.height === 0) return;
  const y = scrollY + (box.top + box.bottom) / 2 - above, least = y + innerHeight;
  if (text.offsetHeight < least) text.style.setProperty('--height', `${least}px`);  // set otherwise, a short page is shorter
  scrollTo({top: y, behavior: 'instant'});
  program.scroll(scrollY);
}

/** Waits for a moment in which the text may be drawn over, and does it between two frames. @param {HTMLElement} text @param {Program} program */
export async function take_over(text, program) {
  await sheet_came();
  while (stands()) {
    await calm();
    if (has_own_means()) return program.leave();
    if (!program.shows()) return;  // what stands there is read on
    const line = line_being_read(), y = scrollY;
    for (const block of turned()) {
      program.turn(block);
      page?.querySelector(`details[data-b="${block}"]`)?.toggleAttribute('data-open');
    }
    if (!program.place(line)) {
      await new Promise(resolve => setTimeout(resolve, rest_ms));
      continue;
    }
    await program.drawn();
    await new Promise(requestAnimationFrame);
    if (!is_calm() || scrollY !== y || turned().length > 0) continue;
    take_over_now(text, program, true);
  }
}

/** @returns {HTMLLinkElement | null} the program's style sheet, which the page has asked for */
const sheet = () => document.querySelector('link[data-program]');

/** @returns {Promise<void>} */
export const sheet_came = () => new Promise(resolve => {
  const link = sheet();
  if (!link || link.sheet) return resolve();
  link.onload = link.onerror = () => resolve();
});

/** What stood around the text. @type {Element[]} */
export const stood = [];

/** From now on the program's elements are the page. */
export function draw_over() {
  delete html.dataset.waiting;
  html.classList.add('drawn');
  const link = sheet();
  if (link) link.media = 'all';
  if (kept) begin_layer(kept);
  name_parts();
  for (const style of document.querySelectorAll('head > style')) style.setAttribute('media', 'print');  // an article on paper is what it was
  stood.push(...document.querySelectorAll('body > :is(.skip, .masthead, .bar)'));
  for (const stale of document.querySelectorAll('body > :is(.skip, .masthead, #hanji-page, .bar, :is(script, p)#waiting)')) stale.remove();
}
