// Any query has an answer in bounded time: 10,000 random ones of 1 to 10,000 characters over 7,500 posts, natively,
// step by step, in milliseconds of the thread's CPU. The posts are a publisher's, five times over, where they are at
// hand, else generated. The baseline is a plain look for one word through every text in the same run.

import {execFileSync} from 'node:child_process';
import {copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, extname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {sentencesOf, writePosts} from './posts/many_posts.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const json = process.argv.includes('--json');
const shared = join(root, '../shared/posts/_posts');
const work = mkdtempSync(join(tmpdir(), 'hanji-queries-'));
process.on('exit', () => rmSync(work, {recursive: true, force: true}));

const posts = join(work, 'posts/_posts');
mkdirSync(posts, {recursive: true});
if (existsSync(shared)) {
  for (const name of readdirSync(shared).filter(each => statSync(join(shared, each)).isFile())) {
    for (let copy = 0; copy < 5; ++copy) copyFileSync(join(shared, name), join(posts, `${name.slice(0, -extname(name).length)}-${copy}${extname(name)}`));
  }
} else {
  writePosts(join(work, 'posts'), 0, 7500, sentencesOf(join(root, 'assets/posts/_posts')));
}
execFileSync(join(root, 'build/native/hanji'), ['build', join(work, 'posts'), '--out', join(work, 'site'), '--quiet', '--fresh'], {stdio: 'inherit'});
const said = JSON.parse(execFileSync(join(root, 'build/native/tests/query_bench'), [join(work, 'site'), '10000'], {encoding: 'utf8'}));

/** @param {string} figure @param {number} value @param {string} note */
function tell(figure, value, note) {
  const rounded = Number(value.toPrecision(3)), ratio = Number((value / said.scan_ms).toPrecision(3));
  if (json) console.log(JSON.stringify({bench: 'queries', figure, value: rounded, unit: 'ms', baseline: Number(said.scan_ms.toPrecision(3)), ratio, note}));
  else console.log(`${figure.padEnd(16)}${String(rounded).padStart(9)} ms   ${String(ratio).padStart(7)} × the scan   ${note}`);
}
const of = `${said.articles} articles, 10,000 random queries`;
tell('query_p50_ms', said.total_ms.p50, of);
tell('query_p99_ms', said.total_ms.p99, 'goal: 60');
tell('query_max_ms', said.total_ms.max, '');
tell('step_p99_ms', said.step_ms.p99, 'goal of every step: 2');
tell('step_p999_ms', said.step_ms.p999, '');
tell('step_max_ms', said.step_ms.max, '');
