// What a reader does with an article's blocks: opens, scrolls, enlarges, looks up a footnote.
/// <reference path="./page.d.ts" />

import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {assert, run_tool, serve, shots, test, until} from './harness.mjs';

const post = `---
title: 표와 접힘과 각주
---
달이 당기는 힘은 가까운 바다와 먼 바다에서 서로 다르다.[^1] 그 차이가 바닷물을 부풀린다.

| 지역 | 평균 조차 | 대조차 | 소조차 | 관측 기간 | 관측소의 이름과 주소 | 비고 |
|---|--:|--:|--:|---|---|---|
| 인천 | 5.71 | 8.04 | 3.38 | 1999–2023 | 인천검조소, 인천광역시 중구 | 서해에서 가장 크다 |

<details><summary>더 알아보기</summary><p>접혀 있던 글이다.</p></details>

![물때 그림](tide.svg)

[^1]: 국립해양조사원, 『조석표』, 2023.
`;
const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="600"><rect width="1200" height="600" fill="#8fb3c4"/></svg>';

const post_with_lost_picture = `---
title: 오지 않는 그림
---
![만조 무렵의 포구](https://pictures.invalid/harbour.jpg)

그림이 없어도 무엇이었는지는 읽힌다.
`;

const code = `import re
def 찾기(text: str) -> bool:
    return re.search('밀물', text) is not None  # ${'긴 설명 '.repeat(20)}`;
const post_with_code = `---
title: 코드
---
\`\`\`python title="찾기.py" {2} showLineNumbers
${code}
\`\`\`
`;

