// A random walk of keys over the pages of a site: the focus that was somewhere is never nowhere afterwards.

import {random} from '../../random.mjs';

const presses = ['Tab', 'Tab', 'Tab', 'Tab', 'Shift+Tab', 'Enter', 'Escape', 'Escape', 'j', 'k', 'c', 'v', '/', 'f', '?', 'n', 'Shift+N', '[', ']', 'ArrowDown', 'ArrowRight', 'PageDown', 'Space', 'Home', 'Alt+ArrowLeft', 'Backspace', 'a'];

/** @param {import('playwright-core').Page} page @param {number} keys @param {number} seed @returns {Promise<{lost: string[], said: number}>} each loss: what was pressed, where */
export async function walk_keys(page, keys, seed) {
  const next = random(seed);
  /** @type {string[]} */ const lost = [];
  const where = () => page.evaluate(() => {
    const element = document.activeElement;
    return element === null || element === document.body ? '' : `${element.localName}${element.id ? `#${element.id}` : ''} ${element instanceof HTMLElement ? element.dataset.control ?? element.dataset.route ?? element.textContent?.slice(0, 20) : ''}`;
  });
  let before = await where(), said = 0;
  for (; said < keys; ++said) {
    const key = presses[Math.floor(next() * presses.length)] ?? 'Tab', address = page.url();
    const leaves = /Tab$/.test(key) && await page.evaluate(back => {  // to the browser's own buttons
      const all = [...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')].filter(e => e instanceof HTMLElement && e.tabIndex >= 0 && e.checkVisibility({visibilityProperty: true}));
      return document.activeElement === all.at(back ? 0 : -1);
    }, key.startsWith('Shift'));
    await page.keyboard.press(key);
    await page.waitForTimeout(60);
    let now = await where().catch(() => '');
    for (let tries = 0; now === '' && tries < 10; ++tries) {  // a page that is on its way
      await page.waitForTimeout(50);
      now = await where().catch(() => '');
    }
    const is_new = !await page.evaluate(() => Object.hasOwn(window, 'walked')).catch(() => false);  // another document
    if (is_new) await page.evaluate(() => { Object.assign(window, {walked: true}); }).catch(() => {});
    if (now === '' && before !== '' && !leaves && !is_new) lost.push(`${key} on «${before.trim()}», ${decodeURIComponent(address.replace(/^[^/]*\/\/[^/]*/, ''))}`);
    before = now;
    if (/^(about|chrome):/.test(page.url())) await page.goBack();
  }
  return {lost, said};
}
