// Posts that somebody opens in the page (web/open.html): they become a site within the browser, the one that the tool
// makes, and nothing of them leaves it.
/// <reference path="./page.d.ts" />

import {createHash} from 'node:crypto';
import {cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join, relative} from 'node:path';
import {strToU8, unzipSync, zipSync} from 'fflate';
import {assert, root, run_tool, serve, settle, test, until} from './harness.mjs';

/** @typedef {import('playwright-core').Page} Page */

const hash_of = (/** @type {Uint8Array} */ bytes) => createHash('sha256').update(bytes).digest('hex');

/** @param {string} folder @returns {Record<string, Uint8Array>} by the path below it */
function files_of(folder) {
  /** @type {Record<string, Uint8Array>} */ const found = {};
  for (const entry of readdirSync(folder, {recursive: true, withFileTypes: true})) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    found[relative(folder, path).normalize('NFC')] = new Uint8Array(readFileSync(path));
  }
  return found;
}
/** @param {Record<string, Uint8Array>} files */
const hashes_of = files => Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, hash_of(bytes)]).sort());

/** What lies open in the browser. @param {Page} page @returns {Promise<Record<string, string>>} hashes by name */
const opened_hashes = page => page.evaluate(async () => {
  const cache = await caches.open('hanji / opened'), found = [];
  for (const request of await cache.keys()) {
    if (request.url.endsWith('/hanji-opened/about')) continue;
    const bytes = await (await cache.match(request))?.arrayBuffer() ?? new ArrayBuffer(0);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    found.push([decodeURIComponent(new URL(request.url).pathname.replace('/hanji-opened/', '')), Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('')]);
  }
  return Object.fromEntries(found.sort(([a], [b]) => a < b ? -1 : 1));
});

