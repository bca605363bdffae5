// Read aloud, with a stand-in for the voice: none is installed where tests run.
/// <reference path="./page.d.ts" />

import {assert, settle, test, until} from './harness.mjs';

/** @param {import('playwright-core').Browser} browser @param {{folder: string, url: string}} samples */
export async function speech_stories(browser, samples) {
  /** @param {string[]} languages of the voices */
  async function opened(languages) {
    const page = await (await browser.newContext({locale: 'ko-KR', viewport: {width: 1280, height: 900}})).newPage();
    await page.addInitScript(languages => {
      /** @type {{text: string, lang: string, rate: number}[]} */ const spoken = [];
      /** @type {any} */ let now = null;
      Object.assign(window, {spoken, end_sentence: () => { const {onend} = now ?? {}; now = null; onend?.(); }, is_speaking: () => now !== null, SpeechSynthesisUtterance: class { constructor(/** @type {string} */ text) { Object.assign(this, {text}); } }});
      Object.defineProperty(window, 'speechSynthesis', {value: {getVoices: () => languages.map(lang => ({lang, name: lang, localService: true})), addEventListener() {}, cancel() { now = null; }, speak(/** @type {any} */ utterance) { now = utterance; spoken.push({text: utterance.text, lang: utterance.lang, rate: utterance.rate}); }}});
    }, languages);
    await page.goto(`${samples.url}/a/2024-09-29-salt.html`);
    await page.waitForSelector('html.drawn');
    await settle(page);
    return page;
  }
  const spoken = (/** @type {import('playwright-core').Page} */ page) => page.evaluate(() => /** @type {any} */ (window).spoken);
  const lit = (/** @type {import('playwright-core').Page} */ page) => page.evaluate(() => [.../** @type {any} */ (CSS).highlights.get('speech') ?? []].map(String).join(' ').replace(/\s+/g, ' ').trim());

  await test('chromium: 소리 내어 읽기: 문장마다 읽고, 읽는 문장이 빛나고 따라간다', async () => {
    const page = await opened(['en-US', 'ko-KR']), bar = page.getByRole('toolbar', {name: '소리 내어 읽기'});
    await page.getByRole('button', {name: '보기', exact: true}).click();
    await page.locator('#sheet').getByRole('button', {name: '소리 내어 읽기'}).click();
    await until(async () => (await spoken(page)).length === 1, 'the title');
    assert.deepEqual((await spoken(page))[0], {text: '소금: 바다가 남긴 것', lang: 'ko-KR', rate: 1});
    assert.equal(await lit(page), '소금: 바다가 남긴 것');
    const y = await page.evaluate(() => scrollY);
    for (let i = 0; i < 25; ++i) await page.evaluate(() => /** @type {any} */ (window).end_sentence());
    const all = await spoken(page);
    assert.equal(all.length, 26);
    assert.equal(await lit(page), all[25].text);
    await until(() => page.evaluate(y => scrollY > y, y), 'the page to follow');
    assert.ok(all.every((/** @type {{text: string}} */ {text}) => text.length < 300));
    await bar.getByRole('button', {name: '멈추기'}).click();
    assert.equal(await page.evaluate(() => /** @type {any} */ (window).is_speaking()), false);
    await bar.getByRole('button', {name: '앞 문장'}).click();
    assert.equal(await lit(page), all[24].text);
    await bar.getByRole('button', {name: '빠르기'}).click();
    await bar.getByRole('button', {name: '이어 읽기'}).click();
    assert.deepEqual((await spoken(page)).at(-1), {...all[24], rate: 1.25});
    await page.evaluate(() => hanji.set({fontSize: 30}));  // lines are cut otherwise
    await settle(page);
    await page.evaluate(() => /** @type {any} */ (window).end_sentence());
    assert.equal(await lit(page), all[25].text);
    await page.keyboard.press('Escape');
    await until(async () => await bar.count() === 0, 'it to end');
    assert.equal(await lit(page), '');
    assert.equal(await page.evaluate(() => document.activeElement === document.body), false);
    await page.context().close();
  });

  await test('chromium: 소리 내어 읽기: 고른 문장부터 읽고, 다른 글로 가면 그친다', async () => {
    const page = await opened(['ko-KR']);
    await page.evaluate(() => getSelection()?.selectAllChildren(document.querySelectorAll('#text article p[data-b]')[3] ?? document.body));
    await page.keyboard.press('r');
    await until(async () => (await spoken(page)).length === 1, 'a sentence');
    assert.ok(await page.evaluate(() => document.querySelectorAll('#text article p[data-b]')[3]?.textContent?.replace(/\s+/g, ' ').includes(/** @type {any} */ (window).spoken[0].text)));
    await page.evaluate(async () => {
      await hanji.home();
      /** @type {any} */ (window).end_sentence();
    });
    await until(async () => await page.locator('.speech').count() === 0, 'it to end');
    await page.context().close();
  });

  await test('chromium: 소리 내어 읽기: 목소리가 없으면 그렇다고 말한다', async () => {
    const page = await opened(['en-US']);
    await page.keyboard.press('r');
    await page.getByRole('alert').filter({hasText: '목소리가 없습니다'}).waitFor();
    await page.locator('.speech').getByRole('button', {name: '그만 읽기'}).click();
    assert.equal(await page.locator('.speech').count(), 0);
    await page.keyboard.press('r');
    await page.locator('.speech').getByRole('button').waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('.speech').count(), 0);
    assert.deepEqual(await spoken(page), []);
    await page.context().close();
  });
}
