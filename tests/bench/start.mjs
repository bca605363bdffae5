// How soon an article can be read, beside the same text as plain HTML in the same run: the first contentful paint of
// its own page, and until the program is ready at its address (hanji.ready), cold and with what the service worker
// keeps. Phone-sized window, gzip as a host sends it, medians of nine; on the loopback, and under what Chromium's
// tools call fast and slow 4G (slow with the processor slowed four times). The posts are a publisher's, where they
// are at hand.
//
// `--scale`: the first contentful paint of the home page of 100,000 generated posts, beside that of 100.

import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {createServer} from 'node:http';
import {tmpdir} from 'node:os';
import {extname, join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {chromium} from 'playwright-core';
import {root, run_tool, types} from '../browser/harness.mjs';
import {sentencesOf, writePosts} from './posts/many_posts.mjs';

const json = process.argv.includes('--json'), scale = process.argv.includes('--scale'), runs = 9;
const shared = join(root, '../shared/posts');
const folder = mkdtempSync(join(tmpdir(), 'hanji-start-'));
process.on('exit', () => rmSync(folder, {recursive: true, force: true}));
const site = join(folder, 'site');
await run_tool('build', existsSync(shared) ? shared : join(root, 'assets/posts'), '--out', site, '--quiet');

// The article in the middle by length: its page, and of it the same text with nothing around it.
const slugs = JSON.parse(readFileSync(join(site, 'files.json'), 'utf8')).files.filter((/** @type {{file: string}} */ each) => each.file.startsWith('a/'))
  .sort((/** @type {{bytes: number}} */ a, /** @type {{bytes: number}} */ b) => a.bytes - b.bytes).map((/** @type {{file: string}} */ each) => each.file.slice(2, -5));
const slug = slugs[slugs.length >> 1];
const article = /<article>[^]*<\/article>/.exec(readFileSync(join(site, `a/${slug}.html`), 'utf8'))?.[0] ?? '';
const plain = `<!DOCTYPE html><html lang="ko"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>글</title>${article}</html>`;

/** @type {Map<string, Buffer>} */ const packed = new Map();
const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname).replace(/\/$/, '/index.html');
  const file = join(site, path);
  if (path !== '/plain.html' && !existsSync(file)) return response.writeHead(404).end();
  if (!packed.has(path)) packed.set(path, gzipSync(path === '/plain.html' ? plain : readFileSync(file), {level: 9}));
  const body = packed.get(path);
  response.writeHead(200, {'content-type': types[extname(path)] ?? 'application/octet-stream', 'content-encoding': 'gzip', 'cache-control': 'no-cache', 'content-length': body?.length}).end(body);
});
await new Promise(done => server.listen(0, '127.0.0.1', () => done(undefined)));
const {port} = /** @type {import('node:net').AddressInfo} */ (server.address());
const url = `http://127.0.0.1:${port}`;

const browser = await chromium.launch({executablePath: '/usr/bin/chromium', args: ['--no-sandbox']});
const networks = [
  {name: 'loopback', cpu: 1},
  {name: 'fast 4G', cpu: 1, latency: 165, down: 8_100_000 / 8, up: 1_350_000 / 8},
  {name: 'slow 4G', cpu: 4, latency: 562.5, down: 1_440_000 / 8, up: 675_000 / 8},
];

/** @param {typeof networks[number]} network @param {string} path @param {boolean} waits_for_program @param {import('playwright-core').BrowserContext} [warm] */
async function visit(network, path, waits_for_program, warm) {
  const context = warm ?? await browser.newContext({viewport: {width: 390, height: 844}, isMobile: true, locale: 'ko-KR', serviceWorkers: 'block'});
  const page = await context.newPage();
  await page.route(to => to.origin !== url, route => route.abort());  // pictures of other servers
  const tools = await context.newCDPSession(page);
  if (network.latency) await tools.send('Network.emulateNetworkConditions', {offline: false, latency: network.latency, downloadThroughput: network.down ?? -1, uploadThroughput: network.up ?? -1});
  await tools.send('Emulation.setCPUThrottlingRate', {rate: network.cpu});
  await page.goto(url + path, {waitUntil: 'commit'});
  const ms = waits_for_program
    ? await page.waitForFunction(() => 'hanji' in window).then(() => page.evaluate(async () => { await hanji.ready; return performance.now(); }))
    : await page.evaluate(() => new Promise(done => new PerformanceObserver(list => list.getEntriesByName('first-contentful-paint').forEach(entry => done(entry.startTime))).observe({type: 'paint', buffered: true})));
  await (warm ? page : context).close();
  return /** @type {number} */ (ms);
}

