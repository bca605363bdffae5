// Nothing is lost: the text of each article against the text that a browser shows for the same post, up to white space.
// Which HTML the browser gets depends on who reads the post; `readings` says who is asked, one after the other. They were
// chosen before any result was seen.

import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {ask_tool, assert, root, skip, test} from './harness.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @param {string} text without front matter */
function body_of(text) {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const front = /^\s*---[ \t]*\n[\s\S]*?\n---[ \t]*(\n|$)/.exec(plain);
  return front ? plain.slice(front[0].length) : plain;
}

/** @param {string[]} bodies @returns {string[]} HTML */
function kramdown(bodies) {
  const program = `require 'json'; require 'kramdown'; require 'kramdown-parser-gfm'
    plain = {hellip: '...', mdash: '---', ndash: '--', laquo: '<<', raquo: '>>', laquo_space: '<< ', raquo_space: ' >>'}
    JSON.parse(STDIN.read).each { |body| puts JSON.generate(Kramdown::Document.new(body, input: 'GFM', hard_wrap: false,
      smart_quotes: %w[apos apos quot quot], typographic_symbols: plain).to_html) }`;
  const run = spawnSync('ruby', ['-e', program], {input: JSON.stringify(bodies), encoding: 'utf8', maxBuffer: 2 ** 30});
  assert.equal(run.status, 0, run.stderr);
  return run.stdout.trim().split('\n').filter(Boolean).map(line => JSON.parse(line));
}

/** @param {string} body */
function cmark(body) {
  const run = spawnSync('cmark-gfm', ['--unsafe', '-e', 'table', '-e', 'strikethrough', '--strikethrough-double-tilde'], {input: body, encoding: 'utf8'});
  assert.equal(run.status, 0, run.stderr);
  return run.stdout;
}

/** @type {[string, (bodies: string[]) => string[]][]} */
const readings = [
  ['as the HTML that it is', bodies => bodies],
  ['as kramdown makes HTML of it (Jekyll)', bodies => kramdown(bodies)],
  ['as cmark-gfm does (CommonMark, tables)', bodies => bodies.map(cmark)],
];

const up_to_space = (/** @type {string} */ text) => text.normalize('NFC').replace(/[\s\u200b\ufeff\u3164]+/g, ' ').trim();

/** @param {Page} page @param {string[]} bodies @returns {Promise<string[]>} */
async function browser_texts(page, bodies) {
  const texts = [];
  for (let first = 0; first < bodies.length; first += 100) {
    texts.push(...await page.evaluate(parts => parts.map(html => {
      document.body.innerHTML = html;
      for (const folded of document.querySelectorAll('details')) folded.open = true;
      for (const reading of document.querySelectorAll('rt')) reading.textContent = `(${reading.textContent})`;
      return document.body.innerText;
    }), bodies.slice(first, first + 100)));
  }
  return texts.map(up_to_space);
}

/** @param {string} file @returns {Promise<string>} */
async function our_text(file) {
  const shown = JSON.parse(await ask_tool('show', '--json', file));
  return up_to_space(shown.blocks.map((/** @type {{text: string}} */ block) => block.text).join('\n'));
}

/** @param {string} ours @param {string} theirs */
function first_difference(ours, theirs) {
  let at = 0;
  while (at < ours.length && ours[at] === theirs[at]) at += 1;
  const near = (/** @type {string} */ text) => text.slice(Math.max(0, at - 20), at + 40);
  return `ours «${near(ours)}», the browser’s «${near(theirs)}»`;
}

/** @param {Page} page @param {string} folder */
async function differing_posts(page, folder) {
  const files = readdirSync(folder).filter(name => /\.(md|markdown|html)$/.test(name)).sort();
  const bodies = files.map(name => body_of(readFileSync(join(folder, name), 'utf8')));
  /** @type {string[]} */ const ours = [];
  for (let first = 0; first < files.length; first += 8)
    ours.push(...await Promise.all(files.slice(first, first + 8).map(name => our_text(join(folder, name)))));

  /** @type {Map<string, string>} */ const differing = new Map();
  /** @type {[string, number][]} */ const counts = [];
  let waiting = [...files.keys()];
  for (const [name, html_of] of readings) {
    const texts = await browser_texts(page, html_of(waiting.map(i => bodies[i])));
    for (const [at, i] of waiting.entries()) {
      if (ours[i] === texts[at]) differing.delete(files[i]);
      else differing.set(files[i], first_difference(ours[i], texts[at]));
    }
    const left = waiting.filter(i => differing.has(files[i]));
    counts.push([name, waiting.length - left.length]);
    waiting = left;
  }
  return {files, differing, counts};
}

/** @param {import('playwright-core').Browser} browser */
export async function same_text_stories(browser) {
  const page = await (await browser.newContext({offline: true})).newPage();
  await test('우리가 쓴 글은 브라우저가 보여 주는 글자 그대로다', async () => {
    const {differing} = await differing_posts(page, join(root, 'assets/posts/_posts'));
    assert.deepEqual([...differing], []);
  });
  const shared = join(root, '../shared/posts/_posts');
  const name = '발행인의 글 1,000편에 적어도 995편은 브라우저가 보여 주는 글자 그대로다';
  if (!existsSync(shared)) return skip(name, '../shared/posts is not here');
  await test(name, async () => {
    const {files, differing, counts} = await differing_posts(page, shared);
    console.log(`        ${files.length} posts; the same text ${counts.map(([reading, count]) => `${reading}: ${count}`).join('; ')}; none of these: ${differing.size}; parity ${(100 * (1 - differing.size / files.length)).toFixed(2)} %`);
    for (const [file, difference] of differing) console.log(`        ${file}: ${difference}`);
    assert.ok(differing.size <= files.length * 0.005, 'more than 0.5 % of the posts differ');
  });
}
