// Reading in Chromium: the sheet of controls, the place that is kept, section keys, the way on, the bar of phones.
/// <reference path="./page.d.ts" />

import {join} from 'node:path';
import {assert, place_kept, settle, shots, test, until} from './harness.mjs';

/** @typedef {import('playwright-core').Page} Page */

const article = '2023-07-02-hangul-search';

/** @param {Page} page @param {string} address */
async function open(page, address) {
  await page.goto(address);
  await page.waitForFunction(() => 'hanji' in window);
  await page.evaluate(() => hanji.ready);
}

const state = (/** @type {Page} */ page) => page.evaluate(() => hanji.state());
const scroll = (/** @type {Page} */ page) => page.evaluate(() => scrollY);
const focused = (/** @type {Page} */ page) => page.evaluate(() => document.activeElement instanceof HTMLElement ? document.activeElement.dataset.control ?? document.activeElement.id : '');

/** The first line below the masthead: its words, and where it stands. @param {Page} page */
const line_being_read = page => page.evaluate(() => {
  for (const line of document.querySelectorAll('#text .paragraph .line')) {
    const box = line.getClientRects()[0] ?? {top: 0};
    if (box.top >= 56) return {words: (line.textContent ?? '').slice(0, 6), y: box.top};
  }
  return {words: '', y: 0};
});

/** Where those words stand now, nearest to `y`. @param {Page} page @param {{words: string, y: number}} line */
const distance = (page, line) => page.evaluate(({words, y}) => {
  let nearest = Infinity;
  for (const block of document.querySelectorAll('#text .paragraph')) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let at = (node.textContent ?? '').indexOf(words.slice(0, 3)); at >= 0; at = (node.textContent ?? '').indexOf(words.slice(0, 3), at + 1)) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = range.getBoundingClientRect();
        if (Math.abs(box.top - y) < Math.abs(nearest)) nearest = box.top - y;
      }
    }
  }
  return nearest;
}, line);

