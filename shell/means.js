// Readers' own means: style sheets and smallest sizes of their own, room between letters and words (WCAG 1.4.12), the browser's translation.
// None of them reaches what is drawn. So a text that stands is left as it is, and one that is drawn over becomes the page again.

const html = document.documentElement;

/** @returns {boolean} whether a browser has put other words there */
const is_translated = () => /\btranslated-(ltr|rtl)\b/.test(html.className) || html.hasAttribute('_msttexthash') || document.querySelector('main article font') !== null;

/** A text of which nobody but a reader can have changed the looks. */
function probe() {
  const made = document.createElement('p');
  made.ariaHidden = 'true';
  made.textContent = '가나 ab';
  Object.assign(made.style, {position: 'absolute', top: '0', visibility: 'hidden', font: '13px/20px sans-serif', letterSpacing: '0', wordSpacing: '0'});
  document.body.append(made);
  return made;
}

/** @param {Element} made */
function is_restyled(made) {
  const {letterSpacing, wordSpacing, fontSize, lineHeight} = getComputedStyle(made);
  return parseFloat(letterSpacing) > 0 || parseFloat(wordSpacing) > 0 || Math.abs(parseFloat(fontSize) - 13) > 0.1 || Math.abs(parseFloat(lineHeight) - 20) > 0.1;
}

/** @returns {boolean} whether the text is left to the browser */
export function has_own_means() {
  const made = probe(), found = is_restyled(made) || is_translated();
  made.remove();
  return found;
}

/** @param {() => void} found once */
export function watch_means(found) {
  const made = probe();
  const look = () => {
    if (!is_restyled(made) && !is_translated()) return;
    observer.disconnect();
    sizes?.disconnect();
    made.remove();
    found();
  };
  const observer = new MutationObserver(look);
  observer.observe(html, {attributes: true, attributeFilter: ['class', 'lang', '_msttexthash']});
  /** @type {ResizeObserver | undefined} */ let sizes;
  try {
    sizes = new ResizeObserver(look);
    sizes.observe(made);
  } catch { /* the other one sees a translation */ }
}

/** The text is the page again, as it was before it was drawn over, with whatever has become of its words. The line being read stays. @param {HTMLElement} text @param {Element[]} stood around it */
export function draw_no_more(text, stood) {
  const seen = [...text.querySelectorAll('[data-b]')].find(block => block.getBoundingClientRect().bottom > 56), top = seen?.getBoundingClientRect().top ?? 0;
  const whole = document.getElementById('hanji-program');
  html.classList.remove('drawn');
  for (const sheet of document.querySelectorAll('link[data-program]')) sheet.setAttribute('media', 'not all');
  for (const style of document.querySelectorAll('head > style')) style.removeAttribute('media');
  for (const beside of text.querySelectorAll(':scope > .beside')) beside.remove();
  text.removeAttribute('aria-busy');
  if (whole?.contains(text)) whole.after(text);
  whole?.remove();
  for (const each of stood) {
    if (each.matches('.bar')) text.after(each);
    else text.before(each);
  }
  if (seen) scrollTo({top: scrollY + seen.getBoundingClientRect().top - top, behavior: 'instant'});
}
