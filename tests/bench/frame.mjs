// What drawing costs in Chromium: C++ time of frames while an article scrolls, frames that an idle page draws, a
// setting changed over an article of 10,000 characters, what a search does without a pause while titles are typed, and
// the program's memory after 50 articles. The posts are a publisher's, where they are at hand, else the samples.

import {cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {chromium} from 'playwright-core';
import {root, run_tool, serve} from '../browser/harness.mjs';
import {tasks_during} from './page/tasks.mjs';

const json = process.argv.includes('--json');
const shared = join(root, '../shared/posts');
const folder = mkdtempSync(join(tmpdir(), 'hanji-frame-'));
const posts = join(folder, 'posts');
cpSync(existsSync(shared) ? shared : join(root, 'assets/posts'), posts, {recursive: true});
write_long_post(posts);
await run_tool('build', posts, '--out', join(folder, 'site'), '--quiet');
/** Our own samples one after another, until there are 10,000 characters of text. @param {string} folder */
function write_long_post(folder) {
  const samples = join(root, 'assets/posts/_posts');
  const paragraphs = readdirSync(samples).filter(name => name.endsWith('.md')).sort().flatMap(file =>
    readFileSync(join(samples, file), 'utf8').replace(/^---[^]*?\n---\n/, '').split('\n\n').filter(one => /^[가-힣]/.test(one)));
  let body = '';
  for (let i = 0; body.length < 10_000; ++i) body += `${i % 20 ? '' : '## 마디\n\n'}${paragraphs[i % paragraphs.length]}\n\n`;
  mkdirSync(join(folder, '_posts'), {recursive: true});
  writeFileSync(join(folder, '_posts/2020-01-01-ten-thousand.md'), `---\ntitle: 만 자\n---\n\n${body}`);
}

const site = await serve(join(folder, 'site'));
const browser = await chromium.launch({executablePath: '/usr/bin/chromium', args: ['--no-sandbox']});
const page = await (await browser.newContext({locale: 'ko-KR', viewport: {width: 1440, height: 900}, deviceScaleFactor: 2})).newPage();
await page.route(url => url.origin !== site.url, route => route.abort());  // pictures of other servers
await page.goto(site.url);
await page.waitForFunction(() => 'hanji' in window);

const figures = await page.evaluate(async () => {
  await hanji.ready;
  const next_frame = () => new Promise(done => requestAnimationFrame(done));
  const slugs = () => [...document.querySelectorAll('#text .entry a')].map(a => decodeURIComponent(/** @type {HTMLElement} */ (a).dataset.route?.slice(2) ?? ''));
  for (let seen = 0; slugs().length < 50 && slugs().length !== seen;) {
    seen = slugs().length;
    scrollTo(0, document.documentElement.scrollHeight);
    await new Promise(done => setTimeout(done, 300));
  }
  const articles = slugs().slice(0, 50);
  const titles_of = new Map([...document.querySelectorAll('#text .entry a')].map(a =>
    [decodeURIComponent(/** @type {HTMLElement} */ (a).dataset.route?.slice(2) ?? ''), a.textContent ?? '']));
  let longest = articles[0], height = 0;
  for (const slug of articles) {
    await hanji.open(slug);
    await next_frame();
    for (let y = innerHeight; y < document.documentElement.scrollHeight; y += innerHeight) {  // all of it is seen
      scrollTo({top: y, behavior: 'instant'});
      await next_frame();
    }
    if (document.documentElement.scrollHeight > height) [longest, height] = [slug, document.documentElement.scrollHeight];
  }
  const memory = hanji.stats().wasmMemoryBytes;

  await hanji.open('2020-01-01-ten-thousand');
  const characters = document.getElementById('text')?.textContent?.length ?? 0;
  const changes = [], settles = [];
  for (let change = 0; change < 24; ++change) {
    let before_drawing = 0;
    requestAnimationFrame(() => before_drawing = performance.now());
    const start = performance.now();
    hanji.set(change % 2 ? {lineHeight: 1.6 + change % 5 / 10} : {fontSize: 16 + change % 7});
    const spent = performance.now() - start;
    await next_frame();
    document.documentElement.getBoundingClientRect();
    changes.push(spent + performance.now() - before_drawing);
    let last = performance.now(), longest = 0;  // the longest time that the page then does not answer: the text layer
    for (const end = last + 400; last < end;) {
      await new Promise(done => setTimeout(done));
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }
    settles.push(longest);
  }
  const median = (/** @type {number[]} */ values) => values.sort((a, b) => a - b)[values.length >> 1];

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
  const idle = hanji.stats().frames - before;

  await hanji.home();
  await new Promise(done => setTimeout(done, 1000));  // its own frames are not the search's
  return {articles: articles.length, titles: articles.slice(0, 16).map(slug => titles_of.get(slug) ?? ''), longest, characters,
    change: median(changes), settle: median(settles), memory, frameMs, idle};
});

const states = figures.titles.flatMap(title => Array.from({length: Math.min(title.length, 12)}, (_, i) => title.slice(0, i + 1)));
const search = await tasks_during(browser, () => page.evaluate(async states => {
  const field = /** @type {HTMLInputElement} */ (document.getElementById('search'));
  await new Promise(done => setTimeout(done, 100));  // nor is this call
  for (const state of states) {  // every state of typing the titles
    field.value = state;
    field.dispatchEvent(new InputEvent('input', {bubbles: true}));
    await new Promise(done => setTimeout(done, 120));
  }
}, states));
const slice = await page.evaluate(() => hanji.stats().searchSliceMs);
const longest_of = (/** @type {number[]} */ list) => (list.at(-1) ?? 0).toFixed(1);
await browser.close();
site.close();
rmSync(folder, {recursive: true});

for (const [figure, value, unit, goal, note] of /** @type {[string, number, string, number, string][]} */ ([
  ['scroll_cpp_p95_ms', figures.frameMs.p95, 'ms', 2, `512 frames at 2×; p50 ${figures.frameMs.p50.toFixed(2)}, max ${figures.frameMs.max.toFixed(2)}; goal ≤ 2`],
  ['change_setting_10k_ms', figures.change, 'ms', 16, `${figures.characters} characters, event to drawn frame, the browser’s layout too; its text layer follows in ${figures.settle.toFixed(1)}; goal ≤ 16`],
  ['search_slice_p95_ms', slice.p95, 'ms', 8, `${states.length} states of typing; p50 ${slice.p50.toFixed(2)}, max ${slice.max.toFixed(2)}: what a search does without a pause, other programs’ time counted; goal ≤ 8`],
  ['search_task_max_ms', search.tasks.at(-1) ?? 0, 'ms', 8, `thread time of the longest of ${search.tasks.length} tasks while they are typed, ${search.collecting.toFixed(1)} of it V8’s collector; the longest without it ${search.without_collecting.toFixed(1)}; in frames: ours ${longest_of(search.scripts_of_frames)}, the browser’s layout and paint ${longest_of(search.layouts)}; goal ≤ 8`],
  ['idle_frames', figures.idle, 'frames', 0, 'in 3 s; goal 0'],
  ['wasm_mb_after_50_articles', figures.memory / 2 ** 20, 'MB', 48, `${figures.articles} articles read to their ends; goal ≤ 48`],
])) {
  if (json) console.log(JSON.stringify({bench: 'frame', figure, value, unit, baseline: null, ratio: null, note}));
  else console.log(`${figure.padEnd(28)}${value.toFixed(2).padStart(9)} ${unit.padEnd(8)}${note}${value > goal ? '  (not reached)' : ''}`);
}
