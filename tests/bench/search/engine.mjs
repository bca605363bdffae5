// Our search as the harness's ENGINE_MODULE: the index by `hanji build`, the answers by hanji-search, the same
// WebAssembly that pages load. Like the peers it gives the numbers of documents; titles and excerpts are not fetched.

import {readdirSync, readFileSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {open} from '../../../web/hanji-search.js';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../../..');

/** Documents become undated posts named by their ids, so the bundle has them in the order of these names. @param {number} articles */
export const ids_of = articles => Array.from({length: articles}, (_, id) => String(id)).sort().map(Number);

/** @param {string} site @returns {Record<string, Uint8Array>} by their paths in bundle/ */
export function files_of(site) {
  const folder = join(site, 'bundle');
  return Object.fromEntries(readdirSync(folder, {recursive: true, withFileTypes: true}).filter(entry => entry.isFile()).map(entry => {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    return [path.slice(folder.length + 1), readFileSync(path)];
  }));
}

/** A site that lies in memory. @param {Record<string, Uint8Array>} files by their paths in bundle/ @param {(path: string) => void} [fetched] */
export function open_files(files, fetched = () => {}) {
  return open('', {fetch_bytes: async path => {
    fetched(path);
    return path.endsWith('.wasm') ? readFile(join(root, 'build/web/hanji-search.wasm')) : files[path.slice('bundle/'.length)];
  }});
}

export default {
  name: 'hanji-search', pkgs: [], code: [], corpora: ['posts', 'korquad'],
  note: 'hanji-search.wasm in Node; all of the bundle; numbers of articles, no sentences',
  async prepare() {},

  /** @param {unknown[]} docs @param {any} ctx */
  async build(docs, ctx) {
    const {default: [cli]} = await import(pathToFileURL(join(ctx.here, 'adapters/hanji.mjs')).href);
    await cli.build(docs, ctx);
    return files_of(join(ctx.work, 'hanji', ctx.ixDir.split('/').pop(), 'site'));
  },

  /** @param {Record<string, Uint8Array>} files */
  async load(files) {
    const search = await open_files(files);
    return {search, ids: ids_of(search.articles)};
  },
  /** @param {{search: Awaited<ReturnType<typeof open>>, ids: number[]}} handle @param {string} query @param {number} limit */
  search: async ({search, ids}, query, limit) => (await search.rank(query, {limit})).ranked.map(number => ids[number]),
  /** @param {{search: Awaited<ReturnType<typeof open>>} | undefined} handle */
  memory: handle => handle ? handle.search.stats().memory_bytes : 0,
};
