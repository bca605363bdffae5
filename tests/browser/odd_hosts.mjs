// Hosts as people have them: other types, addresses without endings, capitals lost, no length. A site is read, searched and kept on each.
/// <reference path="./page.d.ts" />

import {existsSync, readFileSync} from 'node:fs';
import {extname, join} from 'node:path';
import {serve_oddly} from '../hosts/odd_host.mjs';
import {three_versions} from './offline_walk.mjs';
import {assert, test, until} from './harness.mjs';

/** @typedef {import('../hosts/odd_host.mjs').Odd} Odd */

const slug = '2024-03-05-글4', path = `/a/${encodeURIComponent(slug)}.html`;

/** @param {import('playwright-core').Browser} browser @param {string} folder where to work */
export async function odd_host_stories(browser, folder) {
  const [first] = await three_versions(folder), site = first?.folder ?? '';
  /** The site's file of an address without its ending. @param {string} asked */
  const without_ending = asked => {
    const file = join(site, `${asked}.html`);
    return !extname(asked) && !asked.endsWith('/') && existsSync(file) ? {type: 'text/html; charset=utf-8', body: readFileSync(file)} : null;
  };

  for (const [name, odd] of /** @type {[string, Odd][]} */ ([
    ['모든 것을 글로 보내는', {answer: asked => /\.(wasm|bin|dat|json|webmanifest)$/.test(asked) && existsSync(join(site, asked)) ? {type: 'text/plain', body: readFileSync(join(site, asked))} : null}],
    ['.html을 떼는', {redirect: (asked, query) => /\.html$/.test(asked) ? encodeURI(asked.replace(/(index)?\.html$/, '')) + query : null, redirect_status: 308, answer: without_ending}],
    ['주소 끝에 빗금을 붙이는', {redirect: (asked, query) => {
      const bare = asked.replace(/\.html$/, '');
      return bare !== '/index' && !extname(bare) && !bare.endsWith('/') && existsSync(join(site, `${bare}.html`)) ? encodeURI(`${bare}/`) + query : null;
    }, redirect_status: 301, answer: asked => asked.endsWith('/') ? without_ending(asked.slice(0, -1)) : null}],
    ['대문자를 없애는', {redirect: (asked, query) => asked !== asked.toLowerCase() ? encodeURI(asked.toLowerCase()) + query : null, redirect_status: 301}],
    ['길이를 말하지 않는', {headers: {'transfer-encoding': 'chunked'}}],
    ['아무것도 기억하지 못하게 하는', {headers: {'cache-control': 'no-store'}}],
    ['한 해를 기억하게 하는', {headers: {'cache-control': 'public, max-age=31536000'}}],
  ])) {
    await test(`chromium: ${name} 곳에서도 읽고, 찾고, 담는다`, async () => {
      const host = await serve_oddly(site, odd), page = await (await browser.newContext({locale: 'ko-KR', viewport: {width: 1000, height: 700}})).newPage();
      try {
        await page.goto(host.url + path);
        await page.waitForFunction(() => 'hanji' in window);
        await page.evaluate(() => hanji.ready);
        assert.match(await page.locator('#text').innerText(), /가판의 4번째 글이다/);
        assert.ok((await page.evaluate(() => hanji.search('소금', {limit: 3}))).length > 0);
        await page.goto(`${host.url}/offline.html`);
        const whole = page.locator('[data-what=whole]');
        await whole.getByRole('button', {name: /담기/}).filter({hasText: /[kM]B/}).click();
        await whole.getByRole('status').waitFor();
        host.close();
        for (const address of [path, path.replace('.html', ''), `/a/${encodeURIComponent('2024-03-09-글8')}.html`, '/']) {
          await page.goto(host.url + address);
          await page.waitForFunction(() => 'hanji' in window);
          await page.evaluate(() => hanji.ready);
          await until(async () => /가판/.test(await page.locator('#text').innerText()), address);
        }
      } finally {
        await page.context().close();
        host.close();
      }
    });
  }
}
