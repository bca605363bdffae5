// How long the layout of whole articles takes, in wasm in Chromium; the baseline is Chromium's own layout of the same
// text as plain HTML in the same run. Each time at another width, so that nobody has the answer ready; texts are
// measured already (layout/layout_cache.h), as Chromium has shaped them, but where it says “opened anew”. Medians of
// batches, since a page's clock ticks in tenths of a millisecond. The posts are a publisher's, where they are at hand,
// else the samples.

import {with_bench} from './page/open.mjs';

const json = process.argv.includes('--json');

/** In the page. */
function measure() {
  const bench = /** @type {import('./page/bench.js').Bench} */ (/** @type {any} */ (window).bench);
  const size = 18, word = 0, syllable = 1;
  const lengths = bench.articles.map(blocks => blocks.reduce((sum, {text}) => sum + text.length, 0));
  const nearest = (/** @type {number} */ wanted) => lengths.reduce((best, length, i) => Math.abs(length - wanted) < Math.abs(lengths[best] - wanted) ? i : best, 0);
  const middle = [...lengths].sort((a, b) => a - b)[lengths.length >> 1];
  const median = (/** @type {number[]} */ values) => values.sort((a, b) => a - b)[values.length >> 1];
  let turn = 0;
  const next_width = () => 380 + ++turn * 7 % 232;

  /** ms of one call. @param {() => void} call @param {number} batch */
  function time(call, batch, rounds = 15) {
    for (const end = performance.now() + 300; performance.now() < end;) call();  // until the engine has made its best code
    return median(Array.from({length: rounds}, () => {
      const start = performance.now();
      for (let i = 0; i < batch; ++i) call();
      return (performance.now() - start) / batch;
    }));
  }
  const ours = (/** @type {number} */ article, /** @type {number} */ batch, rule = word, justify = false, times = 1, open = false) => time(() => {
    const width = next_width();
    if (open) bench.open();
    for (let i = 0; i < times; ++i) bench.layout(article, rule, size, width, justify);
  }, batch);

  const tags = ['p', 'h2', 'li', 'li', 'pre', 'p', 'p', 'hr', 'dt', 'dd', 'p', 'p', 'p'];  // by BlockKind
  /** Chromium's, of the same blocks. @param {number} article @param {number} batch */
  function theirs(article, batch, css = 'word-break: keep-all; overflow-wrap: break-word', times = 1) {
    const root = /** @type {HTMLElement} */ (document.getElementById('text'));
    root.replaceChildren(...Array.from({length: times}, () => bench.articles[article]).flat().map(({kind, text}) => {
      const element = document.createElement(tags[kind] ?? 'p');
      element.textContent = text;
      return element;
    }));
    root.style.cssText = `font-family: var(--serif); font-size: ${size}px; line-height: 1.7; white-space: pre-line; ${css}`;
    const ms = time(() => {
      root.style.width = `${next_width()}px`;
      root.getBoundingClientRect();
    }, batch);
    root.replaceChildren();
    return ms;
  }

  const usual = nearest(middle), long = lengths.indexOf(Math.max(...lengths));
  const times = Math.round(10_000 / lengths[long]);  // the longest, set that often, stands for one of 10,000
  let fonts = 0;
  const first_font = median(Array.from({length: 15}, () => {
    bench.forget();
    const start = performance.now();
    bench.layout(usual, word, 18 + ++fonts / 64, 612, false);
    return performance.now() - start;
  }));
  return {
    usual: {length: lengths[usual], ours: ours(usual, 20), theirs: theirs(usual, 20), justified: ours(usual, 20, syllable, true),
            words: ours(usual, 20, word, true), opened: ours(usual, 20, word, false, 1, true), their_justified: theirs(usual, 20, 'text-align: justify')},
    first_font,
    long: {length: lengths[long], ours: ours(long, 2), opened: ours(long, 2, word, false, 1, true), theirs: theirs(long, 2)},
    tenk: {length: lengths[long] * times, ours: ours(long, 2, word, false, times), theirs: theirs(long, 2, undefined, times), justified: ours(long, 2, syllable, true, times)},
  };
}

await with_bench(async page => {
  const {usual, first_font, long, tenk} = await page.evaluate(measure);
  const rounded = (/** @type {number} */ value) => Number(value.toPrecision(3));
  /** @param {string} figure @param {number} value @param {string} unit @param {string} note @param {number | null} baseline */
  const tell = (figure, value, unit, note, baseline = null) => {
    const ratio = baseline ? rounded(value / baseline) : null;
    if (json) console.log(JSON.stringify({bench: 'layout', figure, value: rounded(value), unit, baseline: baseline && rounded(baseline), ratio, note}));
    else console.log(figure.padEnd(28) + String(rounded(value)).padStart(8) + ` ${unit.padEnd(6)} ${note}`);
  };
  const beside = (/** @type {number} */ ms) => `Chromium ${rounded(ms)} ms`;
  tell('median_article_ms', usual.ours, 'ms', `${usual.length} characters, 어절, ragged; opened anew ${rounded(usual.opened)}, justified ${rounded(usual.words)}, 글자 justified ${rounded(usual.justified)}; ${beside(usual.theirs)}`, usual.theirs);
  tell('median_article_vs_chromium', usual.ours / usual.theirs, 'ratio', `justified 글자 beside Chromium’s justified: ${rounded(usual.justified / usual.their_justified)}`);
  tell('first_font_ms', first_font, 'ms', 'the same article, no width known');
  tell('longest_article_ms', long.ours, 'ms', `${long.length} characters; opened anew ${rounded(long.opened)}; ${beside(long.theirs)}`, long.theirs);
  tell('relayout_10k_ms', tenk.ours, 'ms', `${tenk.length} characters; 글자 justified ${rounded(tenk.justified)}; ${beside(tenk.theirs)}`, tenk.theirs);
});
