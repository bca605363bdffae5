// The stories in full, in headless Chromium (WebGL2 by SwiftShader).
/// <reference path="./page.d.ts" />

import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {chromium} from 'playwright-core';
import {axe_stories} from './axe.mjs';
import {block_stories} from './blocks.mjs';
import {copying_stories} from './copying.mjs';
import {embedding_stories} from './embedding.mjs';
import {fault_stories, make_site} from './faults.mjs';
import {finding_stories} from './finding.mjs';
import {formula_stories} from './formulas.mjs';
import {foreign_stories} from './foreign.mjs';
import {frame_stories} from './frames.mjs';
import {line_break_stories} from './line_breaks.mjs';
import {offer_stories} from './offers.mjs';
import {open_stories} from './open.mjs';
import {odd_host_stories} from './odd_hosts.mjs';
import {offline_stories} from './offline.mjs';
import {remembering_stories} from './remembering.mjs';
import {preview_stories} from './preview.mjs';
import {readme_stories} from './readme.mjs';
import {reading_stories} from './reading.mjs';
import {same_text_stories} from './same_text.mjs';
import {search_module_stories} from './search_module.mjs';
import {web_font_stories} from './web_font.mjs';
import {speech_stories} from './speech.mjs';
import {static_page_stories} from './static_pages.mjs';
import {take_over_stories} from './take_over.mjs';
import {text_layer_stories} from './text_layer.mjs';
import {touch_stories} from './touch.mjs';
import {walk_story} from './walk.mjs';
import {worker_stories} from './worker.mjs';
import {whereabouts_stories} from './whereabouts.mjs';
import {without_canvas_stories} from './without_canvas.mjs';
import {ask_tool, assert, kept_paths, place_kept, root, serve, settle, shots, test, until} from './harness.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{folder: string, url: string}} Site */

const article = '2023-07-02-hangul-search';
const seed_slug = '2024-07-27-lavrov-nuclear-consultation';
const quiet = /GPU stall due to ReadPixels/;  // SwiftShader, on screenshots

const launch = (/** @type {string[]} */ ...more) => chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', ...more],
});

/** @param {Page} page */
function listen(page) {
  /** @type {string[]} */ const errors = [];
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type()) && !quiet.test(message.text())) errors.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', error => errors.push(String(error)));
  return errors;
}

/** @param {Page} page @param {string} address */
async function open(page, address) {
  await page.goto(address);
  await page.waitForFunction(() => 'hanji' in window);
  await page.evaluate(() => hanji.ready);
}

const state = (/** @type {Page} */ page) => page.evaluate(() => hanji.state());

/** The share of pixels that are not paper, in each rectangle of what is on screen. @param {Page} page @param {{x: number, y: number, width: number, height: number}[]} boxes */
async function ink(page, boxes) {
  await settle(page);
  const shot = (await page.screenshot()).toString('base64');
  return page.evaluate(async ([shot, boxes]) => {
    const bytes = Uint8Array.from(atob(/** @type {string} */ (shot)), c => c.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], {type: 'image/png'}));
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(image.width, image.height).getContext('2d', {willReadFrequently: true}));
    context.drawImage(image, 0, 0);
    const scale = image.width / innerWidth;
    const paper = context.getImageData(Math.round(3 * scale), image.height - 3, 1, 1).data;
    return /** @type {any[]} */ (boxes).map(({x, y, width, height}) => {
      const pixels = context.getImageData(Math.round(x * scale), Math.round(y * scale), Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))).data;
      let seen = 0;
      for (let i = 0; i < pixels.length; i += 4) {
        if (Math.abs(pixels[i] - paper[0]) + Math.abs(pixels[i + 1] - paper[1]) + Math.abs(pixels[i + 2] - paper[2]) > 90) seen += 1;
      }
      return seen / (pixels.length / 4);
    });
  }, /** @type {const} */ ([shot, boxes]));
}

