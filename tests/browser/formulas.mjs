// Formulas: the browser sets them where the canvas leaves room, and they are copied as they are written.
/// <reference path="./page.d.ts" />

import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {assert, run_tool, serve, settle, shots, test} from './harness.mjs';

const post = `---
title: 물의 깊이와 압력
date: 2026-11-01
---
물의 깊이를 $h(x)$라 하면 압력은 $p = \\rho g h$이고, 그 기울기는 $\\frac{dp}{dh} = \\rho g$이다. 긴 글에서도 줄의 높이가
고르게 보이려면 $x_i^2$ 같은 첨자는 줄을 밀어내지 않아야 하지만, $\\displaystyle\\sum_{i=1}^{n} \\frac{1}{i^2}$처럼 큰 것은
줄을 조금 벌린다. 값은 $O(n \\log n)$이다.

$$
\\int_{-\\infty}^{\\infty} e^{-x^2}\\,dx = \\sqrt{\\pi}
$$

그 아래 글이 이어진다. **굵은 글 속의 $E = mc^2$**과 [속의 $a+b$](https://example.org/)도 있다.

\\begin{align}
f(x) &= (x+1)^2 \\\\
     &= x^2 + 2x + 1
\\end{align}

## 제목의 $O(n^2)$ 풀이

- 항목의 $\\vec{v} \\cdot \\hat{u}$
- 항목 아래에 선다

  $$ c = a + b $$

> 따온 글 속에서도
>
> $$ \\binom{n}{k} $$

| 이름 | 식 |
|---|---|
| 넓이 | $\\pi r^2$ |

$$ f(x) = ${Array.from({length: 40}, (_, i) => `a_{${i}} x^{${i}}`).join(' + ')} $$

모르는 것은 $\\unknown{x}$처럼 남는다. 끝.
`;

const formulas = 16;  // that can be set

const other = `---
title: 수식이 없는 글
date: 2026-10-01
---
여기에는 글만 있다.
`;

