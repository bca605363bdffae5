// How long a build takes and how much memory: cold (nothing remembered), and again with one post changed. Seconds are
// the median of five runs; as a machine may be shared, CPU seconds are given too, and the ratio to what sha256sum takes
// for the same posts in the same run. The posts are a publisher's, where they are at hand, else the samples.
//
// `--scale` adds folders of 1,000 to 100,000 generated posts, each read once, with nothing remembered; and the largest
// in parts, merged. `--million` makes 1,000,000 posts in parts: some 15 GB, and hours.

import {execFileSync} from 'node:child_process';
import {appendFileSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {sentencesOf, writeLongPosts, writePosts} from './posts/many_posts.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const json = process.argv.includes('--json'), million = process.argv.includes('--million');
const scale = million || process.argv.includes('--scale');
const shared = join(root, '../shared/posts');
const work = mkdtempSync(join(tmpdir(), 'hanji-build-'));
process.on('exit', () => rmSync(work, {recursive: true, force: true}));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

/** Wall and CPU seconds and the largest resident size of one command. @param {string[]} command */
function measured(...command) {
  // Python tells a child's resource usage, which Node does not.
  const script = 'import resource,subprocess,sys,time\n' +
    't=time.monotonic(); code=subprocess.call(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL); t=time.monotonic()-t\n' +
    'u=resource.getrusage(resource.RUSAGE_CHILDREN); print(code,t,u.ru_utime+u.ru_stime,u.ru_maxrss/1024)';
  const out = execFileSync('python3', ['-c', script, ...command], {
    encoding: 'utf8', env: {...process.env, XDG_CACHE_HOME: join(work, 'cache')}});
  const [code, seconds, cpu, peak] = out.trim().split(' ').map(Number);
  if (code !== 0) throw new Error(`this ended with ${code}: ${command.join(' ')}`);
  return {seconds, cpu, peak};
}

const build = (/** @type {string} */ posts) => measured(join(root, 'build/native/hanji'), 'build', posts, '--out', join(work, 'site'), '--quiet');
const forget = () => rmSync(join(work, 'cache'), {recursive: true, force: true});

/** @param {ReturnType<typeof measured>[]} runs */
function median(runs) {
  const middle = (/** @type {number[]} */ values) => values.sort((a, b) => a - b)[values.length >> 1];
  return {seconds: middle(runs.map(run => run.seconds)), cpu: middle(runs.map(run => run.cpu)), peak: Math.max(...runs.map(run => run.peak)),
    least: Math.min(...runs.map(run => run.seconds))};
}
const times = (/** @type {number} */ count, /** @type {() => ReturnType<typeof measured>} */ run) => median(Array.from({length: count}, run));

const rounded = (/** @type {number} */ value) => Number(value.toPrecision(3));
/** @param {string} figure @param {number} value @param {string} unit @param {string} note @param {number | null} baseline @param {number | null} ratio */
function tell(figure, value, unit, note, baseline = null, ratio = null) {
  if (json) console.log(JSON.stringify({bench: 'build', figure, value: rounded(value), unit, baseline: baseline && rounded(baseline), ratio: ratio && rounded(ratio), note}));
  else console.log(figure.padEnd(20) + String(rounded(value)).padStart(9) + ` ${unit.padEnd(8)} ${note}`);
}

const posts = join(work, 'posts');
cpSync(existsSync(shared) ? shared : join(root, 'assets/posts'), posts, {recursive: true, preserveTimestamps: true});
const names = readdirSync(join(posts, '_posts')).map(name => join(posts, '_posts', name)).filter(name => statSync(name).isFile());
const bytes = names.reduce((sum, name) => sum + statSync(name).size, 0);

const hashing = times(5, () => measured('sha256sum', ...names));
const cold = times(5, () => (forget(), build(posts)));
const middle = names[names.length >> 1];
let changes = 0;
const changed = times(5, () => (appendFileSync(middle, `\n<p>${++changes}</p>\n`), build(posts)));
const same = times(5, () => build(posts));
const of_hashing = `sha256sum of the same posts takes ${rounded(hashing.seconds)} s, ${rounded(hashing.cpu)} s CPU`;
tell('cold_s', cold.seconds, 's', `${names.length} posts, ${(bytes / 1e6).toFixed(1)} MB; least ${rounded(cold.least)}; ${of_hashing}`, hashing.seconds, cold.seconds / hashing.seconds);
tell('cold_cpu_s', cold.cpu, 's', 'all threads', hashing.cpu, cold.cpu / hashing.cpu);
tell('one_changed_s', changed.seconds, 's', `least ${rounded(changed.least)}`, cold.seconds, changed.seconds / cold.seconds);
tell('one_changed_cpu_s', changed.cpu, 's', `nothing changed: ${rounded(same.cpu)} s CPU, ${rounded(same.seconds)} s`, cold.cpu, changed.cpu / cold.cpu);
tell('peak_mb', Math.max(cold.peak, changed.peak), 'MB', `cold ${rounded(cold.peak)}, one changed ${rounded(changed.peak)}`);
tell('posts_per_s', names.length / cold.seconds, 'posts/s', 'cold');

const long_posts = join(work, 'long');
writeLongPosts(long_posts, 1000, 45_000, sentencesOf(join(root, 'assets/posts/_posts')));
forget();
const long_run = build(long_posts);
tell('long_posts_s', long_run.seconds, 's', `cold, 1,000 posts of 45 kB, as statutes are; ${rounded(long_run.cpu)} s CPU`);
tell('long_posts_peak_mb', long_run.peak, 'MB', 'of them');

/**
 * A folder read in parts, one after the other, and merged.
 * @param {string} name @param {string} many @param {number} count @param {number} of
 */
function measure_parts(name, many, count, of) {
  const hanji = join(root, 'build/native/hanji'), site = join(work, 'site'), parts = join(work, 'parts');
  const folder = (/** @type {number} */ number) => join(parts, String(number));
  const numbers = Array.from({length: of}, (_, i) => i + 1);
  forget();
  rmSync(site, {recursive: true, force: true});
  const runs = numbers.map(number =>
    measured(hanji, 'build', many, '--part', `${number}/${of}`, '--out', folder(number), '--fresh', '--quiet'));
  const merge = measured(hanji, 'merge', ...numbers.map(folder), '--out', site, '--quiet');
  const sum = (/** @type {'seconds' | 'cpu'} */ figure) => runs.reduce((all, run) => all + run[figure], 0);
  const part_peak = Math.max(...runs.map(run => run.peak));
  const files = execFileSync('sh', ['-c', 'find "$1" -type f | wc -l', 'sh', site], {encoding: 'utf8'}).trim();
  const first = ['index.html', 'build.json', 'bundle/bundle.json'].map(file => statSync(join(site, file)).size);
  tell(`parts_${name}_s`, sum('seconds'), 's', `${count} posts in ${of} parts, one after the other; ${rounded(sum('cpu'))} s CPU`);
  tell(`parts_${name}_peak_mb`, part_peak, 'MB', 'of the largest part');
  tell(`merge_${name}_s`, merge.seconds, 's', `${rounded(merge.cpu)} s CPU, ${files} files`);
  tell(`merge_${name}_peak_mb`, merge.peak, 'MB', `${rounded(merge.peak * 1000 / count)} MB for 1,000`);
  tell(`merge_${name}_first_kb`, first.reduce((all, bytes) => all + bytes, 0) / 1000, 'kB',
    `of a first visit, unpacked: index.html ${first[0]}, build.json ${first[1]}, bundle.json ${first[2]} bytes`);
  rmSync(parts, {recursive: true, force: true});
}

if (scale) {
  const sentences = sentencesOf(join(root, 'assets/posts/_posts'));
  const many = join(work, 'many');
  let written = 0;
  for (const [name, count] of /** @type {[string, number][]} */ ([['1k', 1000], ['10k', 10_000], ['30k', 30_000], ['100k', 100_000]])) {
    if (!json) console.error(`generating up to ${count} posts …`);
    writePosts(many, written, count, sentences);
    written = count;
    forget();
    rmSync(join(work, 'site'), {recursive: true, force: true});
    const run = build(many);
    const per_thousand = `${rounded(run.seconds * 1000 / count)} s and ${rounded(run.cpu * 1000 / count)} s CPU for 1,000`;
    tell(`scale_${name}_s`, run.seconds, 's', `cold, ${count} generated posts; ${per_thousand}`);
    tell(`scale_${name}_peak_mb`, run.peak, 'MB', `${rounded(run.peak * 1000 / count)} MB for 1,000`);
    if (count === 100_000) tell('scale_100k_again_s', build(many).seconds, 's', 'nothing changed');
  }
  measure_parts('100k', many, written, 4);
  if (million) {
    writePosts(many, written, 1_000_000, sentences);
    measure_parts('1m', many, 1_000_000, 16);
  }
}
