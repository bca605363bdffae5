// What may go wrong, one row each: what the reader then sees, what works once it is over, and that nothing of the reader's is lost.
// `./dev bench faults` runs and prints all rows, the stories those that are quick. Every row has a page of its own, over one site of
// 2,600 posts and a few extreme ones.
/// <reference path="./page.d.ts" />

import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {extname, join} from 'node:path';
import {sentencesOf, writePosts} from '../bench/posts/many_posts.mjs';
import {assert, root, run_tool, serve, settle, test, types, until} from './harness.mjs';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').BrowserContext} Context
 * @typedef {import('./harness.mjs').Answer} Answer
 * @typedef {{url: string, answer: (path: string) => Answer | null, files: string[], slugs: string[], read: string}} Site answer: other than the file;
 *   read: the article that was left in its middle
 * @typedef {{page: Page, context: Context, site: Site, note: string}} World note: a figure for the table
 * @typedef {{fault: string, sees: RegExp, quick?: boolean, act(world: World): Promise<void>, over?(world: World): Promise<void>, keeps?: 'in the page'}} Row
 *   act: the fault, until the reader sees it; over: what ends it, beside that the host answers again; keeps in the page: there is no storage
 * @typedef {{fault: string, sees: string, works: string, lost: string, note: string, wrong: string}} Outcome wrong: what is not as it should be
 */

/** @param {Page} page @param {string} address */
async function open(page, address) {
  await page.goto(address);
  await ready(page);
}
/** @param {Page} page */
async function ready(page) {
  await page.waitForFunction(() => 'hanji' in window);
  await page.evaluate(() => hanji.ready);
}
/** Another address in the same page. @param {Page} page @param {string} address */
const go = (page, address) => page.evaluate(address => { location.hash = address; }, address);
const state = (/** @type {Page} */ page) => page.evaluate(() => hanji.state());

/** What the reader sees, in a few words. @param {Page} page */
const seen = page => page.evaluate(() => {
  const shown = (/** @type {string} */ css) => [...document.querySelectorAll(css)].find(one => one instanceof HTMLElement && one.checkVisibility());
  const trouble = shown('#trouble strong, #waiting');
  const text = /** @type {HTMLElement} */ (document.getElementById('text')).innerText.trim().replace(/\s+/g, ' ');
  const notice = shown('#text .notice')?.textContent ?? '';
  const where = document.documentElement.classList.contains('plain') ? 'text layer: ' : '';
  return where + [trouble?.textContent?.slice(0, 40), notice, text.slice(0, 48)].filter(Boolean).join(' · ');
});

/** @param {World} world @param {RegExp} pattern */
async function until_seen(world, pattern) {
  let last = '';
  await until(async () => pattern.test(last = await seen(world.page).catch(() => '')), `${pattern}`, 10_000).catch(error => { throw new Error(`${error.message}; the reader sees: ${last}`); });
}

const an_article = /^(text layer: )?.+\d{4}년|^(text layer: )?[^]{8,}/;

// ---- shards ----

/** @type {[string, RegExp, (world: World) => Promise<void>, RegExp][]} kind, its files, what needs them, what is seen without */
const shard_kinds = [
  ['bundle.json', /\/bundle\/bundle\.json$/, ({page, site}) => open(page, `${site.url}/#/${site.read}`), /글 묶음을 불러오지 못했습니다|새로 고/],
  ['headlines', /\/bundle\/headlines-/, async ({page, site}) => {
    await open(page, `${site.url}/#/${site.read}`);
    await page.evaluate(() => { hanji.home(); });
  }, /연결이 끊겼거나/],
  ['slugs', /\/bundle\/slugs-/, ({page, site}) => open(page, `${site.url}/#/nesting`), /못했습니다/],
  ['articles', /\/bundle\/articles-/, ({page, site}) => open(page, `${site.url}/#/${site.read}`), /이 글을 불러오지 못했습니다/],
  ['categories', /\/bundle\/categories-/, ({page, site}) => open(page, `${site.url}/#/category/${encodeURIComponent('바다')}`), /연결이 끊겼거나/],
  ['search', /\/bundle\/search\/index-/, ({page, site}) => open(page, `${site.url}/#/search?q=${encodeURIComponent('활자')}`), /색인의 일부를 읽지 못해/],
  ['directory', /\/bundle\/directory-/, ({page, site}) => open(page, `${site.url}/#/${site.read}`), /못했습니다/],
];