/** @param {import('playwright-core').Browser} browser @param {{url: string}} samples */
export async function reading_stories(browser, samples) {
  const wide = {viewport: {width: 1440, height: 900}};
  const phone = {viewport: {width: 390, height: 844}, deviceScaleFactor: 2, hasTouch: true, isMobile: true};
  const fresh = async (/** @type {object} */ options = wide) => (await browser.newContext({locale: 'ko-KR', ...options})).newPage();
  const address = `${samples.url}/#/${article}`;

  await test('chromium: 보기 판은 한 번 눌러 열리고, 크기를 바꿔도 읽던 줄이 제자리에 있으며, 다음에도 남는다', async () => {
    const page = await fresh();
    await open(page, address);
    await page.evaluate(() => scrollTo(0, 1200));
    await settle(page);
    const line = await line_being_read(page);
    await page.locator('#frame [data-control=settings]').click();
    await page.locator('#sheet').waitFor();
    assert.equal(await page.locator('#frame [data-control=settings]').getAttribute('aria-expanded'), 'true');
    const size = () => page.evaluate(() => hanji.get().fontSize);
    for (let i = 0; i < 3; ++i) await page.locator('#sheet [data-control="size:+"]').click();
    assert.equal(await size(), 21);
    assert.equal(await focused(page), 'size:+', 'the focus stays on the button');
    await settle(page);
    assert.ok(Math.abs(await distance(page, line)) < 40, `the line moved by ${await distance(page, line)} px`);
    await page.locator('#sheet [data-control="style:book"]').click();
    await page.locator('#sheet [data-control="theme:sepia"]').click();
    assert.deepEqual(await page.evaluate(() => (({align, breaks, paragraphs, theme}) => ({align, breaks, paragraphs, theme}))(hanji.get())),
      {align: 'justify', breaks: 'syllable', paragraphs: 'indent-but-first', theme: 'sepia'});
    await settle(page);
    assert.ok(Math.abs(await distance(page, line)) < 60, `the line moved by ${await distance(page, line)} px`);
    await page.screenshot({path: join(shots, 'chromium-controls.png')});
    await page.mouse.click(500, 500);
    assert.ok(await page.locator('#sheet').isHidden(), 'a click outside closes it');
    await page.reload();
    await page.waitForFunction(() => 'hanji' in window);
    await page.evaluate(() => hanji.ready);
    assert.equal(await size(), 21);
    await page.locator('#frame [data-control=settings]').click();
    await page.locator('#sheet [data-control="all:default"]').click();
    assert.equal(await size(), 0);
    await page.context().close();
  });

  await test('chromium: 보기 판은 글쇠만으로도 쓰이고, 닫으면 제자리로 돌아온다', async () => {
    const page = await fresh();
    await open(page, address);
    await page.locator('#frame [data-control=settings]').focus();
    await page.keyboard.press('Enter');
    await page.locator('#sheet').waitFor();
    assert.equal(await focused(page), 'sheet');
    const choice = page.locator('#sheet [role=radiogroup]', {has: page.locator('[data-control="font:serif"]')});
    assert.equal(await choice.getAttribute('aria-label'), '글꼴');
    await choice.locator('[aria-checked=true]').focus();
    await page.keyboard.press('ArrowRight');
    assert.equal(await page.evaluate(() => hanji.get().font), 'sans');
    assert.equal(await focused(page), 'font:sans');
    assert.equal(await choice.locator('[tabindex="0"]').count(), 1, 'one stop for the keyboard');
    await page.keyboard.press('Escape');
    assert.ok(await page.locator('#sheet').isHidden());
    assert.equal(await focused(page), 'settings');
    await page.keyboard.press('?');
    assert.match(await page.locator('#sheet').innerText(), /마디/);
    await page.keyboard.press('Escape');
    await page.context().close();
  });

  await test('chromium: 글쇠로 마디를 오가고, 치는 동안에는 글자일 뿐이다', async () => {
    const page = await fresh({...wide, reducedMotion: 'reduce'});
    await open(page, address);
    const sections = /** @type {string[]} */ ([]);
    for (const key of ['j', 'j', 'Alt+ArrowDown', 'k']) {
      await page.keyboard.press(key);
      await settle(page);
      sections.push((await state(page)).section);
    }
    assert.equal(new Set(sections).size, 3, sections.join(' '));
    assert.equal(sections[1], sections[3]);
    await page.evaluate(() => document.dispatchEvent(new KeyboardEvent('keydown', {key: 'ㅓ', code: 'KeyJ', bubbles: true})));
    await settle(page);
    assert.equal((await state(page)).section, sections[2], 'the same key under a Hangul layout');
    const y = await scroll(page);
    await page.keyboard.press('Control+k');
    await page.keyboard.press('/');
    await page.waitForFunction(() => document.activeElement?.id === 'search');
    await page.keyboard.type('jk');
    assert.equal(await page.locator('#search').inputValue(), 'jk');
    await page.keyboard.press('Escape');
    await until(async () => (await state(page)).view === 'home', 'the empty search');
    assert.ok(y > 0);
    await page.context().close();
  });

  await test('chromium: 읽던 글을 다시 열면 읽던 줄로 돌아오고, 처음부터 읽을 수도 있다', async () => {
    const page = await fresh();
    await open(page, address);
    await page.evaluate(() => scrollTo(0, 1500));
    await place_kept(page);
    const line = await line_being_read(page);
    await page.evaluate(() => hanji.home());
    await page.evaluate(slug => hanji.open(slug), article);
    await until(async () => (await scroll(page)) > 1000, 'the place');
    await settle(page);
    assert.ok(Math.abs(await distance(page, line)) < 60, `${await distance(page, line)} px away`);
    await page.screenshot({path: join(shots, 'chromium-resumed.png')});
    await page.locator('#frame [data-control=from-start]').click();
    await until(async () => (await scroll(page)) === 0, 'the beginning');
    await place_kept(page);
    await page.evaluate(() => hanji.home());
    await page.evaluate(slug => hanji.open(slug), article);
    assert.equal(await scroll(page), 0, 'what was read from the start is not resumed');
    await page.context().close();
  });

  await test('chromium: 글 끝에서 이전 글과 다음 글로 이어진다', async () => {
    const page = await fresh();
    await open(page, samples.url);
    const slugs = (await page.locator('#text .entry a').evaluateAll(all => all.map(a => decodeURIComponent((a.getAttribute('data-route') ?? '').slice(2)))));
    await page.evaluate(slug => hanji.open(slug), slugs[1]);
    await page.keyboard.press('End');
    await page.locator('#text .link a').nth(1).waitFor();
    assert.deepEqual(await page.locator('#text .link a').evaluateAll(all => all.map(a => decodeURIComponent((a.getAttribute('data-route') ?? '').slice(2)))), [slugs[2], slugs[0]]);
    await page.keyboard.press(']');
    await until(async () => (await state(page)).slug === slugs[0], 'the newer one');
    await page.keyboard.press('[');
    await until(async () => (await state(page)).slug === slugs[1], 'the older one');
    await page.context().close();
  });

  await test('chromium: 이웃 글은 처음이면 첫머리에서, 읽던 글이면 읽던 줄에서 열린다: 글쇠로도 이음으로도 목록에서도', async () => {
    const page = await fresh();
    await open(page, samples.url);
    const slugs = (await page.locator('#text .entry a').evaluateAll(all => all.map(a => decodeURIComponent((a.getAttribute('data-route') ?? '').slice(2)))));
    await page.evaluate(slug => hanji.open(slug), slugs[1]);
    await page.evaluate(() => scrollTo(0, 900));
    await place_kept(page);
    const there = async (/** @type {string} */ slug) => until(async () => (await state(page)).slug === slug, slug);
    await page.keyboard.press(']');
    await there(slugs[0]);
    await until(async () => await scroll(page) === 0, 'the beginning of what was never opened');
    const places = [];
    const back = [() => page.keyboard.press('['), () => page.locator(`#frame a[data-route="#/${encodeURIComponent(slugs[1])}"]`).click(),
                  () => page.evaluate(() => hanji.home()).then(() => page.locator('#text .entry a').nth(1).click())];
    for (const [index, way] of back.entries()) {
      if (index === 1) {  // the link beside stands there once the reading has begun
        await page.evaluate(() => scrollTo(0, 120));
        await page.locator(`#frame a[data-route="#/${encodeURIComponent(slugs[1])}"]`).waitFor();
      }
      await way();
      await there(slugs[1]);
      await settle(page);
      places.push(await scroll(page));
      assert.ok(await page.locator('#frame [data-control=from-start]').isVisible(), `way ${index}`);
      await page.keyboard.press(']');
      await there(slugs[0]);
    }
    assert.ok(places[0] > 700 && Math.max(...places) - Math.min(...places) <= 30, places.join(' '));
    await page.context().close();
  });

  await test('chromium: 휴대전화에서는 아래 띠가 읽는 동안 물러났다가 돌아온다', async () => {
    const page = await fresh(phone);
    await open(page, address);
    const bar = page.locator('#frame .control button:not([data-control=find])');
    assert.deepEqual(await bar.evaluateAll(all => all.map(one => one.getAttribute('data-control'))), ['list', 'contents', 'search', 'settings']);
    for (const button of await bar.all()) {
      const box = /** @type {any} */ (await button.boundingBox());
      assert.ok(box.height >= 44 && box.width >= 44, JSON.stringify(box));
      assert.ok(box.y + box.height <= 844);
    }
    await page.evaluate(() => scrollTo(0, 600));
    await until(async () => (await bar.count()) === 0, 'the bar to leave');
    await page.evaluate(() => scrollTo(0, 500));
    await until(async () => (await bar.count()) === 4, 'the bar to come back');
    await page.locator('#frame [data-control=settings]').tap();
    const sheet = /** @type {any} */ (await page.locator('#sheet').boundingBox());
    assert.ok(sheet.y > 844 / 4 && Math.round(sheet.y + sheet.height) === 844, 'from below, with the text above it');
    await page.locator('#sheet [data-control=close]').tap();
    await page.locator('#frame [data-control=search]').tap();
    assert.equal(await focused(page), 'search');
    await page.keyboard.type('활자');
    await until(async () => (await page.locator('#text .entry').count()) > 0, 'hits');
    await page.locator('#frame [data-control=list]').first().tap();
    await until(async () => (await state(page)).view === 'home', 'the list');
    await page.locator('#frame [data-control=contents]').tap();
    await page.locator('#sheet a[data-route^="#/category/"]').first().tap();
    await until(async () => (await state(page)).view === 'category', 'a category');
    await page.context().close();
  });

  for (const [width, height] of [[390, 844], [360, 640]]) {
    await test(`chromium: ${width}×${height} 휴대전화에서 모두 손이 닿고, 가장 큰 글자로도 옆으로 넘치거나 띠에 가리지 않는다`, async () => {
      const page = await fresh({...phone, viewport: {width, height}, deviceScaleFactor: 3});
      // Links within text are as high as its lines (WCAG 2.5.8 exempts them); all others fit a thumb.
      const too_small = () => page.evaluate(() => [...document.querySelectorAll('#frame :is(a, button), #sheet :is(a, button), #text :is(a, button).whole')].map(one => {
        const box = one.getBoundingClientRect();
        return {what: one.getAttribute('data-control') ?? one.getAttribute('href'), width: box.width, height: box.height};
      }).filter(one => one.width > 0 && (one.width < 44 || one.height < 44)));
      await open(page, samples.url);
      assert.deepEqual(await too_small(), [], 'the list');
      await page.evaluate(slug => hanji.open(slug), article);
      await page.locator('#frame [data-control=settings]').tap();
      assert.deepEqual(await too_small(), [], 'the sheet');
      await page.locator('#sheet [data-control="margins:wide"]').tap();
      await settle(page);
      const left = () => page.evaluate(() => Math.min(...[...document.querySelectorAll('#text .paragraph .line')].map(line => line.getBoundingClientRect().left)));
      assert.ok(Math.abs(await left() - 40) < 1, `${await left()}`);
      await page.locator('#sheet [data-control="all:default"]').tap();  // the last; a tap scrolls to it
      await page.evaluate(() => hanji.set({fontSize: 40}));
      await page.locator('#sheet [data-control=close]').tap();
      await settle(page);
      await page.evaluate(() => scrollTo(50, 0));
      assert.equal(await page.evaluate(() => scrollX), 0);
      const beyond = await page.evaluate(() => [...document.querySelectorAll('#text .line')].filter(line => {
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT), range = document.createRange();
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {  // to its last letter: spaces hang
          const end = (node.textContent ?? '').trimEnd().length;
          if (end > 0) range.setEnd(node, end);
          if (end > 0) range.setStart(node, end - 1);
        }
        return !line.closest('.scroller') && range.getBoundingClientRect().right > innerWidth + 1;
      }).length);
      assert.equal(beyond, 0, 'lines beyond the edge');
      await page.keyboard.press('End');
      await settle(page);
      await page.keyboard.press('End');
      const [bar, last] = await until(() => page.evaluate(() => {
        const list = document.querySelector('#frame [data-control=list]'), lines = [...document.querySelectorAll('#text .line')];
        return list && [list.getBoundingClientRect().top, Math.max(...lines.map(line => line.getBoundingClientRect().bottom))];
      }), 'the bar at the end');
      assert.ok(last < bar, `the last line ends at ${last}, the bar begins at ${bar}`);
      assert.deepEqual(await too_small(), [], 'the ways on');
      await page.screenshot({path: join(shots, `chromium-phone-${width}.png`)});
      await page.context().close();
    });
  }
}
