// What the browser does for formulas: it lays them out where nobody sees it, and copies their TeX.

import {article_of, said_by} from './article_layer.js';

/** @param {string} html elements, one after the other @returns {number[]} width, ascent and descent of each, in text of 1,024 px */
export function measure_formulas(html) {
  const box = article_of(`<div class="formulas" aria-hidden="true"><b></b>${html}</div>`);
  document.body.append(box);
  const [base, ...all] = [...box.children].map(one => one.getBoundingClientRect());
  box.remove();
  return all.flatMap(({width, top, bottom}) => [width, base.bottom - top, bottom - base.bottom]);
}

/** @param {Node} node */
const formula_around = node => (node instanceof Element ? node : node.parentElement)?.closest('math[data-tex]');

/** Whoever copies a part of a formula has all of it, as it is written. */
export function watch_copies() {
  document.addEventListener('copy', event => {
    const selection = getSelection(), range = selection?.rangeCount && selection.getRangeAt(0).cloneRange();
    if (!range || event.defaultPrevented) return;
    const first = formula_around(range.startContainer), last = formula_around(range.endContainer);
    if (first) range.setStartBefore(first);
    if (last) range.setEndAfter(last);
    const box = document.createElement('div');
    box.append(range.cloneContents());
    const formulas = box.querySelectorAll('math[data-tex]');
    for (const math of formulas) {
      const text = document.createElement('span');
      text.className = 'line';  // keeps its spaces
      text.textContent = said_by(math);
      math.replaceWith(text);
    }
    if (formulas.length === 0) return;
    document.body.append(box);
    event.clipboardData?.setData('text/plain', box.innerText);
    event.clipboardData?.setData('text/html', box.innerHTML);
    box.remove();
    event.preventDefault();
  });
}
