// What axe finds, by all of its rules and its best practices, in every view of a site, in every theme, at a desk and on
// a phone. Of text that is drawn it cannot tell the contrast: that is measured beside it.

import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {settle} from '../../browser/harness.mjs';
import {contrasts} from './contrast.mjs';

/** @typedef {import('playwright-core').Page} Page */

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
export const themes = ['light', 'sepia', 'dark', 'contrast'];

/** What is wrong with the page as it is now. @param {Page} page @returns {Promise<string[]>} */
export async function violations(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Page.setBypassCSP', {enabled: true});
  if (!await page.evaluate(() => 'axe' in window)) await page.evaluate(readFileSync(axe, 'utf8'));
  await cdp.detach();
  return page.evaluate(async () => {
    const {violations} = await /** @type {any} */ (window).axe.run(document, {resultTypes: ['violations']});
    return violations.flatMap((/** @type {any} */ {id, nodes}) => nodes.map((/** @type {any} */ node) => `${id}: ${node.target.join(' ')}`));
  });
}

const article = 'a/2023-07-02-hangul-search.html', with_note = '2022-12-31-note';

/** A post with a note, which the samples have not: name and text */
export const post_with_note = [`${with_note}.md`, '---\ntitle: 각주가 있는 글\n---\n밀물과 썰물[^1]은 하루에 두 번이다.\n\n[^1]: 달이 끄는 힘이다.\n'];

/** @type {Record<string, (page: Page) => Promise<unknown>>} from an article that stands, to each view; what lies outside of the program by its address */
export const views = {
  article: async () => {},
  contents: async page => page.viewportSize()?.width === 390 && page.locator('#frame [data-control=contents]').click(),
  settings: async page => page.locator('#frame [data-control=settings]').click(),
  keys: async page => page.keyboard.press('?'),
  find: async page => {
    await page.keyboard.press('f');
    await page.keyboard.type('한글');
  },
  picture: async page => {
    await page.locator('#text .enlarge').first().click();
    await page.locator('dialog.picture').waitFor();
  },
  home: page => page.evaluate(() => hanji.home()),
  category: page => page.evaluate(() => { location.hash = '#/category/자연'; }),
  note: async page => {
    await page.evaluate(address => { location.hash = address; }, `#/${with_note}`);
    await page.locator('#text a[data-control^=note]').first().click();
    await page.locator('#text [role=note] .note').first().waitFor();
  },
  search: async page => {
    await page.evaluate(() => { location.hash = '#/search?q=소금'; });
    await page.locator('#text').getByText(/글 \d+편에서/).first().waitFor();
  },
  offers: async page => {
    await page.keyboard.press('/');
    await page.keyboard.type('글');
  },
  'no such article': page => page.evaluate(() => { location.hash = '#/nowhere'; }),
};
/** @type {Record<string, (page: Page, url: string) => Promise<unknown>>} where something is not as it should be, or elsewhere: from an empty page */
export const odd_views = {
  'no WebGL': async (page, url) => {
    await page.addInitScript(() => {
      const get = HTMLCanvasElement.prototype.getContext;
      // @ts-ignore
      HTMLCanvasElement.prototype.getContext = function (kind, ...rest) { return kind.startsWith('webgl') ? null : get.call(this, kind, ...rest); };
    });
    await page.goto(`${url}/${article}`);
    await page.waitForFunction(() => 'hanji' in window);
    await page.evaluate(() => hanji.ready);
  },
  'no bundle': async (page, url) => {
    await page.route(/bundle\.json$/, route => route.fulfill({status: 404}));
    await page.goto(`${url}/index.html#/2023-07-02-hangul-search`);
    await page.getByText('불러오지 못했습니다').first().waitFor();
  },
  'in a frame': async (page, url) => {  // of another page, which is not ours to look at
    await page.goto(`${url}/?embed#/2023-07-02-hangul-search`);
    await page.locator('html.drawn').waitFor();
  },
};
export const pages = ['archive.html', 'archive/2024-01.html', 'offline.html', 'search.html', '404.html'];

/**
 * @param {import('playwright-core').Browser} browser @param {string} url of a site of the samples and post_with_note @param {{themes?: string[], widths?: number[], views?: string[], pages?: string[]}} [of] less than all
 * @returns {Promise<{looked: number, found: string[], seen: number, low: string[]}>} what axe found; of how many stretches of text, which stand out too little
 */
export async function axe_over(browser, url, of = {}) {
  /** @type {string[]} */ const found = [], /** @type {string[]} */ low = [];
  const looking = await browser.newPage();
  let looked = 0, seen = 0;
  for (const width of of.widths ?? [1280, 390]) for (const theme of of.themes ?? themes) {
    const context = await browser.newContext({locale: 'ko-KR', viewport: {width, height: 844}, deviceScaleFactor: 3, ...width < 640 ? {hasTouch: true, isMobile: true} : {}});
    await context.addInitScript(theme => localStorage.setItem('hanji.settings', JSON.stringify({theme})), theme);
    const look = async (/** @type {Page} */ page, /** @type {string} */ view) => {
      looked += 1;
      const contrast = await contrasts(page, looking);
      seen += contrast.seen;
      low.push(...contrast.low.map(each => `${view}, ${theme}, ${width}: ${each}`));
      found.push(...(await violations(page)).map(each => `${view}, ${theme}, ${width}: ${each}`));
    };
    for (const [view, go] of Object.entries(views)) {
      if (of.views && !of.views.includes(view)) continue;
      const page = await context.newPage();
      await page.goto(`${url}/${article}`);
      await page.waitForSelector('html.drawn');
      await page.evaluate(theme => hanji.set({theme}), theme);
      await settle(page);
      await go(page);
      await settle(page);
      await page.waitForFunction(() => hanji.state().showing !== 'nothing');
      await look(page, view);
      await page.close();
    }
    const odd = await browser.newContext({locale: 'ko-KR', viewport: {width, height: 844}, deviceScaleFactor: 3, serviceWorkers: 'block'});
    await odd.addInitScript(theme => localStorage.setItem('hanji.settings', JSON.stringify({theme})), theme);
    for (const [view, go] of of.views ? [] : Object.entries(odd_views)) {
      const page = await odd.newPage();
      await go(page, url);
      await settle(page);
      await look(page, view);
      await page.close();
    }
    await odd.close();
    const plain = await browser.newContext({locale: 'ko-KR', viewport: {width, height: 844}, deviceScaleFactor: 3, serviceWorkers: 'block', colorScheme: theme === 'dark' ? 'dark' : 'light'});
    await plain.route(/hanji\.(js|wasm)$/, route => route.abort());  // as before it is drawn over
    for (const file of of.pages ?? [...pages, 'index.html', article]) {
      const page = await plain.newPage();
      await page.goto(`${url}/${file}`);
      await look(page, `${file} (plain)`);
      await page.close();
    }
    await plain.close();
    await context.close();
  }
  await looking.close();
  return {looked, found, seen, low};
}
