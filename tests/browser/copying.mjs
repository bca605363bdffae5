// What is copied: text with its blocks, numbers and cells, and HTML that says what they are and nothing of how we place them.
/// <reference path="./page.d.ts" />

import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {assert, run_tool, serve, settle, skip, test} from './harness.mjs';

const post = `---
title: 옮겨 적기
date: 2026-03-01
tags: [복사]
---
첫 문단에는 **굵은 말**과 *기운 말*, ~~지운 말~~, \`code()\`, <mark>칠한 말</mark>, <ruby>訓民正音<rt>훈민정음</rt></ruby>이 있다.[^1] 창이 좁으면 여러 줄이 되는 문단이며, 줄이 나뉘어도 한 문단으로 옮겨진다.

둘째 문단에는 [다른 글](other.html)로 가는 길과 H<sub>2</sub>O가 있다.

## 차례가 있는 것

3. 셋째
4. 넷째
   - 안의 하나
   - 안의 둘
5. 다섯째

- 하나
- 둘

| 이름 | 값 |
| --- | --- |
| 물 | 1 |
| 불 |  |

> 따온 말

\`\`\`js
if (a < b) {
  go();
}
\`\`\`

![바다 그림](sea.png)

식은 $a^2$이다. 긴 글의 끝에는 바늘 하나가 있다.

여기에는 바늘 둘이 있다.

또 여기에는 바늘 셋이 있다.

[^1]: 주석이다.
`;

