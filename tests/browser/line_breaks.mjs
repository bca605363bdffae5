// Where Chromium breaks lines of Korean, against what tests/layout/data/chromium_breaks.txt says: `name, normal, keep-all`, each text
// with | where a line may end. tests/layout/parity_test.cpp holds our emulation to the same file, so that a Chromium that has
// learnt something new shows here and nowhere else. HANJI_RECORD=1 writes the file anew.

import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {assert, root, test} from './harness.mjs';

const file = join(root, 'tests/layout/data/chromium_breaks.txt');

/** @param {import('playwright-core').Browser} browser */
export async function line_break_stories(browser) {
  await test('chromium: 줄은 우리가 적어 둔 곳에서 나뉜다', async () => {
    const rows = readFileSync(file, 'utf8').trimEnd().split('\n').map(row => row.split('\t'));
    const page = await (await browser.newContext({locale: 'ko-KR'})).newPage();
    await page.setContent('<html lang="ko"><body><div style="width: 0; font: 16px sans-serif; hyphens: manual"></div></body></html>');
    const found = await page.evaluate(texts => texts.map(text => ['normal', 'keep-all'].map(mode => {
      const block = /** @type {HTMLElement} */ (document.querySelector('div'));
      block.style.wordBreak = mode;
      block.textContent = text;
      const node = /** @type {Text} */ (block.firstChild), range = document.createRange();
      let lines = '', top = NaN;
      for (const {index, segment} of new Intl.Segmenter('ko').segment(text)) {
        range.setStart(node, index);
        range.setEnd(node, index + segment.length);
        const box = range.getClientRects()[0];
        if (box && box.top > top + 1) lines += '|';
        if (box && !(box.top < top)) top = box.top;
        lines += segment;
      }
      return lines;
    })), rows.map(row => row[1].replaceAll('|', '')));
    const now = rows.map(([name], i) => [name, ...found[i]].join('\t'));
    if (process.env.HANJI_RECORD) writeFileSync(file, now.join('\n') + '\n');
    else assert.deepEqual(now, rows.map(row => row.join('\t')));
    await page.context().close();
  });
}
