// What the browser does for formulas: it lays them out, where nobody sees it.

import {article_of} from './article_layer.js';

/** @param {string} html elements, one after the other @returns {number[]} width, ascent and descent of each, in text of 1,024 px */
export function measure_formulas(html) {
  const box = article_of(`<div class="formulas" aria-hidden="true"><b></b>${html}</div>`);
  document.body.append(box);
  const [base, ...all] = [...box.children].map(one => one.getBoundingClientRect());
  box.remove();
  return all.flatMap(({width, top, bottom}) => [width, base.bottom - top, bottom - base.bottom]);
}
