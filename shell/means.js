// Readers' own means: style sheets and smallest sizes of their own, room between letters and words (WCAG 1.4.12), the browser's translation.
// None of them reaches what is drawn. So the text that stood there is left as it is; and where they come later, the page comes once more
// as text alone, at the same place. It does so until its window is closed (static_page.js).

const flag = 'hanji.text';

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

/** @param {() => void} leave keeps the place */
export function watch_means(leave) {
  try { if (sessionStorage.getItem(flag)) return; } catch { return; }  // there is no such page for this address, or nowhere to say so
  const made = probe();
  const look = () => {
    if (!is_restyled(made) && !is_translated()) return;
    observer.disconnect();
    sessionStorage.setItem(flag, '1');
    leave();
    location.reload();
  };
  const observer = new MutationObserver(look);
  observer.observe(html, {attributes: true, attributeFilter: ['class', 'lang', '_msttexthash']});
  try { new ResizeObserver(look).observe(made); } catch { /* the other one sees a translation */ }
}
