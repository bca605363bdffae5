// How little is seen of it when the program comes to a page that is being read (shell/take_over.js): how far the line
// being read and the other lines on screen move, how many lines are broken where the page had broken them, at the
// default settings, in a wide window and a phone's, at the top of an article and in its middle; and the longest task
// while the program starts, with the processor slowed four times. The posts are a publisher's, where they are at hand.

import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {chromium} from 'playwright-core';
import {root, run_tool, serve} from '../browser/harness.mjs';

const json = process.argv.includes('--json'), explain = process.argv.includes('--explain');
const shared = join(root, '../shared/posts');
const folder = mkdtempSync(join(tmpdir(), 'hanji-takeover-'));
process.on('exit', () => rmSync(folder, {recursive: true, force: true}));
const site = join(folder, 'site');
await run_tool('build', existsSync(shared) ? shared : join(root, 'assets/posts'), '--out', site, '--quiet');
const pages = JSON.parse(readFileSync(join(site, 'files.json'), 'utf8')).files.map((/** @type {{file: string}} */ each) => each.file).filter((/** @type {string} */ file) => file.startsWith('a/'));
const count = Number(process.env.POSTS ?? 50), every = Math.max(1, Math.floor(pages.length / count));
const chosen = pages.filter((/** @type {string} */ _, /** @type {number} */ i) => i % every === 0).slice(0, count);

const host = await serve(site);
const browser = await chromium.launch({executablePath: '/usr/bin/chromium', args: ['--no-sandbox']});

/** The lines of the text that stands there, without spaces, and where their middles are in the window. */
function lines() {
  /** @type {{text: string, y: number, tag: string}[]} */ const found = [];
  const laid = document.documentElement.classList.contains('drawn');
  const blocks = laid ? document.querySelectorAll('#text article .set') : document.querySelectorAll('#hanji-page :is(h1, .meta, .lead, [data-b])');
  const range = document.createRange();
  for (const block of blocks) {
    const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, node =>
      node instanceof Element && (node.hasAttribute('data-b') || node.matches('rt, rp, [role=doc-backlink]')) ? NodeFilter.FILTER_REJECT : node instanceof Text ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP);
    const tag = `${block.closest('blockquote') ? '>' : ''}${block.parentElement?.closest('li, dd, details') ? '/' : ''}${block.tagName}`;
    let line = {text: '', y: NaN, tag};
    while (texts.nextNode()) {
      const text = /** @type {Text} */ (texts.currentNode);
      for (let i = 0; i < text.length; ++i) {
        if (!text.data[i].trim()) continue;
        range.setStart(text, i);
        range.setEnd(text, i + 1);
        const {top, bottom, height} = range.getBoundingClientRect(), y = (top + bottom) / 2;
        if (height === 0) continue;
        if (!(Math.abs(y - line.y) < 9)) found.push(line = {text: '', y, tag});
        line.text += text.data[i];
      }
    }
  }
  return found;
}

/** Of each line before, the same one after, where there is one. @param {{text: string, y: number, tag: string}[]} before @param {{text: string, y: number}[]} after */
function pair(before, after) {
  const width = after.length + 1, best = new Uint16Array((before.length + 1) * width);  // the longest common subsequence
  for (let i = before.length - 1; i >= 0; --i) {
    for (let j = after.length - 1; j >= 0; --j) {
      best[i * width + j] = before[i].text === after[j].text ? 1 + best[(i + 1) * width + j + 1] : Math.max(best[(i + 1) * width + j], best[i * width + j + 1]);
    }
  }
  let j = 0;
  return before.map((line, i) => {
    while (j < after.length && line.text !== after[j].text && best[i * width + j + 1] > best[(i + 1) * width + j]) ++j;
    const same = j < after.length && line.text === after[j].text;
    return {...line, moved: same ? after[j++].y - line.y : NaN};
  });
}

