// The index of 1,501 to a million articles (tests/bench/scale_bench.cpp): what building takes, what a first answer
// fetches, how long warm ones take. Natively and without a site around it, so the figures are to be compared with one
// another.

import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {brotliCompressSync} from 'node:zlib';
import {queries, root, scratch} from './harness.mjs';

const sizes = [1_501, 7_478, 15_010, 74_780, 1_000_000];

/** The list of files, and what each first answer fetched of them, as they travel. @param {string} index @param {string[][]} answers */
function first_bytes(index, answers) {
  /** @type {Map<string, number>} */
  const sizes = new Map();
  const size_of = (/** @type {string} */ file) => {
    if (!sizes.has(file)) sizes.set(file, brotliCompressSync(readFileSync(join(index, file))).length);
    return sizes.get(file) ?? 0;
  };
  const list = size_of('bundle.json');
  const sums = answers.map(files => files.reduce((sum, file) => sum + size_of(file), list)).sort((a, b) => a - b);
  return {first_bytes: sums[sums.length >> 1], first_bytes_p95: sums[Math.floor(sums.length * 0.95)]};
}

/** @param {boolean} json one figure a line @param {number[]} [only] these sizes */
export function measure_scale(json, only = sizes) {
  mkdirSync(scratch, {recursive: true});
  const folder = mkdtempSync(join(scratch, 'scale-'));
  const index = join(folder, 'index'), words = join(folder, 'words'), three_words = join(folder, 'three_words');
  writeFileSync(words, queries(sets => sets.A1).join('\n') + '\n');
  writeFileSync(three_words, queries(sets => sets.G).slice(0, 300).join('\n') + '\n');
  try {
    for (const size of only) {
      mkdirSync(index);
      const said = JSON.parse(execFileSync(join(root, 'build/native/tests/scale_bench'), [join(root, '../shared/posts/_posts'), String(size), index, words, three_words],
        {encoding: 'utf8', maxBuffer: 2 ** 26}));
      said.list_bytes = brotliCompressSync(readFileSync(join(index, 'bundle.json'))).length;
      for (const name of ['word', 'three_words']) {
        const {first_files, ...others} = said[name];
        said[name] = {...first_bytes(index, first_files), ...others};
      }
      rmSync(index, {recursive: true});
      if (json) tell(size, said);
      else show(said);
    }
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

/** @param {any} said */
function show({articles, words_cpu_s, segments_cpu_s, merge_cpu_s, peak_mb, index_bytes, files, list_bytes, word, three_words}) {
  console.log(`${articles} articles: ${(index_bytes / 1e6).toFixed(2)} MB in ${files} files, list ${list_bytes} bytes by brotli; built in ` +
    `${(words_cpu_s + segments_cpu_s + merge_cpu_s).toFixed(0)} s of CPU (merging ${merge_cpu_s.toFixed(1)}, writing the articles anew counted), ${peak_mb.toFixed(0)} MB`);
  for (const [name, {first_bytes, first_bytes_p95, first_rounds, p50_ms, p95_ms, p99_ms}] of Object.entries({word, three_words})) {
    console.log(`  ${name.padEnd(12)} first answer ${(first_bytes / 1e3).toFixed(0)} kB (p95 ${(first_bytes_p95 / 1e3).toFixed(0)}) in ${first_rounds} rounds; ` +
      `warm p50 ${p50_ms.toFixed(2)}, p95 ${p95_ms.toFixed(2)}, p99 ${p99_ms.toFixed(2)} ms`);
  }
}

/** @param {number} size @param {any} said */
function tell(size, {word, three_words, ...build}) {
  const line = (/** @type {string} */ figure, /** @type {number} */ value) =>
    console.log(JSON.stringify({bench: 'search', figure: `scale_${size}_${figure}`, value, unit: figure.split('_').at(-1), baseline: null, ratio: null, note: ''}));
  for (const [figure, value] of Object.entries(build)) if (figure !== 'articles') line(figure, value);
  for (const [figure, value] of Object.entries(word)) line(`word_${figure}`, value);
  for (const [figure, value] of Object.entries(three_words)) line(`three_words_${figure}`, value);
}