/** @param {import('playwright-core').Browser} browser @param {{folder: string}} samples */
export async function open_stories(browser, samples) {
  const folder = mkdtempSync(join(samples.folder, '../open-')), blog = join(folder, '갯마을');
  mkdirSync(join(blog, '_posts'), {recursive: true});
  cpSync(join(root, 'assets/posts'), blog, {recursive: true});
  writeFileSync(join(blog, '_config.yml'), 'title: 갯마을 이야기\n');
  writeFileSync(join(blog, '_posts/2025-02-01-새-글.md'), '---\ntitle: 갯벌의 하루\n---\n물이 빠지면 바지락을 캔다. $x^2$\n\n<b>닫지 않은\n');
  await run_tool('build', blog, '--out', join(folder, 'site'), '--quiet', '--fresh');
  const built = hashes_of(files_of(join(folder, 'site')));

  /** @type {string[]} */ const asked = [];
  const site = await serve(samples.folder, path => {
    asked.push(path);
    return null;
  });
  const fresh = async () => {
    const page = await (await browser.newContext({locale: 'ko-KR', viewport: {width: 1200, height: 800}, acceptDownloads: true})).newPage();
    await page.goto(`${site.url}/open.html`);
    await page.locator('#main[data-ready]').waitFor();
    return page;
  };

  await test('글 열기: 고른 폴더는 도구가 짓는 것과 한 바이트도 다르지 않은 누리집이 되고, 바로 읽고 찾는다', async () => {
    const page = await fresh();
    /** @type {string[]} */ const sent = [];
    page.on('request', request => { if (request.method() !== 'GET' || request.postData() !== null || new URL(request.url()).search) sent.push(request.url()); });
    const first = asked.length;
    await page.locator('#folder').setInputFiles(blog);
    await page.locator('#read').waitFor({timeout: 90_000});
    assert.match(await page.locator('#main').textContent() ?? '', /2025-02-01-새-글\.md:6:1/);
    assert.deepEqual(await opened_hashes(page), built);

    const before = asked.length;
    await page.locator('#read').click();
    await page.waitForFunction(() => document.documentElement.classList.contains('drawn'));
    assert.match(await page.title(), /갯마을 이야기/);
    const hits = await page.evaluate(async () => { await hanji.ready; return hanji.search('바지락'); });
    assert.ok(hits.length >= 1);
    await page.evaluate(slug => hanji.open(slug), '2025-02-01-새-글');
    await page.waitForFunction(() => document.querySelector('#text')?.textContent?.includes('바지락'));
    await settle(page);
    await page.goto(`${site.url}/hanji-opened/a/${encodeURIComponent('2025-02-01-새-글')}.html`);
    await page.waitForFunction(() => document.documentElement.classList.contains('drawn'));
    // The host is asked for what every visitor asks for, and while the posts are read at most whether its worker is a new one.
    const own = new Set(JSON.parse(readFileSync(join(samples.folder, 'files.json'), 'utf8')).files.map((/** @type {{file: string}} */ {file}) => `/${file}`));
    assert.deepEqual(asked.slice(first).filter(path => !own.has(path) && path !== '/index.html'), [], 'what is not of the site');
    assert.deepEqual(asked.slice(before).filter(path => path !== '/service_worker.js'), [], 'while the posts are read');
    assert.deepEqual(sent, [], 'what was sent');
    await page.context().close();
  });

  await test('글 열기: zip도 열고, 누리집을 zip으로 내어 준다', async () => {
    const page = await fresh();
    const zip = zipSync(Object.fromEntries(Object.entries(files_of(blog)).map(([name, bytes]) => [`갯마을/${name}`, bytes])));
    await page.locator('#files').setInputFiles({name: '글.zip', mimeType: 'application/zip', buffer: Buffer.from(zip)});
    await page.locator('#read').waitFor({timeout: 90_000});
    const waiting = page.waitForEvent('download');
    await page.locator('#save').click();
    const download = await waiting;
    assert.equal(download.suggestedFilename(), '갯마을 이야기.zip');
    assert.deepEqual(hashes_of(unzipSync(new Uint8Array(readFileSync(await download.path())))), built);
    await page.context().close();
  });

  await test('글 열기: 끌어다 놓은 파일 하나도 열리고, 글이 없으면 그렇다고 한다', async () => {
    const page = await fresh();
    const drop = (/** @type {string} */ name, /** @type {string} */ text) => page.evaluate(([name, text]) => {
      const dropped = new DataTransfer();
      dropped.items.add(new File([text], name));
      document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: dropped, bubbles: true, cancelable: true}));
    }, [name, text]);
    await drop('그림.png', 'x');
    await until(async () => /열지 못했습니다/.test(await page.locator('[role=alert]').textContent() ?? ''), 'the message');
    await drop('달.md', '# 달\n\n초승달이 뜬다.\n');
    await page.locator('#read').waitFor({timeout: 90_000});
    await page.locator('#read').click();
    await page.waitForFunction(() => document.querySelector('#hanji-page, #text')?.textContent?.includes('초승달이 뜬다'));
    await page.context().close();
  });

  await test('글 열기: 글을 읽던 쪽에 떨어뜨린 파일은 여는 쪽으로 가서 열린다', async () => {
    const page = await fresh();
    await page.goto(`${site.url}/a/2024-09-29-salt.html`);
    await page.waitForFunction(() => document.documentElement.classList.contains('drawn'));
    await until(() => page.evaluate(() => {
      if (location.pathname === '/open.html') return true;
      const dropped = new DataTransfer();
      dropped.items.add(new File(['# 물때\n\n조금과 사리.\n'], '물때.md'));
      document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: dropped, bubbles: true, cancelable: true}));
      return false;
    }).catch(() => false), 'the opening page');
    await page.locator('#read').click({timeout: 90_000});
    await page.waitForFunction(() => document.querySelector('#hanji-page, #text')?.textContent?.includes('조금과 사리'));
    await page.context().close();
  });

  await test('글 열기: 두기로 한 것은 남고, 그러지 않은 것은 창을 모두 닫은 뒤에 지워진다', async () => {
    const page = await fresh(), context = page.context();
    const open_here = () => page.evaluate(async () => (await (await caches.open('hanji / opened')).keys()).length);
    await page.locator('#files').setInputFiles({name: '달.md', mimeType: 'text/markdown', buffer: Buffer.from(strToU8('# 달\n\n초승달이 뜬다.\n'))});
    await page.locator('#read').waitFor({timeout: 90_000});
    await page.locator('#keep').check();
    await page.goto(`${site.url}/a/2024-09-29-salt.html`);
    const tidied = () => page.evaluate(async () => {
      const {port1, port2} = new MessageChannel();
      const answer = new Promise(done => { port1.onmessage = done; });
      (await navigator.serviceWorker.ready).active?.postMessage({type: 'tidy'}, [port2]);
      await answer;
    });
    await tidied();
    assert.ok(await open_here() > 1);
    await page.goto(`${site.url}/open.html`);
    await page.locator('#keep').uncheck();
    await tidied();
    assert.ok(await open_here() > 1, 'its window is open');
    await page.goto(`${site.url}/a/2024-09-29-salt.html`);
    await until(async () => { await tidied(); return await open_here() === 0; }, 'it to go');
    await page.goto(`${site.url}/hanji-opened/`);
    await page.waitForURL(`${site.url}/open.html`);
    await context.close();
  });

  site.close();
}
