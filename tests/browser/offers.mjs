// What the search field offers: words and titles while typing, the searches made before.
/// <reference path="./page.d.ts" />

import {join} from 'node:path';
import {assert, shots, test, until} from './harness.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page @param {string} address */
async function open(page, address) {
  await page.goto(address);
  await page.waitForFunction(() => 'hanji' in window);
  await page.evaluate(() => hanji.ready);
}

const state = (/** @type {Page} */ page) => page.evaluate(() => hanji.state());
const options = (/** @type {Page} */ page) => page.locator('#offers [role=option]').allTextContents();

/** What the field says to those who listen. @param {Page} page */
const active = page => page.evaluate(() => {
  const field = document.getElementById('search'), id = field?.getAttribute('aria-activedescendant');
  return {expanded: field?.getAttribute('aria-expanded'), option: id ? document.getElementById(id)?.textContent : '', focus: document.activeElement?.id};
});

/** @param {import('playwright-core').Browser} browser @param {{url: string}} samples */
export async function offer_stories(browser, samples) {
  const wide = {viewport: {width: 1440, height: 900}};
  const phone = {viewport: {width: 390, height: 844}, deviceScaleFactor: 2, hasTouch: true, isMobile: true};
  const fresh = async (/** @type {object} */ options = wide) => (await browser.newContext({locale: 'ko-KR', ...options})).newPage();

  await test('chromium: 치는 동안 낱말과 제목을 권하고, 글쇠로 골라 찾는다', async () => {
    const page = await fresh();
    await open(page, samples.url);
    await page.keyboard.press('/');
    await page.waitForFunction(() => document.activeElement?.id === 'search');
    const session = await page.context().newCDPSession(page);
    for (const text of ['ㄱ', '그', '글']) await session.send('Input.imeSetComposition', {text, selectionStart: text.length, selectionEnd: text.length});
    await until(async () => (await options(page)).includes('글자'), 'offers while composing');
    const taken = await page.evaluate(() => !document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowDown', isComposing: true, bubbles: true, cancelable: true})));
    assert.ok(!taken, 'a key of the IME’s is left to it');
    assert.deepEqual(await active(page), {expanded: 'true', option: '', focus: 'search'});
    await session.send('Input.insertText', {text: '글'});
    await until(async () => (await state(page)).query === '글', 'the syllable');
    const all = await options(page);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    assert.deepEqual(await active(page), {expanded: 'true', option: all[1], focus: 'search'});
    await page.screenshot({path: join(shots, 'chromium-offers.png')});
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await until(async () => (await state(page)).query === all[0], 'what was chosen');
    assert.equal(await page.locator('#search').inputValue(), all[0]);
    assert.equal((await active(page)).expanded, 'false');
    await until(() => page.locator('#text .entry').count(), 'its hits');
    await page.goBack();
    await until(async () => (await state(page)).view === 'home', 'one step for one search');
    await page.context().close();
  });

  await test('chromium: 권하는 말은 누르면 찾고, Esc는 먼저 그것을 거둔다', async () => {
    const page = await fresh();
    await open(page, samples.url);
    await page.keyboard.press('/');
    await page.waitForFunction(() => document.activeElement?.id === 'search');
    await page.keyboard.type('글');
    await until(async () => (await options(page)).some(text => text.includes(' ')), 'words, and titles behind them');
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('#offers').count(), 0);
    assert.equal(await page.locator('#search').inputValue(), '글');
    await page.keyboard.press('ArrowDown');
    const title = page.locator('#offers [role=option]').last(), said = await title.textContent();
    await page.locator('#frame [data-control=settings]').click();
    await page.locator('#sheet').waitFor();
    assert.equal(await page.locator('#offers').count(), 0, 'one click opens the sheet and leaves the field');
    await page.keyboard.press('Escape');
    await page.locator('#search').focus();
    await title.click();
    await until(async () => (await state(page)).view === 'article', 'the article');
    assert.equal(await page.locator('#text h1').textContent(), said);
    await page.locator('#search').fill('글');
    await page.locator('#offers [role=option]', {hasText: '글자'}).first().click();
    await until(async () => (await state(page)).query === '글자', 'the word');
    assert.equal(await page.locator('#search').inputValue(), '글자');
    await page.context().close();
  });

  await test('chromium: 찾았던 말은 이 브라우저에 남고, 하나씩 또는 모두 지운다', async () => {
    const page = await fresh();
    await open(page, samples.url);
    for (const query of ['활자', '소금', '별']) {
      await page.locator('#search').fill(query);
      await page.keyboard.press('Enter');
    }
    await page.reload();
    await page.waitForFunction(() => 'hanji' in window);
    await page.evaluate(() => hanji.home());
    await page.locator('#search').click();
    assert.deepEqual(await options(page), ['별', '소금', '활자']);
    await page.screenshot({path: join(shots, 'chromium-recent.png')});
    await page.locator('#frame [data-control="forget:소금"]').click();
    assert.deepEqual(await options(page), ['별', '활자']);
    assert.equal((await active(page)).focus, 'search', 'the field stays in use');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Delete');
    assert.deepEqual(await options(page), ['활자']);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await until(async () => (await state(page)).query === '활자', 'the search of before');
    await page.locator('#search').fill('');
    await page.locator('#frame [data-control="forget:"]').click();
    assert.equal(await page.locator('#offers').count(), 0);
    assert.deepEqual(await page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.includes('recent')).map(([, value]) => value)), ['[]']);
    await page.context().close();
  });

  await test('chromium: 두 창에서 찾은 말은 서로 지우지 않고, 한 창에서 지운 말은 다른 창에서도 사라진다', async () => {
    const one = await fresh(), other = await one.context().newPage();
    await open(one, samples.url);
    await open(other, samples.url);
    for (const [page, query] of /** @type {[Page, string][]} */ ([[one, '활자'], [other, '소금'], [one, '별']])) {
      await page.locator('#search').fill(query);
      await page.keyboard.press('Enter');
      await until(async () => (await state(page)).query === query, query);
    }
    await other.locator('#search').fill('');
    await until(async () => (await options(other)).join() === '별,소금,활자', 'what both searched for');
    await other.locator('#frame [data-control="forget:소금"]').click();
    await one.locator('#search').fill('');
    await until(async () => (await options(one)).join() === '별,활자', 'what the other window did not forget');
    await one.context().close();
  });

  await test('chromium: 담아 둘 데가 없어도 찾았던 말은 쪽이 열려 있는 동안 남는다', async () => {
    const page = await fresh();
    await page.addInitScript(() => Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }}));
    await open(page, samples.url);
    await page.locator('#search').fill('활자');
    await page.keyboard.press('Enter');
    await page.locator('#search').fill('');
    await until(async () => (await options(page)).join() === '활자', 'what was searched for');
    await page.context().close();
  });

  await test('chromium: 휴대전화에서는 권하는 말이 답 위의 한 줄에 서고, 찾았던 말에 손이 닿는다', async () => {
    const page = await fresh(phone);
    await open(page, samples.url);
    await page.locator('#frame [data-control=search]').tap();
    await page.locator('#search').fill('글');
    const word = page.locator('#text .link a', {hasText: /^글자$/});
    await word.waitFor();
    assert.equal(await page.locator('#offers').count(), 0, 'nothing lies over the answers');
    await page.screenshot({path: join(shots, 'chromium-phone-offers.png')});
    await word.tap();
    await until(async () => (await state(page)).query === '글자', 'the word');
    await page.locator('#text .entry a').first().tap();
    await until(async () => (await state(page)).view === 'article', 'the hit');
    await page.locator('#frame [data-control=search]').tap();
    await page.locator('#search').fill('');
    const again = page.locator('#offers [role=option]', {hasText: '글자'});
    await again.waitFor();
    for (const one of await page.locator('#offers button, #frame [data-control^="forget:"]').all()) {
      const box = /** @type {any} */ (await one.boundingBox());
      assert.ok(box.height >= 44 && box.width >= 44, JSON.stringify(box));
    }
    await again.tap();
    await until(async () => (await state(page)).view === 'search', 'the search of before');
    assert.notEqual((await active(page)).focus, 'search', 'the keyboard goes');
    await page.context().close();
  });
}