/** Text lines in the window, below the masthead: where the text layer has them. @param {Page} page */
const lines_on_screen = page => page.evaluate(() => [...document.querySelectorAll('#text .paragraph .line')].flatMap(line => {
  const range = document.createRange();
  range.selectNodeContents(line);
  const box = range.getBoundingClientRect();
  return (line.textContent ?? '').trim().length > 1 && box.top > 70 && box.bottom < innerHeight - 10 ? [{x: box.x, y: box.y, width: box.width, height: box.height}] : [];
}));

/** @param {Page} page @param {string[]} steps */
async function compose(page, steps) {
  const session = await page.context().newCDPSession(page);
  for (const text of steps) {
    await session.send('Input.imeSetComposition', {text, selectionStart: text.length, selectionEnd: text.length});
  }
  return session;
}

/** @param {Site} samples @param {Site | null} seed */
export async function chromium_stories(samples, seed) {
  const browser = await launch();
  const wide = {viewport: {width: 1440, height: 900}};
  const fresh = async (/** @type {object} */ options = wide) => (await browser.newContext({locale: 'ko-KR', ...options})).newPage();

  await test('chromium: 처음 화면은 모든 글을 갈래와 달로 늘어놓는다', async () => {
    const page = await fresh(), errors = listen(page);
    await open(page, samples.url);
    assert.equal((await state(page)).view, 'home');
    const titles = await page.locator('#text .entry a').allTextContents();
    assert.ok(titles.length >= 12);
    assert.ok((await page.locator('#frame .link a[data-route^="#/category/"]').count()) >= 4, 'categories beside');
    assert.ok((await page.locator('#text h2.heading').first().textContent())?.match(/^20\d\d년 \d+월$/));
    await page.locator('#frame .link a', {hasText: '자연'}).click();
    await until(async () => (await state(page)).view === 'category', 'the category');
    assert.ok((await page.locator('#text .entry').count()) < titles.length);
    await page.screenshot({path: join(shots, 'chromium-category.png')});
    assert.deepEqual(errors, []);
    await page.context().close();
  });

  for (const [name, options] of /** @type {[string, object][]} */ ([
    ['wide', wide], ['wide-2x-dark', {...wide, deviceScaleFactor: 2, colorScheme: 'dark'}], ['phone-2x', {viewport: {width: 390, height: 844}, deviceScaleFactor: 2}],
  ])) {
    await test(`chromium: 글이 캔버스에 그려지고 글 층이 그 위에 있다 (${name})`, async () => {
      const page = await fresh(options), errors = listen(page);
      await open(page, `${samples.url}/#/${article}`);
      assert.deepEqual({view: 'article', slug: article}, (({view, slug}) => ({view, slug}))(await state(page)));
      await page.evaluate(() => scrollTo(0, 900));
      const lines = await lines_on_screen(page);
      assert.ok(lines.length > 5);
      const [drawn, shown] = await page.evaluate(() => {
        const canvas = /** @type {HTMLCanvasElement} */ (document.getElementById('hanji-canvas')), box = canvas.getBoundingClientRect();
        return [[canvas.width, canvas.height], [Math.round(box.width * devicePixelRatio), Math.round(box.height * devicePixelRatio)]];
      });
      assert.deepEqual(drawn, shown, 'a pixel of the canvas is a pixel of the screen');
      const inked = await ink(page, lines);
      assert.ok(inked.every(share => share > 0.02), `every line has ink: ${inked.map(share => share.toFixed(3))}`);
      const gaps = lines.slice(0, -1).map((line, i) => ({x: line.x, y: line.y - 5, width: 40, height: 2})).slice(1, 3);
      assert.ok((await ink(page, gaps)).every(share => share < 0.02), 'no ink between lines');
      await page.screenshot({path: join(shots, `chromium-${name}.png`)});
      assert.deepEqual(errors, []);
      await page.context().close();
    });
  }

  await test('chromium: 글 층의 글은 원문과 같고, 줄 끝은 캔버스와 0.5 px 안에서 맞는다', async () => {
    const page = await fresh();
    await open(page, `${samples.url}/#/${article}`);
    const shown = JSON.parse(await ask_tool('show', join(root, 'assets/posts/_posts', `${article}.md`), '--json'));
    const text = await page.locator('#text').innerText();
    const squeezed = (/** @type {string} */ s) => s.replace(/\s+/g, '');
    const whole = squeezed(text);
    for (const block of (shown.article ?? shown).blocks) {
      if (block.text && block.kind !== 'figure') assert.ok(whole.includes(squeezed(block.text)), block.text);
    }
    const worst = await page.evaluate(async () => {
      const module = /** @type {HTMLScriptElement} */ (document.querySelector('script[type=module]')).src.replace(/[^/]*$/, 'lines.js');
      const {line_errors} = await import(module);
      return Math.max(...line_errors(document.querySelector('#text')).map((/** @type {[string, number]} */ [, px]) => Math.abs(px)));
    });
    assert.ok(worst < 0.5, `${worst} px`);
    await page.context().close();
  });

  await test('chromium: 줄 끝을 넘는 말도 브라우저의 찾기가 찾고, 복사한 글에 아무것도 끼지 않는다', async () => {
    const page = await fresh();
    await open(page, `${samples.url}/#/${article}`);
    const across = await page.evaluate(() => {
      const block = [...document.querySelectorAll('#text .paragraph')].find(one => one.querySelectorAll(':scope > .line').length > 2 && one.children.length === one.querySelectorAll(':scope > :is(.line, wbr)').length);
      const [first, second] = [...(block?.querySelectorAll('.line') ?? [])].map(line => line.textContent ?? '');
      const phrase = first.slice(-5) + second.slice(0, 5);
      getSelection()?.removeAllRanges();
      // @ts-ignore not in the DOM's types
      const found = window.find(phrase);
      const range = document.createRange();
      range.selectNodeContents(/** @type {Element} */ (block));
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
      return {phrase, found, copied: String(getSelection()), source: block?.textContent};
    });
    assert.ok(across.found, across.phrase);
    assert.equal(across.copied, across.source);
    await page.context().close();
  });

  await test('chromium: 차례가 곁에 서고, 누르면 그 마디로 가며, 뒤로·앞으로가 제자리를 찾는다', async () => {
    const page = await fresh();
    await open(page, `${samples.url}/#/${article}`);
    const outline = page.locator('#frame .link a[data-route]');
    const headings = await page.locator('#text h2.heading').allTextContents();
    assert.deepEqual((await outline.allTextContents()).filter(text => headings.includes(text)), headings);
    await outline.nth(3).click();
    await until(async () => (await page.evaluate(() => scrollY)) > 300, 'the jump');
    await until(async () => (await state(page)).section === headings_id(await page.url()), 'the section in the state');
    await settle(page);
    await place_kept(page);
    const place = await page.evaluate(() => scrollY);
    await page.locator('#frame .link a').first().click();
    await until(async () => (await state(page)).view === 'home', 'the home page');
    await page.goBack();
    await until(async () => Math.abs(await page.evaluate(() => scrollY) - Number(place)) < 2, 'the place that was left');
    await page.goForward();
    await until(async () => (await state(page)).view === 'home', 'forward');
    await page.context().close();
  });

  await test('chromium: 좁은 화면의 차례는 단추 뒤에 있다', async () => {
    const page = await fresh({viewport: {width: 390, height: 844}, deviceScaleFactor: 2, hasTouch: true, isMobile: true});
    await open(page, `${samples.url}/#/${article}`);
    await page.locator('[data-control=contents]').tap();
    const link = page.locator('#sheet .link a').nth(3);
    await link.waitFor();
    await page.screenshot({path: join(shots, 'chromium-phone-contents.png')});
    await settle(page);  // it has come up
    const box = /** @type {any} */ (await page.locator('#sheet').boundingBox());
    const bare = {x: 330, y: box.y + box.height - 60, width: 40, height: 40};  // beside the sheet's words
    assert.ok((await ink(page, [bare]))[0] < 0.02, 'the sheet covers the text');
    await link.tap();
    await until(async () => (await page.evaluate(() => scrollY)) > 300, 'the jump');
    assert.ok(await page.locator('#sheet').isHidden(), 'the sheet has gone');
    await page.context().close();
  });

  await test('chromium: 한글을 조합하며 치는 동안 찾고, 다 치면 한 번 남는다', async () => {
    const page = await fresh(), errors = listen(page);
    await open(page, samples.url);
    await page.keyboard.press('/');
    await page.waitForFunction(() => document.activeElement?.id === 'search');
    const session = await compose(page, ['ㅎ', '호', '활', '활ㅈ', '활자']);
    await until(async () => (await page.locator('#text .entry').count()) > 2, 'hits while composing');
    await session.send('Input.insertText', {text: '활자'});
    await until(async () => (await state(page)).query === '활자', 'the query');
    assert.equal(await page.locator('#search').inputValue(), '활자');
    const address = () => page.evaluate(() => decodeURIComponent(location.search));
    await until(async () => await address() === '?q=활자', 'the address, when the typing rests');
    await page.locator('#search').fill('활자를');
    await until(async () => (await state(page)).query === '활자를', 'another query');
    await page.keyboard.press('Tab');
    assert.equal(await address(), '?q=활자를', 'the address, before the next key does anything');
    await page.locator('#search').fill('활자');
    await until(async () => await address() === '?q=활자', 'the address');
    const hits = await page.evaluate(() => hanji.search('활자', {limit: 5}));
    const native = (await ask_tool('search', samples.folder, '활자', '--limit', '5', '--json')).trim().split('\n').map(line => JSON.parse(line));
    assert.deepEqual(hits.map(hit => [hit.rank, hit.slug, hit.section, hit.snippet]), native.map(hit => [hit.rank, hit.slug, hit.section, hit.snippet]));
    await page.screenshot({path: join(shots, 'chromium-search.png')});
    await page.locator('#text .entry a').first().click();
    await until(async () => (await state(page)).view === 'article', 'the hit');
    assert.equal((await state(page)).query, '활자');
    await page.screenshot({path: join(shots, 'chromium-hit.png')});
    await page.goBack();
    await until(async () => (await state(page)).view === 'search', 'back to the answers');
    assert.deepEqual(errors, []);
    await page.context().close();
  });

  await test('chromium: 가만히 있으면 프레임을 하나도 부르지 않는다', async () => {
    const page = await fresh();
    await page.addInitScript(() => {
      const ask = window.requestAnimationFrame.bind(window);
      Object.assign(window, {asked: 0, ask});
      // @ts-ignore
      window.requestAnimationFrame = callback => { window.asked += 1; return ask(callback); };
    });
    await open(page, `${samples.url}/#/${article}`);
    await settle(page);
    const count = () => page.evaluate(() => [/** @type {any} */ (window).asked, hanji.stats().frames]);
    const before = await count();
    await page.evaluate(() => new Promise(done => {  // ninety frames of the browser's own
      let left = 90;
      const next = () => left-- ? /** @type {any} */ (window).ask(next) : done(undefined);
      next();
    }));
    assert.deepEqual(await count(), before);
    await page.mouse.wheel(0, 400);
    await until(async () => (await count())[1] > before[1], 'a frame after the wheel');
    await page.context().close();
  });

  await test('chromium: 쪽은 그것을 지은 한지의 버전을 말한다', async () => {
    const page = await fresh();
    await open(page, samples.url);
    const version = await page.evaluate(() => hanji.version);
    assert.equal(`hanji ${version}`, (await ask_tool('--version')).trim());
    assert.equal(`Hanji ${version}`, await page.locator('meta[name=generator]').getAttribute('content'));
    await page.context().close();
  });

  await test('chromium: 설정은 바로 바뀌고 다음에도 남는다', async () => {
    const page = await fresh();
    await open(page, `${samples.url}/#/${article}`);
    await page.evaluate(() => hanji.set({theme: 'sepia', fontSize: 22, breaks: 'syllable', align: 'justify', font: 'sans'}));
    const size = () => page.evaluate(() => getComputedStyle(document.querySelector('#text .paragraph') ?? document.body).fontSize);
    await until(async () => await size() === '22px', 'the text layer to follow');
    await settle(page);
    await page.screenshot({path: join(shots, 'chromium-settings.png')});
    await page.reload();
    await page.waitForFunction(() => 'hanji' in window);
    await page.evaluate(() => hanji.ready);
    const settings = await page.evaluate(() => hanji.get());
    assert.equal(settings.theme, 'sepia');
    assert.equal(settings.breaks, 'syllable');
    await page.context().close();
  });

  await test('chromium: 다른 곳의 쪽이 iframe과 <hanji-reader>로 글을 품는다', async () => {
    const host = await serve(null, path => path === '/index.html' ? {type: 'text/html; charset=utf-8', body: `<!doctype html><meta charset="utf-8"><title>남의 쪽</title>
      <iframe id="plain" width="600" height="500" src="${samples.url}/?embed#/${article}"></iframe>
      <script type="module" src="${samples.url}/embed.js"></script>
      <hanji-reader id="reader" src="${samples.url}/" article="${article}" theme="sepia" style="width:600px;height:500px"></hanji-reader>`} : null);
    const page = await fresh();
    await page.goto(host.url.replace('127.0.0.1', 'localhost'));
    const frame = page.frameLocator('#plain');
    await frame.locator('#text h1').waitFor();
    assert.ok((await frame.locator('#text').innerText()).length > 500);
    const inside = await page.evaluate(async () => {
      const reader = /** @type {any} */ (document.getElementById('reader'));
      await reader.ready;
      const hits = await reader.search('활자', {limit: 3});
      await reader.home();
      return {hits: hits.length, view: (await reader.state()).view, theme: (await reader.get()).theme, sandbox: reader.querySelector('iframe').getAttribute('sandbox')};
    });
    assert.deepEqual(inside, {hits: 3, view: 'home', theme: 'sepia', sandbox: 'allow-scripts allow-same-origin allow-popups'});
    await page.screenshot({path: join(shots, 'chromium-embedded.png')});
    await page.context().close();
    host.close();
  });

  await test('chromium: 한 번 읽은 것은 그물이 끊겨도 다시 읽힌다', async () => {
    const page = await fresh();
    await open(page, `${samples.url}/#/${article}`);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await keeps(page, 'articles-', '.wasm', 'bundle.json');
    await page.context().setOffline(true);
    await page.reload();
    await page.waitForFunction(() => 'hanji' in window);
    await page.evaluate(() => hanji.ready);
    assert.equal((await state(page)).slug, article);
    assert.equal((await state(page)).offline, true);
    assert.ok((await page.locator('#text h1').innerText()).length > 3);
    await page.context().close();
  });

  await test('chromium: 목록에서 연 글도 그물이 끊긴 채 새로 고치면 다시 읽힌다', async () => {
    const page = await fresh();
    await open(page, samples.url);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await until(() => page.evaluate(() => navigator.serviceWorker.controller !== null), 'the worker');
    await page.locator('#text .entry a').nth(3).click();
    await until(async () => (await state(page)).view === 'article', 'the article');
    const {slug} = await state(page);
    await keeps(page, 'articles-', 'slugs-', '.wasm', 'bundle.json');
    await page.context().setOffline(true);
    await page.reload();
    await page.waitForFunction(() => 'hanji' in window);
    await page.evaluate(() => hanji.ready);
    assert.deepEqual([(await state(page)).slug, (await state(page)).showing], [slug, 'content']);
    await page.context().close();
  });

  await test('chromium: 찾은 글은 그물이 끊긴 채 새로 고친 뒤에도 열린다', async () => {
    const page = await fresh();
    await open(page, samples.url);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await until(() => page.evaluate(() => navigator.serviceWorker.controller !== null), 'the worker');
    await page.locator('#search').fill('한글');
    await page.keyboard.press('Enter');
    await until(() => page.locator('#text .entry + p').count(), 'the sentences of the answer');
    await keeps(page, 'articles-', 'index-', '.wasm', 'bundle.json');
    await page.context().setOffline(true);
    await page.reload();
    await page.waitForFunction(() => 'hanji' in window);
    await page.evaluate(() => hanji.ready);
    const hit = page.locator('#text .entry a').first();
    const title = await hit.innerText();
    await hit.click();
    await until(async () => (await state(page)).view === 'article', 'the article');
    await until(() => page.locator('#text h1').count(), 'its title');
    assert.deepEqual([await page.locator('#text h1').innerText(), (await state(page)).showing], [title, 'content']);
    await page.context().close();
  });

  await test('chromium: 글쇠만으로 찾고 읽을 수 있다', async () => {
    const page = await fresh();
    await open(page, samples.url);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'skip');
    /** @type {string[]} */ const stops = [];
    for (let i = 0; i < 14; ++i) {
      await page.keyboard.press('Tab');
      stops.push(await page.evaluate(() => document.activeElement?.getAttribute('data-route') ?? document.activeElement?.id ?? ''));
    }
    assert.ok(stops.includes('search'), stops.join(' '));
    assert.ok(stops.some(stop => stop.startsWith('#/category/')), stops.join(' '));
    assert.ok(stops.some(stop => /^#\/20\d\d-/.test(stop)), stops.join(' '));
    await page.keyboard.press('Enter');
    await page.locator('#text article h1').waitFor();
    await page.keyboard.press('End');
    await until(async () => (await state(page)).progress > 0.95, 'the end of the article');
    await page.context().close();
  });

  // ---- what goes wrong says so ----

  await test('chromium: 없는 글은 없다고 말한다', async () => {
    const page = await fresh();
    await open(page, `${samples.url}/#/no-such-post`);
    assert.match(await page.locator('#text').innerText(), /이런 주소의 글이 없습니다/);
    await page.context().close();
  });

  await test('chromium: 묶음이 없으면 까닭을 말하고, 다시 시도하면 열린다', async () => {
    let gone = true;
    const broken = await serve(samples.folder, path => gone && path.startsWith('/bundle/') ? {status: 404} : null);
    const page = await fresh();
    await page.goto(broken.url);
    await until(() => page.evaluate(() => 'hanji' in window && performance.getEntriesByName(new URL('bundle/bundle.json', location.href).href).length > 0), 'the program');
    assert.ok(await page.locator('#hanji-page h3 a').first().isVisible(), 'the list that stands there is read on');
    await open(page, `${broken.url}/#/${article}`);
    assert.match(await page.locator('#text').innerText(), /글 묶음을 불러오지 못했습니다/);
    const boxes = await page.locator('#text h1').boundingBox();
    assert.ok((await ink(page, [/** @type {any} */ (boxes)]))[0] > 0.02, 'drawn, not only in the text layer');
    await page.screenshot({path: join(shots, 'chromium-no-bundle.png')});
    gone = false;
    await page.locator('[data-control=retry]').click();
    await page.locator('#text article h1').waitFor();
    await page.context().close();
    broken.close();
  });

  await test('chromium: 손상된 조각은 그 글만 막는다', async () => {
    const broken = await serve(samples.folder, path => {
      if (!path.startsWith('/bundle/articles-')) return null;
      const bytes = readFileSync(join(samples.folder, path));
      bytes[bytes.length >> 1] ^= 1;
      return {body: bytes};
    });
    const page = await fresh();
    await open(page, `${broken.url}/#/${article}`);
    assert.match(await page.locator('#text').innerText(), /이 글을 불러오지 못했습니다/);
    await page.evaluate(() => hanji.home());
    await page.locator('#text .entry').first().waitFor();
    await page.context().close();
    broken.close();
  });

  await test('chromium: WebGL2가 없으면 글 층이 쪽이 된다', async () => {
    const page = await fresh();
    await page.addInitScript(() => {
      const get = HTMLCanvasElement.prototype.getContext;
      // @ts-ignore
      HTMLCanvasElement.prototype.getContext = function (kind, ...rest) { return kind.startsWith('webgl') ? null : get.call(this, kind, ...rest); };
    });
    await open(page, `${samples.url}/#/${article}`);
    const lines = await lines_on_screen(page);
    assert.ok((await ink(page, lines)).every(share => share > 0.02), 'every line has ink');
    await page.screenshot({path: join(shots, 'chromium-no-webgl.png')});
    await page.context().close();
  });

  await test('chromium: 그리던 캔버스를 잃으면 글 층이 보이고, 돌아오면 다시 그린다', async () => {
    const page = await fresh();
    await page.addInitScript(() => {
      const get = HTMLCanvasElement.prototype.getContext;
      // @ts-ignore
      HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
        const context = get.call(this, kind, ...rest);
        if (kind === 'webgl2') Object.assign(window, {lose: /** @type {any} */ (context).getExtension('WEBGL_lose_context')});
        return context;
      };
    });
    await open(page, `${samples.url}/#/${article}`);
    await page.evaluate(() => /** @type {any} */ (window).lose.loseContext());
    await page.waitForFunction(() => document.documentElement.classList.contains('plain'));
    assert.ok((await ink(page, await lines_on_screen(page))).every(share => share > 0.02), 'text while it is lost');
    await page.evaluate(() => /** @type {any} */ (window).lose.restoreContext());
    await page.waitForFunction(() => !document.documentElement.classList.contains('plain'));
    assert.ok((await ink(page, await lines_on_screen(page))).every(share => share > 0.02), 'text drawn anew');
    await page.context().close();
  });

  await test('chromium: 고대비 색과 인쇄에서는 글 층이 보이고, 머리띠가 글을 가린다', async () => {
    const page = await fresh();
    await open(page, `${samples.url}/#/${article}`);
    const is_plain = () => page.evaluate(() => document.documentElement.classList.contains('plain'));
    for (const media of /** @type {const} */ ([{forcedColors: 'active'}, {forcedColors: 'none', media: 'print'}])) {
      await page.emulateMedia(media);
      await until(is_plain, JSON.stringify(media));
      const seen = await page.evaluate(() => ({
        text: getComputedStyle(document.querySelector('#text .paragraph .line') ?? document.body).color,
        behind: getComputedStyle(document.querySelector('#frame') ?? document.body).backgroundColor,
      }));
      assert.notEqual(seen.text, 'rgba(0, 0, 0, 0)', 'text');
      assert.notEqual(seen.behind, 'rgba(0, 0, 0, 0)', 'masthead');
    }
    await page.emulateMedia({media: 'screen'});
    await until(async () => !await is_plain(), 'the canvas again');
    await page.context().close();
  });

  await test('chromium: WebAssembly가 없거나 파일이 없으면 까닭을 말한다', async () => {
    const page = await fresh();
    await page.addInitScript(() => { Reflect.deleteProperty(window, 'WebAssembly'); });
    await page.goto(`${samples.url}/#/${article}`);
    await page.locator('#trouble:visible').waitFor();
    assert.match(await page.locator('#trouble').innerText(), /WebAssembly/);
    await page.context().close();

    const broken = await serve(samples.folder, path => path.endsWith('.wasm') ? {status: 404} : null);
    const other = await fresh();
    await other.goto(`${broken.url}/#/${article}`);
    await other.locator('#trouble:visible').waitFor();
    assert.match(await other.locator('#trouble').innerText(), /다시/);
    await other.context().close();
    broken.close();
  });

  await test('chromium: 프로그램이 멎어도 까닭을 말하고 글은 남는다', async () => {
    const page = await fresh();
    await open(page, `${samples.url}/#/${article}`);
    await page.evaluate(() => {
      scrollTo(0, 900);
      WebGL2RenderingContext.prototype.clear = () => { throw new WebAssembly.RuntimeError('unreachable'); };
      hanji.set({fontSize: 24});
    });
    await page.locator('#trouble:visible').waitFor();
    assert.ok((await ink(page, (await lines_on_screen(page)).slice(0, 4))).every(share => share > 0.02), 'the text is readable');
    await page.screenshot({path: join(shots, 'chromium-trap.png')});
    await page.context().close();
  });

  if (seed) {
    for (const [name, options] of /** @type {[string, object][]} */ ([
      ['wide-1x', wide], ['wide-2x', {...wide, deviceScaleFactor: 2}], ['phone-1x', {viewport: {width: 390, height: 844}}], ['phone-2x', {viewport: {width: 390, height: 844}, deviceScaleFactor: 2}],
    ])) {
      await test(`chromium: 처음의 그 글이 마디와 빛깔까지 그려진다 (${name})`, async () => {
        const page = await fresh(options), errors = listen(page);
        await open(page, `${seed.url}/#/${seed_slug}`);
        const headings = await page.locator('#text h2.heading').allTextContents();
        assert.deepEqual(headings, ['러시아 외무장관 라브로프의 한미 핵협의 발언', '한미 간의 핵 협의 그룹(NCG) 확장억제 강화', '북한의 위협과 한미의 대응', '결론 및 전망']);
        const inks = await page.locator('#text .line').evaluateAll(runs => runs.map(run => /** @type {HTMLElement} */ (run).style.getPropertyValue('--run') || /** @type {HTMLElement} */ (run).style.getPropertyValue('--behind')));
        assert.ok(new Set(inks.filter(Boolean)).size >= 3, `red, blue and highlighted: ${[...new Set(inks)]}`);
        for (let y = 0; ; y += 700) {  // every screen of it
          await page.evaluate(y => scrollTo(0, y), y);
          const lines = await lines_on_screen(page);
          assert.ok((await ink(page, lines)).every(share => share > 0.02));
          if (y === 0) await page.screenshot({path: join(shots, `seed-${name}.png`)});
          if (await page.evaluate(() => scrollY + innerHeight >= document.documentElement.scrollHeight - 1)) break;
        }
        assert.deepEqual(errors, []);
        await page.context().close();
      });
    }
  }
  await foreign_stories(browser, samples);
  await embedding_stories(browser, samples);
  await frame_stories(samples);
  await block_stories(browser);
  await formula_stories(browser);
  await copying_stories(browser);
  await whereabouts_stories(browser, samples);
  await speech_stories(browser, samples);
  await touch_stories(browser, samples);
  await axe_stories(browser, samples);
  await web_font_stories(browser);
  await text_layer_stories(browser);
  await open_stories(browser, samples);
  await preview_stories(browser, join(samples.folder, '..'));
  await readme_stories(browser, samples);
  await static_page_stories(browser, samples);
  await take_over_stories(browser, samples);
  await reading_stories(browser, samples);
  await finding_stories(browser, samples);
  await offer_stories(browser, samples);
  await without_canvas_stories(browser, samples);
  await search_module_stories(browser, samples);
  await remembering_stories(browser, samples);
  await worker_stories(browser, samples);
  await offline_stories(browser, join(samples.folder, '../offline'));
  await odd_host_stories(browser, join(samples.folder, '../offline'));
  const many = await make_site(join(samples.folder, '..'));
  await fault_stories(browser, many);
  await walk_story(browser, many);
  many.close();
  await line_break_stories(browser);
  await same_text_stories(browser);
  await browser.close();
}

/** Until files of such names are kept. @param {import('playwright-core').Page} page @param {string[]} names */
const keeps = (page, ...names) => until(async () => {
  const kept = await kept_paths(page);
  return names.every(name => kept.some(path => path.includes(name)));
}, `${names} to be kept`);

/** @param {string} url the section's id in an address */
function headings_id(url) {
  return decodeURIComponent(new URL(url).hash.slice(1));
}
