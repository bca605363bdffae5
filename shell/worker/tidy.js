// What is to go: builds that no page uses any more, with what they alone name; then, beyond the budget, what was used
// least recently. What the reader wants to be kept stays.
/// <reference lib="webworker" />

import {hash_in, kept_build, program_in, url_of} from './builds.js';
import {worker, files, cache_of, find, forget, kept_builds, load_state, urls_in} from './store.js';
import {drop_opened} from './opened.js';
import {wanted_urls} from './wanted.js';

const budget_bytes = 64 * 2 ** 20;

/** @returns {Promise<Set<string> | null>} the builds of open pages: each holds a lock of its build's name; null: the browser does not tell */
async function used_builds() {
  const {held} = await worker.navigator.locks?.query().catch(() => ({held: undefined})) ?? {};
  if (!held) return null;
  return new Set(held.map(({name = ''}) => name).filter(name => name.startsWith(`${files} `)).map(name => name.slice(files.length + 1)));
}

/** All that the list of a bundle names, and what its directories list: digits of hashes. @param {string} id */
async function named_by(id) {
  const text = async (/** @type {string} */ cache, /** @type {string} */ url) => await (await find(cache, url))?.text() ?? '';
  let named = await text(cache_of(id), url_of('bundle/bundle.json')) + await text(cache_of(id), url_of('build.json'));
  for (const url of await urls_in(files)) {
    if (!/\/directory-/.test(url) || !named.includes(/** @type {string} */ (hash_in(url)))) continue;
    const bytes = new Uint8Array(await (await find(files, url))?.arrayBuffer() ?? new ArrayBuffer(0));
    named += Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
  }
  return named;
}

async function drop_former() {
  const {active} = await load_state(), used = await used_builds(), kept = await kept_builds();
  if (!active || used === null) return;
  const remain = kept.filter(id => id === active || used.has(id));
  const builds = await Promise.all([...new Set([active, ...used])].map(kept_build));
  await Promise.all(kept.filter(id => !remain.includes(id)).map(id => caches.delete(cache_of(id))));
  if (builds.includes(null)) return;  // a page of a build that is not here yet: nobody knows what it needs
  const programs = new Set(builds.map(build => build?.program));
  let named = '';
  for (const id of remain) named += await named_by(id);
  for (const url of await urls_in(files)) {
    const program = program_in(url), hash = hash_in(url);
    if (program ? !programs.has(program) : /\/bundle\//.test(url) && hash && !named.includes(hash)) await forget(files, url);
  }
}

export async function keep_to_budget() {
  const estimate = await worker.navigator.storage?.estimate().catch(() => null);  // of all that this origin keeps
  if ((estimate?.usage ?? Infinity) <= budget_bytes) return;
  /** @type {{url: string, bytes: number}[]} */ const removable = [];
  const wanted = await wanted_urls();
  let sum = 0;
  for (const url of await urls_in(files)) {  // in the order of their last use
    if (wanted.has(url) || !hash_in(url)) continue;
    const answer = await find(files, url), bytes = Number(answer?.headers.get('content-length') ?? (await answer?.blob())?.size ?? 0);
    sum += bytes;
    removable.push({url, bytes});
  }
  for (const {url, bytes} of removable) {
    if (sum <= budget_bytes) break;
    await forget(files, url);
    sum -= bytes;
  }
}

export async function tidy() {
  await drop_former();
  await drop_opened();
  await keep_to_budget();
}
