// Fingers: what they hit, what they move, what a pinch shows. Real touch events, by Chromium's own protocol.
/// <reference path="./page.d.ts" />

import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {assert, run_tool, serve, settle, test, until} from './harness.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{x: number, y: number}} Point */

/** Fingers go down, by steps to where they come up. @param {Page} page @param {Point[]} from @param {Point[]} to */
async function move_fingers(page, from, to, steps = 12) {
  const cdp = await page.context().newCDPSession(page);
  const at = async (/** @type {number} */ part) => {
    const scale = await page.evaluate(() => visualViewport?.scale ?? 1);  // the protocol counts px that are enlarged
    return from.map(({x, y}, id) => ({id, x: (x + ((to[id]?.x ?? x) - x) * part) / scale, y: (y + ((to[id]?.y ?? y) - y) * part) / scale}));
  };
  await cdp.send('Input.dispatchTouchEvent', {type: 'touchStart', touchPoints: await at(0)});
  for (let i = 1; i <= steps; ++i) {
    await cdp.send('Input.dispatchTouchEvent', {type: 'touchMove', touchPoints: await at(i / steps)});
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  await cdp.send('Input.dispatchTouchEvent', {type: 'touchEnd', touchPoints: []});
  await cdp.detach();
}

/** What is seen of the page, as it is on the screen, and which part of its ink is neither ink nor paper. @param {Page} page */
async function blur_of(page) {
  const cdp = await page.context().newCDPSession(page), {data} = await cdp.send('Page.captureScreenshot', {format: 'png'});
  await cdp.detach();
  return page.evaluate(async data => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(data), c => c.charCodeAt(0))]));
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(image.width, image.height).getContext('2d'));
    context.drawImage(image, 0, 0);
    const {data: pixels} = context.getImageData(0, image.height >> 2, image.width, image.height >> 1);
    let between = 0, inked = 0;
    for (let i = 0; i < pixels.length; i += 4) {
      const light = pixels[i + 1];
      if (light < 200) inked += 1;
      if (light < 200 && light > 90) between += 1;
    }
    return between / inked;
  }, data);
}

/** Controls on screen that a thumb of 44 px may miss, links in running text apart. @param {Page} page @returns {Promise<string[]>} */
const small_targets = page => page.evaluate(() => [...document.querySelectorAll('a[href], button, input, summary, [role=slider]')].flatMap(element => {
  if (!(element instanceof HTMLElement) || !element.checkVisibility({visibilityProperty: true}) || element.closest('#skip, .skip')) return [];
  if (element.matches('a') && element.closest(':is(article, .about) :is(p, li, td, th, dd, figcaption, blockquote)') && !element.closest('nav')) return [];
  element.scrollIntoView({block: 'center', behavior: 'instant'});
  const box = (element.closest('label') ?? element).getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
  const hits = (/** @type {number} */ x, /** @type {number} */ y) => {
    const there = document.elementFromPoint(x, y);
    return there !== null && (element.contains(there) || element.closest('label')?.contains(there) === true);
  };
  if (!hits(x, y)) return [];  // something lies over it
  const reach = (/** @type {number} */ dx, /** @type {number} */ dy) => { let far = 0; while (far < 30 && hits(x + dx * (far + 1), y + dy * (far + 1))) far += 1; return far; };
  const wide = reach(1, 0) + reach(-1, 0) + 1, high = reach(0, 1) + reach(0, -1) + 1, edge = innerWidth - 1 - x < 22;  // a pixel's half on either side
  return wide >= (edge ? 40 : 43) && high >= 43 ? [] : [`${element.dataset.control ?? element.textContent?.trim().slice(0, 20) ?? ''} (${element.localName}) ${wide} × ${high}`];
}));

