// The service worker: the network's answer first, copies afterwards, nothing wrong kept, nothing of former versions left.
/// <reference path="./page.d.ts" />

import {appendFileSync, cpSync, existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {extname, join} from 'node:path';
import {serve_oddly} from '../hosts/odd_host.mjs';
import {assert, kept_paths, root, run_tool, serve, test, types, until} from './harness.mjs';

/** @typedef {import('playwright-core').Page} Page */

const article = '2023-07-02-hangul-search', other_article = '2024-09-29-salt';

/** @param {Page} page @param {string} address */
async function open(page, address) {
  await page.goto(address);
  await ready(page);
}
/** @param {Page} page */
async function ready(page) {
  await page.waitForFunction(() => 'hanji' in window);
  await page.evaluate(() => hanji.ready);
}
const state = (/** @type {Page} */ page) => page.evaluate(() => hanji.state());

/** The build to go on with, if it is whole. @param {Page} page @returns {Promise<string>} */
const active = page => page.evaluate(async () => (await (await caches.match('/build.json?state', {cacheName: 'hanji / state'}))?.json())?.active ?? '');

/** @param {Page} page */
async function controlled(page) {
  await until(() => page.evaluate(() => navigator.serviceWorker.controller !== null), 'the worker');
  const id = await page.evaluate(async () => (await (await fetch('/build.json', {cache: 'no-cache'})).json()).id);
  await until(async () => await active(page) === id, 'the build to be kept');
}

/** @param {Page} page @param {string} slug */
async function assert_opens(page, slug) {
  await page.evaluate(slug => hanji.open(slug), slug);
  await page.locator('#text article h1').waitFor();
  assert.deepEqual([(await state(page)).slug, (await state(page)).showing], [slug, 'content']);
}

/** Two versions of a site: every text and the program differ. @param {string} folder @returns {Promise<[string, string]>} */
async function two_versions(folder) {
  const posts = join(folder, 'posts-2'), page = join(folder, 'page-2'), v1 = join(folder, 'version-1'), v2 = join(folder, 'version-2');
  if (existsSync(v2)) return [v1, v2];
  cpSync(join(root, 'assets/posts'), posts, {recursive: true});
  for (const name of readdirSync(join(posts, '_posts'))) appendFileSync(join(posts, '_posts', name), '\n\n둘째 판에서 덧붙인 말이다.\n');
  cpSync(join(root, 'build/web'), page, {recursive: true});
  writeFileSync(join(page, 'shell.css'), readFileSync(join(page, 'shell.css'), 'utf8') + '/* 2 */\n');
  await run_tool('build', join(root, 'assets/posts'), '--out', v1, '--quiet');
  await run_tool('build', posts, '--page', page, '--out', v2, '--quiet');
  return [v1, v2];
}

/** A host whose folder can be exchanged. @param {string} first */
async function serve_live(first) {
  const live = {folder: first, spa: false, portal: false, cut: /** @type {RegExp | null} */ (null)};
  const site = await serve(null, path => {
    const file = join(live.folder, path), index = join(live.folder, 'index.html');
    if (live.portal) return {type: 'text/html; charset=utf-8', body: '<!doctype html><title>와이파이에 들어가기</title>'};
    if (!existsSync(file)) return live.spa ? {type: 'text/html', body: readFileSync(index)} : null;
    return {type: types[extname(path)], body: readFileSync(file), cut: live.cut?.test(path)};
  });
  return {live, ...site};
}

/** Nothing kept is HTML under another name. @param {Page} page */
async function assert_clean(page) {
  const wrong = await page.evaluate(async () => {
    const wrong = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const text = await (await cache.match(request))?.text() ?? '';
        if (/^\s*<!doctype/i.test(text) && !/\/$|\.html$/.test(new URL(request.url).pathname)) wrong.push(request.url);
      }
    }
    return wrong;
  });
  assert.deepEqual(wrong, []);
}

