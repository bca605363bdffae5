// A publisher's own web font: a system font stands for one, under a name that only its style sheet knows.
/// <reference path="./page.d.ts" />

import {copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {assert, run_tool, serve, settle, shots, skip, test, until} from './harness.mjs';

const file = '/usr/share/fonts/truetype/nanum/NanumSquareB.ttf';

/** @param {import('playwright-core').Browser} browser */
export async function web_font_stories(browser) {
  const name = 'chromium: 발행인의 글꼴은 늦게 와도 읽던 줄을 옮기지 않고, 고를 수 있으며 기억된다';
  if (!existsSync(file)) return skip(name, 'fonts-nanum is not here');
  const folder = mkdtempSync(join(tmpdir(), 'hanji-font-'));
  mkdirSync(join(folder, 'posts/_posts'), {recursive: true});
  writeFileSync(join(folder, 'posts/_config.yml'), 'title: 글터\nhanji: {font: font.css}\n');
  writeFileSync(join(folder, 'posts/font.css'), '@font-face { font-family: "Publisher"; src: url(font.ttf); font-weight: 100 900 }');
  copyFileSync(file, join(folder, 'posts/font.ttf'));
  const paragraphs = Array.from({length: 30}, (_, i) => `${i}번째 문단이다. 바닷물은 하루에 두 번 들고 난다. 달이 당기는 힘이 곳에 따라 다르기 때문이다. 그 차이가 물을 부풀린다.`);
  writeFileSync(join(folder, 'posts/_posts/a.md'), `---\ntitle: 글\n---\n${paragraphs.join('\n\n')}\n`);
  await run_tool('build', join(folder, 'posts'), '--out', join(folder, 'site'), '--quiet');
  const site = await serve(join(folder, 'site'));
  const page = await (await browser.newContext({locale: 'ko-KR', viewport: {width: 800, height: 600}, serviceWorkers: 'block'})).newPage();
  /** @type {() => void} */ let let_go = () => {};
  const held = new Promise(done => let_go = () => done(undefined));
  await page.route(/\/fonts\/.*\.ttf$/, async route => {
    await held;
    await route.continue();
  });

  await test(name, async () => {
    await page.goto(`${site.url}/#/a`, {waitUntil: 'commit'});
    await page.waitForFunction(() => 'hanji' in window);
    await page.evaluate(() => hanji.ready);
    const family = () => page.evaluate(() => hanji.get().font);
    assert.equal(await family(), 'site', 'who publishes a font means it to be seen');
    await page.evaluate(() => scrollTo(0, 900));
    await settle(page);
    /** Where a word of a paragraph stands. @param {number} paragraph @param {string} word */
    const top_of = (paragraph, word) => page.evaluate(([paragraph, word]) => {
      const lines = [...document.querySelectorAll('#text .paragraph')][Number(paragraph)].querySelectorAll('.line');
      return [...lines].find(line => line.textContent?.includes(String(word)))?.getBoundingClientRect().top ?? NaN;
    }, [paragraph, word]);
    /** The first line below the masthead: its paragraph and first word. */
    const being_read = () => page.evaluate(() => {
      const paragraphs = [...document.querySelectorAll('#text .paragraph')];
      const line = paragraphs.flatMap(one => [...one.querySelectorAll('.line')]).find(line => line.getBoundingClientRect().bottom > 62);
      return /** @type {[number, string]} */ ([paragraphs.findIndex(one => one.contains(line ?? null)), line?.textContent?.split(' ')[0] ?? '']);
    });
    const width = () => page.evaluate(() => {
      const range = document.createRange();
      range.selectNodeContents(/** @type {Element} */ (document.querySelector('#text .paragraph .line')));
      return range.getBoundingClientRect().width;
    });
    const [[paragraph, word], narrow] = [await being_read(), await width()];
    const before = await top_of(paragraph, word);
    assert.equal(await page.evaluate(() => [...document.fonts].map(font => font.status).join()), 'loading');
    let_go();
    await until(async () => Math.abs(await width() - narrow) > 1, 'the font to be used');
    await settle(page);
    const after = await top_of(paragraph, word);
    assert.ok(Math.abs(after - before) <= 4, `“${word}”: ${before} → ${after} px`);  // the faces' own boxes differ by 2
    await page.screenshot({path: join(shots, 'chromium-web-font.png')});

    await page.evaluate(() => hanji.set({font: 'sans'}));
    await page.reload();
    await page.waitForFunction(() => 'hanji' in window);
    await page.evaluate(() => hanji.ready);
    assert.equal(await family(), 'sans');
  });
  await page.context().close();
  site.close();
  rmSync(folder, {recursive: true});
}
