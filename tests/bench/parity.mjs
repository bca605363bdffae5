// Our emulation of Chromium's line breaking against Chromium: paragraphs of posts at many widths, left and justified,
// `word-break: normal` and `keep-all`; the share of lines that are equal, and by the characters around a break what is
// not. And how far the text layer's line ends stand from the canvas's. The posts are a publisher's, where they are at
// hand, else the samples.
//
// `--list` prints every line that differs.

import {text_layer_alignment, text_layer_settings} from '../browser/text_layer.mjs';
import {with_bench} from './page/open.mjs';

const json = process.argv.includes('--json'), list = process.argv.includes('--list');
const wanted = 2000, size = 18;
const widths = Array.from({length: 20}, (_, i) => Math.round((8 + i * 37 / 19) * size * 64) / 64);

/** @typedef {{text: string, width: number, ours: string[], theirs: string[]}} Difference */

/**
 * In the page. Chromium's lines are not read character by character but proven: as many as ours, and each of ours lies within one.
 * @param {{rule: number, mode: string, align: string, wanted: number, size: number, widths: number[]}} run
 */
function compare({rule, mode, align, wanted, size, widths}) {
  const bench = /** @type {import('./page/bench.js').Bench} */ (/** @type {any} */ (window).bench);
  const kinds = [0, 2];  // BlockKind: paragraph, list_item
  const all = bench.articles.flatMap((blocks, article) => blocks.flatMap(({kind, text}, block) =>
    kinds.includes(kind) && text.length >= 40 ? [{article, block, text}] : []));
  const step = Math.max(1, all.length / wanted);
  const chosen = Array.from({length: Math.min(wanted, all.length)}, (_, i) => all[Math.floor(i * step)]);
  const root = /** @type {HTMLElement} */ (document.getElementById('text'));
  const leading = 30;
  const paragraphs = chosen.map(({text}) => {
    const p = document.createElement('p');
    p.textContent = text;
    return p;
  });
  root.replaceChildren(...paragraphs);
  root.style.cssText = `overflow: visible; font-family: var(--serif); font-size: ${size}px; line-height: ${leading}px; white-space: pre-line; overflow-wrap: break-word; ` +
    `word-break: ${mode}; text-align: ${align}`;
  const range = document.createRange();
  let lines = 0, equal = 0;
  /** @type {Difference[]} */ const differences = [];
  for (const width of widths) {
    root.style.width = `${width}px`;
    paragraphs.forEach((p, n) => {
      const {article, block, text} = chosen[n];
      const ends = [...bench.lines(article, block, rule, size, width, align === 'justify')];
      const box = p.getBoundingClientRect(), node = /** @type {Text} */ (p.firstChild);
      const line_of = (/** @type {DOMRect} */ rect) => Math.floor(((rect.top + rect.bottom) / 2 - box.top) / leading);
      lines += ends.length;
      let begin = 0;
      const proven = Math.round(box.height / leading) === ends.length && ends.every((end, k) => {
        range.setStart(node, begin);
        let last = end;
        while (last > begin && /[ \n]/.test(text[last - 1])) last -= 1;
        range.setEnd(node, last);
        begin = end;
        return [...range.getClientRects()].every(rect => rect.width === 0 || line_of(rect) === k);
      });
      if (proven) {
        equal += ends.length;
        return;
      }
      /** @type {number[]} */ const theirs = [];
      let now = 0;
      for (let i = 0; i < text.length; ++i) {
        range.setStart(node, i);
        range.setEnd(node, i + 1);
        const rect = range.getClientRects()[0];
        if (rect && rect.width > 0 && line_of(rect) > now) {
          theirs.push(i);
          now = line_of(rect);
        }
      }
      theirs.push(text.length);
      const has = new Set(theirs.map((end, k) => `${k ? theirs[k - 1] : 0} ${end}`));
      const same = ends.filter((end, k) => has.has(`${k ? ends[k - 1] : 0} ${end}`)).length;
      equal += same;
      const cut = (/** @type {number[]} */ at) => at.map((end, k) => text.slice(k ? at[k - 1] : 0, end));
      if (same < ends.length) differences.push({text, width, ours: cut(ends), theirs: cut(theirs)});
    });
  }
  return {paragraphs: paragraphs.length, lines, equal, differences};
}

