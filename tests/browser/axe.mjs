// axe finds nothing in the views of a site: a part of what `./dev bench access` looks at.

import {axe_over} from '../bench/access/axe.mjs';
import {assert, test} from './harness.mjs';

/** @param {import('playwright-core').Browser} browser @param {{url: string}} samples */
export async function axe_stories(browser, samples) {
  await test('chromium: axe가 아무것도 찾지 못한다', async () => {
    const {looked, found} = await axe_over(browser, samples.url, {themes: ['dark'], widths: [1280], views: ['article', 'find', 'settings', 'search', 'home'], pages: ['search.html', 'offline.html', 'index.html']});
    assert.equal(looked, 8);
    assert.deepEqual(found, []);
  });
}
