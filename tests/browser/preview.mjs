// `hanji preview`: what a publisher changes is on the page, at the place where it is being read.
/// <reference path="./page.d.ts" />

import {spawn} from 'node:child_process';
import {cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {assert, root, run_tool, settle, test, tool, until} from './harness.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @param {string[]} words of the command @returns {Promise<{url: string, port: number, said: () => string, stop: () => Promise<void>}>} */
export function start_serving(...words) {
  const child = spawn(tool, words, {stdio: ['ignore', 'pipe', 'pipe']});
  let said = '';
  const ended = new Promise(done => child.on('exit', done));
  return new Promise((done, fail) => {
    const hear = (/** @type {Buffer} */ data) => {
      said += data;
      const url = /http:\/\/127\.0\.0\.1:(\d+)/.exec(said);
      if (url) done({url: url[0], port: Number(url[1]), said: () => said, async stop() { child.kill('SIGINT'); await ended; }});
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', fail);
    child.on('exit', code => fail(new Error(`hanji ${words.join(' ')}: exit ${code}: ${said}`)));
  });
}

const paragraph = (/** @type {number} */ i) => `${i}번째 문단이다. 물때를 기다리는 배처럼 글은 천천히 길어진다. 바닷가 사람들은 달을 보고 물이 드는 때를 안다. 그믐과 보름에는 물이 많이 들고, 조금에는 적게 든다.`;
/** @param {number[]} numbers @param {string} [front] */
const post_of = (numbers, front = 'title: 물때') => `---\n${front}\n---\n${numbers.map(paragraph).join('\n\n')}\n`;
const numbers = Array.from({length: 60}, (_, i) => i + 1);

/** Where the beginning of a paragraph stands in the window. @param {Page} page @param {number} number */
const top_of = (page, number) => page.evaluate(number => {
  const block = [...document.querySelectorAll('#hanji-page [data-b], #text [data-b]')].find(each => each.textContent?.startsWith(`${number}번째`));
  return block?.getBoundingClientRect().top ?? null;
}, number);

/** What stands over the page; a page that is just being loaded anew says neither one thing nor the other. @param {Page} page */
const message_of = page => page.evaluate(() => document.readyState === 'complete' ? document.querySelector('hanji-preview')?.shadowRoot?.textContent ?? '' : '…').catch(() => '…');

/** @param {import('playwright-core').Browser} browser @param {string} parent */
export async function preview_stories(browser, parent) {
  const folder = mkdtempSync(join(parent, 'preview-')), posts = join(folder, 'posts'), in_posts = (/** @type {string} */ name) => join(posts, '_posts', name);
  mkdirSync(join(posts, '_posts'), {recursive: true});
  writeFileSync(in_posts('2024-05-01-tide.md'), post_of(numbers));
  writeFileSync(in_posts('2024-05-02-salt.md'), '---\ntitle: 소금\n---\n염전에 볕이 든다.\n');
  writeFileSync(join(posts, 'moon.svg'), '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#888"/></svg>');
  const preview = await start_serving('preview', posts, '--port', '0');
  const fresh = async () => (await browser.newContext({locale: 'ko-KR', viewport: {width: 1200, height: 800}})).newPage();
  const drawn = async (/** @type {Page} */ page) => {
    await page.waitForFunction(() => document.documentElement.classList.contains('drawn'));
    await settle(page);
  };
  const tide = `${preview.url}/a/2024-05-01-tide.html`, salt = `${preview.url}/a/2024-05-02-salt.html`;
  /** @param {Page} page @param {string} words */
  const says = (page, words) => page.waitForFunction(words => document.querySelector('#hanji-page, #text')?.textContent?.includes(words), words);

  await test('미리보기: 고친 글이 읽던 자리를 지킨 채 뜬다', async () => {
    const page = await fresh();
    await page.goto(tide);
    await drawn(page);
    await page.mouse.wheel(0, 3000);
    await settle(page);
    const seen = await until(async () => {
      for (const number of numbers) if ((await top_of(page, number) ?? 0) > 60) return number;
      return 0;
    }, 'a paragraph in the window');
    for (const [name, changed] of /** @type {[string, (text: string) => string][]} */ ([
      ['a paragraph above', text => text.replace(paragraph(2), `덧붙인 앞 문단이다.\n\n${paragraph(2)}`)],
      ['two paragraphs gone', text => text.replace(`${paragraph(3)}\n\n${paragraph(4)}\n\n`, '')],
      ['the paragraph itself', text => text.replace(`${seen}번째 문단이다.`, `${seen}번째 문단이다. 고쳐 적은 말이 여기 있다.`)],
      ['below', text => text.replace(paragraph(seen + 2), `${paragraph(seen + 2)} 아래에 덧붙인 말이다.`)],
    ])) {
      const before = await top_of(page, seen), build = await page.evaluate(() => document.querySelector('script[data-preview]')?.getAttribute('data-preview'));
      writeFileSync(in_posts('2024-05-01-tide.md'), changed(readFileSync(in_posts('2024-05-01-tide.md'), 'utf8')));
      await page.waitForFunction(build => document.readyState === 'complete' && document.querySelector('script[data-preview]')?.getAttribute('data-preview') !== build, build);
      await drawn(page);
      const after = await top_of(page, seen);
      assert.ok(before !== null && after !== null && Math.abs(after - before) <= 2, `${name}: ${before} → ${after}`);
    }
    await says(page, '덧붙인 앞 문단이다');
    await says(page, '아래에 덧붙인 말이다');
    await page.context().close();
  });

  await test('미리보기: 막 열린 글에서도, 찾던 말이 남은 채로도 새 글이 뜬다', async () => {
    const page = await fresh();
    await page.goto(salt);
    await drawn(page);
    await page.locator('#search').focus();
    await page.keyboard.type('염전');
    writeFileSync(in_posts('2024-05-02-salt.md'), '---\ntitle: 소금\n---\n염전에 볕이 든다. 바람도 분다.\n');
    await page.waitForFunction(() => document.querySelector('script[data-preview]') && performance.getEntriesByType('navigation').some(entry => /** @type {any} */ (entry).type === 'reload'));
    await drawn(page);
    await page.waitForFunction(() => /** @type {HTMLInputElement} */ (document.querySelector('#search')).value === '염전');
    await page.context().close();
  });

  await test('미리보기: 망가진 글은 파일과 줄을 적은 알림을 띄우고, 고치면 사라진다', async () => {
    const page = await fresh(), other = await fresh();
    await Promise.all([page.goto(tide), other.goto(salt)]);
    await Promise.all([drawn(page), drawn(other)]);
    const good = readFileSync(in_posts('2024-05-01-tide.md'), 'utf8');
    writeFileSync(in_posts('2024-05-01-tide.md'), good.replace('title: 물때', 'title: [물때'));
    for (const each of [page, other]) await until(async () => /_posts\/2024-05-01-tide\.md:\d+/.test(await message_of(each)), 'the message');
    await says(other, '바람도 분다');
    writeFileSync(in_posts('2024-05-01-tide.md'), good);
    for (const each of [page, other]) await until(async () => await message_of(each) === '', 'the message to go');

    // One that is no text is left out: what stood there stays, below the message.
    writeFileSync(in_posts('2024-05-01-tide.md'), Buffer.alloc(4000));
    for (const each of [page, other]) await until(async () => /2024-05-01-tide\.md.*left out/s.test(await message_of(each)), 'the message');
    await says(page, '1번째 문단이다');
    await says(other, '바람도 분다');
    writeFileSync(in_posts('2024-05-01-tide.md'), good);
    for (const each of [page, other]) await until(async () => await message_of(each) === '', 'the message to go');
    await says(page, '1번째 문단이다');
    await page.context().close();
    await other.context().close();
  });

  await test('미리보기: 새 글, 없앤 글, 옮긴 글, 설정과 그림이 바뀌어도 따라온다', async () => {
    const page = await fresh();
    await page.goto(preview.url);
    await drawn(page);
    writeFileSync(in_posts('2024-05-03-moon.md'), '---\ntitle: 달\n---\n![달](/moon.svg)\n');
    await says(page, '달');
    writeFileSync(join(posts, '_config.yml'), 'title: 갯마을\n');
    await page.waitForFunction(() => document.title.includes('갯마을'));
    renameSync(in_posts('2024-05-03-moon.md'), in_posts('2024-05-03-full-moon.md'));
    await page.waitForFunction(() => document.querySelector('a[href*="full-moon"]') !== null);
    await page.goto(`${preview.url}/a/2024-05-03-full-moon.html`);
    const picture = () => page.evaluate(() => document.querySelector('article img')?.getAttribute('src'));
    const before = await until(picture, 'the picture');
    writeFileSync(join(posts, 'moon.svg'), '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#222"/></svg>');
    await until(async () => ![before, undefined, null].includes(await picture().catch(() => undefined)), 'the other picture');
    rmSync(in_posts('2024-05-03-full-moon.md'));
    await page.waitForFunction(() => document.querySelector('form[role=search], #search') !== null && !document.body.textContent?.includes('달'));
    assert.equal((await page.request.get(`${preview.url}/a/2024-05-03-full-moon.html`)).status(), 404);
    // The folder is away for a while: the site stays, with a message.
    await page.goto(salt);
    await drawn(page);
    renameSync(posts, `${posts}-away`);
    await until(async () => /folder/.test(await message_of(page)), 'the message');
    await says(page, '바람도 분다');
    renameSync(`${posts}-away`, posts);
    await until(async () => await message_of(page) === '', 'the message to go');
    writeFileSync(in_posts('2024-05-02-salt.md'), '---\ntitle: 소금\n---\n돌아온 폴더에서 고친 말이다.\n');
    await says(page, '돌아온 폴더에서 고친 말이다');
    await page.context().close();
  });

  await test('미리보기: 먼저 hanji serve가 남긴 일꾼이 가리지 못하고, 새 일꾼도 생기지 않는다', async () => {
    const old_posts = join(folder, 'old'), site = join(folder, 'site');
    cpSync(posts, old_posts, {recursive: true});
    await run_tool('build', old_posts, '--out', site, '--quiet');
    const served = await start_serving('serve', site, '--port', '0');
    const page = await fresh();
    await page.goto(`${served.url}/a/2024-05-01-tide.html`);
    await until(() => page.evaluate(() => navigator.serviceWorker.controller !== null), 'the worker');
    await until(() => page.evaluate(async () => (await caches.keys()).length > 1), 'what it keeps');
    await served.stop();
    writeFileSync(join(old_posts, '_posts/2024-05-01-tide.md'), post_of([101, 102]));
    const again = await start_serving('preview', old_posts, '--port', String(served.port));
    await page.goto(`${again.url}/a/2024-05-01-tide.html`);
    await says(page, '101번째 문단이다');
    const registered = () => page.evaluate(async () => (await Object.getPrototypeOf(navigator).__lookupGetter__('serviceWorker').call(navigator).getRegistrations()).length);
    await until(async () => await registered().catch(() => -1) === 0, 'the worker to go');
    await until(() => page.evaluate(async () => (await caches.keys()).length === 0).catch(() => false), 'what it kept to go');
    await drawn(page);
    await page.goto(`${again.url}/`);
    await drawn(page);
    assert.equal(await registered(), 0);
    writeFileSync(join(old_posts, '_posts/2024-05-01-tide.md'), post_of([201]));
    await page.goto(`${again.url}/a/2024-05-01-tide.html`);
    await says(page, '201번째 문단이다');
    await again.stop();
    await until(async () => /멈췄습니다/.test(await message_of(page)), 'that it has stopped');
    await page.context().close();
  });

  await preview.stop();
}