/** What stands around the first break that differs: letters by script, marks as they are. @param {Difference} difference */
function cause({ours, theirs}) {
  const k = ours.findIndex((line, i) => line !== theirs[i]);
  const [mine, its] = [ours[k] ?? '', theirs[k] ?? ''];
  const [longer, shorter] = mine.length > its.length ? [mine, its] : [its, mine];
  const kind = (/** @type {string | undefined} */ c) => c === undefined ? 'end' : /[가-힣]/.test(c) ? '가' : /[a-z]/i.test(c) ? 'a' : /\d/.test(c) ? '1' : /\p{Script=Han}/u.test(c) ? '漢' : c;
  return `${mine.length > its.length ? 'ours longer' : 'ours shorter'}: ${kind(shorter.at(-1))}|${kind(longer[shorter.length])} … ${kind(longer.at(-1))}|`;
}

await with_bench(async page => {
  for (const [figure, rule, mode] of /** @type {[string, number, string][]} */ ([['normal_equal_lines', 2, 'normal'], ['keep_all_equal_lines', 3, 'keep-all']])) {
    let lines = 0, equal = 0, paragraphs = 0;
    /** @type {Map<string, {count: number, example: Difference}>} */ const causes = new Map();
    for (const align of ['left', 'justify']) {
      const run = await page.evaluate(compare, {rule, mode, align, wanted, size, widths});
      lines += run.lines;
      equal += run.equal;
      paragraphs = run.paragraphs;
      for (const difference of run.differences) {
        const known = causes.get(cause(difference));
        if (known) known.count += 1;
        else causes.set(cause(difference), {count: 1, example: difference});
        if (list) console.error(JSON.stringify({mode, align, ...difference}));
      }
    }
    const share = equal / lines, note = `${paragraphs} paragraphs, ${widths.length} widths of 8–45 em, left and justified: ${lines} lines, ${lines - equal} differ`;
    if (json) console.log(JSON.stringify({bench: 'parity', figure, value: share, unit: 'share', baseline: null, ratio: null, note}));
    else console.log(`${figure.padEnd(24)}${(share * 100).toFixed(3).padStart(9)} %  ${note}`);
    for (const [rule, {count, example}] of [...causes].sort((a, b) => b[1].count - a[1].count).slice(0, 12)) {
      const k = example.ours.findIndex((line, i) => line !== example.theirs[i]);
      console.error(`  ${String(count).padStart(5)}  ${rule}   e.g. at ${example.width} px: ours “${example.ours[k]}”, Chromium’s “${example.theirs[k]}”`);
    }
    if (share < 0.999) process.exitCode = 1;
  }

  const browser = /** @type {import('playwright-core').Browser} */ (page.context().browser());
  const runs = [];
  for (const [, settings, viewport] of text_layer_settings) runs.push(await text_layer_alignment(browser, 50, settings, viewport));
  const worst = Math.max(...runs.map(run => run.worst)), figure = 'text_layer_px_max';
  const note = runs.map(({posts, lines, worst}, i) => `${text_layer_settings[i][0]}: ${posts} posts, ${lines} lines, ${worst.toFixed(2)}`).join('; ');
  if (json) console.log(JSON.stringify({bench: 'parity', figure, value: worst, unit: 'px', baseline: null, ratio: null, note}));
  else console.log(`${figure.padEnd(24)}${worst.toFixed(3).padStart(9)} px ${note}`);
  if (!(worst < 0.5)) process.exitCode = 1;
});