/** @param {import('playwright-core').Browser} browser @param {{folder: string, url: string}} samples */
export async function worker_stories(browser, samples) {
  const fresh = async () => (await browser.newContext({locale: 'ko-KR', viewport: {width: 1440, height: 900}})).newPage();
  const folder = join(samples.folder, '..');

  for (const [name, change] of /** @type {[string, () => void][]} */ ([
    ['자리가 없어', () => { Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError')); }],
    ['저장소가 답하지 않아', () => { Cache.prototype.put = () => new Promise(() => {}); }],
    ['저장소를 열지 못해', () => { CacheStorage.prototype.open = () => Promise.reject(new Error('no storage')); }],
  ])) {
    await test(`chromium: 일꾼은 ${name} 간직하지 못해도 그물의 답을 준다`, async () => {
      const page = await fresh();
      /** @type {string[]} */ const errors = [];
      page.on('pageerror', error => errors.push(String(error)));
      await open(page, `${samples.url}/#/${article}`);
      await controlled(page);
      const [worker] = page.context().serviceWorkers();
      await worker.evaluate(change);
      await assert_opens(page, other_article);
      assert.ok((await page.evaluate(() => hanji.search('활자', {limit: 3}))).length > 0);
      await page.reload();
      await ready(page);
      await assert_opens(page, '2023-06-04-tides');
      assert.deepEqual(errors, []);
      await page.context().close();
    });
  }

  await test('chromium: 일꾼은 없어진 파일 대신 온 쪽을 간직하지 않고, 새로 고치면 모두 열린다', async () => {
    const [v1, v2] = await two_versions(folder), {live, url, close} = await serve_live(v1);
    live.spa = true;
    const page = await fresh();
    await open(page, `${url}/#/${article}`);
    await controlled(page);
    live.folder = v2;
    await page.evaluate(slug => hanji.open(slug), other_article);
    assert.match(await page.locator('#text').innerText(), /이 글을 불러오지 못했습니다/);
    await assert_clean(page);
    await page.reload();
    await ready(page);
    await assert_opens(page, other_article);
    await controlled(page);
    await until(async () => (await kept_paths(page)).some(path => path.includes('/articles-')), 'the article to be kept');
    await page.context().setOffline(true);
    await page.reload();
    await ready(page);
    assert.deepEqual([(await state(page)).slug, (await state(page)).showing], [other_article, 'content']);
    await page.context().setOffline(false);
    live.folder = v1;
    await page.reload();
    await ready(page);
    await assert_opens(page, other_article);
    await assert_clean(page);
    await page.context().close();
    close();
  });

  await test('chromium: 들어가기를 묻는 그물의 쪽은 간직하지 않고, 지나가면 다시 시도해 열린다', async () => {
    const [v1] = await two_versions(folder), {live, url, close} = await serve_live(v1);
    const page = await fresh();
    await open(page, `${url}/#/${article}`);
    await controlled(page);
    live.portal = true;
    await page.evaluate(slug => hanji.open(slug), other_article);
    assert.match(await page.locator('#text').innerText(), /이 글을 불러오지 못했습니다/);
    const stranger = await page.context().newPage();
    await stranger.goto(url);
    assert.match(await stranger.title(), /와이파이/);
    await stranger.close();
    await assert_clean(page);
    live.portal = false;
    await page.locator('[data-control=retry]').click();
    await until(async () => (await state(page)).showing === 'content', 'the article');
    await page.context().setOffline(true);
    await page.reload();
    await ready(page);
    assert.equal((await state(page)).showing, 'content', 'what was kept is still ours');
    await page.context().close();
    close();
  });

  await test('chromium: 간직된 것이 제 이름의 것이 아니면 버리고 새로 받는다', async () => {
    const page = await fresh();
    await open(page, `${samples.url}/#/${article}`);
    await controlled(page);
    await until(async () => (await kept_paths(page)).some(path => path.includes('/articles-')), 'the article to be kept');
    await page.evaluate(async () => {
      const cache = await caches.open('hanji /');
      for (const request of await cache.keys()) {
        if (/articles-|slugs-|\.wasm$|main\.js$/.test(request.url)) await cache.put(request, new Response('<!doctype html>lost', {headers: {'content-type': 'text/html'}}));
      }
    });
    await page.reload();
    await ready(page);
    assert.deepEqual([(await state(page)).slug, (await state(page)).showing], [article, 'content']);
    await until(async () => (await kept_paths(page)).some(path => path.includes('/articles-')), 'the article to be kept anew');
    await assert_clean(page);
    await page.context().close();
  });

  await test('chromium: 새 판이 오면 지난 판의 조각과 쪽은 지워진다', async () => {
    const [v1, v2] = await two_versions(folder), {live, url, close} = await serve_live(v1);
    const page = await fresh();
    await open(page, `${url}/#/${article}`);
    await controlled(page);
    await page.evaluate(() => hanji.search('활자'));
    const before = await kept_paths(page);
    live.folder = v2;
    await page.reload();
    await ready(page);
    const all = (/** @type {string} */ folder) => /** @type {string[]} */ (readdirSync(folder, {recursive: true})).map(path => '/' + path);
    const former = new Set(all(v1).filter(path => !all(v2).includes(path)));
    assert.ok(before.some(path => former.has(path) && path.includes('/bundle/')) && before.some(path => former.has(path) && path.includes('/page-')), 'something to be removed');
    await until(async () => (await kept_paths(page)).filter(path => former.has(path)).length === 0, 'the former version to be removed');
    await controlled(page);
    await page.context().setOffline(true);
    await page.reload();
    await ready(page);
    assert.equal((await state(page)).showing, 'content');
    await page.context().close();
    close();
  });

  for (const cut of [/hanji\.wasm$/, /\.dat$/, /main\.js$/, /bundle\.json$/]) {
    await test(`chromium: 새 판을 받다 끊기고 그물도 없으면 읽던 글이 그대로 열린다 (${cut.source})`, async () => {
      const [v1, v2] = await two_versions(folder), {live, url, close} = await serve_live(v1);
      const page = await fresh();
      await open(page, `${url}/#/${article}`);
      await controlled(page);
      await until(async () => (await kept_paths(page)).some(path => path.includes('/articles-')), 'the article to be kept');
      Object.assign(live, {folder: v2, cut});
      await page.reload();
      await until(async () => await page.locator('#trouble:visible, #waiting:visible').count() > 0 || await page.evaluate(() => document.querySelector('#hanji-page article') !== null || ('hanji' in window && hanji.state().showing !== 'nothing')).catch(() => false), 'what can be shown of it');
      await page.context().setOffline(true);
      await page.reload();
      await ready(page);
      assert.deepEqual([(await state(page)).slug, (await state(page)).showing], [article, 'content']);
      await page.context().close();
      close();
    });
  }

  await test('chromium: 담기지 않은 소리와 영상의 한 토막은 주인이 보내는 그대로 오고, 담긴 것의 토막은 그물 없이도 온다', async () => {
    const host = await serve_oddly(samples.folder, {answer: path => path.startsWith('/media/film-') ? {type: 'video/mp4', body: Buffer.alloc(1000, 7)} : null}), page = await fresh();
    await open(page, `${host.url}/#/${article}`);
    await controlled(page);
    const film = '/media/film-0123456789abcdef.mp4';  // no hash can be right of a part: nobody asks for the whole to see
    assert.deepEqual(await page.evaluate(async film => {
      const answer = await fetch(film, {headers: {range: 'bytes=0-9'}});
      return [answer.status, (await answer.arrayBuffer()).byteLength];
    }, film), [200, 1000], 'as that host answers, which knows no parts');
    assert.equal(host.asked.filter(path => path === film).length, 1);
    assert.ok(!(await kept_paths(page)).includes(film));
    const picture = (await kept_paths(page)).find(path => path.startsWith('/media/')) ?? '';
    host.close();
    const part = await page.evaluate(async picture => {
      const whole = new Uint8Array(await (await fetch(picture)).arrayBuffer()), answer = await fetch(picture, {headers: {range: 'bytes=2-5'}});
      return [answer.status, answer.headers.get('content-range') === `bytes 2-5/${whole.length}`, String(new Uint8Array(await answer.arrayBuffer())) === String(whole.slice(2, 6))];
    }, picture);
    assert.deepEqual(part, [206, true, true]);
    await page.context().close();
  });

  await test('chromium: 저장소가 아무 답도 하지 않아도 쪽은 그물에서 바로 온다', async () => {
    const page = await fresh();
    await open(page, `${samples.url}/#/${article}`);
    await controlled(page);
    const [worker] = page.context().serviceWorkers();
    await worker.evaluate(() => { CacheStorage.prototype.open = () => new Promise(() => {}); });
    const start = Date.now();
    await page.goto(`${samples.url}/a/${other_article}.html`, {waitUntil: 'commit'});
    await page.locator('main h1').waitFor();
    assert.ok(Date.now() - start < 5000, 'no wait for the storage');  // which is given ten seconds
    await page.context().close();
  });

  await test('chromium: 간직한 것이 정한 만큼을 넘으면 가장 오래 안 쓴 것부터 지운다', async () => {
    const page = await fresh();
    await open(page, `${samples.url}/#/${article}`);
    await controlled(page);
    const megabytes = 2 ** 20;
    await page.evaluate(async bytes => {
      const cache = await caches.open('hanji /');
      for (let i = 0; i < 8; ++i) {
        await cache.put(`/media/old-${String(i).padStart(16, '0')}.png`, new Response(new Uint8Array(bytes), {headers: {'content-type': 'image/png'}}));
        await new Promise(done => setTimeout(done, 5));  // the time of use tells which is older
      }
    }, 10 * megabytes);
    await page.reload();
    await ready(page);
    const old = async () => (await kept_paths(page)).filter(path => path.startsWith('/media/old-')).map(path => Number(path.slice(11, 27)));
    await until(async () => (await old()).length <= 6, 'some to be removed');
    assert.deepEqual(await old(), [2, 3, 4, 5, 6, 7], 'the oldest went, and no more than had to');
    await page.context().setOffline(true);
    await page.reload();
    await ready(page);
    assert.equal((await state(page)).showing, 'content');
    await page.context().close();
  });
}
