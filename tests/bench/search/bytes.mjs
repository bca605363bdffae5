// What hanji-search fetches, brotli 9: before the first answer, over 200 different queries, and all there is.

import {readFileSync} from 'node:fs';
import {brotliCompressSync, constants} from 'node:zlib';
import {files_of, open_files} from './engine.mjs';

/** As a static host would send it. @param {Uint8Array} bytes */
function sent(bytes) {
  const packed = brotliCompressSync(bytes, {params: {[constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24}});
  return Math.min(bytes.length, packed.length);
}

/**
 * The first answers are of `words` and of `three_words`, each to a page that has nothing yet; the middle one counts. The
 * order of several words needs the articles of the first five, `shown` needs them always: ten hits and their sentences.
 * @param {string} site @param {string} program @param {string[]} words @param {string[]} three_words @param {string[]} many
 */
export async function measure_bytes(site, program, words, three_words, many) {
  const files = files_of(site);
  const weights = Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, sent(bytes)]));
  /** @param {string[]} queries @param {'rank' | 'search'} ask */
  const fetched_by = async (queries, ask) => {
    const fetched = new Set();  // a file that is asked for again comes from the browser's cache: its name is its hash
    const search = await open_files(files, path => fetched.add(path.slice('bundle/'.length)));
    for (const query of queries) await search[ask](query, {limit: 10});
    return [...fetched].reduce((sum, name) => sum + (weights[name] ?? 0), 0);
  };
  const each = async (/** @type {string[]} */ queries, /** @type {'rank' | 'search'} */ ask) => {
    const sums = [];
    for (const query of queries) sums.push(await fetched_by([query], ask));
    sums.sort((a, b) => a - b);
    return {middle: sums[sums.length >> 1], most: sums[sums.length - 1]};
  };
  return {list: weights['bundle.json'], program: sent(readFileSync(program)),
    first: await each(words, 'rank'), first_of_three: await each(three_words, 'rank'), first_shown: await each(words, 'search'),
    after_200: await fetched_by(many, 'rank'), after_200_shown: await fetched_by(many, 'search'),
    whole: Object.entries(weights).reduce((sum, [name, weight]) => sum + (/^search\/|^bundle\.json$/.test(name) ? weight : 0), 0)};
}
