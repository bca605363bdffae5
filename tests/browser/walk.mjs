// A walk at random through a site of 2,600 posts whose host answers late, wrong, half or not at all, in any order: afterwards, with the
// host as it should be, everything answers again. WALK_SECONDS says how long (default 12), WALK_SEED which walk.
/// <reference path="./page.d.ts" />

import {existsSync, readFileSync} from 'node:fs';
import {random} from '../random.mjs';
import {what_works} from './faults.mjs';
import {assert, test, until} from './harness.mjs';

/** @typedef {import('playwright-core').Page} Page */

const words = ['활자', '소금은', '"첫소리"', '한글 낱자', 'ㅎㄱ', 'gksrmf', '제목:바다', '-달', '분류:정치', '1446', '가', '없는낱말이다', '*', '기간:2010..'];
const syllables = [['ㅎ', '하', '한', '한ㄱ', '한그', '한글'], ['ㅂ', '바', '받', '바다'], ['ㅅ', '소', '속', '소그', '소금']];

/** What the host does with a file of the bundle. @param {() => number} next @param {string} file @returns {import('./harness.mjs').Answer | null} */
function answer_of(next, file) {
  const kind = next(), late_ms = next() < 0.7 ? Math.floor(next() * 600) : 0;
  if (kind < 0.05) return {status: 404, late_ms};
  if (kind < 0.08) return {status: 503, late_ms};
  if (kind < 0.1) return {cut: true, late_ms};
  if (kind < 0.12) return {type: 'text/html', body: '<!doctype html>', late_ms};
  if (kind < 0.14 && existsSync(file)) {
    const body = readFileSync(file);
    body[Math.floor(next() * body.length)] ^= 1;
    return {body, late_ms};
  }
  return {late_ms};
}

/** @param {import('playwright-core').Browser} browser @param {import('./faults.mjs').Site & {folder: string}} site */
export async function walk_story(browser, site) {
  const seconds = Number(process.env.WALK_SECONDS ?? 12), seed = Number(process.env.WALK_SEED ?? 18);
  await test(`chromium: walk: 아무렇게나 ${seconds}초를 다녀도 모두 다시 답한다 (${seed})`, async () => {
    const next = random(seed), below = (/** @type {number} */ most) => Math.floor(next() * most);
    const pick = (/** @type {any[]} */ list) => list[below(list.length)];
    const context = await browser.newContext({locale: 'ko-KR', viewport: {width: 1200, height: 800}, serviceWorkers: 'block'});
    const page = await context.newPage();
    /** @type {string[]} */ const errors = [];
    page.on('pageerror', error => errors.push(error.stack ?? String(error)));
    await page.addInitScript(() => {
      const get = HTMLCanvasElement.prototype.getContext;
      // @ts-ignore
      HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
        const context = get.call(this, kind, ...rest);
        if (kind === 'webgl2' && context) Object.assign(window, {gl: /** @type {any} */ (context).getExtension('WEBGL_lose_context')});
        return context;
      };
    });
    await page.goto(site.url);
    await page.waitForFunction(() => 'hanji' in window);
    await page.evaluate(() => hanji.ready);
    const session = await context.newCDPSession(page);
    site.answer = path => path.startsWith('/bundle/') ? answer_of(next, site.folder + path) : null;

    /** @type {[number, () => Promise<unknown>][]} how often, and what */
    const steps = [
      [6, () => page.mouse.wheel(0, below(4000) - 1500)],
      [5, () => page.evaluate(slug => { hanji.open(slug); }, pick(site.slugs))],
      [2, () => page.evaluate(([slug, query]) => { hanji.open(slug, {query}); }, [pick(site.slugs), pick(words)])],
      [4, () => page.evaluate(text => {
        const field = /** @type {HTMLInputElement} */ (document.getElementById('search'));
        field.value = text;
        field.dispatchEvent(new InputEvent('input', {bubbles: true}));
      }, pick(words).slice(0, 1 + below(8)))],
      [3, async () => {
        await page.evaluate(() => document.getElementById('search')?.focus());
        for (const text of pick(syllables)) await session.send('Input.imeSetComposition', {text, selectionStart: text.length, selectionEnd: text.length});
        if (next() < 0.7) await session.send('Input.insertText', {text: pick(words)});
      }],
      [2, () => page.setViewportSize({width: 320 + below(1400), height: 400 + below(700)})],
      [3, () => page.evaluate(steps => {  // not out of the site
        if (/** @type {any} */ (window).navigation.currentEntry.index + steps >= 0) history.go(steps);
      }, pick([-1, -1, -2, 1]))],
      [2, () => page.evaluate(settings => hanji.set(settings), {fontSize: 12 + below(28), theme: pick(['light', 'sepia', 'dark', 'auto']), font: pick(['serif', 'sans']), breaks: pick(['word', 'syllable'])})],
      [3, () => page.evaluate(() => { /** @type {HTMLElement | null} */ (document.querySelector('[data-control=retry]'))?.click(); })],
      [3, () => page.evaluate(at => {
        const all = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('#text a:is([href^="#"], [data-route]), #frame a[data-route], [data-control]'));
        if (all.length) all[at % all.length].click();
      }, below(1000))],
      [4, () => page.keyboard.press(pick(['/', 'Escape', 'j', 'k', '[', ']', 'c', 'v', 'f', 'n', 'N', '?', 'Enter', 'ArrowDown', 'End', 'Home', 'Tab']))],
      [2, () => page.evaluate(query => { hanji.search(query, {limit: 20}).catch(() => {}); }, pick(words))],
      [1, () => page.evaluate(() => { /** @type {any} */ (window).gl.loseContext(); })],
      [2, () => page.evaluate(() => { /** @type {any} */ (window).gl.restoreContext(); })],
      [1, () => page.evaluate(() => { document.fonts.dispatchEvent(new Event('loadingdone')); })],
      [2, () => page.evaluate(ms => new Promise(done => setTimeout(done, ms)), below(120))],
    ];
    const wheel = steps.flatMap(([often, step]) => Array(often).fill(step));
    let count = 0;
    for (const end = Date.now() + seconds * 1000; Date.now() < end; ++count) {
      await pick(wheel)();
      if (errors.length) break;
    }
    site.answer = () => null;
    await page.setViewportSize({width: 1200, height: 800});
    await page.keyboard.press('Escape');
    await page.evaluate(() => { /** @type {any} */ (window).gl.restoreContext(); });
    assert.deepEqual(errors, [], `after ${count} steps`);
    assert.ok(await page.locator('#trouble').isHidden(), await page.locator('#trouble').innerText());
    await page.evaluate(() => { hanji.home(); });
    await until(async () => {  // what was lost on the way is asked for once more
      await page.evaluate(() => { /** @type {HTMLElement | null} */ (document.querySelector('[data-control=retry]'))?.click(); });
      return page.evaluate(() => hanji.state().view === 'home' && hanji.state().showing === 'content' && !document.querySelector('[data-control=retry]'));
    }, 'the list');
    assert.deepEqual((await what_works(page, site)).broken, []);
    assert.deepEqual(errors, []);
    console.log(`        ${count} steps`);
    await context.close();
  }, seconds * 1000 + 120_000);
}
