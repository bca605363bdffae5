// Plain frames on other people's pages, as CMSs, forums and wikis make them: sandboxed in the usual ways, without storage, many on one
// page; and how a frame scrolls, grows and draws as a part of the page around it.
/// <reference path="./page.d.ts" />

import {mkdtempSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {chromium} from 'playwright-core';
import {serve_oddly} from '../hosts/odd_host.mjs';
import {first_heard, heard, host_of, html} from './embedding.mjs';
import {assert, shots, test, until} from './harness.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Frame} Frame */

const article = '2023-07-02-hangul-search', short_article = '2024-09-29-salt';

/** The sandboxes that hosts give: none, our own, no origin, no origin but forms and windows, no script. */
export const sandboxes = /** @type {[string, string | null][]} */ ([
  ['아무것도 없음', null], ['allow-scripts allow-same-origin allow-popups', 'allow-scripts allow-same-origin allow-popups'], ['allow-scripts', 'allow-scripts'],
  ['allow-scripts allow-popups allow-forms', 'allow-scripts allow-popups allow-forms'], ['sandbox=""', '']]);

/** @param {string} id @param {string} src @param {string | null} [sandbox] @param {string} [more] */
const frame = (id, src, sandbox = null, more = 'width="600" height="500"') => `<iframe id="${id}" ${sandbox === null ? '' : `sandbox="${sandbox}"`} ${more} src="${src}"></iframe>`;

/** Canvases that could draw, in all frames. @param {Page} page */
const live_contexts = async page => (await Promise.all(page.frames().map(each => each.evaluate(() => {
  const canvas = document.getElementById('hanji-canvas');
  if (!(canvas instanceof HTMLCanvasElement) || !('hanji_opened' in canvas)) return false;
  return !canvas.getContext('webgl2')?.isContextLost();
}).catch(() => false)))).filter(Boolean).length;

/** Runs in each frame first: marks the canvas of whoever asks for a context. */
const mark_contexts = () => {
  const {getContext} = HTMLCanvasElement.prototype;
  // @ts-ignore
  HTMLCanvasElement.prototype.getContext = function (/** @type {any} */ kind, /** @type {any} */ ...more) {
    if (String(kind).startsWith('webgl')) Object.assign(this, {hanji_opened: true});
    return getContext.call(this, kind, ...more);
  };
};

/** @param {{folder: string, url: string}} samples */
export async function frame_stories(samples) {
  // As a window has them, with bars that take room.
  const with_bars = await chromium.launch({executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-quic', '--no-first-run'], ignoreDefaultArgs: ['--hide-scrollbars']});
  const fresh = async (/** @type {object} */ more = {}) => (await with_bars.newContext({locale: 'ko-KR', viewport: {width: 1000, height: 800}, ...more})).newPage();
  const script = `<script src="${samples.url}/embed.js"></script>`;

  /** @param {string} body @param {(page: Page) => Promise<void>} story @param {{head?: string, context?: object, init?: () => void}} [more] */
  async function on_page(body, story, {head, context, init} = {}) {
    const host = await host_of({'/': html(body, head)}), page = await fresh(context);
    try {
      if (init) await page.addInitScript(init);
      await page.goto(host.url, {waitUntil: 'domcontentloaded'});
      await story(page);
    } finally {
      await page.context().close();
      host.close();
    }
  }

  /** @param {Page} page @param {string} id @returns {Promise<Frame>} */
  const inside = async (page, id) => /** @type {Frame} */ (await (await page.locator(`#${id}`).elementHandle())?.contentFrame());

  // ---- sandboxes ----

  for (const [name, sandbox] of sandboxes) {
    await test(`chromium: 틀: ${name}: 글이 서고 제 자리에서 움직인다`, () => on_page(frame('there', `${samples.url}/${sandbox === '' ? `a/${article}.html?embed` : `?embed#/${article}`}`, sandbox), async page => {
      /** @type {string[]} */ const errors = [];
      page.on('pageerror', error => errors.push(String(error)));
      const there = page.frameLocator('#there');
      await there.locator('article h1').waitFor();
      await until(async () => (await there.locator('article').innerText()).length > 500, 'its text');
      if (sandbox === '') return;
      const within = await inside(page, 'there');
      await within.evaluate(() => hanji.ready);
      assert.equal(await within.evaluate(() => navigator.userAgent && self.origin), sandbox?.includes('same-origin') === false ? 'null' : samples.url);
      await within.evaluate(() => { hanji.set({fontSize: 30}); });
      await until(() => within.evaluate(() => hanji.get().fontSize === 30 && getComputedStyle(document.querySelector('#text .paragraph') ?? document.body).fontSize === '30px'), 'the setting');
      assert.ok((await within.evaluate(() => hanji.search('활자', {limit: 2}))).length === 2);
      // Going on and back, where the address itself cannot follow.
      await within.evaluate(slug => hanji.open(slug), short_article);
      await within.evaluate(() => history.back());
      await until(() => within.evaluate(slug => hanji.state().slug === slug, article), 'the way back');
      assert.deepEqual(errors, []);
    }));
  }

  for (const [name, address, slug] of [['쪽의 주소로', `a/${article}.html?embed`, article], ['목록에 있는 글의 주소로', `?embed#/${short_article}`, short_article]]) {
    await test(`chromium: 틀: 출처도 허락도 없으면 ${name} 글의 쪽이 그대로 읽힌다`, async () => {
      const strict = await serve_oddly(samples.folder, {cors: false});
      await on_page(frame('there', `${strict.url}/${address}`, 'allow-scripts allow-popups') + `<script>addEventListener('message', event => (window.said ??= []).push(event.data));</script>`, async page => {
        const there = page.frameLocator('#there');
        await there.locator('article h1').waitFor();
        await until(async () => (await there.locator('article').innerText()).length > 500, 'its text');
        assert.equal(await there.locator('#waiting').isVisible(), false);
        assert.ok((await (await inside(page, 'there')).evaluate(() => location.pathname)).includes(/** @type {string} */ (slug)));
        const said = await until(() => page.evaluate(() => /** @type {any} */ (window).said?.find((/** @type {any} */ one) => one.type === 'error')), 'the word to the page around');
        assert.equal(said.reason, 'no-origin');
      });
      strict.close();
    });
  }

  await test('chromium: 틀: 출처도 허락도 없고 글의 쪽도 모르면 까닭과 새 창의 고리가 보인다', async () => {
    const strict = await serve_oddly(samples.folder, {cors: false});
    await on_page(frame('there', `${strict.url}/?embed#/nowhere-in-the-list`, 'allow-scripts allow-popups'), async page => {
      const note = page.frameLocator('#there').locator('#waiting').last();
      await note.waitFor();
      assert.match(await note.innerText(), /sandbox/);
      assert.equal(await note.locator('a').getAttribute('href'), `${strict.url}/#/nowhere-in-the-list`);
    });
    strict.close();
  });

  for (const [name, settings] of /** @type {[string, object][]} */ ([
    ['남의 쪽지를 막는', {profile: {cookie_controls_mode: 1, block_third_party_cookies: true}}], ['모든 저장을 막는', {profile: {default_content_setting_values: {cookies: 2}}}]])) {
    await test(`chromium: 틀: ${name} 브라우저에서도 읽고 설정이 머무는 동안 듣는다`, async () => {
      const profile = mkdtempSync(join(tmpdir(), 'hanji-profile-'));
      mkdirSync(join(profile, 'Default'));
      writeFileSync(join(profile, 'Default/Preferences'), JSON.stringify(settings));
      const context = await chromium.launchPersistentContext(profile, {executablePath: '/usr/bin/chromium', headless: true, args: ['--no-sandbox', '--disable-quic', '--no-first-run'], locale: 'ko-KR'});
      const host = await host_of(`${frame('there', `${samples.url}/?embed#/${article}`)}<hanji-reader id="reader" src="${samples.url}/" article="${article}"></hanji-reader>${script}`), page = await context.newPage();
      try {
        await page.goto(host.url);
        await first_heard(page, 'ready', 'reader');
        const within = await inside(page, 'there');
        await within.evaluate(() => hanji.ready);
        const throws = await within.evaluate(() => { try { return localStorage === null; } catch { return true; } });
        if (name.startsWith('모든')) assert.ok(throws, 'storage is refused');
        await within.evaluate(() => { hanji.set({fontSize: 30}); });
        await until(() => within.evaluate(() => hanji.get().fontSize === 30), 'the setting');
        await within.evaluate(slug => hanji.open(slug), short_article);
        assert.equal(await within.evaluate(() => hanji.get().fontSize), 30);
      } finally {
        await context.close();
        host.close();
        rmSync(profile, {recursive: true, force: true});
      }
    });
  }

  await test('chromium: 틀: credentialless인 틀에서도 읽는다', () => on_page(frame('there', `${samples.url}/?embed#/${article}`, null, 'credentialless width="600" height="500"'), async page => {
    await page.frameLocator('#there').locator('#text article h1').waitFor();
    assert.ok(await (await inside(page, 'there')).evaluate(() => /** @type {any} */ (window).credentialless));
  }));

  // ---- a part of the page around ----

  const auto = (/** @type {string} */ slug, /** @type {string} */ more = '') => `<hanji-reader id="reader" src="${samples.url}/" article="${slug}" height="auto" ${more}></hanji-reader>`;
  const box = async (/** @type {Page} */ page) => await page.locator('#reader').boundingBox() ?? {x: 0, y: 0, width: 0, height: 0};
  const content = async (/** @type {Page} */ page) => (await page.frames().find(each => each.url().includes('embed')))?.evaluate(() => document.getElementById('text')?.offsetHeight ?? 0);

  /** The element is as high as what is in it, and no bar shows. @param {Page} page */
  async function assert_fits(page) {
    await until(async () => Math.abs((await box(page)).height - (await content(page) ?? 0)) <= 1, 'the height to settle', 2000);
    const within = await inside_reader(page);
    assert.deepEqual(await within.evaluate(() => [document.documentElement.scrollHeight - innerHeight <= 0, document.documentElement.clientWidth === innerWidth]), [true, true]);
  }
  const inside_reader = async (/** @type {Page} */ page) => /** @type {Frame} */ (await (await page.locator('#reader iframe').elementHandle())?.contentFrame());

  await test('chromium: 틀: height="auto"는 두 초 안에 자리를 잡고 저절로 자라지 않는다', () => on_page(`<div id="holder" style="width:800px">${auto(short_article)}</div>${script}`, async page => {
    await first_heard(page, 'ready');
    await assert_fits(page);
    const first = (await box(page)).height;
    const heights = async () => (await heard(page, 'height')).length;
    const reader = (/** @type {string} */ method, /** @type {any} */ value) => page.evaluate(([method, value]) => /** @type {any} */ (document.getElementById('reader'))[method](value), /** @type {const} */ ([method, value]));
    await page.waitForTimeout(2500);
    assert.equal((await box(page)).height, first);
    await reader('open', article);
    await assert_fits(page);
    assert.ok((await box(page)).height > first);
    await reader('open', short_article);
    await until(async () => Math.abs((await box(page)).height - first) <= 1, 'the first height again', 2500);
    for (const size of [24, 12, 0]) {
      const before = await heights();
      await reader('set', {fontSize: size});
      await page.waitForTimeout(400);
      await assert_fits(page);
      assert.ok(await heights() - before <= 5);
    }
    await until(async () => Math.abs((await box(page)).height - first) <= 1, 'the first height again', 2500);
    for (let i = 0; i < 10; ++i) await page.locator('#reader').click({position: {x: 400, y: 300 + i}});
    for (const width of ['320px', '655px', '640px', '800px']) {
      await page.evaluate(width => { /** @type {HTMLElement} */ (document.getElementById('holder')).style.width = width; }, width);
      await page.waitForTimeout(400);
      await assert_fits(page);
    }
    await until(async () => Math.abs((await box(page)).height - first) <= 1, 'the first height again', 2500);
  }));

  await test('chromium: 틀: 목록도 답도 저절로 자라지 않는다', () => on_page(`<hanji-reader id="reader" src="${samples.url}/" height="auto"></hanji-reader>${script}`, async page => {
    await first_heard(page, 'ready');
    await assert_fits(page);
    const first = (await box(page)).height;
    await page.mouse.move(400, 400);
    for (let i = 0; i < 4; ++i) await page.mouse.wheel(0, 1500);
    await page.waitForTimeout(1500);
    assert.equal((await box(page)).height, first);
  }));

  for (const [name, css] of [['최소 높이를 창만큼 준 쪽', 'hanji-reader { min-height: 100vh }'], ['높이를 창의 반으로 준 쪽', '#holder { height: 50vh }'], ['더 크지 못하게 한 쪽', 'hanji-reader { max-height: 300px }']]) {
    await test(`chromium: 틀: ${name}에서도 자라지 않는다`, () => on_page(`<div id="holder">${auto(short_article)}</div>${script}`, async page => {
      await first_heard(page, 'ready');
      await page.waitForTimeout(2000);
      const {height} = await box(page), told = (await heard(page, 'height')).length;
      await page.waitForTimeout(2500);
      assert.deepEqual([(await box(page)).height, (await heard(page, 'height')).length], [height, told]);
      assert.ok(told <= 5, `${told} heights`);
      if (!css?.includes('max-height')) return;
      const within = await inside_reader(page);
      assert.ok(await within.evaluate(() => innerWidth - document.documentElement.clientWidth > 5), 'a bar says that there is more');
    }, {head: `<style>${css}</style>`}));
  }

  await test('chromium: 틀: 막대는 넘칠 때만 보인다', () => on_page(`<hanji-reader id="reader" src="${samples.url}/" list count="1" style="height:700px"></hanji-reader>${script}`, async page => {
    await first_heard(page, 'ready');
    const within = await inside_reader(page);
    assert.ok(await within.evaluate(() => document.documentElement.scrollHeight <= innerHeight));
    assert.equal(await within.evaluate(() => getComputedStyle(document.documentElement).overflowY), 'auto');
  }));

  /** Wheels over the reader until the page around stands. @param {Page} page @param {number} y */
  async function wheel(page, y) {
    const before = await page.evaluate(() => scrollY);
    await page.mouse.wheel(0, y);
    await page.waitForTimeout(300);
    return await page.evaluate(() => scrollY) - before;
  }

  await test('chromium: 틀: 줄어든 틀 위에서도 첫 바퀴부터 바깥 쪽이 움직인다', () => on_page(`<div style="height:300px"></div>${auto(article)}<div style="height:3000px"></div>${script}`, async page => {
    await first_heard(page, 'ready');
    await assert_fits(page);
    await page.evaluate(slug => /** @type {any} */ (document.getElementById('reader')).open(slug), short_article);
    await page.waitForTimeout(500);
    await assert_fits(page);
    await page.mouse.move(500, 500);
    assert.ok(await wheel(page, 200) > 100, 'the first wheel');
    assert.ok(await wheel(page, -200) < -100, 'and back');
  }));

  await test('chromium: 틀: 정한 높이의 틀은 제 안을 다 움직이고 나서 양 끝에서 바깥을 움직인다', () => on_page(
    `<div style="height:600px"></div><hanji-reader id="reader" src="${samples.url}/" article="${article}" style="height:500px"></hanji-reader><div style="height:3000px"></div>${script}`, async page => {
    await first_heard(page, 'ready');
    await page.evaluate(() => scrollTo(0, 300));
    const within = await inside_reader(page);
    await page.mouse.move(500, 500);
    assert.equal(await wheel(page, 100), 0, 'its own text first');
    assert.ok(await within.evaluate(() => scrollY) > 50);
    await within.evaluate(() => scrollTo({top: 1e6, behavior: 'instant'}));
    await page.waitForTimeout(1200);  // a gesture that began within stays there
    assert.ok(await wheel(page, 200) > 100, 'at the lower end');
    await within.evaluate(() => scrollTo({top: 0, behavior: 'instant'}));
    await page.waitForTimeout(1200);
    assert.ok(await wheel(page, -200) < -100, 'at the upper end');
  }));

  await test('chromium: 틀: 손가락으로 밀어도 끝에서 바깥이 움직인다', () => on_page(
    `<div style="height:300px"></div>${auto(short_article)}<div style="height:3000px"></div>${script}`, async page => {
    await first_heard(page, 'ready');
    await assert_fits(page);
    const cdp = await page.context().newCDPSession(page);
    const swipe = async (/** @type {number} */ by) => {
      await cdp.send('Input.dispatchTouchEvent', {type: 'touchStart', touchPoints: [{x: 200, y: 500}]});
      for (let i = 1; i <= 12; ++i) {
        await cdp.send('Input.dispatchTouchEvent', {type: 'touchMove', touchPoints: [{x: 200, y: 500 + by * i / 12}]});
        await page.waitForTimeout(16);
      }
      await cdp.send('Input.dispatchTouchEvent', {type: 'touchEnd', touchPoints: []});
    };
    await swipe(-240);
    await until(() => page.evaluate(() => scrollY > 150), 'the page around to scroll');
    await page.waitForTimeout(500);
    await swipe(240);
    await until(() => page.evaluate(() => scrollY < 60), 'and back');
  }, {head: '<meta name="viewport" content="width=device-width">', context: {viewport: {width: 390, height: 800}, hasTouch: true, isMobile: true}}));

  // ---- many ----

  await test('chromium: 틀: 한 쪽에 열이 있어도 캔버스는 둘까지고, 안 보이면 돌려준다', () => on_page(
    `${Array.from({length: 10}, (_, i) => `<hanji-reader id="r${i}" src="${samples.url}/" article="${i % 2 ? article : short_article}" style="height:350px"></hanji-reader>`).join('')}${script}`, async page => {
    let most = 0;
    const watch = async () => most = Math.max(most, await live_contexts(page));
    await first_heard(page, 'ready', 'r0');
    await until(async () => await watch() === 2, 'two canvases', 60_000);
    for (let i = 0; i < 10; ++i) {
      await page.locator(`#r${i}`).scrollIntoViewIfNeeded();
      await first_heard(page, 'ready', `r${i}`);
      await watch();
    }
    await page.evaluate(() => document.getElementById('r9')?.scrollIntoView());
    const last = /** @type {Frame} */ (await (await page.locator('#r9 iframe').elementHandle())?.contentFrame());
    await until(() => last.evaluate(() => !document.documentElement.classList.contains('plain')), 'the last one to draw');
    await until(async () => await watch() === 2, 'two canvases', 60_000);
    assert.equal(most, 2);
    // The first one's was given back; what it says is still there, and it draws again when it is seen.
    const first = /** @type {Frame} */ (await (await page.locator('#r0 iframe').elementHandle())?.contentFrame());
    assert.ok(await first.evaluate(() => document.documentElement.classList.contains('plain')));
    await page.locator('#r0').scrollIntoViewIfNeeded();
    await until(() => first.evaluate(() => !document.documentElement.classList.contains('plain')), 'the first one to draw again');
    await until(async () => await watch() <= 2, 'two canvases');
    assert.equal(most, 2);
  }, {init: mark_contexts}), 180_000);

  await test('chromium: 틀: 요소 없는 틀도 안 보이면 캔버스를 돌려준다', () => on_page(
    `${frame('one', `${samples.url}/?embed#/${article}`)}<div style="height:4000px"></div>${frame('two', `${samples.url}/?embed#/${short_article}`)}`, async page => {
    const plain = async (/** @type {string} */ id) => (await inside(page, id)).evaluate(() => document.documentElement.classList.contains('plain'));
    await page.frameLocator('#one').locator('#text article h1').waitFor();
    await page.frameLocator('#two').locator('#text article h1').waitFor({state: 'attached'});
    await until(async () => !await plain('one') && await plain('two'), 'the one that is seen');
    assert.equal(await live_contexts(page), 1);
    await page.locator('#two').scrollIntoViewIfNeeded();
    await until(async () => await plain('one') && !await plain('two'), 'the other');
    await until(async () => await live_contexts(page) === 1, 'one canvas');
    await page.locator('#one').scrollIntoViewIfNeeded();
    await until(async () => !await plain('one') && await plain('two'), 'the first again');
  }, {init: mark_contexts}));

  // ---- looked at ----

  for (const width of [1440, 390]) {
    await test(`chromium: 틀: 다섯 모래 상자를 한 쪽에서 본다 (${width})`, async () => {
      const strict = await serve_oddly(samples.folder, {cors: false}), wide = Math.min(width - 40, 680);
      const figures = sandboxes.map(([name, sandbox], i) => `<figure style="margin:8px;display:inline-block"><figcaption>${name.replaceAll('<', '')}</figcaption>${frame(`s${i}`, `${samples.url}/a/${article}.html?embed`, sandbox, `width="${wide}" height="420"`)}</figure>`);
      figures.push(`<figure style="margin:8px;display:inline-block"><figcaption>allow-scripts, 허락(ACAO) 없음</figcaption>${frame('s5', `${strict.url}/?embed#/nowhere`, 'allow-scripts', `width="${wide}" height="420"`)}</figure>`);
      await on_page(figures.join(''), async page => {
        for (let i = 0; i < 5; ++i) await page.frameLocator(`#s${i}`).locator('article h1').waitFor();
        for (let i = 0; i < 4; ++i) await (await inside(page, `s${i}`)).evaluate(() => hanji.ready);
        await page.frameLocator('#s5').locator('#waiting').last().waitFor();
        await page.waitForTimeout(800);
        await page.screenshot({path: join(shots, `embedding-sandboxes-${width}.png`)});
      }, {context: {viewport: {width, height: width > 1000 ? 1430 : 2850}}});
      strict.close();
    });
  }
  await with_bars.close();
}