/** @type {[string, (site: Site, path: string) => Answer][]} */
const shard_faults = [
  ['404', () => ({status: 404})],
  ['500', () => ({status: 500})],
  ['truncated', () => ({cut: true})],
  ['bit-flipped', (site, path) => {
    const body = readFileSync(file_of(site, path));
    body[body.length >> 1] ^= 1;
    return {body};
  }],
  ['of another build', (site, path) => {  // whole, and another than asked for
    const kind = path.replace(/[0-9a-f]{16}\.bin$/, ''), other = site.files.find(file => file.startsWith(kind) && file !== path);
    return {body: other ? readFileSync(file_of(site, other)) : JSON.stringify({format: 1, title: '', description: '', url: '', language: 'ko', articles: 1, categories: [], shards: []})};
  }],
  ['30 s late', () => ({late_ms: 3000})],
  ['never', () => ({late_ms: Infinity})],
  ['HTML with status 200', () => ({type: 'text/html', body: '<!doctype html><title>우리 집</title>'})],
];

let folder_of_site = '';
/** @param {Site} site @param {string} path */
const file_of = (site, path) => join(folder_of_site, path);

/** Waiting goes ten times as fast: 20 s without a byte pass in 2, so what is 30 s late comes after 3. @param {Page} page */
const hasten = page => page.addInitScript(() => {
  const wait = window.setTimeout;
  // @ts-ignore
  window.setTimeout = (run, ms, ...given) => wait(run, ms >= 10_000 ? ms / 10 : ms, ...given);
});

// A bit of bundle.json is one of the hash of some shard: nothing shows before that is needed, and the page is loaded anew.
const unnoticed = ['bundle.json bit-flipped'];

/** @type {Row[]} */
const shard_rows = shard_kinds.flatMap(([kind, files, need, without]) => shard_faults.map(([how, answer]) => {
  const fault = `${kind} ${how}`, sees = unnoticed.includes(fault) ? /글 2,606편/ : without;
  return {
    fault, sees,
    quick: how === '404' || (how === 'never' && kind === 'directory') || (how === 'HTML with status 200' && kind === 'articles'),
    async act(world) {
      if (how === '30 s late' || how === 'never') await hasten(world.page);
      world.site.answer = path => files.test(path) ? answer(world.site, path) : null;
      await need(world);
      await until_seen(world, sees);
    },
    over: async ({page}) => { if (unnoticed.includes(fault)) await page.reload().then(() => ready(page)); },
  };
}));

/** @param {string} name @param {Buffer | string} body @param {RegExp} [sees] @returns {Row} */
const bundle_row = (name, body, sees = /글 묶음을 불러오지 못했습니다|새로 고/) => ({
  fault: `bundle.json ${name}`, sees,
  async act(world) {
    world.site.answer = path => path.endsWith('/bundle.json') ? {body} : null;
    await open(world.page, `${world.site.url}/#/${world.site.read}`);
    await until_seen(world, sees);
  },
});

// ---- the program's files ----

/** @param {string} name @param {RegExp} file @param {(site: Site) => Answer} answer @param {boolean} [quick] @returns {Row} */
const program_row = (name, file, answer, quick = false) => ({
  fault: name, sees: /화면을 불러오지 못했습니다|아직 여는 중/, quick,
  async act(world) {
    world.site.answer = path => file.test(path) ? answer(world.site) : null;
    await world.page.goto(`${world.site.url}/#/${world.site.read}`);
    await until_seen(world, this.sees);
  },
  async over({page}) {
    await page.reload();
    await ready(page);
  },
});

// ---- the canvas ----

const keep_losing = (/** @type {Page} */ page) => page.addInitScript(() => {
  const get = HTMLCanvasElement.prototype.getContext;
  // @ts-ignore
  HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
    const context = get.call(this, kind, ...rest);
    if (kind === 'webgl2' && context) Object.assign(window, {gl: /** @type {any} */ (context).getExtension('WEBGL_lose_context')});
    return context;
  };
});
const lose = (/** @type {Page} */ page) => page.evaluate(() => /** @type {any} */ (window).gl.loseContext());
const restore = (/** @type {Page} */ page) => page.evaluate(() => /** @type {any} */ (window).gl.restoreContext());
const is_plain = (/** @type {Page} */ page) => page.evaluate(() => document.documentElement.classList.contains('plain'));