/** @param {import('playwright-core').Browser} browser */
export async function block_stories(browser) {
  const folder = mkdtempSync(join(tmpdir(), 'hanji-blocks-'));
  mkdirSync(join(folder, 'posts'));
  writeFileSync(join(folder, 'posts/blocks.md'), post);
  writeFileSync(join(folder, 'posts/lost.md'), post_with_lost_picture);
  writeFileSync(join(folder, 'posts/tide.svg'), picture);
  writeFileSync(join(folder, 'posts/code.md'), post_with_code);
  await run_tool('build', join(folder, 'posts'), '--out', join(folder, 'site'), '--quiet');
  const site = await serve(join(folder, 'site'));
  const page = await (await browser.newContext({locale: 'ko-KR', viewport: {width: 390, height: 844}, deviceScaleFactor: 2})).newPage();
  /** @type {string[]} */ const errors = [];
  page.on('pageerror', error => errors.push(String(error)));
  await page.goto(`${site.url}/#/blocks`);
  await page.waitForFunction(() => 'hanji' in window);
  await page.evaluate(() => hanji.ready);
  const count = (/** @type {string} */ selector) => page.locator(selector).count();

  await test('chromium: 넓은 표는 제 안에서 옆으로 넘어가고, 쪽은 옆으로 넘어가지 않는다', async () => {
    const scroller = page.locator('#text .scroller');
    assert.ok(await scroller.evaluate(e => e.scrollWidth > e.clientWidth + 100));
    const [before] = await page.locator('#text .cell', {hasText: '비고'}).evaluateAll(cells => cells.map(cell => cell.getBoundingClientRect().x));
    assert.ok(before > 390, 'out of sight at first');
    const frames = (await page.evaluate(() => hanji.stats())).frames;
    await scroller.evaluate(e => e.scrollLeft = 400);
    await until(async () => (await page.evaluate(() => hanji.stats())).frames > frames, 'the canvas to follow');
    await page.screenshot({path: join(shots, 'chromium-table.png')});
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
    assert.deepEqual(await page.locator('#text tr').first().locator('th[scope=col]').count(), 7);
  });

  await test('chromium: 코드는 색을 입고, 줄 번호는 글이 아니며, 단추 하나로 적힌 그대로 베낀다', async () => {
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      const page = await (await browser.newContext({locale: 'ko-KR', viewport: {width: 390, height: 844}, colorScheme, permissions: ['clipboard-read', 'clipboard-write']})).newPage();
      await page.goto(`${site.url}/a/code.html`);
      await page.waitForFunction(() => document.documentElement.classList.contains('drawn'));
      const pre = page.locator('#text pre');
      const inks = await pre.locator('.line').evaluateAll(runs => runs.map(run => /** @type {HTMLElement} */ (run).style.getPropertyValue('--run')).filter(Boolean));
      assert.ok(new Set(inks).size >= 3, `a keyword, a string and a comment: ${[...new Set(inks)]}`);
      assert.equal(await pre.innerText(), code);
      await pre.getByRole('button', {name: '코드 복사'}).click();
      await pre.getByRole('button', {name: '복사했습니다'}).waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), code);
      await page.screenshot({path: join(shots, `chromium-code-${colorScheme}.png`)});
      await page.context().close();
    }
  });

  await test('chromium: 접힌 곳은 Enter로 펴지고, 접힌 글도 브라우저의 찾기에 걸릴 자리에 있다', async () => {
    const hidden = page.locator('#text details p', {hasText: '접혀 있던 글이다.'});
    const height = () => page.evaluate(() => document.documentElement.scrollHeight);
    const closed = await height();
    assert.ok(!await hidden.isVisible());
    await page.locator('#text summary').focus();
    await page.keyboard.press('Enter');
    await until(async () => await height() > closed && await hidden.isVisible(), 'it to open, and the page to be set anew');
    assert.equal(await page.evaluate(() => document.activeElement?.nodeName), 'SUMMARY', 'the focus stays');
    await page.keyboard.press(' ');
    await until(async () => await height() === closed, 'it to close');
    assert.ok(!await hidden.isVisible());
    await page.locator('#text details').evaluate(details => /** @type {HTMLDetailsElement} */ (details).open = true);  // as a browser does whose search has found something in it
    await until(async () => await height() > closed, 'it to open for who searches the page');
  });

  await test('chromium: 각주의 표를 누르면 각주가 곁에 뜨고, 밖을 누르면 사라진다', async () => {
    await page.evaluate(() => scrollTo(0, 0));
    await page.click('#text a[data-control^=note]');
    await until(() => count('#text [role=note] .note'), 'the note');
    assert.match(await page.locator('#said').textContent() ?? '', /국립해양조사원/);
    assert.match(page.url(), /\/a\/blocks\.html$/, 'the place is not left');
    await page.screenshot({path: join(shots, 'chromium-footnote.png')});
    await page.mouse.click(195, 120);
    await until(async () => await count('#text .note') === 0, 'it to go');
  });

  await test('chromium: 그림은 누르면 크게 보이고, Esc로 닫으면 있던 데로 돌아온다', async () => {
    await page.locator('#text .enlarge').scrollIntoViewIfNeeded();
    await page.locator('#text .enlarge').focus();
    await page.keyboard.press('Enter');
    await until(() => page.evaluate(() => (/** @type {HTMLImageElement | null} */ (document.querySelector('dialog.picture img'))?.naturalWidth ?? 0) > 0), 'the picture');
    assert.equal(await page.locator('#text figure').evaluate(e => getComputedStyle(e).backgroundColor), 'rgba(0, 0, 0, 0)', 'no frame beside what came');
    await page.click('dialog.picture img');
    assert.ok(await page.locator('dialog.picture img').evaluate(e => e.clientWidth === 1200), 'as large as it is');
    await page.keyboard.press('Escape');
    await until(async () => await count('dialog') === 0, 'the dialog to close');
    assert.equal(await page.evaluate(() => document.activeElement?.className), 'enlarge');
    assert.deepEqual(errors, []);
  });

  await test('chromium: 오지 않는 그림은 그 자리에서 무엇이었는지 보이게 말하고, 글은 움직이지 않는다', async () => {
    let give_up = () => {};
    const looked_at = new Promise(done => give_up = () => done(undefined));
    await page.route(/pictures\.invalid/, async route => {
      await looked_at;
      await route.abort();
    });
    await page.evaluate(() => hanji.open('lost'));
    const top = () => page.locator('#text .paragraph').evaluate(e => e.getBoundingClientRect().top);
    await until(() => count('#text figure'), 'its frame');
    const before = await top();
    give_up();
    await until(() => count('#text figure .told'), 'the picture to fail');
    const {text, color, ground} = await page.locator('#text figure .told').evaluate(e =>
      ({text: e.textContent, color: getComputedStyle(e).color, ground: getComputedStyle(e).backgroundColor}));
    assert.equal(text, '만조 무렵의 포구');
    const light = (/** @type {string} */ css) => {  // WCAG's relative luminance
      const [red, green, blue, alpha = 1] = (css.match(/[\d.]+/g) ?? []).map(Number);
      assert.equal(alpha, 1, `${css} is seen`);
      const [r, g, b] = [red, green, blue].map(value => (value /= 255) <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    assert.ok((light(ground) + 0.05) / (light(color) + 0.05) >= 4.5, `${color} on ${ground}`);
    assert.equal(await top(), before);
  });

  await page.context().close();
  site.close();
  rmSync(folder, {recursive: true});
}
