// What is remembered between visits (shell/store.js): whatever an article is called, of this site alone, with and without storage.
/// <reference path="./page.d.ts" />

import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {extname, join} from 'node:path';
import {assert, run_tool, serve, test, types, until} from './harness.mjs';

/** @typedef {import('playwright-core').Page} Page */

const odd_slugs = ['constructor', 'toString', '__proto__', '12', 'hasOwnProperty'];

/** @param {Page} page @param {string} address */
async function open(page, address) {
  await page.goto(address);
  await page.waitForFunction(() => 'hanji' in window);
  await page.evaluate(() => hanji.ready);
}

/** Reads on to some place in the article, and away from it. @param {Page} page @param {string} slug @param {number} y */
async function leave_at(page, slug, y) {
  await page.evaluate(slug => hanji.open(slug), slug);
  await page.locator('#text article h1').waitFor();
  await page.evaluate(y => scrollTo({top: y, behavior: 'instant'}), y);
  await until(() => page.evaluate(() => hanji.state().progress > 0), 'the scroll to be known');
  await page.evaluate(() => hanji.home());
}

/** @param {Page} page @param {string} slug */
async function place_of(page, slug) {
  await page.evaluate(slug => hanji.open(slug), slug);
  await page.locator('#text article h1').waitFor();
  const y = await page.evaluate(() => scrollY);
  await page.evaluate(() => hanji.home());
  return y;
}

/** @param {import('playwright-core').Browser} browser @param {{folder: string, url: string}} samples */
export async function remembering_stories(browser, samples) {
  const fresh = async () => (await browser.newContext({locale: 'ko-KR', viewport: {width: 1440, height: 900}})).newPage();
  const posts = join(samples.folder, '../odd-posts'), folder = join(samples.folder, '../odd-site');
  mkdirSync(posts, {recursive: true});
  for (const slug of odd_slugs) writeFileSync(join(posts, `${slug}.md`), `---\ntitle: ${slug}\n---\n\n` + `${'오래 남는 글은 천천히 읽힌다. '.repeat(40)}\n\n`.repeat(30));
  await run_tool('build', posts, '--out', folder, '--quiet');
  const site = await serve(null, path => {
    const file = join(folder, path.replace(/^\/(one|two)\//, '/'));
    return existsSync(file) ? {type: types[extname(file)], body: readFileSync(file)} : null;
  });

  await test('chromium: 어떤 이름의 글도 두고 온 자리가 남는다', async () => {
    const page = await fresh();
    await open(page, `${site.url}/one/`);
    for (const [i, slug] of odd_slugs.entries()) await leave_at(page, slug, 600 + 100 * i);
    await page.reload();
    await page.waitForFunction(() => 'hanji' in window);
    await page.evaluate(() => hanji.ready);
    for (const [i, slug] of odd_slugs.entries()) {
      const y = await place_of(page, slug);
      assert.ok(Math.abs(y - (600 + 100 * i)) < 60, `${slug}: ${y}`);
    }
    await page.context().close();
  });

  await test('chromium: 한 서버의 두 누리집은 두고 온 자리가 섞이지 않고, 전에 남긴 것도 읽는다', async () => {
    const page = await fresh();
    await open(page, `${site.url}/one/`);
    await leave_at(page, '12', 900);
    await open(page, `${site.url}/two/`);
    assert.ok(await place_of(page, '12') < 60, 'nobody has read here');
    await page.evaluate(() => {
      localStorage.clear();
      localStorage.setItem('hanji.places', JSON.stringify({constructor: [20, 0], broken: 'x', 12: [10, 0]}));
    });
    await open(page, `${site.url}/one/`);
    assert.ok(await place_of(page, 'constructor') > 300, 'as it was stored before');
    await page.context().close();
  });

  await test('chromium: 저장소가 가득하거나 망가진 것이 들어 있어도 이 쪽에서는 모두 기억한다', async () => {
    for (const full of [true, false]) {
      const page = await fresh();
      if (full) {
        await page.addInitScript(() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; });
      } else {
        await page.goto(`${site.url}/one/`);
        await page.evaluate(() => {
          for (const key of ['settings', 'recent /one/', 'places /one/', 'places']) localStorage.setItem(`hanji.${key}`, ['"text"', '[[1],[2,3],null,["12",["a",1]]]', '{"a":', '7'][key.length % 4]);
        });
      }
      await open(page, `${site.url}/one/`);
      await page.evaluate(() => hanji.set({theme: 'sepia'}));
      await leave_at(page, '12', 900);
      assert.ok(Math.abs(await place_of(page, '12') - 900) < 60);
      assert.equal(await page.evaluate(() => hanji.get().theme), 'sepia');
      await page.locator('#search').fill('가'.repeat(3000));
      await page.keyboard.press('Enter');
      await page.locator('#search').fill('글은');
      await page.keyboard.press('Enter');
      await page.locator('#search').fill('');
      await until(() => page.locator('#offers [role=option]', {hasText: '글은'}).count(), 'what was searched for');
      assert.ok(await page.evaluate(() => Object.values(localStorage).every(value => value.length < 2000)), 'what is stored is bounded');
      await page.context().close();
    }
  });

  await test('chromium: 쓰는 동안 저장소를 비우거나 다른 창이 써도 읽던 것이 그대로다', async () => {
    const page = await fresh();
    await open(page, `${site.url}/one/`);
    const other = await page.context().newPage();
    await open(other, `${site.url}/one/`);
    await leave_at(page, '12', 900);
    await leave_at(other, 'constructor', 800);
    assert.ok(Math.abs(await place_of(page, 'constructor') - 800) < 60, 'what the other window left');
    assert.ok(Math.abs(await place_of(other, '12') - 900) < 60, 'and the other way round');
    await page.evaluate(() => hanji.set({theme: 'dark'}));
    await other.evaluate(() => localStorage.clear());
    assert.equal(await page.evaluate(() => hanji.get().theme), 'dark');
    await leave_at(page, 'toString', 700);
    assert.ok(Math.abs(await place_of(page, 'toString') - 700) < 60);
    await page.context().close();
  });
  site.close();
}
