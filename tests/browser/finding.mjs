// Words lit in an article: a hit opened, the way from one to the next, the bar that finds in the article.
/// <reference path="./page.d.ts" />

import {join} from 'node:path';
import {assert, settle, shots, test, until} from './harness.mjs';

/** @typedef {import('playwright-core').Page} Page */

const article = '2023-07-02-hangul-search';

/** @param {Page} page @param {string} address */
async function open(page, address) {
  await page.goto(address);
  await page.waitForFunction(() => 'hanji' in window);
  await page.evaluate(() => hanji.ready);
}

const state = (/** @type {Page} */ page) => page.evaluate(() => hanji.state());
const address = (/** @type {Page} */ page) => decodeURIComponent(new URL(page.url()).pathname + new URL(page.url()).search);

/** What the bar says: “3 / 12”. @param {Page} page */
const count = page => page.evaluate(() => [...document.querySelectorAll('#frame .meta')].map(one => one.textContent ?? '').find(text => /^\d+ \/ \d+$|^없음$/.test(text)) ?? '');

/** @param {Page} page @param {string} expected */
const says = (page, expected) => until(async () => await count(page) === expected, expected, 5000);

/** @param {import('playwright-core').Browser} browser @param {{url: string}} samples */
export async function finding_stories(browser, samples) {
  const wide = {viewport: {width: 1440, height: 900}};
  const phone = {viewport: {width: 390, height: 844}, deviceScaleFactor: 2, hasTouch: true, isMobile: true};
  const fresh = async (/** @type {object} */ options = wide) => (await browser.newContext({locale: 'ko-KR', ...options})).newPage();

  await test('chromium: 답을 내려 보다 글을 읽고 뒤로 가면, 떠난 답으로 돌아온다', async () => {
    for (const options of [wide, phone]) {
      const page = await fresh(options);
      await open(page, `${samples.url}/#/search?q=${encodeURIComponent('한글')}`);
      await until(() => page.locator('#text .entry a').count(), 'the answers');
      await page.mouse.move(100, 400);
      for (let i = 0; i < 3; ++i) {
        await page.mouse.wheel(0, 400);
        await settle(page);
      }
      const left = await page.evaluate(() => scrollY);
      assert.ok(left > 300, `${left}`);
      const hit = await page.evaluate(() => [...document.querySelectorAll('#text .entry a')].findIndex(a => a.getBoundingClientRect().top > 150));
      const top = () => page.locator('#text .entry a').nth(hit).evaluate(a => a.getBoundingClientRect().top);
      const there = await top();
      await page.locator('#text .entry a').nth(hit).click();
      await until(async () => (await state(page)).view === 'article', 'the hit');
      await settle(page);
      await page.goBack();
      await until(async () => (await state(page)).view === 'search', 'the answers again');
      await until(async () => await page.evaluate(() => scrollY) === left, `${left}`, 5000);
      assert.ok(Math.abs(await top() - there) < 12, 'the same answer at the same height');
    }
  });

  await test('chromium: 찾은 글에서 다음과 이전 곳으로 가고, 닫으면 밝힌 것과 주소의 물음이 사라진다', async () => {
    const page = await fresh();
    await open(page, `${samples.url}/#/search?q=${encodeURIComponent('첫소리')}`);
    await page.locator('#text .entry a').first().click();
    await until(async () => (await state(page)).view === 'article', 'the hit');
    const [at, of] = (await until(() => count(page), 'the count')).split(' / ').map(Number);
    assert.ok(of > 2, `${of}`);
    assert.ok(await page.locator('#find').isVisible());
    assert.equal(await page.locator('#find').inputValue(), '첫소리');
    assert.notEqual(await page.evaluate(() => document.activeElement?.id), 'find', 'it does not take the keys');
    const y = () => page.evaluate(() => scrollY);
    /** @type {Set<number>} */ const places = new Set();
    for (let i = 0; i < of; ++i) {
      await page.keyboard.press('n');
      await says(page, `${(at + i) % of + 1} / ${of}`);
      await settle(page);
      places.add(await y());
    }
    assert.ok(places.size > 1, [...places].join(' '));
    await page.screenshot({path: join(shots, 'chromium-finding.png')});
    await page.keyboard.press('Shift+N');
    await says(page, `${(at + of - 2) % of + 1} / ${of}`);
    await page.locator('#frame [data-control=next-match]').click();
    await says(page, `${at} / ${of}`);
    assert.equal(await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.dataset.control), 'next-match', 'the focus stays on the button');
    assert.equal(await page.locator('#said').textContent(), `${at} / ${of}`);
    // A press holds although the frame changes below it.
    const button = await page.locator('#frame [data-control=next-match]').boundingBox();
    assert.ok(button);
    await page.mouse.move(button.x + button.width / 2, button.y + button.height / 2);
    await page.mouse.down();
    await page.keyboard.press('n');
    await says(page, `${at % of + 1} / ${of}`);
    await page.mouse.up();
    await says(page, `${(at + 1) % of + 1} / ${of}`);
    await page.keyboard.press('Escape');
    await until(() => page.locator('#find').isHidden(), 'the bar to go');
    assert.ok(!address(page).includes('?'), address(page));
    await page.keyboard.press('n');
    assert.equal(await count(page), '');
    await page.goBack();
    await until(async () => (await state(page)).view === 'search', 'the answers');
    await page.context().close();
  });

  await test('chromium: 답 위에 물음을 알아들은 대로 말하고, 알아듣지 못한 것도 말하며, 뺀 말은 한 번에 도로 찾는다', async () => {
    for (const [options, name] of /** @type {const} */ ([[wide, 'understood'], [phone, 'understood-phone']])) {
      const page = await fresh(options);
      await open(page, `${samples.url}/#/search?q=${encodeURIComponent('한글맞춤법 -소금 기간:어제')}`);
      await until(() => page.locator('#text .entry a').count(), 'the answers');
      const said = () => page.evaluate(() => document.querySelector('#text')?.textContent ?? '');
      assert.ok((await said()).includes('‘한글맞춤법’ 또는 ‘한글 맞춤법’, ‘소금’ 제외'), await said());
      assert.ok((await said()).includes('‘기간:어제’에서 날짜를 읽지 못했습니다'), await said());
      await settle(page);
      await page.screenshot({path: join(shots, `chromium-${name}.png`)});
      await page.getByText('‘소금’도 찾기').click();
      await until(async () => new URLSearchParams(new URL(page.url()).search).get('q') === '한글맞춤법 소금 기간:어제'
        || decodeURIComponent(page.url()).endsWith('한글맞춤법 소금 기간:어제'), page.url());
      await until(async () => !(await said()).includes('제외'), 'nothing is left out');
      await page.context().close();
    }
  });

  await test('chromium: 이 글에서 찾기는 조합하는 동안에도 찾고, 브라우저의 찾기를 빼앗지 않는다', async () => {
    const page = await fresh();
    await open(page, `${samples.url}/#/${article}`);
    const taken = await page.evaluate(() => !document.dispatchEvent(new KeyboardEvent('keydown', {key: 'f', code: 'KeyF', ctrlKey: true, bubbles: true, cancelable: true})));
    assert.ok(!taken, 'Ctrl+F is the browser’s');
    await page.keyboard.press('f');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'find');
    assert.equal(await page.locator('#find').inputValue(), '', 'the key is no letter of it');
    const session = await page.context().newCDPSession(page);
    for (const text of ['ㄱ', '그', '글', '글ㅈ']) await session.send('Input.imeSetComposition', {text, selectionStart: text.length, selectionEnd: text.length});
    await until(async () => / \/ /.test(await count(page)), 'what is found while composing');
    await page.evaluate(() => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true, cancelable: true})));
    assert.match(await count(page), /^1 \//, 'the IME’s Enter goes nowhere');
    await session.send('Input.insertText', {text: '글자도'});
    await until(async () => address(page) === `/a/${article}.html?q=글자도`, 'the address');
    const first = await until(() => count(page), 'the count');
    await page.keyboard.press('Enter');
    assert.notEqual(await count(page), first);
    await page.keyboard.press('Shift+Enter');
    assert.equal(await count(page), first);
    assert.equal((await state(page)).view, 'article');
    await page.locator('#find').fill('쀍꿻뛟');
    await until(async () => await count(page) === '없음', 'nothing');
    await page.keyboard.press('Escape');
    await until(() => page.locator('#find').isHidden(), 'the bar to go');
    await page.reload();
    await page.waitForFunction(() => 'hanji' in window);
    await page.evaluate(() => hanji.ready);
    assert.ok(await page.locator('#find').isHidden());
    await page.context().close();
  });

  await test('chromium: 좁은 화면에서도 단추로 이 글에서 찾고, 막대가 찾은 곳을 가리지 않는다', async () => {
    const page = await fresh(phone);
    await open(page, `${samples.url}/#/${article}`);
    await page.locator('#frame [data-control=find]').tap();
    await page.locator('#find').fill('글자');
    await until(async () => / \/ /.test(await count(page)), 'the count');
    await settle(page);
    await page.locator('#frame [data-control=next-match]').tap();
    await settle(page);
    await page.screenshot({path: join(shots, 'chromium-phone-finding.png')});
    const boxes = await page.evaluate(() => ['#find', '#frame [data-control=next-match]', '#frame [data-control=previous-match]', '#frame [data-control=find-left]']
      .map(one => document.querySelector(one)?.getBoundingClientRect()).map(box => ({left: box?.left ?? 0, right: box?.right ?? 0, height: box?.height ?? 0})));
    for (const [i, box] of boxes.entries()) assert.ok(box.left >= 0 && box.right <= 390 && box.height >= (i ? 44 : 36), JSON.stringify(boxes));
    await page.locator('#frame [data-control=find-left]').tap();
    await until(() => page.locator('#find').isHidden(), 'the bar to go');
    await page.context().close();
  });
}
