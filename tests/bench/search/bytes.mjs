// What hanji-search fetches, brotli 9: before the first answer, over 200 different queries, and all there is.

import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {brotliCompressSync, constants} from 'node:zlib';
import {open_files} from './engine.mjs';

/** As a static host would send it. @param {Uint8Array} bytes */
function sent(bytes) {
  const packed = brotliCompressSync(bytes, {params: {[constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24}});
  return Math.min(bytes.length, packed.length);
}

/** @param {string} site @returns {Record<string, Uint8Array>} by their paths in bundle/ */
export function files_of(site) {
  const folder = join(site, 'bundle');
  return Object.fromEntries(readdirSync(folder, {recursive: true, withFileTypes: true}).filter(entry => entry.isFile()).map(entry => {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    return [path.slice(folder.length + 1), readFileSync(path)];
  }));
}

/**
 * The first answers are of `firsts`, each to a page that has nothing yet; the middle one counts. `shown`: with ten hits
 * and their sentences, which are cut from the articles.
 * @param {string} site @param {string} program @param {string[]} firsts @param {string[]} many
 */
export async function measure_bytes(site, program, firsts, many) {
  const files = files_of(site);
  const weights = Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, sent(bytes)]));
  /** @param {string[]} queries @param {'rank' | 'search'} ask */
  const fetched_by = async (queries, ask) => {
    let sum = 0;
    const search = await open_files(files, path => sum += weights[path.slice('bundle/'.length)] ?? 0);
    for (const query of queries) await search[ask](query, {limit: 10});
    return sum;
  };
  const each = async (/** @type {'rank' | 'search'} */ ask) => {
    const sums = [];
    for (const query of firsts) sums.push(await fetched_by([query], ask));
    return sums.sort((a, b) => a - b);
  };
  const first = await each('rank'), shown = await each('search');
  const middle = (/** @type {number[]} */ sums) => sums[sums.length >> 1];
  return {first: middle(first), first_most: first[first.length - 1], first_shown: middle(shown), program: sent(readFileSync(program)),
    after_200: await fetched_by(many, 'rank'), after_200_shown: await fetched_by(many, 'search'),
    whole: Object.entries(weights).reduce((sum, [name, weight]) => sum + (/^search\/|^bundle\.json$/.test(name) ? weight : 0), 0)};
}