const middle = (/** @type {number[]} */ values) => values.sort((a, b) => a - b)[values.length >> 1];

/** @param {string} figure @param {number} value @param {number} baseline @param {string} note */
function tell(figure, value, baseline, note) {
  const short = (/** @type {number} */ number) => Number(number.toPrecision(3));
  if (json) console.log(JSON.stringify({bench: 'start', figure, value: short(value), unit: 'ms', baseline: short(baseline), ratio: short(value / baseline), note}));
  else console.log(`${figure.padEnd(24)}${String(short(value)).padStart(8)} ms  ${String(short(value / baseline)).padStart(6)} × ${short(baseline)} ms  ${note}`);
}

/** In pairs. @param {number} many @param {number} few */
async function compare_homes(many, few) {
  const sentences = sentencesOf(join(root, 'assets/posts/_posts'));
  for (const count of [many, few]) {
    writePosts(join(folder, `posts-${count}`), 0, count, sentences);
    await run_tool('build', join(folder, `posts-${count}`), '--out', join(site, `home-${count}`), '--quiet');
  }
  for (const network of networks) {
    /** @type {Map<number, number[]>} */ const times = new Map([[many, []], [few, []]]);
    for (let i = 0; i < runs; ++i) for (const [count, all] of times) all.push(await visit(network, `/home-${count}/`, false));
    tell(`home_100k_vs_100_${network.name.replace(' ', '_')}`, middle(times.get(many) ?? []), middle(times.get(few) ?? []), `first contentful paint of the home page of ${many} posts; of ${few}`);
  }
}

const address = `/a/${encodeURIComponent(slug)}.html`;
if (scale) await compare_homes(100_000, 100);
else for (const network of networks) {
  const tag = network.name.replace(' ', '_');
  /** @type {Record<string, number[]>} */ const times = {plain: [], own: [], ready: [], warm: []};
  const warm = await browser.newContext({viewport: {width: 390, height: 844}, isMobile: true, locale: 'ko-KR'});
  const first = await warm.newPage();
  await first.goto(url + address);
  await first.waitForFunction(() => 'hanji' in window);
  await first.evaluate(async () => { await hanji.ready; await navigator.serviceWorker.ready; });
  await first.reload();  // now the worker sees every file
  await first.waitForFunction(() => 'hanji' in window);
  await first.evaluate(() => hanji.ready);
  await first.waitForFunction(async () => (await Promise.all((await caches.keys()).map(async name => (await (await caches.open(name)).keys()).length))).some(count => count > 5));
  await first.close();
  for (let i = 0; i < runs; ++i) {  // side by side, so that what else the machine does falls on all alike
    times.plain.push(await visit(network, '/plain.html', false));
    times.own.push(await visit(network, address, false));
    times.ready.push(await visit(network, address, true));
    times.warm.push(await visit(network, address, true, warm));
  }
  await warm.close();
  const base = middle(times.plain), ready = middle(times.ready);
  tell(`cold_vs_html_${tag}`, middle(times.own), base, `first contentful paint of the article's page; plain HTML ${network.name}`);
  tell(`ready_vs_html_${tag}`, ready, base, 'the program has taken the article’s page over, nothing kept');
  tell(`warm_vs_cold_${tag}`, middle(times.warm), ready, 'the same with what the service worker keeps');
}
await browser.close();
server.close();
