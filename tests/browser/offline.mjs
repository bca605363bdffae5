// Without a network: builds that come whole or not at all, what a reader has chosen to keep, and a walk through
// everything that may happen.
/// <reference path="./page.d.ts" />

import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {serve_versions, seen_in, three_versions, walk_offline} from './offline_walk.mjs';
import {assert, test, until} from './harness.mjs';

/** @typedef {import('playwright-core').Page} Page */

const slug = '2024-03-05-글4', other = '2024-03-09-글8';
const page_of = (/** @type {string} */ name) => `/a/${encodeURIComponent(name)}.html`;

/** @param {Page} page @param {string} address */
async function open(page, address) {
  await page.goto(address);
  await page.waitForFunction(() => 'hanji' in window);
  await page.evaluate(() => hanji.ready);
}

/** @param {Page} page @returns {Promise<string>} the build that is kept, whole */
const active = page => page.evaluate(async () => (await (await caches.match('/build.json?state', {cacheName: 'hanji / state'}))?.json())?.active ?? '').catch(() => '');

/** @param {Page} page @param {string} name */
const is_page_kept = (page, name) => page.evaluate(async path => {
  const {active} = await (await caches.match('/build.json?state', {cacheName: 'hanji / state'}))?.json() ?? {};
  return Boolean(active && await caches.match(path, {cacheName: `hanji / ${active}`}));
}, page_of(name)).catch(() => false);

/** @param {Page} page @param {string} name */
async function assert_reads(page, name) {
  await until(async () => {
    const shown = await seen_in(page).catch(() => null);
    return shown?.slug === name && shown.showing === 'content' && shown.marks.length === 1;
  }, name);
}

/** @param {Page} page @param {string} what */
const row = (page, what) => page.locator(`[data-what="${what}"]`);

