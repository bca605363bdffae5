// Our search beside the libraries that a site would use otherwise, over the same posts and queries: what it finds,
// bytes, the build, latency and memory in Chromium. The baseline is the best peer on each axis; in cost only those
// count that find nine of ten documents. Two peers are measured in the same run, the others as they were recorded on
// the same posts.
//
// `--scale` measures the index alone, natively and without a site around it, of 1,501 to a million articles. A first
// answer is what a page without anything fetches of the index and its list, by brotli.
//
// `--ablate` tells what each rule and each parameter of the ranking gains (search/ablate.mjs).
//
// `--all` measures every peer here (an hour).

import {execFileSync} from 'node:child_process';
import {existsSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {ablate} from './search/ablate.mjs';
import {axes, is_better, rounded} from './search/axes.mjs';
import {measure_browser} from './search/browser.mjs';
import {measure_bytes} from './search/bytes.mjs';
import {measure_scale} from './search/scale.mjs';
import {few_peers, harness, install_peers, measured_rows, ours, queries, recorded_rows, root, run, scratch, tool} from './search/harness.mjs';

const json = process.argv.includes('--json'), all = process.argv.includes('--all');
if (process.argv.includes('--ablate')) {
  await ablate(json, process.argv.slice(2).filter(word => !word.startsWith('--')));
  process.exit(0);
}
if (!existsSync(harness)) {
  const why = 'the harness that compares searches is not part of a clone';
  if (json) console.log(JSON.stringify({bench: 'search', figure: null, value: null, unit: null, baseline: null, ratio: null, note: `not measured here: ${why}`}));
  else console.error(`search: skipped, ${why}`);
  process.exit(0);
}
if (process.argv.includes('--scale')) {
  measure_scale(json);
  process.exit(0);
}
const say = (/** @type {string} */ text) => console.error(`search: ${text}`);

/** CPU seconds and peak memory of a whole `hanji build` of the harness's posts, nothing remembered. */
function measure_build() {
  const site = join(scratch, 'hanji/built');
  // Python tells a child's resource usage, which Node does not.
  const script = 'import resource,subprocess,sys; code=subprocess.call(sys.argv[1:],stdout=subprocess.DEVNULL); ' +
    'u=resource.getrusage(resource.RUSAGE_CHILDREN); print(code,u.ru_utime+u.ru_stime,u.ru_maxrss/1024)';
  const out = execFileSync('python3', ['-c', script, tool, 'build', join(scratch, 'hanji/posts/posts'), '--out', site, '--quiet', '--fresh',
    '--page', join(root, 'build/web')], {encoding: 'utf8'});
  const [code, cpu, peak] = out.trim().split(' ').map(Number);
  if (code !== 0) throw new Error(`hanji build: exit ${code}`);
  rmSync(site, {recursive: true});
  return {build_cpu_ms: cpu * 1000, build_peak_rss_mb: peak};
}

// ---- run ----

say('the harness over ours …');
run('run.mjs', '--force', ...ours);
const peers_run = !install_peers() ? [] : all ? Object.keys(recorded_rows()) : few_peers;
if (!peers_run.length) say('the peers cannot be installed (no network?): their rows are the recorded ones');
else say(`the harness over ${peers_run.join(', ')} …`);
if (peers_run.length) run('run.mjs', ...peers_run);
run('latency.mjs', 'hanji-search', ...peers_run);
say('bytes, build, Chromium …');
const words = queries(sets => sets.A1), three_words = queries(sets => sets.G).slice(0, 300);
const many = [...words.slice(0, 100), ...three_words.slice(0, 100)];
const site = join(scratch, 'hanji/posts/site');
const bytes = await measure_bytes(site, join(root, 'build/web/hanji-search.wasm'), ['라브로프', ...words.slice(0, 20)], three_words.slice(0, 21), many);
const browser = await measure_browser(site, words, three_words);

// ---- rows ----

const measured = measured_rows(), recorded = recorded_rows();
const wasm = measured['hanji-search'], cli = measured['hanji'];
const mine = {
  korquad: cli.korquad,
  posts: {query: cli.posts.query, build: measure_build(), bytes, browser, latency: browser ? {word: browser.word, three_words: browser.three_words} : wasm.posts.latency},
};
/** Each peer's row, and whether it was measured here. @type {Map<string, {row: import('./search/harness.mjs').Row, here: boolean}>} */
const peers = new Map(Object.entries(recorded).map(([name, row]) => {
  const here = peers_run.includes(name) && Boolean(measured[name]?.posts?.query);
  const posts = here && {...measured[name].posts, browser: row.posts.browser};  // Chromium's figures are the recorded ones
  return [name, {row: here ? {...measured[name], posts, sizes: row.sizes} : row, here}];
}));

// ---- tell ----

/** @param {string} text @param {number} width */
const padded = (text, width) => text.padEnd(width);

/** What costs little and finds little is no peer in cost, nor is a scan of the texts. @param {string} name @param {import('./search/harness.mjs').Row} row */
const finds = (name, row) => name !== 'scan' && row.posts?.query?.dev?.A1?.recall100 >= 0.9;

/** @param {import('./search/axes.mjs').Axis} axis */
function best_peer(axis) {
  let best = null;
  for (const [name, {row, here}] of peers) {
    const value = axis.of(row);
    if (typeof value !== 'number' || Number.isNaN(value) || (!axis.most && !finds(name, row))) continue;
    if (!best || is_better(axis, value, best.value)) best = {name, value, here};
  }
  return best;
}

const results = axes.map(axis => {
  const value = axis.of(mine) ?? null, best = best_peer(axis);
  const shown = value === null ? null : rounded(axis, value);
  return {axis, value: shown, best, reached: shown !== null && !is_better(axis, axis.goal, shown),
    above: shown !== null && (!best || !is_better(axis, rounded(axis, best.value), shown))};
});

const facts = [
  `before the first answer: the middle of 21 queries; most ${bytes.first.most} bytes, of three words ${bytes.first_of_three.most}; of each bundle.json ${bytes.list}; the program apart: ${bytes.program}`,
  `after 200 queries with ten hits each shown: ${(bytes.after_200_shown / 1e6).toFixed(2)} MB`,
  ...browser ? [`Chromium ${browser.chromium}: first query ${browser.first_query_ms.toFixed(1)} ms; with sentences p50 ${browser.shown.p50.toFixed(2)}, p95 ${browser.shown.p95.toFixed(2)} ms, then ${browser.wasm_mb_shown.toFixed(1)} MB of WebAssembly`] : ['no Chromium: latency in Node, no load and memory'],
  `Node, each article for the first time: one word p50 ${wasm.posts.latency.word.p50}, p95 ${wasm.posts.latency.word.p95} ms; three words p50 ${wasm.posts.latency.three_words.p50}, p95 ${wasm.posts.latency.three_words.p95} ms; ` +
    `keystroke p50 ${wasm.posts.latency.keystroke.p50}, p95 ${wasm.posts.latency.keystroke.p95} ms; question p50 ${wasm.korquad.query.dev.F.ms.p50}, p95 ${wasm.korquad.query.dev.F.ms.p95} ms`,
];

if (json) {
  for (const {axis, value, best, reached} of results) {
    const note = `${axis.name}; goal ${axis.most ? '≥' : '≤'} ${axis.goal}: ${reached ? 'reached' : 'not reached'}${best ? `; best peer ${best.name}${best.here ? '' : ' (recorded)'}` : ''}`;
    console.log(JSON.stringify({bench: 'search', figure: axis.figure, value, unit: axis.unit, baseline: best?.value ?? null,
      ratio: best && value !== null && best.value ? Number((value / best.value).toPrecision(4)) : null, note}));
  }
  for (const [figure, value, unit, note] of more_figures()) console.log(JSON.stringify({bench: 'search', figure, value, unit, baseline: null, ratio: null, note}));
} else {
  tell_rows();
  tell_axes();
  for (const fact of facts) console.log(fact);
}
writeFileSync(join(scratch, 'hanji-row.json'), JSON.stringify(mine, null, 1));

/** What no peer has been measured for. @returns {[string, number, string, string][]} */
function more_figures() {
  const shown = browser?.shown;
  return [
    ['list_bytes', bytes.list, 'bytes', 'bundle.json, which every first answer needs'],
    ['program_bytes', bytes.program, 'bytes', 'hanji-search.wasm, apart from the answers'],
    ['after_200_shown_mb', bytes.after_200_shown / 1e6, 'MB', 'after 200 queries with ten hits each shown'],
    ...browser && shown ? /** @type {[string, number, string, string][]} */ ([
      ['first_query_ms', browser.first_query_ms, 'ms', `Chromium ${browser.chromium}`],
      ['shown_p50_ms', shown.p50, 'ms', 'ten hits with their sentences, of one and three words'],
      ['shown_p95_ms', shown.p95, 'ms', ''],
      ['wasm_mb_shown', browser.wasm_mb_shown, 'MB', 'of WebAssembly then'],
    ]) : [],
  ];
}

function tell_rows() {
  const columns = axes.filter(axis => axis.most || ['first_answer_kb', 'index_mb', 'load_ms', 'memory_mb', 'word_p50_ms', 'three_words_p50_ms'].includes(axis.figure));
  const heads = ['A1', 'rec', 'A2', 'rec', 'B rec', 'nDCG', 'C j→s', 's→j', 'D', 'E cho', 'layout', 'F MRR', 'R@10', 'G', 'G*', 'T all', 'end', '1st kB', 'MB', 'load', 'mem', '1 word', '3 words'];
  const line = (/** @type {string} */ name, /** @type {import('./search/harness.mjs').Row} */ row) => padded(name, 27) + columns.map(axis => {
    const value = axis.of(row);
    return (typeof value === 'number' ? value.toFixed(axis.most ? 2 : axis.digits) : '–').padStart(8);
  }).join('');
  console.log(padded('', 27) + heads.map(head => head.padStart(8)).join(''));
  for (const [name, {row, here}] of peers) console.log(line(here ? name : `${name} *`, row));
  console.log(line('hanji', mine));
  console.log('* recorded with the harness: times of another run; of ours, times are those of Chromium\n');
}

function tell_axes() {
  const opponent = /** @type {NonNullable<ReturnType<typeof peers.get>>} */ (peers.get(few_peers[0])).row;
  console.log(padded('axis', 28) + 'goal'.padStart(9) + 'ours'.padStart(9) + padded('', 17) + 'pairs'.padStart(9) + 'best peer'.padStart(12));
  for (const {axis, value, best, reached, above} of results) {
    const pairs = axis.of(opponent);
    const verdict = value === null ? 'not measured' : reached ? 'reached' : 'not reached';
    console.log(padded(axis.name, 28) + `${axis.most ? '≥' : '≤'} ${axis.goal}`.padStart(9) + String(value ?? '–').padStart(9) + '   ' + padded(verdict, 14) +
      (typeof pairs === 'number' ? pairs.toFixed(axis.digits) : '–').padStart(9) + (best ? `${best.value.toFixed(axis.digits).padStart(12)}  ${best.name}${best.here ? '' : ' *'}${above ? '' : '  (above ours)'}` : '           –'));
  }
  const short = results.filter(({reached}) => !reached);
  console.log(`pairs: ${few_peers[0]}, the overall opponent; * recorded; peers in cost: those that find nine of ten documents with a word`);
  console.log(`\n${results.length - short.length} of ${results.length} axes reached${short.length ? `; short: ${short.map(({axis}) => axis.figure).join(', ')}` : ''}`);
}
