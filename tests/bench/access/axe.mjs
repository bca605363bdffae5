// What axe finds, by all of its rules and its best practices, in every view of a site, in every theme, at a desk and on a phone. Of
// text that is drawn it cannot tell the contrast.

import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {settle} from '../../browser/harness.mjs';

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
  search: page => page.evaluate(() => { location.hash = '#/search?q=소금'; }),
  offers: async page => {
    await page.keyboard.press('/');
    await page.keyboard.type('글');
  },
  'no such article': page => page.evaluate(() => { location.hash = '#/nowhere'; }),
};
export const pages = ['archive.html', 'archive/2024-01.html', 'offline.html', 'search.html', '404.html'];

/**
 * @param {import('playwright-core').Browser} browser @param {string} url of a site of the samples @param {{themes?: string[], widths?: number[], views?: string[], pages?: string[]}} [of] less than all
 * @returns {Promise<{looked: number, found: string[]}>}
 */
export async function axe_over(browser, url, of = {}) {
  /** @type {string[]} */ const found = [];
  let looked = 0;
  for (const width of of.widths ?? [1280, 390]) for (const theme of of.themes ?? themes) {
    const context = await browser.newContext({locale: 'ko-KR', viewport: {width, height: 844}, ...width < 640 ? {hasTouch: true, isMobile: true} : {}});
    await context.addInitScript(theme => localStorage.setItem('hanji.settings', JSON.stringify({theme})), theme);
    const look = async (/** @type {Page} */ page, /** @type {string} */ view) => {
      looked += 1;
      found.push(...(await violations(page)).map(each => `${view}, ${theme}, ${width}: ${each}`));
    };
    for (const [view, go] of Object.entries(views)) {
      if (of.views && !of.views.includes(view)) continue;
      const page = await context.newPage();
      await page.goto(`${url}/a/2023-07-02-hangul-search.html`);
      await page.waitForSelector('html.drawn');
      await page.evaluate(theme => hanji.set({theme}), theme);
      await settle(page);
      await go(page);
      await settle(page);
      await page.waitForFunction(() => hanji.state().showing !== 'nothing');
      await look(page, view);
      await page.close();
    }
    const plain = await browser.newContext({locale: 'ko-KR', viewport: {width, height: 844}, serviceWorkers: 'block', colorScheme: theme === 'dark' ? 'dark' : 'light'});
    await plain.route(/hanji\.(js|wasm)$/, route => route.abort());  // as before it is drawn over
    for (const file of of.pages ?? [...pages, 'index.html', 'a/2023-07-02-hangul-search.html']) {
      const page = await plain.newPage();
      await page.goto(`${url}/${file}`);
      await look(page, `${file} (plain)`);
      await page.close();
    }
    await plain.close();
    await context.close();
  }
  return {looked, found};
}
