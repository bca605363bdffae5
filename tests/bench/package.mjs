// The tool of the npm package under Node beside the native one: the same posts into the same site, with nothing
// remembered, each with the jobs that it takes by itself. Wall seconds are the median of five runs, which take turns,
// and CPU seconds are all threads'; the memory is the largest resident size. The posts are a publisher's, where they
// are at hand, else the samples.

import {execFileSync} from 'node:child_process';
import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const json = process.argv.includes('--json');
const work = mkdtempSync(join(tmpdir(), 'hanji-package-'));
process.on('exit', () => rmSync(work, {recursive: true, force: true}));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

const shared = join(root, '../shared/posts');
const posts = existsSync(shared) ? shared : join(root, 'assets/posts');
const native = [join(root, 'build/native/hanji')], node = [process.execPath, join(root, 'build/package/hanji/bin/hanji.js')];

/** Wall and CPU seconds and the largest resident size in MB. @param {string[]} tool @param {string[]} given */
function measured(tool, ...given) {
  // Python tells a child's resource usage, which Node does not.
  const script = 'import resource,subprocess,sys,time\n' +
    't=time.monotonic(); code=subprocess.call(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL); t=time.monotonic()-t\n' +
    'u=resource.getrusage(resource.RUSAGE_CHILDREN); print(code,t,u.ru_utime+u.ru_stime,u.ru_maxrss/1024)';
  const out = execFileSync('python3', ['-c', script, ...tool, ...given], {encoding: 'utf8', env: {...process.env, HANJI_PAGE: join(root, 'build/web')}});
  const [code, seconds, cpu, peak] = out.trim().split(' ').map(Number);
  if (code !== 0) throw new Error(`this ended with ${code}: ${[...tool, ...given].join(' ')}`);
  return {seconds, cpu, peak};
}

/** @param {string[]} given what each is asked, in turns */
function beside(...given) {
  /** @type {ReturnType<typeof measured>[]} */ const left = [];
  /** @type {ReturnType<typeof measured>[]} */ const right = [];
  for (let i = 0; i < 5; i++) {
    for (const [runs, tool] of /** @type {[typeof left, string[]][]} */ ([[left, native], [right, node]])) {
      rmSync(join(work, 'site'), {recursive: true, force: true});
      runs.push(measured(tool, ...given));
    }
  }
  const middle = (/** @type {number[]} */ values) => values.sort((a, b) => a - b)[values.length >> 1];
  return [left, right].map(runs => ({seconds: middle(runs.map(run => run.seconds)), cpu: middle(runs.map(run => run.cpu)),
    least: Math.min(...runs.map(run => run.seconds)), peak: Math.max(...runs.map(run => run.peak))}));
}

const rounded = (/** @type {number} */ value) => Number(value.toPrecision(3));
/** @param {string} figure @param {number} value @param {string} unit @param {number} baseline @param {string} note */
function tell(figure, value, unit, baseline, note) {
  const ratio = rounded(value / baseline);
  if (json) console.log(JSON.stringify({bench: 'package', figure, value: rounded(value), unit, baseline: rounded(baseline), ratio, note}));
  else console.log(figure.padEnd(20) + String(rounded(value)).padStart(9) + ` ${unit.padEnd(4)} ${ratio} × the native ${rounded(baseline)}; ${note}`);
}

const [fast, slow] = beside('build', posts, '--out', join(work, 'site'), '--fresh', '--quiet');
tell('build_s', slow.seconds, 's', fast.seconds, `least ${rounded(slow.least)}, native ${rounded(fast.least)}; Node ${process.version}`);
tell('build_cpu_s', slow.cpu, 's', fast.cpu, 'all threads');
tell('build_peak_mb', slow.peak, 'MB', fast.peak, 'Node itself among it');
const [one_fast, one_slow] = beside('build', posts, '--out', join(work, 'site'), '--fresh', '--quiet', '--jobs', '1');
tell('one_job_s', one_slow.seconds, 's', one_fast.seconds, `least ${rounded(one_slow.least)}, native ${rounded(one_fast.least)}`);
const [help_fast, help_slow] = beside('--help');
tell('start_s', help_slow.seconds, 's', help_fast.seconds, 'hanji --help');
