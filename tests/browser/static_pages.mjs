// The pages that need no program: read and walked through without script, as the reader has chosen, with nothing blocked.
/// <reference path="./page.d.ts" />

import {assert, serve, test} from './harness.mjs';

/**
 * @param {import('playwright-core').Browser} browser
 * @param {{folder: string, url: string}} samples
 */
export async function static_page_stories(browser, samples) {
  await test('chromium: 글의 페이지: 스크립트 없이 읽고, 목록과 이웃 글로 다닌다', async () => {
    const context = await browser.newContext({javaScriptEnabled: false, viewport: {width: 390, height: 844}});
    const page = await context.newPage();
    await page.goto(samples.url);
    await page.locator('.entry a').filter({hasText: '소금'}).click();
    assert.equal(await page.locator('h1').textContent(), '소금: 바다가 남긴 것');
    assert.ok(await page.locator('article').innerText().then(text => text.includes('불로 졸인 소금')));
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing stands outside the window');
    const title = await page.locator('a[rel=prev]').textContent();
    await page.locator('a[rel=prev]').click();
    assert.equal(await page.locator('h1').textContent(), title);
    await context.close();
  });

  await test('chromium: 글의 페이지: 고른 밝기와 크기가 처음부터 보이고, 막히는 것도 밖으로 묻는 것도 없다', async () => {
    const page = await browser.newPage({colorScheme: 'dark'});
    /** @type {string[]} */ const said = [];
    /** @type {string[]} */ const asked = [];
    page.on('console', message => said.push(message.text()));
    page.on('pageerror', error => said.push(String(error)));
    page.on('request', request => asked.push(request.url()));
    await page.route('**/main.js', () => {});  // the program is long in coming
    await page.goto(`${samples.url}/a/2024-09-29-salt.html`, {waitUntil: 'domcontentloaded'});
    const look = () => page.evaluate(() => { const {backgroundColor} = getComputedStyle(document.documentElement); return [backgroundColor, getComputedStyle(document.body).fontSize]; });
    assert.deepEqual(await look(), ['rgb(23, 24, 26)', '18.5px']);
    await page.evaluate(() => localStorage.setItem('hanji.settings', JSON.stringify({theme: 'sepia', fontSize: 24})));
    await page.reload({waitUntil: 'domcontentloaded'});
    assert.deepEqual(await look(), ['rgb(246, 237, 220)', '24px']);
    await page.evaluate(() => localStorage.setItem('hanji.settings', '{"theme": "x\\"><", "fontSize": "9em"'));
    await page.reload({waitUntil: 'domcontentloaded'});
    assert.deepEqual(await look(), ['rgb(23, 24, 26)', '18.5px']);
    assert.deepEqual(said, []);
    assert.deepEqual(asked.filter(url => !url.startsWith(samples.url)), []);
    await page.close();
  });

  await test('chromium: 글의 페이지: 하위 폴더에서도 찾기와 한지로 가는 길이 이어진다', async () => {
    const host = await serve(samples.folder + '/..');
    const page = await (await browser.newContext({serviceWorkers: 'block'})).newPage();
    await page.route('**/main.js', route => route.abort());  // the program is long in coming
    await page.goto(`${host.url}/samples/a/2024-09-29-salt.html`);
    await page.locator('input[name=q]').fill('소금은');
    await page.locator('.masthead button').click();
    await page.locator('#hits a').first().waitFor();
    assert.match(page.url(), /\/samples\/search\.html\?q=/);
    await page.goBack();
    await page.unroute('**/main.js');
    await page.locator('.program a').click();
    await page.waitForFunction(() => 'hanji' in window);
    await page.evaluate(() => hanji.ready);
    assert.equal(await page.evaluate(() => hanji.state().slug), '2024-09-29-salt');
    await page.context().close();
    host.close();
  });

  await test('chromium: 글의 페이지: 그물이 끊기면 읽은 글은 프로그램에서 열린다', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${samples.url}/#/2024-09-29-salt`);
    await page.waitForFunction(() => 'hanji' in window);
    await page.evaluate(async () => { await hanji.ready; await navigator.serviceWorker.ready; });
    await page.reload();
    await page.waitForFunction(() => 'hanji' in window);
    await page.evaluate(() => hanji.ready);
    await page.waitForFunction(async () => (await Promise.all((await caches.keys()).map(async name => (await (await caches.open(name)).keys()).some(({url}) => /articles-/.test(url))))).includes(true));
    await context.setOffline(true);
    await page.goto(`${samples.url}/a/2024-09-29-salt.html`);
    await page.waitForFunction(() => 'hanji' in window);
    await page.evaluate(() => hanji.ready);
    assert.equal(await page.evaluate(() => hanji.state().slug), '2024-09-29-salt');
    assert.equal(new URL(page.url()).pathname, '/a/2024-09-29-salt.html');
    await context.close();
  });
}
