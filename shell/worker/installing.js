// A build comes beside the one that is kept, and takes its place once all is here that is needed to go on: the program, the lists, what has
// been read, and what the reader wants to be kept. Until then the one before stays whole. What broke off goes on where it stopped.
/// <reference lib="webworker" />

import {files_of_article} from '../bundle_files.js';
import {bring, bytes_of, each_of, fetch_build, file_named, hash_in, kept_build, url_of} from './builds.js';
import {get, most_read, needed_by, shards_of} from './needed.js';
import {worker, scope, files, cache_of, find, put, urls_in, load_state, change_state} from './store.js';
import {bring_wanted} from './wanted.js';
import {keep_to_budget, tidy} from './tidy.js';

/** @typedef {import('./builds.js').Build} Build */

const most_pages = 200;

/** A page as that build has it; not what a host answers in its place. @param {Build} build @param {string} name @param {string} [former] cache of the build before */
async function bring_page(build, name, former) {
  const file = await file_named(build, name);
  if (file) await bring(cache_of(build.id), file, former);
}

/** @param {string} name of a file @returns {boolean} whether it is found by this name alone, whatever the build */
const is_fixed = name => hash_in(url_of(name)) !== undefined || name.startsWith('page-');

/** @param {Build} build */
async function bring_needed(build) {
  const {active, wanted} = await load_state(), own = cache_of(build.id), former = active && active !== build.id ? cache_of(active) : undefined;
  await each_of(build.files, file => bring(is_fixed(file[0]) ? files : own, file, former));
  await each_of(await needed_by(build.id), get);
  if (former) {
    const pages = (await urls_in(former)).map(url => decodeURIComponent(url.slice(scope.length))).filter(name => name.endsWith('.html') && name !== 'offline.html');
    await each_of(pages.slice(-most_pages), name => bring_page(build, name, former));
  }
  for (const what of wanted) {
    for (;;) {
      const {left, error} = await bring_wanted(build, what);
      if (error) throw new Error(error);
      if (left === 0) break;
    }
  }
}

/** @type {Promise<string> | null} */
let installing = null;

/** @returns {Promise<string>} the build that is kept now, which is the host's; throws where it could not be brought whole */
export function install() {
  const install_now = async () => {
    const build = await fetch_build();
    if ((await load_state()).active === build.id && await kept_build(build.id)) return build.id;
    await bring_needed(build);
    await put(cache_of(build.id), url_of('build.json'), /** @type {ArrayBuffer} */ (new TextEncoder().encode(JSON.stringify(build)).buffer));
    await change_state(state => { state.active = build.id; });
    for (const client of await worker.clients.matchAll()) client.postMessage({hanji: 1, type: 'build', id: build.id});
    await tidy();
    return build.id;
  };
  return installing ??= install_now().finally(() => { installing = null; });
}

/**
 * What a page shows is kept, with what else it was shown with.
 * @param {{build: string, page?: string, slug?: string, urls?: string[]}} seen
 */
export async function keep_seen({build: id, page, slug, urls = []}) {
  if (slug) await change_state(state => { state.read = [...state.read.filter(each => each !== slug), slug].slice(-most_read); });
  await each_of(urls.filter(hash_in), async url => { if (!await find(files, url)) await bytes_of(url).catch(() => {}); });
  const active = await install();
  const build = active === id ? await kept_build(id) : null;
  if (!build) return;
  const shards = await shards_of(id);
  if (slug) for (const file of await files_of_article(shards, slug, get)) await get(file);
  if (page) await bring_page(build, page);
  await keep_to_budget();
}
