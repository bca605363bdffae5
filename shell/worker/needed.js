// What a build needs so that reading goes on: the lists, and the articles that have been read.
/// <reference lib="webworker" />

import {files_of_article, with_number, with_key} from '../bundle_files.js';
import {bytes_of, each_of, url_of} from './builds.js';
import {cache_of, find, load_state} from './store.js';

/** @typedef {import('../bundle_files.js').Shard} Shard */

export const most_read = 200;
const most_lists = 8;

/** From here, or from the host, and then kept. @param {string} file below bundle/ */
export const get = async file => new Uint8Array(await bytes_of(url_of(`bundle/${file}`)));

/** @param {string} id @returns {Promise<Shard[]>} */
export async function shards_of(id) {
  const list = await (await find(cache_of(id), url_of('bundle/bundle.json')))?.json().catch(() => null);
  return Array.isArray(list?.shards) ? list.shards : [];
}

/** @param {string} id of a build whose bundle.json is here @returns {Promise<string[]>} files below bundle/ */
export async function needed_by(id) {
  const shards = await shards_of(id), {read} = await load_state();
  const lists = [with_number('headlines', 0)(shards), with_key('slugs', '')(shards), ...shards.filter(({kind}) => kind === 'slugs').slice(0, most_lists), ...shards.filter(({kind}) => kind === 'categories').slice(0, most_lists)];
  const files = new Set(lists.flatMap(shard => shard ? [shard.file] : []));
  await each_of(read.slice(-most_read), async slug => { for (const file of await files_of_article(shards, slug, get)) files.add(file); });
  return [...files];
}
