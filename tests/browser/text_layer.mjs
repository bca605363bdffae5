// The text layer stands where the canvas draws, at every line's end: over posts of a publisher, on wide and narrow windows.

import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {assert, root, run_tool, serve, test, settle} from './harness.mjs';

/** @typedef {{posts: number, lines: number, worst: number, off: {slug: string, text: string, px: number}[]}} Alignment */

/**
 * @param {import('playwright-core').Browser} browser @param {number} posts how many
 * @param {object} settings of hanji.set @param {{width: number, height: number}} viewport
 * @returns {Promise<Alignment>} `off`: lines that end 0.5 px or more away, and blocks that stand so
 */
export async function text_layer_alignment(browser, posts, settings, viewport) {
  const shared = join(root, '../shared/posts');
  const folder = mkdtempSync(join(tmpdir(), 'hanji-lines-'));
  await run_tool('build', existsSync(shared) ? shared : join(root, 'assets/posts'), '--out', join(folder, 'site'), '--quiet');
  const site = await serve(join(folder, 'site'));
  const page = await (await browser.newContext({locale: 'ko-KR', viewport})).newPage();
  await page.route(url => url.origin !== site.url, route => route.abort());  // pictures of other servers
  await page.goto(site.url);
  await page.waitForFunction(() => 'hanji' in window);
  await page.evaluate(async settings => {
    await hanji.ready;
    hanji.set(settings);
    scrollTo(0, 0);
  }, settings);
  const listed = () => page.evaluate(() => [...document.querySelectorAll('#text .entry a')].map(a => decodeURIComponent(/** @type {HTMLElement} */ (a).dataset.route?.slice(2) ?? '')));
  let all = await listed();
  for (let before = 0; all.length < posts * 4 && all.length !== before;) {
    before = all.length;
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await settle(page);
    all = await listed();
  }
  const slugs = all.filter((_, i) => i % Math.max(1, Math.floor(all.length / posts)) === 0).slice(0, posts);
  /** @type {Alignment} */ const alignment = {posts: slugs.length, lines: 0, worst: 0, off: []};
  for (const slug of slugs) {
    await page.evaluate(async slug => {
      await hanji.open(slug);
      await document.fonts.ready;
    }, slug);
    await settle(page);
    const errors = await page.evaluate(async slug => {
      const module = /** @type {HTMLScriptElement} */ (document.querySelector('script[type=module]')).src.replace(/[^/]*$/, 'lines.js');
      const {line_errors, block_drifts} = await import(module), text = document.getElementById('text');
      const told = (/** @type {[string, number]} */ [text, px]) => ({text, px, slug});
      return {ends: line_errors(text).map(told), tops: block_drifts(text).map(told)};
    }, slug);
    alignment.lines += errors.ends.length;
    for (const error of [...errors.ends, ...errors.tops]) {
      alignment.worst = Math.max(alignment.worst, Math.abs(error.px));
      if (Math.abs(error.px) >= 0.5) alignment.off.push(error);
    }
  }
  await page.context().close();
  site.close();
  rmSync(folder, {recursive: true});
  return alignment;
}

/** @type {[string, object, {width: number, height: number}][]} */
export const text_layer_settings = [
  ['명조, 어절, 넓은 창', {font: 'serif'}, {width: 1440, height: 900}],
  ['고딕, 글자, 양끝, 좁은 창', {font: 'sans', align: 'justify', breaks: 'syllable'}, {width: 390, height: 844}],
  ['글자와 낱말과 문단 사이를 벌려, 양끝', {letterSpacing: 0.12, wordSpacing: 0.16, paragraphGap: 2, align: 'justify'}, {width: 820, height: 1180}],
];

/** @param {import('playwright-core').Browser} browser */
export async function text_layer_stories(browser) {
  for (const [name, settings, viewport] of text_layer_settings) {
    await test(`chromium: 글 층의 줄은 모두 캔버스의 줄과 0.5px 안에서 끝난다 (${name})`, async () => {
      const {posts, lines, worst, off} = await text_layer_alignment(browser, 50, settings, viewport);
      console.log(`        ${posts} posts, ${lines} lines, ${off.length} of them off, worst ${worst.toFixed(2)} px`);
      assert.deepEqual(off, []);
    });
  }
}
