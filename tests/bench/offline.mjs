// What keeping a whole site for reading without a network takes: bytes, seconds and entries on a phone's line (fast 4G:
// 165 ms and 1.0 MB/s, as Chromium's tools have it; nothing is compressed), what one new post takes afterwards beside
// the whole, and how often, in a walk of 500 random events (the site put anew, the network lost, worker and windows
// killed, storage cleared and filled …), something readable was not, a page was of two builds, or blank.

import {cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {tmpdir} from 'node:os';
import {extname, join} from 'node:path';
import {chromium} from 'playwright-core';
import {root, run_tool, types, until} from '../browser/harness.mjs';
import {walk_offline} from '../browser/offline_walk.mjs';

const json = process.argv.includes('--json');
const shared = join(root, '../shared/posts'), posts = existsSync(shared) ? shared : join(root, 'assets/posts');
const folder = mkdtempSync(join(tmpdir(), 'hanji-offline-'));
process.on('exit', () => rmSync(folder, {recursive: true, force: true}));
const events = Number(process.env.WALK_EVENTS ?? 500), seed = Number(process.env.WALK_SEED ?? 22);
const round_trip_ms = 165, bytes_per_ms = 1000;

/** @param {string} figure @param {number} value @param {string} unit @param {number | null} baseline @param {string} note */
function tell(figure, value, unit, baseline, note) {
  const short = Number(value.toPrecision(4)), ratio = baseline === null ? null : Number((value / baseline).toPrecision(3));
  if (json) console.log(JSON.stringify({bench: 'offline', figure, value: short, unit, baseline, ratio, note}));
  else console.log(`${figure.padEnd(24)}${String(short).padStart(10)} ${unit.padEnd(8)}${note}`);
}

await run_tool('build', posts, '--out', join(folder, 'one'), '--quiet');
cpSync(posts, join(folder, 'posts'), {recursive: true});
const inside = existsSync(join(folder, 'posts/_posts')) ? 'posts/_posts' : 'posts';
writeFileSync(join(folder, inside, '2030-01-02-new.md'), '---\ntitle: 새 글\ndate: 2020-01-02\n---\n새로 쓴 글이다.\n');
await run_tool('build', join(folder, 'posts'), '--out', join(folder, 'two'), '--quiet');

// One line for all answers: each waits for the way there and back, and for its turn.
const line = {folder: join(folder, 'one'), bytes: 0, requests: 0, free_at: 0};
const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname).replace(/\/$/, '/index.html'), file = join(line.folder, path);
  if (!existsSync(file)) return void response.writeHead(404).end();
  const body = readFileSync(file), now = performance.now();
  line.requests += 1;
  line.bytes += body.length;
  line.free_at = Math.max(line.free_at, now + round_trip_ms) + body.length / bytes_per_ms;
  setTimeout(() => response.writeHead(200, {'content-type': types[extname(path)] ?? 'application/octet-stream', 'content-length': body.length, 'cache-control': 'no-cache'}).end(body), line.free_at - now);
});
await new Promise(done => server.listen(0, '127.0.0.1', () => done(null)));
const url = `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;

const browser = await chromium.launch({executablePath: '/usr/bin/chromium', args: ['--no-sandbox']});
const page = await (await browser.newContext({locale: 'ko-KR', viewport: {width: 390, height: 844}})).newPage();
const row = page.locator('[data-what=whole]');
await page.goto(`${url}/offline.html`);
const keep = row.getByRole('button').filter({hasText: /[kM]B/});
await keep.waitFor({timeout: 120_000});
Object.assign(line, {bytes: 0, requests: 0});
const start = performance.now();
await keep.click();
await row.getByRole('status').waitFor({timeout: 120_000});
const whole = line.bytes;
tell('whole_s', (performance.now() - start) / 1000, 's', null, `${JSON.parse(readFileSync(join(folder, 'one/bundle/bundle.json'), 'utf8')).articles} posts and their index, ${line.requests} requests; goal ≤ 20`);
tell('whole_mb', whole / 1e6, 'MB', null, 'over the line, not compressed; goal ≤ 9');
tell('entries', await page.evaluate(async () => {
  let count = 0;
  for (const name of await caches.keys()) count += (await (await caches.open(name)).keys()).length;
  return count;
}), 'entries', null, 'in all caches');

Object.assign(line, {folder: join(folder, 'two'), bytes: 0, requests: 0});
const id = JSON.parse(readFileSync(join(folder, 'two/build.json'), 'utf8')).id;
await page.reload();
await until(() => page.evaluate(async id => (await (await caches.match('/build.json?state', {cacheName: 'hanji / state'}))?.json())?.active === id, id), 'the new build', 120_000);
tell('one_more_post_mb', line.bytes / 1e6, 'MB', whole / 1e6, `${line.requests} requests: the index and the lists anew, the other articles stay`);
server.close();
server.closeAllConnections();

const {breaches} = await walk_offline(browser, folder, {events, seed, told: text => process.stderr.write(`${text}\n`)});
tell('breaches', breaches.length, '', null, `in ${events} events, seed ${seed}; goal 0`);
for (const breach of breaches) process.stderr.write(`${breach}\n`);
await browser.close();