/** @param {import('playwright-core').Browser} browser */
export async function formula_stories(browser) {
  const folder = mkdtempSync(join(tmpdir(), 'hanji-formulas-'));
  mkdirSync(join(folder, 'posts'));
  writeFileSync(join(folder, 'posts/depth.md'), post);
  writeFileSync(join(folder, 'posts/other.md'), other);
  await run_tool('build', join(folder, 'posts'), '--out', join(folder, 'site'), '--base-url', 'https://example.org/', '--quiet');
  const site = await serve(join(folder, 'site'));
  /** @type {string[]} */ const errors = [];
  const opened = async (/** @type {import('playwright-core').BrowserContextOptions} */ options, /** @type {string} */ address) => {
    const page = await (await browser.newContext({locale: 'ko-KR', viewport: {width: 1440, height: 1000}, ...options})).newPage();
    page.on('pageerror', error => errors.push(String(error)));
    page.on('console', message => message.type() === 'error' && errors.push(message.text()));
    await page.goto(site.url + address);
    if (options.javaScriptEnabled !== false) {
      await page.waitForFunction(() => 'hanji' in window && document.documentElement.classList.contains('drawn'));
      await page.evaluate(() => hanji.ready);
      await settle(page);
    }
    return page;
  };

  /** Lines and blocks stand where the canvas has them, and every formula in the room that is left for it. @param {import('playwright-core').Page} page */
  const misplaced = page => page.evaluate(async () => {
    const module = /** @type {HTMLScriptElement} */ (document.querySelector('script[type=module], link[data-program]'));
    const folder = new URL('.', 'src' in module && module.src ? module.src : /** @type {any} */ (module).href);
    const {line_errors, block_drifts} = await import(new URL('lines.js', folder).href), text = /** @type {HTMLElement} */ (document.getElementById('text'));
    const off = [...line_errors(text), ...block_drifts(text)].filter(([what, px]) => Math.abs(px) > 1 && what).map(([what, px]) => `${what.slice(0, 20)}: ${px}`);
    for (const formula of text.querySelectorAll('span.formula')) {
      const room = formula.getBoundingClientRect(), math = /** @type {Element} */ (formula.querySelector('math')).getBoundingClientRect();
      const line = /** @type {Element} */ (formula.closest('.set')).getBoundingClientRect();
      // Browsers round the room behind a raised or lowered part to whole pixels, so many of them make a formula narrower than it was measured.
      const scripts = formula.querySelectorAll('msub, msup, msubsup').length, narrower = room.width - math.width;
      if (math.width === 0 || Math.abs(math.left - room.left) > 1 || narrower < -1 - room.width / 100 || narrower > 1 + room.width / 100 + scripts) off.push(`${formula.textContent}: ${math.left} ${math.width} in ${room.left} ${room.width}`);
      if (math.top < line.top - 1 || math.bottom > line.bottom + 1) off.push(`${formula.textContent} leaves its block`);
    }
    return off;
  });

  await test('chromium: 수식은 캔버스가 비운 자리에 브라우저가 놓는다', async () => {
    for (const [width, scheme] of /** @type {[number, 'light' | 'dark'][]} */ ([[1440, 'light'], [390, 'dark']])) {
      const page = await opened({viewport: {width, height: 1400}, colorScheme: scheme}, '/a/depth.html');
      assert.deepEqual(await misplaced(page), []);
      assert.equal(await page.locator('#text math').count(), formulas);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      const [ink, paper] = await page.evaluate(() => {
        const channel = (/** @type {string} */ color) => Number(/\d+/.exec(color)?.[0]);
        return [channel(getComputedStyle(/** @type {Element} */ (document.querySelector('#text math'))).color), channel(getComputedStyle(document.documentElement).backgroundColor)];
      });
      assert.ok(scheme === 'dark' ? ink > paper + 100 : ink < paper - 100, `${ink} on ${paper}`);
      await page.screenshot({path: join(shots, `chromium-formulas-${width}.png`)});
      await page.evaluate(() => hanji.set({fontSize: 24, font: 'sans'}));
      await page.waitForTimeout(200);  // settle_later
      await settle(page);
      assert.deepEqual(await misplaced(page), [], 'larger');
      await page.context().close();
    }
  });

  await test('chromium: 다른 글에서 건너와도 수식이 제자리에 있고, 넓은 수식은 제 안에서 넘어간다', async () => {
    const page = await opened({viewport: {width: 390, height: 844}}, '/a/other.html');
    await page.evaluate(() => hanji.open('depth'));
    await settle(page);
    assert.deepEqual(await misplaced(page), []);
    const scroller = page.locator('#text div.formula.scroller');
    assert.equal(await scroller.count(), 1);
    assert.ok(await scroller.evaluate(e => e.scrollWidth > e.clientWidth + 200));
    await page.context().close();
  });

  await test('chromium: 수식은 적힌 대로 복사되고, 읽어 주는 것은 MathML이다', async () => {
    const page = await opened({}, '/a/depth.html');
    const copied = () => page.evaluate(() => {
      const data = new DataTransfer();
      document.dispatchEvent(new ClipboardEvent('copy', {clipboardData: data, bubbles: true, cancelable: true}));
      return data.getData('text/plain');
    });
    const select = (/** @type {string} */ selector) => page.evaluate(selector => {
      const element = /** @type {Element} */ (document.querySelector(selector));
      getSelection()?.selectAllChildren(element);
    }, selector);
    await select('#text p[data-b="0"]');
    assert.ok((await copied()).startsWith('물의 깊이를 $h(x)$라 하면 압력은 $p = \\rho g h$이고, 그 기울기는 $\\frac{dp}{dh} = \\rho g$이다. 긴'), await copied());
    await select('#text div.formula');
    assert.equal((await copied()).trim(), '$$\n\\int_{-\\infty}^{\\infty} e^{-x^2}\\,dx = \\sqrt{\\pi}\n$$');
    await select('#text math mi');  // a part of one is all of it
    assert.equal(await copied(), '$h(x)$');
    await select('#text li');
    assert.equal(await copied(), '항목의 $\\vec{v} \\cdot \\hat{u}$');
    assert.equal(await page.locator('#text math > semantics > annotation[encoding="application/x-tex"]').count(), formulas);
    assert.equal(await page.locator('body > .formulas').count(), 0);
    await page.context().close();
  });

  await test('chromium: 스크립트 없는 쪽에도 조판한 수식이 있고, 수식 없는 쪽은 그 꼴을 싣지 않는다', async () => {
    const page = await opened({javaScriptEnabled: false}, '/a/depth.html');
    assert.equal(await page.locator('article math').count(), formulas);
    assert.equal(await page.locator('article code').count(), 1);
    const box = await page.locator('article p math').first().boundingBox();
    assert.ok(box && box.width > 10 && box.height > 8);
    await page.screenshot({path: join(shots, 'chromium-formulas-static.png')});
    await page.context().close();
    assert.ok(readFileSync(join(folder, 'site/a/depth.html'), 'utf8').includes('.m-left'));
    assert.ok(!readFileSync(join(folder, 'site/a/other.html'), 'utf8').includes('.m-left'));
    assert.ok(!readdirSync(join(folder, 'site')).includes('formula.css'));
    assert.match(readFileSync(join(folder, 'site/feed.xml'), 'utf8'), /&lt;math&gt;&lt;semantics&gt;/);
  });

  await test('chromium: 수식이 있는 쪽에서 아무것도 탈나지 않았다', () => assert.deepEqual(errors, []));
  site.close();
  rmSync(folder, {recursive: true});
}