/** A page at the article that was read. @param {string} fault @param {() => void} script before anything else @param {RegExp} sees @param {Partial<Row>} [more] @returns {Row} */
const script_row = (fault, script, sees, more = {}) => ({
  fault, sees,
  async act(world) {
    await world.page.addInitScript(script);
    await open(world.page, `${world.site.url}/#/${world.site.read}`);
    await until_seen(world, sees);
  },
  ...more,
});

/** A page of that shape at the article that was read. @param {string} fault @param {{width: number, height: number, deviceScaleFactor: number}} shape @param {boolean} [quick] @returns {Row} */
const shape_row = (fault, {width, height, deviceScaleFactor}, quick = false) => ({
  fault, sees: an_article, quick,
  async act(world) {
    await open(world.page, `${world.site.url}/#/${world.site.read}`);
    const session = await world.context.newCDPSession(world.page);
    await session.send('Emulation.setDeviceMetricsOverride', {width, height, deviceScaleFactor, mobile: false});
    await until(() => world.page.evaluate(width => innerWidth === width, width), 'the window');
    await settle(world.page);
    await world.page.mouse.wheel(0, 300);
    await until_seen(world, an_article);
    assert.ok(await world.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1), 'nothing stands beside the window');
  },
});

/** An extreme article, read to its end. @param {string} fault @param {string} slug @param {boolean} [quick] @returns {Row} */
const extreme_row = (fault, slug, quick = false) => ({
  fault, sees: /./, quick,
  async act(world) {
    const {page} = world;
    await open(page, world.site.url);
    const start = Date.now();
    await page.evaluate(slug => hanji.open(slug), slug);
    world.note = `opened in ${Date.now() - start} ms`;
    await until(async () => (await state(page)).slug === slug && (await state(page)).showing === 'content', 'the article', 60_000);
    await page.evaluate(() => scrollTo({top: document.documentElement.scrollHeight, behavior: 'instant'}));
    await until(async () => (await state(page)).progress > 0.95, 'its end', 60_000);
    await page.evaluate(() => scrollTo({top: 0, behavior: 'instant'}));
  },
});

