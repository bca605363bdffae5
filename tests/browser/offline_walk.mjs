// A walk at random through a site that is put anew, rolled back, cut off, slowed down, hidden behind a network's own page, whose worker and
// windows are killed and whose storage is cleared and filled. What must hold: what was readable is readable, or it says why and loading it
// anew mends it; no page is of two builds; no page is blank.
/// <reference path="./page.d.ts" />

import {cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {extname, join} from 'node:path';
import {random} from '../random.mjs';
import {root, run_tool, serve, types, until} from './harness.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{folder: string, mark: string, program: string}} Version */

const count = 24;
const slug_of = (/** @type {number} */ i) => `2024-03-${String(1 + i).padStart(2, '0')}-글${i}`;

/** Three builds of a site whose every text says of which it is; the third has the second's program. @param {string} folder @returns {Promise<Version[]>} */
export async function three_versions(folder) {
  const page = join(folder, 'page-2'), made = [];
  for (const mark of ['가', '나', '다']) {
    const posts = join(folder, `posts-${mark}`), site = join(folder, `site-${mark}`);
    if (!existsSync(site)) {
      mkdirSync(posts, {recursive: true});
      for (let i = 0; i < count; ++i) {
        writeFileSync(join(posts, `${slug_of(i)}.md`), `---\ntitle: 글 ${i} ${mark}판\ncategories: [소식]\n---\n${`이 글은 ${mark}판의 ${i}번째 글이다. 바다와 소금을 말한다.\n\n`.repeat(6)}`);
      }
      if (mark !== '가' && !existsSync(page)) {
        cpSync(join(root, 'build/web'), page, {recursive: true});
        writeFileSync(join(page, 'shell.css'), readFileSync(join(page, 'shell.css'), 'utf8') + '/* 2 */\n');
      }
      await run_tool('build', posts, '--out', site, '--quiet', ...mark === '가' ? [] : ['--page', page]);
    }
    made.push({folder: site, mark, program: readdirSync(site).find(name => name.startsWith('page-')) ?? ''});
  }
  return made;
}

/** A host whose folder can be exchanged, and which may be out of reach. @param {string} folder @param {string} [below] where the site stands, with a slash before it */
export async function serve_versions(folder, below = '') {
  const live = {folder, down: false, portal: false, late_ms: 0, answered: (/** @type {string} */ _path) => {}, loses: (/** @type {string} */ _path) => false};
  const site = await serve(null, asked => {
    const path = asked.startsWith(`${below}/`) ? asked.slice(below.length) : '/nothing';
    if (live.down || live.loses(path)) return {lost: true};
    if (live.portal) return {type: 'text/html; charset=utf-8', body: '<!doctype html><title>와이파이에 들어가기</title><p>와이파이에 들어가기'};
    const file = join(live.folder, path);
    queueMicrotask(() => live.answered(path));
    return existsSync(file) ? {type: types[extname(path)], body: readFileSync(file), late_ms: live.late_ms} : {status: 404, late_ms: live.late_ms};
  });
  return {live, url: site.url + encodeURI(below), close: site.close};
}

/** What a page shows. @param {Page} page @returns {Promise<{text: string, marks: string[], program: string, slug: string, showing: string, hits: string[]}>} */
export async function seen_in(page) {
  const look = () => page.evaluate(async () => {
    const soon = (/** @type {Promise<any>} */ promise) => Promise.race([promise, new Promise(done => setTimeout(done, 2500))]);
    const text = document.body?.innerText.trim() ?? '';
    const state = 'hanji' in window ? (() => { try { return hanji.state(); } catch { return null; } })() : null;
    const hits = state && navigator.onLine ? await soon(hanji.search('바다', {limit: 3}).catch(() => [])) ?? [] : [];
    return {text, marks: [...new Set([...(document.querySelector('main')?.textContent ?? text).matchAll(/([가나다])판/g)].map(found => found[1] ?? ''))],
      program: /page-[0-9a-f]{16}/.exec(document.documentElement.dataset.program ?? '')?.[0] ?? '',
      slug: state?.slug ?? '', showing: state?.showing ?? '', hits: [...new Set(hits.flatMap((/** @type {any} */ hit) => /([가나다])판/.exec(hit.title)?.[1] ?? []))]};
  });
  return look().catch(() => look());  // it may just have been loaded anew
}

/** Until it has come to something: an article, a list, or a word on why not. @param {Page} page @returns {Promise<void>} */
async function come_to_rest(page) {
  await until(() => page.evaluate(() => document.readyState === 'complete' && (document.documentElement.dataset.program === undefined || document.documentElement.dataset.failed !== undefined
    || (document.querySelector('#trouble:not([hidden])') !== null) || ('hanji' in window && hanji.state().showing !== 'nothing'))).catch(() => false), 'a page', 6000).catch(() => {});
}

/**
 * @param {import('playwright-core').Browser} browser @param {string} folder where to work
 * @param {{events: number, seed: number, told?: (line: string) => void}} options
 * @returns {Promise<{events: Record<string, number>, breaches: string[]}>}
 */
export async function walk_offline(browser, folder, {events, seed, told = () => {}}) {
  const next = random(seed), below = (/** @type {number} */ most) => Math.floor(next() * most);
  const versions = await three_versions(folder), {live, url, close} = await serve_versions(versions[0]?.folder ?? '');
  const context = await browser.newContext({locale: 'ko-KR', viewport: {width: 1000, height: 700}});
  const origin = new URL(url).origin;
  /** @type {string[]} */ const breaches = [];
  /** @type {string[]} */ const last = [];
  /** @type {Record<string, number>} */ const counted = {};
  /** @type {Set<string>} */ let kept = new Set();
  let full = false, current = await context.newPage();
  /** @type {Page[]} */ const others = [];

  const session = async () => context.newCDPSession(current);
  const breach = (/** @type {string} */ what) => {
    breaches.push(`${what} (after ${last.slice(-8).join(', ')})`);
    told(`breach: ${breaches.at(-1)}`);
  };
  const conditions = () => `${live.down ? 'down ' : ''}${live.portal ? 'portal ' : ''}${full ? 'full ' : ''}${live.late_ms ? 'slow ' : ''}${versions.find(({folder}) => folder === live.folder)?.mark}`;

  async function fill(/** @type {boolean} */ on) {
    const cdp = await session();
    full = on;
    await cdp.send('Storage.overrideQuotaForOrigin', full ? {origin, quotaSize: 1} : {origin}).catch(() => {});
    await cdp.detach();
  }

  /** What must hold of a page wherever it is. @param {Page} page */
  async function check(page) {
    if (page.url() === 'about:blank') return null;
    const shown = await seen_in(page).catch(() => null);
    if (!shown) return null;
    if (shown.text === '' && !page.url().startsWith('chrome-error')) breach(`blank: ${page.url()} ${conditions()}`);
    const marks = new Set([...shown.marks, ...shown.hits]);
    if (marks.size > 1) breach(`two builds in one page: ${[...marks].join(' ')} ${page.url()} ${conditions()}`);
    const [mark] = marks;
    if (mark && shown.program && versions.find(version => version.mark === mark)?.program !== shown.program) breach(`text of ${mark} under another program: ${page.url()} ${conditions()}`);
    return shown;
  }
  const is_open = (/** @type {Awaited<ReturnType<typeof check>>} */ shown, /** @type {string} */ slug) =>
    shown !== null && shown.marks.length === 1 && (shown.slug === slug || shown.slug === '') && shown.text.includes(`${slug.replace(/^.*글/, '')}번째`);

  /** Opens an article as a reader does, and sees what comes. @param {Page} page @param {string} slug @param {boolean} within the page that is open */
  async function read(page, slug, within) {
    if (within && await page.evaluate(() => 'hanji' in window).catch(() => false)) await page.evaluate(slug => { hanji.open(slug); }, slug).catch(() => {});
    else await page.goto(`${url}/a/${encodeURIComponent(slug)}.html`, {timeout: 8000}).catch(() => {});
    await come_to_rest(page);
    let shown = await check(page);
    if (is_open(shown, slug)) return true;
    await until(async () => is_open(shown = await check(page), slug), 'the article', within ? 2000 : 4000).catch(() => {});
    return is_open(shown, slug);
  }
  const is_portal = async (/** @type {Page} */ page) => live.portal && /와이파이/.test(await page.title().catch(() => ''));

  /** @type {[number, string, () => Promise<unknown>][]} how often, what, and how */
  const steps = [
    [10, 'read', async () => {
      const slug = slug_of(below(count)), within = next() < 0.5;
      if (await read(current, slug, within)) {
        if (live.down || live.portal || full) return;
        // It has stood for a moment: the worker has kept it, and from then on it is readable.
        await until(() => current.evaluate(async slug => {
          const active = (await (await caches.match('/build.json?state', {cacheName: 'hanji / state'}))?.json())?.active;
          return active && await caches.match(`/a/${encodeURIComponent(slug)}.html`, {cacheName: `hanji / ${active}`}) !== undefined;
        }, slug).catch(() => false), 'it to be kept', 5000).then(() => kept.add(slug), () => {});
        return;
      }
      if (await is_portal(current)) return;
      const why = await check(current);
      if (!kept.has(slug)) {
        if (live.down || live.portal) return;
      }
      // It says why, and loading anew mends it: at once if it is kept or there is a network.
      if (why && !/불러오지 못했습니다|연결|새 판|찾을 수 없|없습니다/.test(why.text)) breach(`does not say why: ${slug} ${conditions()}: ${why.text.slice(0, 80)}`);
      if (within && (kept.has(slug) || !live.down && !live.portal)) {
        if (!await read(current, slug, false) && !await is_portal(current)) breach(`not readable after a reload: ${slug} ${kept.has(slug) ? '(kept) ' : ''}${conditions()}: ${(await check(current))?.text.slice(0, 80)}`);
      } else breach(`not readable: ${slug} ${kept.has(slug) ? '(kept) ' : ''}${conditions()}: ${why?.text.slice(0, 80)}`);
    }],
    [3, 'read what is kept', async () => {
      const [slug] = [...kept].slice(below(kept.size));
      if (!slug || await read(current, slug, false) || await is_portal(current)) return;
      if (!live.down && await current.reload().then(() => true, () => false) && await read(current, slug, false)) return;
      breach(`kept, and not readable: ${slug} ${conditions()}: ${(await check(current))?.text.slice(0, 80)}`);
    }],
    [2, 'home', () => current.goto(`${url}/`, {timeout: 8000}).catch(() => {}).then(() => come_to_rest(current))],
    [3, 'deploy', async () => { live.folder = versions[below(versions.length)]?.folder ?? live.folder; }],
    [1, 'roll back', async () => { live.folder = versions[0]?.folder ?? live.folder; }],
    [3, 'network', async () => { live.down = next() < 0.4; }],
    [1, 'portal', async () => { live.portal = !live.portal && next() < 0.6; }],
    [1, 'slow', async () => { live.late_ms = live.late_ms ? 0 : 150 + below(600); }],
    [2, 'kill the worker', async () => {
      const cdp = await session();
      await cdp.send('ServiceWorker.enable');
      await cdp.send('ServiceWorker.stopAllWorkers').catch(() => {});
      await cdp.detach().catch(() => {});
    }],
    [2, 'kill the window', async () => {
      current.goto(`${url}/a/${encodeURIComponent(slug_of(below(count)))}.html`).catch(() => {});
      await new Promise(done => setTimeout(done, below(900)));
      const gone = current;
      current = others.shift() ?? await context.newPage();
      await gone.close();
    }],
    [1, 'second window', async () => {
      if (others.length >= 2) return;
      others.push(current);
      current = await context.newPage();
    }],
    [1, 'the other window', async () => {
      const other = others.shift();
      if (!other) return;
      others.push(current);
      current = other;
    }],
    [0.5, 'clear storage', async () => {
      const cdp = await session();
      await cdp.send('Storage.clearDataForOrigin', {origin, storageTypes: 'all'});
      await cdp.detach();
      kept = new Set();
    }],
    [0.7, 'fill storage', () => fill(true)],
    [3, 'all is well', async () => {
      Object.assign(live, {down: false, portal: false, late_ms: 0});
      await fill(false);
    }],
    [1, 'wait', () => new Promise(done => setTimeout(done, 400 + below(1200)))],
  ];
  const all = steps.reduce((sum, [often]) => sum + often, 0);
  for (let i = 0; i < events; ++i) {
    let at = next() * all;
    const [, name, run] = steps.find(([often]) => (at -= often) < 0) ?? steps[0] ?? [0, '', async () => {}];
    counted[name] = (counted[name] ?? 0) + 1;
    last.push(name);
    await run();
    for (const page of [current, ...others]) await check(page);
    if (process.env.WALK_TELL) told(`${name}: ${conditions()}, ${kept.size} kept, ${decodeURI(current.url()).slice(-22)}`);
    if (i % 50 === 49) told(`${i + 1} events, ${breaches.length} breaches, ${kept.size} kept`);
  }
  await context.close();
  close();
  return {events: counted, breaches};
}
