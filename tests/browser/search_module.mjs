// hanji-search, from a page of somebody else's and from Node: the answers of the tool and of our own page, in their order.
/// <reference path="./page.d.ts" />

import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {ask_tool, assert, run_tool, serve, test, until} from './harness.mjs';

/** @typedef {import('../../web/hanji-search.js')} Module */
/** @typedef {import('../../web/hanji-search.js').Hit} Hit */

const queries = ['세종', '소금은', '한글 낱자', '"첫소리"', '글자 -활자', 'ㅎㄱ', 'gksrmf', '소굼', '밀물썰물', '바다', '한ㄱ', '서울', '1446', 'Unicode', '없는낱말이다', '제목:소금', ''];

/** What makes a hit, for comparing. @param {Hit[]} hits */
const essence = hits => hits.map(({rank, slug, section, title, date, snippet, ranges}) => ({rank, slug, section, title, date, snippet, ranges}));

/** @param {string} folder of a site @param {{recency?: boolean}} [options] @returns {Promise<Awaited<ReturnType<Module['open']>>>} */
async function open_in_node(folder, options = {}) {
  const module = /** @type {Module} */ (await import(pathToFileURL(join(folder, 'hanji-search.js')).href));
  return module.open('', {fetch_bytes: path => readFile(join(folder, path)), ...options});
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {{folder: string, url: string}} samples
 */
export async function search_module_stories(browser, samples) {
  // Node before 20.19 (Debian 12 has 18) takes a .js file for CommonJS unless the folder's package says otherwise.
  writeFileSync(join(samples.folder, '../package.json'), '{"type": "module"}\n');
  await test('hanji-search: module, tool and page give the same answers in the same order', async () => {
    const file = join(samples.folder, '../queries.jsonl');
    writeFileSync(file, queries.map((query, id) => JSON.stringify({id, query}) + '\n').join(''));
    /** @type {Hit[][]} */
    const native = (await ask_tool('search', samples.folder, '--batch', file)).trim().split('\n').map(line => JSON.parse(line).hits);
    assert.ok(native.filter(hits => hits.length).length > 12, 'the list of queries finds something');

    const search = await open_in_node(samples.folder);
    for (const [i, query] of queries.entries()) assert.deepEqual(essence((await search.search(query)).hits), essence(native[i]), `Node: ${query}`);

    const scores = (/** @type {Hit[]} */ hits) => hits.map(({score}) => score);
    const old_as_new = (await ask_tool('search', samples.folder, '바다', '--json', '--no-recency')).trim().split('\n').map(line => JSON.parse(line));
    assert.deepEqual(scores((await (await open_in_node(samples.folder, {recency: false})).search('바다')).hits), scores(old_as_new));
    assert.notDeepEqual(scores((await search.search('바다')).hits), scores(old_as_new));

    const page = await browser.newPage();
    await page.goto(samples.url);
    await page.waitForFunction(() => 'hanji' in window);
    const answers = await page.evaluate(async queries => {
      await hanji.ready;
      const {open} = /** @type {Module} */ (await import(new URL('hanji-search.js', location.href).href));
      const search = await open(location.href);
      const before = Object.keys(window).length;
      const all = [];
      for (const query of queries) all.push({module: (await search.search(query)).hits, page: await hanji.search(query, {limit: 10})});
      return {all, globals: Object.keys(window).length - before};
    }, queries);
    for (const [i, query] of queries.entries()) {
      assert.deepEqual(essence(answers.all[i].module), essence(native[i]), `module in the page: ${query}`);
      assert.deepEqual(essence(answers.all[i].page), essence(native[i]), `the page itself: ${query}`);
    }
    assert.equal(answers.globals, 0);
    await page.close();
  });

  await test('hanji-search: a later query cancels an earlier one, and no file is fetched twice', async () => {
    const folder = samples.folder;
    /** @type {Record<string, number>} */
    const fetched = {};
    const module = /** @type {Module} */ (await import(pathToFileURL(join(folder, 'hanji-search.js')).href));
    /** @type {(() => void)[]} */
    let held = [];
    let holding = false;
    const search = await module.open('', {fetch_bytes: async path => {
      fetched[path] = (fetched[path] ?? 0) + 1;
      if (holding) await new Promise(done => held.push(() => done(undefined)));
      return readFile(join(folder, path));
    }});
    holding = true;
    /** @type {string[]} */
    const order = [];
    const older = search.search('세종').then(() => order.push('older'), error => order.push(error.name));
    const newer = search.search('소금').then(() => order.push('newer'));
    await until(async () => {
      for (const release of held.splice(0)) release();
      return order.length === 2;
    }, 'both to settle');
    await Promise.all([older, newer]);
    assert.deepEqual(order, ['AbortError', 'newer']);
    assert.deepEqual(Object.entries(fetched).filter(([, times]) => times > 1), []);
  });

  await test('hanji-search: what is lost makes an answer incomplete, and the rest answers', async () => {
    const folder = samples.folder;
    const module = /** @type {Module} */ (await import(pathToFileURL(join(folder, 'hanji-search.js')).href));
    const search = await module.open('', {fetch_bytes: async path => {
      if (path.includes('/search/')) throw new Error('404');
      return readFile(join(folder, path));
    }});
    const answer = await search.search('세종');
    assert.deepEqual([answer.hits.length, answer.incomplete], [0, true]);
    await assert.rejects(module.open('', {fetch_bytes: async path => path.endsWith('.json') ? new TextEncoder().encode('{}') : readFile(join(folder, path))}));
  });

  await test('hanji-search: {limit: 0} counts without a hit', async () => {
    const search = await open_in_node(samples.folder);
    const counted = await search.search('활자', {limit: 0});
    assert.deepEqual([counted.hits.length, counted.total], [0, (await search.search('활자', {limit: 10})).total]);
  });

  await test('hanji-search: memory that ran out is said, and nothing is written', async () => {
    const instantiate = Object.getOwnPropertyDescriptor(WebAssembly, 'instantiate');
    Object.defineProperty(WebAssembly, 'instantiate', {configurable: true, value: async (/** @type {any} */ ...given) => {
      const instance = await instantiate?.value(...given);
      return {exports: {...instance.exports, search_alloc: () => 0}};
    }});
    try {
      await assert.rejects(open_in_node(samples.folder), /memory ran out/);
    } finally {
      if (instantiate) Object.defineProperty(WebAssembly, 'instantiate', instantiate);
    }
  });

  await test('hanji-search: search.html answers while typing, by keys alone, and tells of a correction with a way back', async () => {
    const page = await browser.newPage();
    /** @type {string[]} */
    const errors = [];
    page.on('pageerror', error => errors.push(String(error)));
    await page.goto(`${samples.url}/search.html`);
    const field = page.getByRole('combobox');
    await field.fill('소');
    await page.getByRole('option').first().waitFor();
    assert.equal(await field.getAttribute('aria-expanded'), 'true');
    await field.press('ArrowDown');
    const chosen = await page.locator('[role=option][aria-selected=true]').getAttribute('id');
    assert.equal(await field.getAttribute('aria-activedescendant'), chosen);
    await field.press('Enter');
    assert.equal(await page.getByRole('listbox').count(), 0);  // hidden
    await page.locator('#hits li').first().waitFor();
    assert.ok((await field.inputValue()).startsWith('소'));
    assert.ok(await page.locator('#hits mark').count() > 0);

    await field.fill('라틴 소굼');
    await field.fill('소굼');
    await page.locator('#corrections button').waitFor();
    assert.match(await page.locator('#corrections').innerText(), /‹소굼› 대신 ‹소금›으로 찾았습니다/);
    await page.locator('#corrections button').click();
    assert.equal(await field.inputValue(), '"소굼"');
    await until(async () => (await page.getByRole('status').innerText()) === '찾은 글이 없습니다.', 'nothing to be found as typed');

    await field.fill('"소금은 소굼"');
    await until(async () => /따옴표 없이 찾았습니다.*‹소굼› 대신/.test(await page.locator('#corrections').innerText()), 'the phrase without its quotes');
    await page.locator('#corrections button').click();
    assert.equal(await field.inputValue(), '소금은 "소굼"');

    await page.goto(`${samples.url}/search.html?q=${encodeURIComponent('소금')}`);
    await page.locator('#hits a').first().click();
    await page.waitForFunction(() => 'hanji' in window);
    await page.evaluate(() => hanji.ready);
    assert.equal((await page.evaluate(() => hanji.state())).slug, '2024-09-29-salt');
    assert.deepEqual(errors, []);
    await page.close();
  });

  await test('hanji-search: --search-only makes pages of somebody else searchable', async () => {
    const folder = join(samples.folder, '../public');
    mkdirSync(join(folder, 'guide'), {recursive: true});
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>도서관</title><h1>도서관 안내</h1><p>책을 다섯 권까지 빌릴 수 있습니다.</p>');
    writeFileSync(join(folder, 'guide/loan.html'), '<!doctype html><title>빌리기</title><h1>빌리기</h1><h2 id="days">며칠까지</h2><p>대출 기간은 열나흘입니다. <b>기간</b>을 늘릴 수 있습니다.</p>');
    await run_tool('build', folder, '--search-only', '--out', join(folder, 'search'), '--quiet');
    const [hit] = (await (await open_in_node(join(folder, 'search'))).search('기간')).hits;
    assert.deepEqual([hit.slug, hit.section, hit.title], ['guide/loan', 'days', '빌리기']);
    assert.throws(() => readFileSync(join(folder, 'search/index.html')));

    const site = await serve(folder);
    const page = await browser.newPage();
    await page.goto(`${site.url}/search/search.html?q=${encodeURIComponent('기간')}`);
    await page.locator('#hits a').click();
    await page.waitForURL(`${site.url}/guide/loan.html#days`);
    await page.close();
    site.close();
  });
}