let equal = 0, all = 0;
/** @type {number[]} */ const reading = [];
/** @type {number[]} */ const elsewhere = [];
for (const viewport of [{width: 1440, height: 900}, {width: 390, height: 844}]) {
  for (const file of chosen) {
    for (const part of [0, 0.4]) {
      const context = await browser.newContext({viewport, locale: 'ko-KR', serviceWorkers: 'block'}), page = await context.newPage();
      await page.route(to => to.origin !== host.url, route => route.abort());  // pictures of other servers
      /** @type {() => void} */ let let_go = () => {};
      const held = new Promise(done => let_go = () => done(undefined));
      await page.route(/hanji\.wasm$/, async route => { await held; await route.continue(); });
      await page.goto(`${host.url}/${file.split('/').map(encodeURIComponent).join('/')}`);
      await page.evaluate(part => scrollTo(0, part * (document.documentElement.scrollHeight - innerHeight)), part);
      await page.keyboard.press('Shift');  // a hand: no address has led here
      await page.waitForTimeout(100);
      const before = await page.evaluate(lines);
      let_go();
      await page.waitForFunction(() => 'hanji' in window);
      await page.evaluate(() => hanji.ready);
      await page.waitForTimeout(250);  // the lines of the text layer are aligned a moment later
      const paired = pair(before, await page.evaluate(lines));
      equal += paired.filter(line => !Number.isNaN(line.moved)).length;
      all += paired.length;
      const seen = paired.filter(line => line.y > 64 && line.y < viewport.height - 20 && !Number.isNaN(line.moved));
      if (seen.length > 0) reading.push(Math.abs(seen[0].moved));
      elsewhere.push(...seen.slice(1).map(line => Math.abs(line.moved)));
      if (explain) {
        console.log(viewport.width, part, file, `${paired.filter(line => Number.isNaN(line.moved)).length} of ${paired.length} broken otherwise; the line being read moved ${seen[0]?.moved.toFixed(2)} px: ${seen[0]?.text.slice(0, 20)}`);
        let last = 0, before = '';
        for (const line of paired) {
          if (Number.isNaN(line.moved)) console.log('   ≠', line.tag, line.text.slice(0, 40));
          else if (Math.abs(line.moved - last) > 1) console.log('  ', Math.round((line.moved - last) * 10) / 10, viewport.width, `${before}→${line.tag}`, line.text.slice(0, 30));
          if (!Number.isNaN(line.moved)) last = line.moved;
          before = line.tag;
        }
      }
      await context.close();
    }
  }
}

/** @param {string} figure @param {number} value @param {string} unit @param {string} note */
function tell(figure, value, unit, note) {
  const short = Number(value.toPrecision(3));
  if (json) console.log(JSON.stringify({bench: 'takeover', figure, value: short, unit, baseline: null, ratio: null, note}));
  else console.log(`${figure.padEnd(28)}${String(short).padStart(8)} ${unit.padEnd(4)}${note}`);
}

const sorted = (/** @type {number[]} */ values) => values.sort((a, b) => a - b);
sorted(reading);
sorted(elsewhere);
tell('takeover_shift_px', reading.at(-1) ?? 0, 'px', `the line being read, the worst of ${reading.length}`);
tell('takeover_shift_px_elsewhere', elsewhere.at(-1) ?? 0, 'px', `other lines on screen, the worst of ${elsewhere.length}; p95 ${(elsewhere[Math.floor(elsewhere.length * 0.95)] ?? 0).toFixed(1)}`);
tell('takeover_equal_lines', 100 * equal / all, '%', `of ${all} lines broken where the page had broken them`);

/** The longest task while a page starts, ms; before the first paint it is the browser's alone. @param {string} file @param {boolean} is_alone without the program */
async function longest_task(file, is_alone) {
  const context = await browser.newContext({viewport: {width: 390, height: 844}, isMobile: true, locale: 'ko-KR', serviceWorkers: 'block'}), page = await context.newPage();
  await page.route(to => to.origin !== host.url || (is_alone && to.pathname.endsWith('main.js')), route => route.abort());
  const tools = await context.newCDPSession(page);
  await tools.send('Emulation.setCPUThrottlingRate', {rate: 4});
  await page.addInitScript(() => {
    Object.assign(window, {tasks: []});
    new PerformanceObserver(list => /** @type {any} */ (window).tasks.push(...list.getEntries().map(({startTime, duration}) => [Math.round(startTime), Math.round(duration)]))).observe({type: 'longtask', buffered: true});
  });
  await page.goto(`${host.url}/${file.split('/').map(encodeURIComponent).join('/')}`);
  if (!is_alone) {
    await page.waitForFunction(() => 'hanji' in window);
    await page.evaluate(() => hanji.ready);
  }
  await page.waitForTimeout(1500);
  const {tasks, painted} = await page.evaluate(() => ({
    tasks: /** @type {[number, number][]} */ (/** @type {any} */ (window).tasks), painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0}));
  if (explain) console.log(file, is_alone ? 'alone' : 'with the program', Math.round(painted), JSON.stringify(tasks));
  await context.close();
  const longest = (/** @type {[number, number][]} */ some) => Math.max(0, ...some.map(([, duration]) => duration));
  return {all: longest(tasks), painted: longest(tasks.filter(([start]) => start > painted))};
}

/** @type {{all: number, painted: number}[]} */ const ours = [], /** @type {{all: number, painted: number}[]} */ alone = [];
for (const file of chosen.slice(0, 9)) {
  alone.push(await longest_task(file, true));
  ours.push(await longest_task(file, false));
}
const middle = (/** @type {number[]} */ values) => sorted(values)[values.length >> 1] ?? 0;
tell('longest_task_ms', middle(ours.map(each => each.all)), 'ms', `while starting, processor slowed four times; the median of ${ours.length} articles’ longest; without the program ${middle(alone.map(each => each.all))}`);
tell('longest_task_after_paint_ms', middle(ours.map(each => each.painted)), 'ms', `of them those after the first paint, the program’s among them; without it ${middle(alone.map(each => each.painted))}`);
await browser.close();
host.close();