/** @param {import('playwright-core').Browser} browser @param {string} folder where to work */
export async function offline_stories(browser, folder) {
  const fresh = async () => (await browser.newContext({locale: 'ko-KR', viewport: {width: 1000, height: 700}})).newPage();
  const versions = await three_versions(folder), [first, second, third] = /** @type {[import('./offline_walk.mjs').Version, import('./offline_walk.mjs').Version, import('./offline_walk.mjs').Version]} */ (versions);
  /** @param {string} story @param {(page: Page, host: Awaited<ReturnType<typeof serve_versions>>) => Promise<void>} run @param {number} [most_ms] */
  const offline_test = (story, run, most_ms) => test(`chromium: ${story}`, async () => {
    const page = await fresh(), host = await serve_versions(first.folder);
    try {
      await run(page, host);
    } finally {
      await page.context().close();
      host.close();
    }
  }, most_ms);

  // After each single answer, where there is the time for it (KILL_STEP=1).
  const step = Number(process.env.KILL_STEP ?? 3);
  await offline_test('새 판을 받다 어느 답에서 일꾼이 멎고 그물이 끊겨도, 읽던 글이 한 판의 것으로 열린다', async (page, {live, url}) => {
    await open(page, url + page_of(slug));
    await until(() => is_page_kept(page, slug), 'the first build');
    const before = await active(page);
    for (let answers = 1, whole = false; !whole; answers += step) {
      live.folder = second.folder;
      let left = answers;
      const cdp = await page.context().newCDPSession(page);
      await cdp.send('ServiceWorker.enable');
      live.answered = () => {
        if (--left !== 0) return;
        live.down = true;
        cdp.send('ServiceWorker.stopAllWorkers').catch(() => {});
      };
      await page.goto(url + page_of(slug)).catch(() => {});
      await until(async () => left <= 0 || ![before, ''].includes(await active(page)), 'the end of it', 8000).catch(() => {});
      whole = left > 0;
      Object.assign(live, {down: true, answered: () => {}});
      await Promise.race([cdp.detach(), new Promise(done => setTimeout(done, 1000))]);
      await page.goto(url + page_of(slug)).catch(() => {});
      await assert_reads(page, slug);
      const {marks, program} = await seen_in(page), of = versions.find(({mark}) => mark === marks[0]);
      assert.equal(program, of?.program, `after ${answers} answers`);
      // Back to the first build, as if nothing had come.
      Object.assign(live, {folder: first.folder, down: false});
      await open(page, url + page_of(slug));
      await until(async () => await active(page) === before, 'the first build again');
    }
  }, 60_000 + 800_000 / step);

  await offline_test('새 판이 담기면 새 소식이 있다고 하고, 새로 고쳐도 자리와 고른 말과 찾던 말이 남는다', async (page, {live, url}) => {
    await open(page, url + page_of(slug));
    await until(() => is_page_kept(page, slug), 'the first build');
    live.folder = third.folder;
    await page.evaluate(() => {
      const text = /** @type {Text} */ (document.createTreeWalker(document.querySelectorAll('#text p')[3] ?? document.body, NodeFilter.SHOW_TEXT).nextNode()), at = text.data.indexOf('바다와');
      getSelection()?.setBaseAndExtent(text, at, text, at + 3);
    });
    const chosen = await page.evaluate(() => String(getSelection()));
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.locator('#news').waitFor();
    assert.match(await page.locator('#news').innerText(), /새 소식이 있습니다/);
    assert.equal((await seen_in(page)).marks[0], '가', 'until then nothing changes');
    await page.locator('#news button').first().click();
    await until(async () => (await seen_in(page).catch(() => null))?.marks[0] === '다', 'the new build');
    await page.waitForFunction(() => 'hanji' in window);
    await until(async () => await page.evaluate(() => String(getSelection())) === chosen, 'the selection');
  });

  await offline_test('지난 판으로 되돌려도 열리고, 그 판이 담긴다', async (page, {live, url}) => {
    /** @type {string[]} */ const ids = [];
    for (const {folder: each} of [first, second, first]) {
      live.folder = each;
      await open(page, url + page_of(slug));
      await until(async () => await is_page_kept(page, slug) && await active(page) !== ids.at(-1), 'the build');
      ids.push(await active(page));
    }
    assert.equal(ids[0], ids[2]);
    live.down = true;
    await open(page, url + page_of(slug));
    assert.equal((await seen_in(page)).marks[0], '가');
  });

  await offline_test('두 창의 두 판은 저마다 제 판으로 읽히고, 아무도 안 쓰는 판은 지워진다', async (page, {live, url}) => {
    await open(page, url + page_of(slug));
    await until(() => is_page_kept(page, slug), 'the first build');
    await page.evaluate(name => hanji.open(name), other);
    await until(() => is_page_kept(page, other), 'another article');
    live.folder = second.folder;
    const newer = await page.context().newPage();
    await open(newer, url + page_of(slug));
    await until(async () => (await seen_in(newer)).marks[0] === '나' && await is_page_kept(newer, slug), 'the second build');
    const builds = (/** @type {Page} */ of) => of.evaluate(async () => (await caches.keys()).filter(name => /[0-9a-f]{16}$/.test(name)).length);
    assert.equal(await builds(newer), 2);
    live.down = true;
    for (const name of [slug, other]) {
      await page.evaluate(each => hanji.open(each), name);
      await assert_reads(page, name);
      assert.equal((await seen_in(page)).marks[0], '가');
    }
    Object.assign(live, {down: false, folder: third.folder});
    await page.close();
    await open(newer, url + page_of(other));
    await until(async () => (await seen_in(newer)).marks[0] === '다' && await is_page_kept(newer, other), 'the third build');
    await until(async () => await builds(newer) === 1, 'the others to go');
  });

  await offline_test('통째로 담으면 가 본 적 없는 글도 그물 없이 읽히고, 찾아지고, 벌여지며, 다시 켜도 그렇다', async (page, {live, url}) => {
    await page.goto(`${url}/offline.html`);
    await row(page, 'whole').getByRole('button', {name: /담기/}).filter({hasText: /[kM]B/}).click();
    await row(page, 'whole').getByRole('status').waitFor();
    const categories = page.locator('[data-what^="category:"]');
    assert.ok(await categories.count() > 0);
    assert.ok((await categories.allInnerTexts()).every(words => /담겨 있습니다/.test(words)), 'no category is offered once all is here');
    live.down = true;
    const context = page.context();
    await page.close();
    const again = await context.newPage();
    await open(again, url + page_of(other));
    await assert_reads(again, other);
    assert.ok((await again.evaluate(() => hanji.search('소금', {limit: 5}))).length > 0);
    await again.evaluate(() => hanji.home());
    assert.match(await again.locator('#text').innerText(), /글 23 가판/);
    await open(again, `${url}/search.html?q=${encodeURIComponent('바다')}`);
    await until(async () => /글 \d+ 가판/.test(await again.locator('#text').innerText()), 'hits');
    await open(again, `${url}/c/${encodeURIComponent('소식')}.html`);
    await until(async () => (await again.evaluate(() => hanji.state())).view === 'category' && /글 23 가판/.test(await again.locator('#text').innerText()), 'the category');
    await open(again, `${url}/archive/2024-03.html`);
    await until(async () => (await again.evaluate(() => hanji.state())).view === 'home', 'the list');
    await again.goto(`${url}/offline.html`);
    await row(again, 'whole').getByRole('status').waitFor();
  });

  await offline_test('담다가 끊기면 이어 담고, 담은 것은 다시 받지 않는다', async (page, {live, url}) => {
    await page.goto(`${url}/offline.html`);
    const keep = row(page, 'category:소식').getByRole('button', {name: /담기/});
    await keep.filter({hasText: /[kM]B/}).waitFor();
    /** @type {Map<string, number>} */ const asked = new Map();
    const count = (/** @type {string} */ path) => asked.set(path, (asked.get(path) ?? 0) + 1);
    live.answered = count;
    live.loses = path => live.down ||= /articles-/.test(path) && [...asked.keys()].some(each => /articles-/.test(each));
    await keep.click();
    await until(() => live.down, 'the line to be lost');
    await until(async () => /연결을 기다립니다/.test(await row(page, 'category:소식').innerText()), 'it to be said');
    Object.assign(live, {down: false, loses: () => false});
    await page.reload();
    await row(page, 'category:소식').getByRole('status').waitFor();
    assert.deepEqual([...asked].filter(([path, times]) => /\/bundle\/(?!bundle)/.test(path) && times > 1).map(([path]) => path), []);
  });

  await offline_test('멈추면 멈추고, 이어 담으면 이어지며, 빼면 자리가 난다', async (page, {live, url}) => {
    await page.goto(`${url}/offline.html`);
    const keep = row(page, 'whole').getByRole('button', {name: /담기/}).filter({hasText: /[kM]B/});
    await keep.waitFor();
    live.late_ms = 1500;
    await keep.click();
    await row(page, 'whole').getByRole('button', {name: '멈추기'}).click();
    await until(async () => /멈춰 있습니다|담겨 있습니다/.test(await row(page, 'whole').innerText()), 'the pause');
    if (await row(page, 'whole').getByRole('button', {name: '이어 담기'}).count()) await row(page, 'whole').getByRole('button', {name: '이어 담기'}).click();
    await row(page, 'whole').getByRole('status').waitFor();
    await row(page, 'whole').getByRole('button', {name: '빼기'}).click();
    await row(page, 'whole').getByRole('button', {name: /담기/}).waitFor();
  });

  await offline_test('담다가 창을 떠나면 브라우저가 나머지를 담는다', async (page, {live, url}) => {
    await page.goto(`${url}/offline.html`);
    const keep = row(page, 'whole').getByRole('button', {name: /담기/}).filter({hasText: /[kM]B/});
    await keep.waitFor();
    live.late_ms = 1500;
    await keep.click();
    await row(page, 'whole').getByRole('button', {name: '멈추기'}).waitFor();
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', {get: () => true});
      document.dispatchEvent(new Event('visibilitychange'));
    });
    const behind = () => page.evaluate(async () => /** @type {any} */ (await navigator.serviceWorker.ready).backgroundFetch.getIds());
    await until(async () => (await behind()).length > 0, 'the browser to begin');
    await page.goto(`${url}/files.json`);  // no page of ours is open any more
    await until(() => page.evaluate(() => new Promise(resolve => {
      const {port1, port2} = new MessageChannel();
      port1.onmessage = ({data}) => resolve(data.value.wanted[0]?.left === 0);
      navigator.serviceWorker.controller?.postMessage({type: 'kept'}, [port2]);
    })), 'all to be here');
    live.down = true;
    await open(page, url + page_of(other));
    await assert_reads(page, other);
  });

  await offline_test('자리가 모자라면 무엇이 담겼고 무엇을 빼면 되는지 말하고, 담긴 것은 읽힌다', async (page, {live, url}) => {
    await page.goto(`${url}/offline.html?article=${encodeURIComponent(`a/${slug}.html`)}`);
    await row(page, `article:a/${slug}.html`).getByRole('button', {name: /담기/}).filter({hasText: /[kM]B/}).click();
    await row(page, `article:a/${slug}.html`).getByRole('status').waitFor();
    assert.match(await row(page, `article:a/${slug}.html`).innerText(), /글 4 가판/);
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Storage.overrideQuotaForOrigin', {origin: url, quotaSize: 1});
    await row(page, 'whole').getByRole('button', {name: /담기/}).filter({hasText: /[kM]B/}).click();
    await until(async () => /자리가 모자랍니다/.test(await page.getByRole('alert').innerText()), 'the word');
    assert.match(await page.getByRole('alert').innerText(), /글 4 가판 \(\d+ kB\)/);
    live.down = true;
    await open(page, url + page_of(slug));
    await assert_reads(page, slug);
  });

  await offline_test('브라우저가 지운 것은 알아채고 다시 담는다', async (page, {live, url}) => {
    await page.goto(`${url}/offline.html`);
    await row(page, 'whole').getByRole('button', {name: /담기/}).filter({hasText: /[kM]B/}).click();
    await row(page, 'whole').getByRole('status').waitFor();
    await page.evaluate(async () => {
      const cache = await caches.open('hanji /');
      for (const {url} of await cache.keys()) if (/articles-|index-/.test(url)) await cache.delete(url);
    });
    await open(page, url + page_of(slug));  // any page notices
    await until(() => page.evaluate(async () => (await (await caches.open('hanji /')).keys()).filter(({url}) => /index-/.test(url)).length > 0), 'it to be kept again');
    await page.goto(`${url}/offline.html`);
    await row(page, 'whole').getByRole('status').waitFor();
    live.down = true;
    await open(page, url + page_of(other));
    await assert_reads(page, other);
  });

  await test('chromium: 이름에 한글과 빈칸이 있는 하위 폴더에서도 읽은 글과 담은 글이 그물 없이 열린다', async () => {
    const page = await fresh(), {live, url, close} = await serve_versions(first.folder, '/내 누리집/글');
    await open(page, url + page_of(slug));
    await until(() => page.evaluate(async () => {
      for (const name of await caches.keys()) for (const {url} of await (await caches.open(name)).keys()) if (url === location.href) return true;
      return false;
    }), 'the page to be kept');
    live.down = true;
    await open(page, url + page_of(slug));
    await assert_reads(page, slug);
    live.down = false;
    await page.goto(`${url}/offline.html`);
    await row(page, 'whole').getByRole('button', {name: /담기/}).filter({hasText: /[kM]B/}).click();
    await row(page, 'whole').getByRole('status').waitFor();
    live.down = true;
    await open(page, url + page_of(other));
    await assert_reads(page, other);
    await page.context().close();
    close();
  });

  await offline_test('담은 것이 없을 때 그물이 끊기면 그렇다고 말한다', async (page, {live, url}) => {
    await page.goto(`${url}/offline.html`);
    await until(() => page.evaluate(() => navigator.serviceWorker.controller !== null), 'the worker');
    await page.evaluate(async () => { for (const name of await caches.keys()) await caches.delete(name); });
    live.down = true;
    await page.goto(url + page_of(slug));
    assert.match(await page.locator('body').innerText(), /연결되지 않았습니다/);
    live.down = false;
    await page.getByRole('link', {name: '다시 열어'}).click();
    await page.waitForFunction(() => 'hanji' in window);
    await assert_reads(page, slug);
  });

  await test('chromium: 파일로 열면 서버가 있어야 한다고 두 말로 말하고, 글은 보인다', async () => {
    const page = await fresh();
    for (const file of ['index.html', `a/${slug}.html`]) {
      await page.goto(pathToFileURL(join(first.folder, file)).href);
      await page.locator('.as-file').waitFor({timeout: 1000});
      assert.match(await page.locator('.as-file').innerText(), /서버가 있어야[^]*hanji serve[^]*python3 -m http\.server[^]*server/);
      assert.match(await page.locator('main').innerText(), /글 \d+ 가판/);
    }
    await page.context().close();
  });

  await offline_test('새 글의 점은 청한 이의 앱 그림에만 찍히고, 다시 열면 사라진다', async (page, {live, url}) => {
    await page.addInitScript(() => {
      const dots = {set: 0, cleared: 0, hidden: false};
      Object.assign(window, {dots});
      Object.assign(navigator, {setAppBadge: async () => { dots.set += 1; }, clearAppBadge: async () => { dots.cleared += 1; }});
      Object.defineProperty(document, 'hidden', {get: () => dots.hidden});
    });
    const dots = () => page.evaluate(() => /** @type {any} */ (window).dots);
    const look_hidden = () => page.evaluate(() => {
      /** @type {any} */ (window).dots.hidden = true;
      dispatchEvent(new Event('online'));
    });
    await open(page, `${url}${page_of(slug)}`);
    await until(() => active(page), 'the worker');
    live.folder = second.folder;
    await look_hidden();
    await page.waitForTimeout(500);  // nobody asked: nothing is to come
    assert.equal((await dots()).set, 0);
    await page.goto(`${url}/offline.html`);
    await page.getByRole('checkbox').check();
    await open(page, `${url}${page_of(slug)}`);  // as the first build or, where it has come by now, as the second
    await until(async () => (await dots()).cleared > 0, 'the dot to go, since what was new shows');
    live.folder = third.folder;
    await look_hidden();
    await until(async () => (await dots()).set > 0, 'the dot');
  });

  await offline_test('설치할 수 있고, 이름과 그림과 지름길이 선언되어 있다', async (page, {url}) => {
    await open(page, `${url}/`);
    await until(() => active(page), 'the worker');
    const cdp = await page.context().newCDPSession(page);
    const {data = '', errors} = await cdp.send('Page.getAppManifest'), {installabilityErrors} = await cdp.send('Page.getInstallabilityErrors');
    assert.deepEqual(errors, []);
    // Playwright's windows are as private ones, where nothing is installed.
    assert.deepEqual(installabilityErrors.map(({errorId}) => errorId).filter(id => id !== 'in-incognito'), []);
    const manifest = JSON.parse(data);
    assert.deepEqual(manifest.launch_handler.client_mode, ['navigate-existing', 'auto']);
    assert.ok(await page.locator('meta[name=apple-mobile-web-app-title]').getAttribute('content'));
    assert.equal(await page.evaluate(async () => (await fetch(/** @type {HTMLLinkElement} */ (document.querySelector('link[rel=apple-touch-icon]')).href)).status), 200);
    assert.deepEqual(manifest.shortcuts.map((/** @type {{url: string}} */ each) => each.url), ['./', 'search.html', 'offline.html']);
    assert.ok(manifest.icons.some((/** @type {{purpose: string}} */ each) => each.purpose === 'maskable'));
    for (const {src, sizes} of manifest.icons.filter((/** @type {{type: string}} */ each) => each.type === 'image/png')) {
      assert.equal(await page.evaluate(async src => {
        const bitmap = await createImageBitmap(await (await fetch(src)).blob());
        return `${bitmap.width}x${bitmap.height}`;
      }, src), sizes);
    }
    await page.goto(`${url}/${manifest.share_target.action}?${manifest.share_target.params.text}=${encodeURIComponent('바다')}`);
    await until(async () => /글 \d+ 가판/.test(await page.locator('main, #hits').first().innerText()), 'what was shared to be searched for');
  });

  const events = Number(process.env.WALK_EVENTS ?? 50), seed = Number(process.env.WALK_SEED ?? 22);
  await test(`chromium: 판이 바뀌고 그물이 끊기고 모두 멎어도 ${events}걸음 동안 읽던 것은 읽힌다 (${seed})`, async () => {
    const {breaches} = await walk_offline(browser, folder, {events, seed});
    assert.deepEqual(breaches, []);
  }, 60_000 + events * 4000);
}