/** @param {import('playwright-core').Browser} browser */
export async function copying_stories(browser) {
  const folder = mkdtempSync(join(tmpdir(), 'hanji-copying-'));
  mkdirSync(join(folder, 'posts'));
  writeFileSync(join(folder, 'posts/copying.md'), post);
  writeFileSync(join(folder, 'posts/other.md'), '---\ntitle: 다른 글\n---\n글이다.\n');
  await run_tool('build', join(folder, 'posts'), '--out', join(folder, 'site'), '--quiet');
  const site = await serve(join(folder, 'site'));
  const page = await (await browser.newContext({locale: 'ko-KR', viewport: {width: 500, height: 800}, permissions: ['clipboard-read', 'clipboard-write']})).newPage();
  await page.goto(`${site.url}/a/copying.html`);
  await page.waitForFunction(() => 'hanji' in window);
  await page.evaluate(() => hanji.ready);
  await page.waitForSelector('#text > article');
  await settle(page);

  /** From the beginning of one text to the end of another. @param {string} from @param {string} to */
  const choose = (from, to) => page.evaluate(([from, to]) => {
    const find = (/** @type {string} */ words) => {
      const walker = document.createTreeWalker(/** @type {Element} */ (document.querySelector('#text > article')), NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = /** @type {Text} */ (walker.currentNode), at = node.data.indexOf(words);
        if (at >= 0 && !node.parentElement?.closest('annotation')) return /** @type {const} */ ([node, at]);
      }
      throw new Error(words);
    };
    const [start, first] = find(from), [end, last] = find(to);
    getSelection()?.setBaseAndExtent(start, first, end, last + to.length);
  }, /** @type {const} */ ([from, to]));

  async function copied() {
    await page.keyboard.press('Control+c');
    return page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const of = async (/** @type {string} */ type) => (await (await item?.getType(type))?.text() ?? '').replace(/\r\n/g, '\n');
      return {text: await of('text/plain'), html: (await of('text/html')).replace(/^<html>\s*<body>\s*(<!--StartFragment-->)?|(<!--EndFragment-->)?\s*<\/body>\s*<\/html>$/g, '').replace(/<meta[^>]*>/, '')};
    });
  }

  await test('chromium: 복사: 문단 사이에 빈 줄이 있고, 한 문단은 한 줄이다', async () => {
    await choose('첫 문단', '가 있다.');
    const {text, html} = await copied();
    assert.equal(text, '첫 문단에는 굵은 말과 기운 말, 지운 말, code(), 칠한 말, 訓民正音(훈민정음)이 있다.[1] 창이 좁으면 여러 줄이 되는 문단이며, 줄이 나뉘어도 한 문단으로 옮겨진다.\n\n둘째 문단에는 다른 글로 가는 길과 H2O가 있다.');
    assert.match(html, /<strong>굵은 말<\/strong>과 <em>기운 말<\/em>, <(s|del)>지운 말<\/\1>, <code>code\(\)<\/code>, <mark>칠한 말<\/mark>, <ruby>訓民正音<rp>\(<\/rp><rt>훈민정음<\/rt><rp>\)<\/rp><\/ruby>/);
    assert.match(html, new RegExp(`<a href="${site.url}/a/other.html">다른 글</a>로`));
    assert.match(html, /H<sub>2<\/sub>O/);
    assert.doesNotMatch(html, /style|class|data-|color|position/);
  });

  await test('chromium: 복사: 차례와 표와 코드는 제 번호와 칸과 줄로 옮겨진다', async () => {
    await choose('차례가 있는', '식은');
    const {text, html} = await copied();
    assert.equal(text, ['차례가 있는 것', '3. 셋째\n4. 넷째\n   • 안의 하나\n   • 안의 둘\n5. 다섯째', '• 하나\n• 둘', '이름\t값\n물\t1\n불\t', '따온 말', 'if (a < b) {\n  go();\n}', '바다 그림', '식은'].join('\n\n'));
    assert.match(html, /<h2>차례가 있는 것<\/h2><ol start="3"><li>셋째<\/li><li>넷째<ul><li>안의 하나<\/li><li>안의 둘<\/li><\/ul><\/li><li>다섯째<\/li><\/ol><ul><li>하나<\/li><li>둘<\/li><\/ul>/);
    assert.match(html, /<table>.*<th[^>]*>이름<\/th><th[^>]*>값<\/th>.*<td>물<\/td><td>1<\/td>.*<td>불<\/td><td><\/td>/s);
    assert.match(html, /<blockquote>.*따온 말.*<\/blockquote><pre[^>]*><code>if \(a &lt; b\) \{\n {2}go\(\);\n\}\n?<\/code><\/pre>/s);
  });

  await test('chromium: 복사: 차례의 가운데부터 고르면 그 번호부터, 표의 한 칸을 고르면 그 말만 옮겨진다', async () => {
    await choose('넷째', '다섯째');
    assert.equal((await copied()).text, '4. 넷째\n   • 안의 하나\n   • 안의 둘\n5. 다섯째');
    assert.match((await copied()).html, /^<ol start="4"><li>넷째/);
    await choose('물', '물');
    assert.deepEqual(await copied(), {text: '물', html: '물'});
    await choose('굵은', '굵은');
    assert.deepEqual(await copied(), {text: '굵은', html: '<strong>굵은</strong>'});
    await choose('값', '불');
    assert.equal((await copied()).text, '\t값\n물\t1\n불\t');
  });

  await test('chromium: 복사: 모두 고르면 글만 옮겨지고, 붙인 것은 어느 바탕에서나 보인다', async () => {
    await page.keyboard.press('Control+a');
    const {text} = await copied();
    assert.match(text, /^옮겨 적기\n\n/);
    assert.match(text, /식은 \$a\^2\$이다\./);
    assert.doesNotMatch(text, /차례로|처음부터|목록/);
    const paste = await page.context().newPage();
    await paste.goto(`${site.url}/files.json`);
    await paste.evaluate(() => { document.body.innerHTML = '<div contenteditable style="color: rgb(1, 2, 3)"></div>'; /** @type {HTMLElement} */ (document.body.firstChild).focus(); });
    await paste.keyboard.press('Control+v');
    const looks = await paste.evaluate(() => [...document.querySelectorAll('[contenteditable] *')].filter(e => !e.closest('math')).map(e => {
      const {color, position, lineHeight} = getComputedStyle(e);
      return `${e.closest('a') ? '' : color} ${position} ${lineHeight}`;
    }).filter(look => !/^(rgb\(1, 2, 3\)|rgb\(0, 0, 0\)|) static normal$/.test(look)));
    assert.deepEqual(looks, []);
    assert.equal(await paste.locator('[contenteditable] math').count(), 1);
    await paste.close();
  });

  await test('chromium: 고른 말 곁의 «링크 복사»는 그 말로 가는 주소를 준다', async () => {
    for (const [from, to] of [['바늘 셋', '바늘 셋'], ['기운', '지운'], ['둘째', '다섯째']]) {
      await page.evaluate(() => getSelection()?.removeAllRanges());
      await choose(/** @type {string} */ (from), /** @type {string} */ (to));
      await page.evaluate(() => getSelection()?.anchorNode?.parentElement?.scrollIntoView({block: 'center'}));
      await page.getByRole('button', {name: '링크 복사'}).click();
      const link = await page.evaluate(() => navigator.clipboard.readText()), there = await page.context().newPage();
      assert.match(link, new RegExp(`^${site.url}/a/copying\\.html#:~:text=`));
      await there.setViewportSize({width: 500, height: 300});
      await there.goto(link);
      const place = () => there.evaluate(words => {
        const walker = document.createTreeWalker(/** @type {Element} */ (document.querySelector('main article')), NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) if (/** @type {Text} */ (walker.currentNode).data.includes(words)) break;
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        return range.getBoundingClientRect().top;
      }, /** @type {string} */ (from));
      assert.ok(await place() > 0 && await place() < 300, `${link} at ${await place()}`);
      await there.close();
    }
  });

  if (spawnSync('soffice', ['--version']).status !== 0) skip('chromium: 복사: 글틀에 붙이면 …', 'LibreOffice (soffice) is not here');
  else await test('chromium: 복사: 글틀에 붙이면 제목과 목록과 표와 굵은 말이 제 것이다', async () => {
    await page.evaluate(() => getSelection()?.selectAllChildren(/** @type {Element} */ (document.querySelector('#text > article'))));
    const {html} = await copied();
    writeFileSync(join(folder, 'copied.html'), html);
    const run = spawnSync('soffice', ['--headless', `-env:UserInstallation=file://${folder}/office`, '--infilter=HTML (StarWriter)', '--convert-to', 'fodt:OpenDocument Text Flat XML', '--outdir', folder, join(folder, 'copied.html')], {encoding: 'utf8'});
    assert.equal(run.status, 0, run.stderr);
    const written = readFileSync(join(folder, 'copied.fodt'), 'utf8'), body = /<office:text[^]*<\/office:text>/.exec(written)?.[0] ?? '';
    const plain = (/** @type {string} */ xml) => xml.replace(/<[^>]+>/g, '').trim();
    const all = (/** @type {string} */ element) => [...body.matchAll(new RegExp(`<text:${element}\\b[^>]*>([^]*?)</text:${element}>`, 'g'))].map(found => plain(found[1] ?? ''));
    assert.deepEqual(all('h'), ['옮겨 적기', '차례가 있는 것']);
    assert.ok(all('p').some(words => words.startsWith('첫 문단에는 굵은 말과 기운 말, 지운 말')), 'a paragraph is one');
    assert.deepEqual([...body.matchAll(/<table:table-cell[^>]*>([^]*?)<\/table:table-cell>/g)].map(cell => plain(cell[1] ?? '')), ['이름', '값', '물', '1', '불', '']);
    assert.match(written, /text:start-value="3"/);
    assert.ok([...body.matchAll(/<text:list-item[^>]*>/g)].length >= 7);
    const named = /<text:span text:style-name="([^"]*)">굵은 말/.exec(body)?.[1] ?? '';
    assert.ok(/strong/i.test(named) || new RegExp(`style:name="${named}"[^]*?fo:font-weight="bold"`).test(written), `«굵은 말» as ${named}`);
    assert.doesNotMatch(body, /fo:color="#(?!000000)|transparent/);
  });

  await test('chromium: 복사: 목록에서도 줄마다 옮겨진다', async () => {
    await page.evaluate(() => hanji.home());
    await settle(page);
    await page.keyboard.press('Control+a');
    const {text, html} = await copied();
    assert.match(text, /\n\n• 옮겨 적기\n\n/);
    assert.match(html, /<li><h\d><a href="[^"]*copying\.html">옮겨 적기<\/a><\/h\d>/);
  });

  await page.context().close();
  site.close();
  rmSync(folder, {recursive: true});
}
