// What drawing costs: C++ time of frames while an article scrolls, frames that an idle page draws, and the program's memory
// after 50 articles. `--json` prints one figure a line (contract §7).
/// <reference path="../browser/page.d.ts" />

import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {chromium} from 'playwright-core';
import {root, run_tool, serve} from '../browser/harness.mjs';

const json = process.argv.includes('--json');
const shared = join(root, '../shared/posts');
const folder = mkdtempSync(join(tmpdir(), 'hanji-frame-'));
await run_tool('build', existsSync(shared) ? shared : join(root, 'assets/posts'), '--out', join(folder, 'site'), '--quiet');
const site = await serve(join(folder, 'site'));
const browser = await chromium.launch({executablePath: '/usr/bin/chromium', args: ['--no-sandbox']});
const page = await (await browser.newContext({locale: 'ko-KR', viewport: {width: 1440, height: 900}, deviceScaleFactor: 2})).newPage();
await page.route(url => url.origin !== site.url, route => route.abort());  // pictures of other servers
await page.goto(site.url);
await page.waitForFunction(() => 'hanji' in window);

const figures = await page.evaluate(async () => {
  await hanji.ready;
  const next_frame = () => new Promise(done => requestAnimationFrame(done));
  const slugs = () => [...document.querySelectorAll('#text h2.entry a')].map(a => decodeURIComponent(/** @type {HTMLAnchorElement} */ (a).hash.slice(2)));
  for (let seen = 0; slugs().length < 50 && slugs().length !== seen;) {
    seen = slugs().length;
    scrollTo(0, document.documentElement.scrollHeight);
    await new Promise(done => setTimeout(done, 300));
  }
  const articles = slugs().slice(0, 50);
  let longest = articles[0], height = 0;
  for (const slug of articles) {
    await hanji.open(slug);
    await next_frame();
    if (document.documentElement.scrollHeight > height) [longest, height] = [slug, document.documentElement.scrollHeight];
  }
  const memory = hanji.stats().wasmMemoryBytes;

  await hanji.open(longest);
  let y = 0, step = 24;
  for (let frame = 0; frame < 700; ++frame) {  // the page tells of its last 512 frames
    y += step;
    if (y < 0 || y > document.documentElement.scrollHeight - innerHeight) y += 2 * (step = -step);
    scrollTo({top: y, behavior: 'instant'});
    await next_frame();
  }
  const {frameMs} = hanji.stats();

  await new Promise(done => setTimeout(done, 1000));
  const before = hanji.stats().frames;
  await new Promise(done => setTimeout(done, 3000));
  return {articles: articles.length, longest, memory, frameMs, idle: hanji.stats().frames - before};
});
await browser.close();
site.close();
rmSync(folder, {recursive: true});

for (const [figure, value, unit, goal, note] of /** @type {[string, number, string, number, string][]} */ ([
  ['scroll_cpp_p95_ms', figures.frameMs.p95, 'ms', 2, `512 frames at 2×; p50 ${figures.frameMs.p50.toFixed(2)}, max ${figures.frameMs.max.toFixed(2)}; goal ≤ 2`],
  ['idle_frames', figures.idle, 'frames', 0, 'in 3 s; goal 0'],
  ['wasm_mb_after_50_articles', figures.memory / 2 ** 20, 'MB', 48, `${figures.articles} articles opened; goal ≤ 48`],
])) {
  if (json) console.log(JSON.stringify({bench: 'frame', figure, value, unit, baseline: null, ratio: null, note}));
  else console.log(`${figure.padEnd(28)}${value.toFixed(2).padStart(9)} ${unit.padEnd(8)}${note}${value > goal ? '  (not reached)' : ''}`);
}