/** @type {Row[]} */
export const rows = [
  {
    fault: 'GL context lost and restored ten times', sees: /^text layer: /, quick: true,
    async act(world) {
      const {page} = world;
      await keep_losing(page);
      await open(page, `${world.site.url}/#/${world.site.read}`);
      for (let i = 0; i < 10; ++i) {
        await lose(page);
        await until(() => is_plain(page), 'the text layer');
        if (i === 9) break;
        await restore(page);
        await until(async () => !await is_plain(page), 'the canvas');
      }
      await until_seen(world, this.sees);
    },
    over: async ({page}) => {
      await restore(page);
      await until(async () => !await is_plain(page), 'the canvas');
    },
  },
  {
    fault: 'GL context lost and never restored', sees: /^text layer: .{8}/, quick: true,
    async act(world) {
      await keep_losing(world.page);
      await open(world.page, `${world.site.url}/#/${world.site.read}`);
      await lose(world.page);
      await until_seen(world, this.sees);
    },
  },
  script_row('WebGL refused', () => {
    const get = HTMLCanvasElement.prototype.getContext;
    // @ts-ignore
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) { return kind.startsWith('webgl') ? null : get.call(this, kind, ...rest); };
  }, /^text layer: .{8}/),
  {
    fault: 'memory refused to grow', sees: an_article,
    async act(world) {
      const {page} = world;
      await open(page, world.site.url);
      await page.evaluate(() => {
        const {grow} = WebAssembly.Memory.prototype;
        Object.assign(window, {allow: () => WebAssembly.Memory.prototype.grow = grow});
        WebAssembly.Memory.prototype.grow = () => { throw new RangeError('refused'); };
      });
      let opened = 0;
      for (const slug of ['characters', 'links', ...world.site.slugs.slice(0, 120)]) {
        const came = await Promise.race([page.evaluate(slug => hanji.open(slug), slug).then(() => true), page.locator('#trouble:visible').waitFor().then(() => false)]);
        if (!came) break;
        opened += 1;
      }
      const stopped = await page.locator('#trouble:visible').count() > 0;
      world.note = stopped ? `stopped after ${opened} articles and said so` : `${opened} articles opened`;
      await until_seen(world, this.sees);
    },
    async over({page}) {
      await page.evaluate(() => /** @type {any} */ (window).allow());
      const again = page.locator('#trouble button', {hasText: '다시 시작'});
      if (await again.count()) await again.click();
      await until(async () => (await state(page)).showing === 'content', 'the program again');
    },
  },

  ...shard_rows,
  bundle_row('of a newer format', JSON.stringify({format: 99, title: 'x', description: '', url: '', language: 'ko', articles: 0, categories: [], shards: []}), /새로 고|새 판|못했습니다/),
  bundle_row('empty', ''),
  bundle_row('{}', '{}'),

  program_row('main.js missing', /\/main\.js$/, () => ({status: 404})),
  program_row('a module missing', /\/lines\.js$/, () => ({status: 404})),
  program_row('hanji.js missing', /\/hanji\.js$/, () => ({status: 404})),
  program_row('hanji.wasm missing', /\/hanji\.wasm$/, () => ({status: 404}), true),
  program_row('hanji.wasm truncated', /\/hanji\.wasm$/, () => ({cut: true})),
  program_row('wasm of another build', /\/hanji\.wasm$/, site => ({body: readFileSync(file_of(site, site.files.find(file => file.endsWith('/hanji-search.wasm')) ?? ''))}), true),
  program_row('HTML in place of hanji.wasm', /\/hanji\.wasm$/, () => ({type: 'text/html', body: '<!doctype html>'})),
  program_row("ICU's data missing", /\.dat$/, () => ({status: 404})),

  {
    fault: 'storage full', sees: an_article, quick: true,
    async act(world) {
      await open(world.page, world.site.url);
      await world.page.evaluate(() => {
        for (let size = 2 ** 22; size >= 1; size >>= 1) {
          for (let i = 0; ; ++i) {
            try { localStorage.setItem(`filled ${size} ${i}`, 'x'.repeat(size)); } catch { break; }
          }
        }
      });
      await world.page.evaluate(slug => hanji.open(slug), world.site.read);
      await until_seen(world, this.sees);
    },
  },
  script_row('storage blocked', () => { Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }}); }, an_article, {quick: true, keeps: 'in the page'}),
  {
    fault: 'storage cleared in use', sees: an_article, keeps: 'in the page', quick: true,
    async act(world) {
      await open(world.page, `${world.site.url}/#/${world.site.read}`);
      await world.page.evaluate(() => localStorage.clear());
      await until_seen(world, this.sees);
    },
  },
  {
    fault: 'no room for the worker’s copies', sees: an_article, quick: true,
    async act(world) {
      await open(world.page, world.site.url);
      await until(() => world.page.evaluate(() => navigator.serviceWorker.controller !== null), 'the worker');
      await world.context.serviceWorkers()[0].evaluate(() => { Cache.prototype.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError')); });
      await world.page.evaluate(slug => hanji.open(slug), world.site.read);
      await until_seen(world, this.sees);
    },
  },
  {
    fault: 'two tabs', sees: an_article, quick: true,
    async act(world) {
      await open(world.page, `${world.site.url}/#/${world.site.read}`);
      const other = await world.context.newPage();
      await open(other, world.site.url);
      await other.locator('#search').fill('소금');
      await other.keyboard.press('Enter');
      await other.close();
      await until_seen(world, this.sees);
    },
  },
  script_row('clock an hour wrong', () => {
    const now = Date.now.bind(Date);
    Date.now = () => now() - 3_600_000;
  }, an_article),
  script_row('clock a day back while reading', () => {
    const now = Date.now.bind(Date), start = now();
    Date.now = () => now() - (now() - start > 200 ? 86_400_000 : 0);
    const steady = performance.now.bind(performance);
    performance.now = () => steady() - (steady() > 1500 ? 1000 : 0);  // a clock that should never go back, and did
  }, an_article),
  {
    fault: 'hidden for an hour', sees: an_article,
    async act(world) {
      const {page} = world;
      await page.addInitScript(() => {
        let hidden = false, ahead = 0;
        Object.defineProperty(document, 'hidden', {get: () => hidden});
        Object.defineProperty(document, 'visibilityState', {get: () => hidden ? 'hidden' : 'visible'});
        const now = Date.now.bind(Date), steady = performance.now.bind(performance);
        Date.now = () => now() + ahead;
        performance.now = () => steady() + ahead;
        Object.assign(window, {hide: (/** @type {boolean} */ away) => {
          hidden = away;
          if (!away) ahead += 3_600_000;
          document.dispatchEvent(new Event('visibilitychange'));
        }});
      });
      await open(page, `${world.site.url}/#/${world.site.read}`);
      await page.evaluate(() => /** @type {any} */ (window).hide(true));
      await page.evaluate(() => hanji.set({fontSize: 20}));
      await page.evaluate(() => /** @type {any} */ (window).hide(false));
      await until_seen(world, this.sees);
      const {frames} = await page.evaluate(() => hanji.stats());
      await page.mouse.wheel(0, 200);
      await until(async () => (await page.evaluate(() => hanji.stats())).frames > frames, 'a frame');
    },
  },

  shape_row('device pixel ratio 0.5', {width: 1440, height: 900, deviceScaleFactor: 0.5}, true),
  shape_row('device pixel ratio 5', {width: 800, height: 600, deviceScaleFactor: 5}),
  shape_row('200 px wide', {width: 200, height: 400, deviceScaleFactor: 1}, true),
  shape_row('7,680 px wide', {width: 7680, height: 1200, deviceScaleFactor: 1}),
  shape_row('zoom 400%', {width: 360, height: 225, deviceScaleFactor: 4}),
  {
    fault: 'pinched to twice the size', sees: an_article,
    async act(world) {
      await open(world.page, `${world.site.url}/#/${world.site.read}`);
      const session = await world.context.newCDPSession(world.page);
      await session.send('Emulation.setPageScaleFactor', {pageScaleFactor: 2});
      await world.page.mouse.wheel(0, 300);
      await until_seen(world, this.sees);
      await session.send('Emulation.setPageScaleFactor', {pageScaleFactor: 1});
    },
  },

  extreme_row('an article of 500,000 characters', 'characters'),
  extreme_row('a table of 20,000 rows', 'rows'),
  extreme_row('5,000 pictures', 'pictures'),
  extreme_row('10,000 links', 'links'),
  extreme_row('a word of 20,000 letters', 'word', true),
  extreme_row('nesting 1,000 deep', 'nesting', true),
  {
    fault: '1,000 articles in a row', sees: an_article,
    async act(world) {
      const {page} = world;
      await open(page, world.site.url);
      const memory = () => page.evaluate(() => hanji.stats().wasmMemoryBytes);
      /** @param {string[]} slugs */
      const read = slugs => page.evaluate(async slugs => { for (const slug of slugs) await hanji.open(slug); }, slugs);
      await read(world.site.slugs.slice(0, 200));
      const before = await memory();
      await read(world.site.slugs.slice(200, 1000));
      const after = await memory();
      world.note = `${(before / 2 ** 20).toFixed(1)} MB after 200, ${(after / 2 ** 20).toFixed(1)} MB after 1,000`;
      assert(after - before < 2 * 2 ** 20, world.note);
      await until_seen(world, this.sees);
    },
  },
  {
    fault: '500 searches', sees: an_article,
    async act(world) {
      const {page} = world;
      await open(page, `${world.site.url}/#/${world.site.read}`);
      const words = ['활자', '소금', '바다', '달', '한글', '신문', '지도', '글자', '종이', '별'];
      world.note = await page.evaluate(async words => {
        let hits = 0;
        for (let i = 0; i < 500; ++i) hits += (await hanji.search(`${words[i % 10]} ${words[(i / 10 | 0) % 10]}`, {limit: 3})).length;
        return `${hits} hits`;
      }, words);
      await until_seen(world, this.sees);
    },
  },
  {
    fault: 'a listener that throws', sees: an_article, quick: true,
    async act(world) {
      await open(world.page, world.site.url);
      await world.page.evaluate(() => {
        for (const event of ['navigate', 'search', 'progress', 'error']) hanji.on(event, () => { throw new Error('not ours'); });
      });
      await world.page.evaluate(slug => hanji.open(slug), world.site.read);
      await until_seen(world, this.sees);
    },
  },
  script_row('Array.prototype polluted', () => { Object.assign(Array.prototype, {clone: () => 0, image: 1, href: 'x'}); }, an_article, {quick: true}),
  script_row('Object.prototype polluted', () => { Object.assign(Object.prototype, {clone: () => 0, image: 1, href: 'x', error: 'x'}); }, an_article),
  {
    fault: 'a font removed while reading', sees: an_article,
    async act(world) {
      const {page} = world;
      await open(page, `${world.site.url}/#/${world.site.read}`);
      await page.evaluate(() => {
        const serif = getComputedStyle(document.documentElement).getPropertyValue('--serif');
        document.documentElement.style.setProperty('--serif', 'monospace');
        document.fonts.dispatchEvent(new Event('loadingdone'));
        setTimeout(() => {
          document.documentElement.style.setProperty('--serif', serif);
          document.fonts.dispatchEvent(new Event('loadingdone'));
        }, 50);
      });
      await settle(page);
      await until_seen(world, this.sees);
    },
  },
];

// ---- the site, and a row in it ----

/** @param {string} folder where it may be made @returns {Promise<Site & {folder: string, close(): void}>} */
export async function make_site(folder) {
  const posts = join(folder, 'fault-posts'), built = folder_of_site = join(folder, 'fault-site');
  const sentences = sentencesOf(join(root, 'assets/posts/_posts'));
  writePosts(posts, 0, 2600, sentences);
  mkdirSync(join(posts, '_posts'), {recursive: true});
  const text = sentences.join(' ');
  const write = (/** @type {string} */ slug, /** @type {string} */ body) => writeFileSync(join(posts, '_posts', `${slug}.html`), `---\ntitle: ${slug}\n---\n\n${body}\n`);
  const many = (/** @type {number} */ count, /** @type {(i: number) => string} */ one) => Array.from({length: count}, (_, i) => one(i)).join('\n');
  const paragraph = text.slice(0, 500);
  write('characters', many(1000, () => `<p>${paragraph}</p>`));
  write('rows', `<table>${many(20_000, i => `<tr><td>${i}</td><td>${sentences[i % sentences.length].slice(0, 12)}</td></tr>`)}</table>`);
  write('pictures', many(5000, i => `<p><img src="https://pictures.invalid/${i}.jpg" alt="${i}" width="400" height="300"></p>`));
  write('links', many(10_000, i => `<p><a href="https://example.org/${i}">${sentences[i % sentences.length].slice(0, 20)}</a></p>`));
  write('word', `<p>${'가나다라마바사아자차'.repeat(2000)}</p>`);
  write('nesting', '<div><blockquote><ul><li>'.repeat(250) + paragraph + '</li></ul></blockquote></div>'.repeat(250));
  await run_tool('build', posts, '--out', built, '--quiet');
  const slugs = readdirSync(join(posts, '_posts')).filter(name => /^20.*\.md$/.test(name)).map(name => name.replace('.md', '')).sort().reverse();
  const site = /** @type {Site} */ ({url: '', answer: () => null, slugs, read: slugs[1700],
    files: /** @type {string[]} */ (readdirSync(built, {recursive: true})).map(file => `/${file}`)});
  const host = await serve(null, path => {
    const other = site.answer(path), file = join(built, path);
    if (!existsSync(file)) return null;
    return {type: types[extname(path)], ...other, body: other?.body ?? ((other?.status ?? 200) === 200 ? readFileSync(file) : '')};
  });
  return Object.assign(site, {url: host.url, folder: built, close: host.close});
}

const typed = '소금', settings = {theme: 'sepia', fontSize: 20};

/** What a reader has left in the browser before: settings, a place, a search. @param {import('playwright-core').Browser} browser @param {Site} site */
export async function make_reader(browser, site) {
  const context = await browser.newContext({locale: 'ko-KR', viewport: {width: 1440, height: 900}});
  const page = await context.newPage();
  await open(page, site.url);
  await page.evaluate(settings => hanji.set(settings), settings);
  await page.locator('#search').fill(typed);
  await page.keyboard.press('Enter');
  await page.evaluate(slug => hanji.open(slug), site.read);
  await page.evaluate(() => scrollTo({top: 500, behavior: 'instant'}));
  await until(async () => (await state(page)).progress > 0, 'the scroll');
  await page.evaluate(() => hanji.home());
  const stored = await context.storageState();
  await context.close();
  return stored;
}

/** What works, and what does not. @param {Page} page @param {Site} site */
export async function what_works(page, site) {
  /** @type {[string, () => Promise<unknown>][]} */
  const all = [
    ['list', async () => {
      await page.evaluate(() => hanji.home());
      await page.locator('#text .entry').first().waitFor({timeout: 10_000});
    }],
    ['article', async () => {
      await page.evaluate(slug => hanji.open(slug), site.slugs[3]);
      assert.deepEqual([(await state(page)).slug, (await state(page)).showing], [site.slugs[3], 'content']);
    }],
    ['search', async () => assert.ok((await page.evaluate(() => hanji.search('활자', {limit: 3}))).length > 0)],
    ['typing', async () => {
      await page.evaluate(() => hanji.home());
      if (await page.locator('#search').isHidden()) await page.locator('#frame [data-control=search]').click();
      await page.locator('#search').fill('한글');
      await until(async () => (await state(page)).query === '한글', 'what was typed', 10_000);
    }],
  ];
  /** @type {string[]} */ const works = [], broken = [];
  for (const [name, does] of all) {
    try {
      await does();
      works.push(name);
    } catch (error) {
      broken.push(`${name}: ${String(error).slice(0, 160)}`);
    }
  }
  return {works, broken};
}

/** What was lost of the reader's. @param {Page} page @param {Site} site @param {boolean} stored */
async function what_is_lost(page, site, stored) {
  /** @type {string[]} */ const lost = [];
  const now = await page.evaluate(() => hanji.get());
  if (stored && (now.theme !== settings.theme || now.fontSize !== settings.fontSize)) lost.push('settings');
  if (await page.locator('#search').inputValue() !== '한글') lost.push('typed text');
  if (!stored) return lost;
  await page.evaluate(() => hanji.home());
  await page.evaluate(slug => hanji.open(slug), site.read);
  const y = await page.evaluate(() => scrollY), kept = await page.evaluate(() => JSON.stringify(Object.entries(localStorage).filter(([key]) => key.startsWith('hanji.'))));
  if (y === 0 || !kept.includes(site.read)) lost.push('place');
  if (!kept.includes(typed)) lost.push('recent searches');
  return lost;
}

/** @param {import('playwright-core').Browser} browser @param {Site} site @param {Awaited<ReturnType<typeof make_reader>>} stored @param {Row} row @returns {Promise<Outcome>} */
export async function run_row(browser, site, stored, row) {
  const context = await browser.newContext({locale: 'ko-KR', viewport: {width: 1440, height: 900}, storageState: stored});
  const page = await context.newPage(), world = {page, context, site, note: ''};
  page.setDefaultTimeout(30_000);
  /** @type {string[]} */ const wrong = [];
  let sees = '', works = '', lost = '';
  try {
    await row.act(world);
    sees = await seen(page);
    if (!row.sees.test(sees)) wrong.push(`the reader sees: ${sees}`);
    site.answer = () => null;
    await row.over?.(world);
    const retry = page.locator('[data-control=retry]');
    if (await retry.count()) await retry.first().click();
    const done = await what_works(page, site);
    works = done.works.join(', ');
    wrong.push(...done.broken);
    lost = (await what_is_lost(page, site, row.keeps !== 'in the page')).join(', ') || 'none';
    if (lost !== 'none') wrong.push(`lost: ${lost}`);
    if (await page.locator('#trouble:visible').count()) wrong.push('trouble is told still');
  } catch (error) {
    wrong.push(String(error instanceof Error ? error.message : error).slice(0, 300));
  } finally {
    site.answer = () => null;
    await context.close();
  }
  return {fault: row.fault, sees, works, lost, note: world.note, wrong: wrong.join('; ')};
}

/** The quick rows as stories. @param {import('playwright-core').Browser} browser @param {Site} site */
export async function fault_stories(browser, site) {
  const stored = await make_reader(browser, site);
  for (const row of rows.filter(row => row.quick)) {
    await test(`chromium: 탈이 나도 읽던 것을 잃지 않는다 (${row.fault})`, async () => assert.equal((await run_row(browser, site, stored, row)).wrong, ''));
  }
}
