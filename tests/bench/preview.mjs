// From a change to the screen in `hanji preview`: from the moment in which a post is written to the new words on
// the screen (a frame that Chromium has drawn with them), with an article open in its middle; and of that, the
// build. Medians of eleven changes of different posts' bodies; the posts are a publisher's where they are at hand,
// else the samples. As a machine may be shared, the least is given too. Where the tool for Node is built
// (build/node), that as well.

import {spawn} from 'node:child_process';
import {cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {chromium} from 'playwright-core';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const json = process.argv.includes('--json');
const shared = join(root, '../shared/posts');
const work = mkdtempSync(join(tmpdir(), 'hanji-preview-'));
process.on('exit', () => rmSync(work, {recursive: true, force: true}));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

const rounded = (/** @type {number} */ value) => Number(value.toPrecision(3));
/** @param {string} figure @param {number[]} all @param {string} note */
function tell(figure, all, note) {
  const sorted = [...all].sort((a, b) => a - b), value = rounded(sorted[sorted.length >> 1]), told = `${note}; least ${rounded(sorted[0])}, most ${rounded(sorted[sorted.length - 1])}`;
  if (json) console.log(JSON.stringify({bench: 'preview', figure, value, unit: 'ms', baseline: null, ratio: null, note: told}));
  else console.log(figure.padEnd(24) + String(value).padStart(9) + ` ms       ${told}`);
}

const posts = join(work, 'posts');
cpSync(existsSync(shared) ? shared : join(root, 'assets/posts'), posts, {recursive: true, preserveTimestamps: true});
const names = readdirSync(join(posts, '_posts')).filter(name => /\.(md|markdown)$/.test(name));

/** @param {string} name @param {string[]} command */
async function measure(name, command) {
  const child = spawn(command[0], [...command.slice(1), 'preview', posts, '--port', '0'], {env: {...process.env, XDG_CACHE_HOME: join(work, 'cache'), HANJI_PAGE: join(root, 'build/web')}, stdio: ['ignore', 'pipe', 'ignore']});
  let said = '';
  child.stdout.on('data', data => said += data);
  const until = async (/** @type {() => any} */ probe) => {
    for (;;) {
      const answer = probe();
      if (answer) return answer;
      if (child.exitCode !== null) throw new Error(said);
      await new Promise(done => setTimeout(done, 20));
    }
  };
  const url = await until(() => /http:\/\/127\.0\.0\.1:\d+\//.exec(said)?.[0]);
  const page = await (await browser.newContext({locale: 'ko-KR', viewport: {width: 1200, height: 800}})).newPage();
  const screens = [], builds = [];
  for (let i = 0; i < 11; ++i) {
    const post = names[(names.length >> 1) + i] ?? names[i], file = join(posts, '_posts', post), slug = post.replace(/\.[^.]*$/, '');
    await page.goto(`${url}a/${encodeURIComponent(slug)}.html`);
    await page.waitForFunction(() => document.documentElement.classList.contains('drawn'));
    await page.evaluate(() => scrollTo(0, 400));
    await new Promise(done => setTimeout(done, 2500));  // what is young is read twice
    const word = `고친말${name}${i}`, seen = page.evaluate(() => new Promise(done => addEventListener('pagehide', done))).catch(() => {});
    const text = readFileSync(file, 'utf8'), before = said.length, began = Date.now();
    writeFileSync(file, `${text.trimEnd()} ${word}\n`);
    await seen;
    const drawn = await page.waitForFunction(word => document.querySelector('#hanji-page, #text')?.textContent?.includes(word) &&
      new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.timeOrigin + performance.now())))), word).then(handle => handle.jsonValue());
    screens.push(Number(drawn) - began);
    builds.push(1000 * Number(await until(() => /: (\d+\.\d+) s/.exec(said.slice(before))?.[1])));
  }
  await page.context().close();
  child.kill();
  tell(`to the screen${name}`, screens, `${names.length} posts: from writing one to a frame with its words`);
  tell(`build${name}`, builds, 'of that: posts, index, bundle and pages');
}

const browser = await chromium.launch({executablePath: '/usr/bin/chromium', args: ['--no-sandbox']});
await measure('', [join(root, 'build/native/hanji')]);
if (existsSync(join(root, 'build/node/hanji_tool.wasm'))) {
  const bin = join(work, 'bin');
  mkdirSync(bin);
  for (const name of ['hanji.js', 'server.js', 'watch.js']) cpSync(join(root, 'node', name), join(bin, name));
  for (const name of ['hanji_tool.mjs', 'hanji_tool.wasm']) cpSync(join(root, 'build/node', name), join(bin, name));
  writeFileSync(join(bin, 'package.json'), '{"type": "module"}\n');
  await measure(' (Node)', [process.execPath, join(bin, 'hanji.js')]);
}
await browser.close();
process.exit(0);
