// Where the keys are, and who listens: at the heading of what has come to show; back where one was, once what lay over the page is closed;
// and never nowhere.

/** @param {Element | null | undefined} element @returns {boolean} */
function focus(element) {
  if (!(element instanceof HTMLElement) || !document.hasFocus()) return false;  // a frame takes the keys from nobody
  if (element.tabIndex < 0 && !element.hasAttribute('tabindex')) element.tabIndex = -1;
  element.focus({preventScroll: true});
  return document.activeElement === element;
}

/** A field is typed in: nothing takes the keys from it. */
const typing = () => document.activeElement instanceof HTMLInputElement;

/** What is the same when it is made anew. @param {Element | null} element */
const mark_of = element => element instanceof HTMLElement ? element.dataset.control ?? element.dataset.page ?? element.getAttribute('href') ?? '' : '';

/** @param {string} mark @returns {Element | undefined} */
const marked = mark => mark === '' ? undefined : [...document.querySelectorAll('a[href], button')].find(one => mark_of(one) === mark && !one.closest('[hidden]'));

/** What is seen first: the next Tab goes on from there. @param {HTMLElement} text */
export const focus_seen = text => focus([...text.querySelectorAll('h1, [data-b], .piece')].find(block => block.getBoundingClientRect().bottom > 76)) || focus(text);

/** @param {HTMLElement} text @returns {() => void} puts the keys back to where they are now */
export function remember_focus(text) {
  const element = document.activeElement, mark = mark_of(element);
  return () => {
    if (element !== document.body && element?.isConnected && focus(element) || focus(marked(mark))) return;
    focus_seen(text);
  };
}

/** Another page, or another section of it, has come to show. @param {HTMLElement} text @param {string} section its id, or "" @param {string} [left] the page that one comes back from */
export function focus_arrived(text, section, left) {
  if (typing()) return;
  const there = section ? text.querySelector(`[id="${CSS.escape(section)}"]`) : left === undefined ? null : text.querySelector(`a[data-page="${CSS.escape(left)}"]`);
  if (!focus(there)) focus(text.querySelector('h1'));
}

/** @param {HTMLElement} text @param {number} y where the page is scrolled to for it */
export function focus_heading_at(text, y) {
  if (typing()) return;
  const away = (/** @type {Element} */ heading) => Math.abs(heading.getBoundingClientRect().top + scrollY - y - 76);
  focus([...text.querySelectorAll('h1, h2, h3, h4, h5, h6')].sort((one, other) => away(one) - away(other))[0]);
}

/** Back to the mark of a footnote. @param {HTMLElement} text @param {string} address "#its-id" */
export function focus_mark(text, address) {
  const mark = text.querySelector(`[id="${CSS.escape(decodeURIComponent(address.slice(1)))}"]`);
  mark?.scrollIntoView({block: 'center'});
  focus(mark);
}

/** A browser may scroll on to where it was led before. What Tab focuses meanwhile is in sight when the page rests. */
export function watch_focus() {
  let moving = false;
  /** @type {Element | null} */ let wanted = null;
  addEventListener('scroll', () => moving = true, {passive: true});
  addEventListener('scrollend', () => {
    const box = wanted?.isConnected && wanted === document.activeElement ? wanted.getBoundingClientRect() : null;
    if (box && (box.top < 64 || box.bottom > innerHeight)) wanted?.scrollIntoView({block: 'center', behavior: 'instant'});
    moving = false;
    wanted = null;
  });
  addEventListener('focusin', ({target}) => wanted = moving && target instanceof Element && target.matches('#text :is(a, button):focus-visible') ? target : null);
  for (const hand of ['wheel', 'touchmove', 'pointerdown', 'keydown']) addEventListener(hand, () => wanted = null, {passive: true});
}