/** @param {import('playwright-core').Browser} browser @param {{folder: string, url: string}} samples */
export async function touch_stories(browser, samples) {
  const phone = (width = 390) => ({viewport: {width, height: 844}, deviceScaleFactor: 2, hasTouch: true, isMobile: true, locale: 'ko-KR'});
  /** @param {string} address */
  async function opened(address, width = 390) {
    const page = await (await browser.newContext(phone(width))).newPage();
    await page.goto(samples.url + address);
    await page.waitForFunction(() => 'hanji' in window);
    await page.evaluate(() => hanji.ready);
    await page.waitForSelector('html.drawn');
    await settle(page);
    return page;
  }

  await test('chromium: 두 손가락으로 넓히면 캔버스가 보이는 곳을 또렷하게 다시 그리고, 자리와 배치는 그대로다', async () => {
    const page = await opened('/a/2024-09-29-salt.html');
    await page.evaluate(() => scrollTo(0, 600));
    await settle(page);
    const place = () => page.evaluate(() => ({y: scrollY, heights: [...document.querySelectorAll('#text [data-b]')].map(block => block.getBoundingClientRect().height).join(' ')}));
    const canvas = () => page.evaluate(() => {
      const {width, height, style} = /** @type {HTMLCanvasElement} */ (document.getElementById('hanji-canvas')), box = document.getElementById('hanji-canvas')?.getBoundingClientRect();
      const {offsetLeft, offsetTop, width: seen_width, height: seen_height, scale} = /** @type {VisualViewport} */ (visualViewport);
      return {pixels: width * height, density: width / (box?.width ?? 1), scale, transform: style.transform,
        covers: box !== undefined && box.left <= offsetLeft && box.top <= offsetTop && box.right >= offsetLeft + seen_width && box.bottom >= offsetTop + seen_height};
    });
    const before = await place(), whole = await canvas(), sharp = await blur_of(page);
    await move_fingers(page, [{x: 115, y: 420}, {x: 275, y: 420}], [{x: 60, y: 420}, {x: 330, y: 420}]);
    await until(async () => (await canvas()).transform !== '', 'the part that is seen');
    await settle(page);
    const near = await canvas();
    assert.ok(near.scale > 1.4, `${near.scale}`);
    assert.ok(Math.abs(near.density / (2 * near.scale) - 1) < 0.01, `${near.density} device pixels to a CSS px, at ${near.scale} times 2`);
    assert.ok(near.covers, 'all that is seen is drawn');
    assert.ok(near.pixels <= 1.7 * whole.pixels, `${near.pixels} pixels of ${whole.pixels}`);
    const near_blur = await blur_of(page);
    assert.ok(near_blur < sharp, `larger letters have less of an edge: ${near_blur}, ${sharp}`);
    assert.deepEqual(await place(), before);
    await move_fingers(page, [{x: 60, y: 200}], [{x: 20, y: 150}]);
    await settle(page);
    assert.ok((await canvas()).covers, 'so is what a finger moves into sight');
    await move_fingers(page, [{x: 20, y: 200}, {x: 240, y: 200}], [{x: 120, y: 200}, {x: 140, y: 200}]);
    await until(async () => (await canvas()).scale === 1, 'the window as it was');
    await settle(page);
    assert.deepEqual((({pixels, transform}) => ({pixels, transform}))(await canvas()), {pixels: whole.pixels, transform: ''});
    await page.context().close();
  });

  for (const width of [390, 320]) {
    await test(`chromium: 손가락이 누를 것은 모두 44 px 이상이다 (${width} px)`, async () => {
      /** @type {string[]} */ const small = [];
      const page = await opened('/', width);
      const look = async (/** @type {string} */ where) => {
        if (await page.evaluate(() => 'hanji' in window)) await settle(page);
        small.push(...(await small_targets(page)).map(each => `${where}: ${each}`));
      };
      await look('home');
      await page.locator('#frame [data-control=search]').tap();
      await page.locator('#search').fill('글');
      await page.locator('#text .link a', {hasText: /^글자$/}).waitFor();
      await look('words offered');
      await page.locator('#text .link a', {hasText: /^글자$/}).tap();
      await page.locator('#text .entry a').first().tap();
      await page.waitForFunction(() => hanji.state().view === 'article');
      await page.locator('#frame [data-control=search]').tap();
      await page.locator('#search').fill('');
      await page.locator('#offers').waitFor({state: 'attached'});
      await look('searches made before');
      await page.evaluate(() => hanji.home());
      await settle(page);
      await page.locator('[data-control=contents]').tap();
      await look('categories');
      await page.evaluate(() => hanji.open('2023-07-02-hangul-search'));
      await look('article');
      for (const sheet of ['contents', 'settings']) {
        await page.evaluate(() => scrollTo(0, 0));
        await page.locator(`#frame [data-control=${sheet}]`).tap();
        await page.locator('#sheet').waitFor();
        await look(sheet);
        await page.keyboard.press('Escape');
      }
      await page.keyboard.press('?');
      await look('keys');
      await page.keyboard.press('Escape');
      await page.evaluate(() => scrollTo(0, 0));
      await page.locator('#frame [data-control=find]').tap();
      await page.keyboard.type('한글');
      await look('find');
      await page.evaluate(() => { location.hash = '#/search?q=소금'; });
      await page.waitForFunction(() => hanji.state().view === 'search');
      await look('search');
      await page.locator('input#search').tap();
      await page.goto(`${samples.url}/#/nowhere`);
      await page.reload();
      await page.waitForFunction(() => 'hanji' in window);
      await look('no such article');
      await page.context().route(/hanji\.(js|wasm)$/, route => route.abort());
      for (const plain of ['/archive.html', '/archive/2024-01.html', '/offline.html', '/a/2023-07-02-hangul-search.html', '/a/2024-09-29-salt.html', '/']) {
        await page.context().clearCookies();
        await page.goto(samples.url + plain);
        small.push(...(await small_targets(page)).map(each => `${plain}: ${each}`));
      }
      assert.deepEqual(small, []);
      await page.context().close();
    });
  }

  await test('chromium: 그림을 두 번 두드려도 크게 열린 채로 있고, 손가락으로 넓힐 수 있다', async () => {
    const page = await opened('/a/2023-05-07-hanji-making.html'), enlarge = page.locator('#text .enlarge').first();
    await enlarge.scrollIntoViewIfNeeded();
    await settle(page);
    const box = /** @type {{x: number, y: number, width: number, height: number}} */ (await enlarge.boundingBox());
    const point = {x: box.x + box.width / 2, y: box.y + box.height / 2}, cdp = await page.context().newCDPSession(page);
    for (let i = 0; i < 2; ++i) {
      await cdp.send('Input.dispatchTouchEvent', {type: 'touchStart', touchPoints: [point]});
      await cdp.send('Input.dispatchTouchEvent', {type: 'touchEnd', touchPoints: []});
    }
    await page.locator('dialog.picture').waitFor();
    await settle(page);
    assert.equal(await page.locator('dialog.picture').count(), 1);
    await move_fingers(page, [{x: 150, y: 420}, {x: 240, y: 420}], [{x: 120, y: 420}, {x: 270, y: 420}]);
    assert.ok(await page.evaluate(() => (visualViewport?.scale ?? 1) > 1.2));
    assert.equal(await page.locator('dialog.picture').count(), 1, 'two fingers are no tap');
    await page.context().close();
  });

  await test('chromium: 줄임말을 누르면 무엇을 줄였는지 보이고, 다른 곳을 누르면 사라진다', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hanji-touch-'));
    writeFileSync(join(folder, 'short.md'), '---\ntitle: 줄임말\n---\n\n기상청은 KMA라고 줄여 쓴다.\n\n둘째 문단이다.\n\n*[KMA]: 대한민국 기상청\n');
    await run_tool('build', folder, '--out', join(folder, 'site'), '--quiet');
    const site = await serve(join(folder, 'site')), page = await (await browser.newContext(phone())).newPage();
    await page.goto(`${site.url}/a/short.html`);
    await page.waitForSelector('html.drawn');
    await settle(page);
    const meaning = page.locator('.meaning');
    await until(async () => {
      await page.locator('#text abbr').tap();
      return await meaning.count() === 1;
    }, 'what it stands for');
    assert.equal(await meaning.innerText(), '대한민국 기상청');
    const [above, below] = [await page.locator('#text abbr').boundingBox(), await meaning.boundingBox()];
    assert.ok(below && above && below.y >= above.y + above.height && below.y < above.y + above.height + 24 && below.x >= 0 && below.x + below.width <= 390);
    await page.locator('#text p').last().tap();
    await until(async () => await meaning.count() === 0, 'it to go');
    await page.context().close();
    site.close();
    rmSync(folder, {recursive: true});
  });

  await test('chromium: 넓은 표와 코드와 수식은 손가락으로 옆으로 밀리고, 끝에서 더 밀면 시스템의 뒤로 가기다', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hanji-touch-')), row = (/** @type {string} */ of) => `| ${Array.from({length: 14}, (_, i) => `${of} ${i}`).join(' | ')} |`;
    writeFileSync(join(folder, 'wide.md'), `---\ntitle: 넓은 것\n---\n\n${'첫 문단입니다. '.repeat(30)}\n\n${row('머리')}\n|${'---|'.repeat(14)}\n${row('가나다라')}\n${row('마바사아')}\n${row('가나다라')}\n\n`
      + '```text\n' + `${'0123456789 '.repeat(30)}\n`.repeat(4) + '```\n\n' + `$$ ${Array.from({length: 40}, (_, i) => `x_{${i}}`).join(' + ')} $$\n\n${'끝 문단입니다. '.repeat(400)}\n`);
    await run_tool('build', folder, '--out', join(folder, 'site'), '--quiet');
    const site = await serve(join(folder, 'site'));
    const page = await (await browser.newContext(phone(320))).newPage();
    await page.goto(`${site.url}/archive.html`);
    await page.goto(`${site.url}/a/wide.html`);
    await page.waitForSelector('html.drawn');
    await settle(page);
    const wide = page.locator('#text .scroller'), down = () => page.evaluate(() => scrollY);
    assert.ok(await wide.count() >= 2, 'a table and a formula');
    for (const one of await wide.all()) {
      await one.evaluate(each => each.scrollIntoView({block: 'center', behavior: 'instant'}));
      await settle(page);
      const box = /** @type {{x: number, y: number, width: number, height: number}} */ (await one.boundingBox()), y = box.y + box.height / 2;
      const before = await down();
      await move_fingers(page, [{x: 220, y}], [{x: 120, y}]);
      await until(() => one.evaluate(each => each.scrollLeft > 20), 'it to move');
      assert.equal(await down(), before);
      await move_fingers(page, [{x: 160, y}], [{x: 160, y: y - 120}]);
      await until(async () => await down() > before + 40, 'the page to move');
      await one.evaluate(each => { each.scrollLeft = 0; });
    }
    await wide.first().evaluate(each => each.scrollIntoView({block: 'center', behavior: 'instant'}));
    await settle(page);
    const box = /** @type {{x: number, y: number, width: number, height: number}} */ (await wide.first().boundingBox());
    const is_back = () => page.url().endsWith('/archive.html');
    for (let tries = 0; tries < 4 && !is_back(); ++tries) {  // one may be too slow for the browser
      await move_fingers(page, [{x: 25, y: box.y + box.height / 2}], [{x: 315, y: box.y + box.height / 2}]).catch(error => { if (!is_back()) throw error; });
      await until(is_back, 'the page before', 4000).catch(() => {});
    }
    assert.ok(is_back(), 'the page before');
    await page.context().close();
    site.close();
    rmSync(folder, {recursive: true});
  });

  await test('chromium: 손가락의 움직임을 막는 것이 없어, 가장자리에서 밀면 뒤로 가고 글은 길게 눌러 고를 수 있다', async () => {
    const page = await (await browser.newContext(phone())).newPage();
    await page.addInitScript(() => {
      /** @type {string[]} */ const kept = [];
      Object.assign(window, {kept});
      const prevent = Event.prototype.preventDefault;
      Event.prototype.preventDefault = function() {
        if (/^(touch|pointer|contextmenu|selectstart|gesture)/.test(this.type)) kept.push(this.type);
        prevent.call(this);
      };
    });
    await page.goto(`${samples.url}/archive.html`);
    await page.goto(`${samples.url}/a/2024-09-29-salt.html`);
    await page.waitForSelector('html.drawn');
    await settle(page);
    await move_fingers(page, [{x: 200, y: 500}], [{x: 200, y: 300}]);
    await page.locator('#text article p').nth(3).dispatchEvent('contextmenu');
    assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).kept), []);
    // What a long press asks for: the word under it.
    const words = await page.evaluate(() => [...document.querySelectorAll('#text article p .line')].flatMap(line => {
      const range = document.createRange(), text = line.firstChild;
      if (!(text instanceof Text) || text.length < 6) return [];
      range.setStart(text, 2);
      range.setEnd(text, 3);
      const box = range.getBoundingClientRect();
      if (box.top < 80 || box.bottom > innerHeight - 80) return [];
      const at = document.caretRangeFromPoint(box.x + box.width * 0.3, box.y + box.height / 2);
      return [at?.startContainer === text && at.startOffset === 2];
    }));
    assert.ok(words.length > 5 && words.every(Boolean), `${words}`);
    assert.equal(await page.evaluate(() => [...document.querySelectorAll('#text article, #text article *')].filter(each => getComputedStyle(each).userSelect === 'none' && !each.matches('button, button *')).length), 0);
    await move_fingers(page, [{x: 1, y: 400}], [{x: 260, y: 402}]);
    await until(() => page.url().endsWith('/archive.html'), 'the page before');
    await page.context().close();
  });
}
