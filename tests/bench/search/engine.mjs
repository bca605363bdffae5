// Our search as the harness's ENGINE_MODULE: the index by `hanji build`, the answers by hanji-search, the same WebAssembly
// that pages load. Like the peers it gives the numbers of documents; titles and excerpts are not fetched.

import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {open} from '../../../web/hanji-search.js';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../../..');

/** Documents become undated posts named by their ids, so the bundle has them in the order of these names. @param {number} articles */
export const ids_of = articles => Array.from({length: articles}, (_, id) => String(id)).sort().map(Number);

/** A site that lies in memory. @param {Record<string, Uint8Array>} files by their paths in bundle/ @param {(path: string) => void} [fetched] */
export function open_files(files, fetched = () => {}) {
  return open('', {fetch_bytes: async path => {
    fetched(path);
    return path.endsWith('.wasm') ? readFile(join(root, 'build/web/hanji-search.wasm')) : files[path.slice('bundle/'.length)];
  }});
}

export default {
  name: 'hanji-search', pkgs: [], code: [], corpora: ['posts', 'korquad'],
  note: 'hanji-search.wasm in Node; index = bundle.json and bundle/search; numbers of articles, no excerpts',
  async prepare() {},

  /** @param {unknown[]} docs @param {any} ctx */
  async build(docs, ctx) {
    const {default: [cli]} = await import(pathToFileURL(join(ctx.here, 'adapters/hanji.mjs')).href);
    const index = await cli.build(docs, ctx);
    const manifest = await readFile(join(ctx.work, 'hanji', ctx.ixDir.split('/').pop(), 'site/bundle/bundle.json'));
    return {'bundle.json': manifest, ...Object.fromEntries(Object.entries(index).map(([name, bytes]) => [`search/${name}`, bytes]))};
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
