// What this site keeps on a reader's device: a cache of files named by their content, for all builds; a cache of each build, for what
// keeps its name; and one small text, which build is the one to go on with and what a reader wants to be kept. Each write stands by
// itself, so that the worker may end at any moment. A storage that refuses, or never answers, is one that holds nothing.
/// <reference lib="webworker" />

export const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
export const scope = worker.registration.scope;
export const files = `hanji ${new URL(scope).pathname}`;  // sites that share an origin keep apart
/** @param {string} id of a build */
export const cache_of = id => `${files} ${id}`;
const state_cache = `${files} state`, state_url = `${scope}build.json?state`;
const longest_wait_ms = 10_000;

/** @template T @param {Promise<T>} promise @returns {Promise<T>} */
export const in_time = (promise, ms = longest_wait_ms) => Promise.race([promise, new Promise((_, reject) => setTimeout(() => reject(new Error('no answer')), ms))]);

/** @param {string} name @returns {Promise<Cache>} */
export const open = name => in_time(caches.open(name));

/** @param {string} name @param {string} url @returns {Promise<Response | undefined>} */
export const find = async (name, url) => open(name).then(cache => in_time(cache.match(url))).catch(() => undefined);

/** Throws where it is not kept. @param {string} name @param {string} url @param {ArrayBuffer} bytes @param {Headers} [given] of its answer */
export async function put(name, url, bytes, given) {
  const headers = new Headers({'content-type': given?.get('content-type') ?? 'application/octet-stream', 'content-length': String(bytes.byteLength)});
  for (const kept of ['last-modified', 'etag']) if (given?.has(kept)) headers.set(kept, /** @type {string} */ (given.get(kept)));
  await in_time((await open(name)).put(url, new Response(bytes, {headers})));
}

/** @param {string} name @returns {Promise<string[]>} the addresses, least recently used first */
export const urls_in = async name => open(name).then(cache => in_time(cache.keys())).then(keys => keys.map(({url}) => url)).catch(() => []);

/** @param {string} name @param {string} url */
export const forget = async (name, url) => open(name).then(cache => cache.delete(url)).catch(() => false);

/** @returns {Promise<string[]>} of builds */
export async function kept_builds() {
  const names = await in_time(caches.keys()).catch(() => /** @type {string[]} */ ([]));
  return names.filter(name => name.startsWith(`${files} `)).map(name => name.slice(files.length + 1)).filter(id => /^[0-9a-f]{16}$/.test(id));
}

/**
 * `active`: the build to go on with. `read`: slugs, the last one last. `wanted`: what is to be kept, "whole", "pictures", "category:…" or "article:…".
 * @typedef {{active: string, read: string[], wanted: string[]}} State
 */

const texts_of = (/** @type {unknown} */ value) => Array.isArray(value) ? value.filter(each => typeof each === 'string') : [];

/** @returns {Promise<State>} */
export async function load_state() {
  const kept = await (await find(state_cache, state_url))?.json().catch(() => null);
  return {active: typeof kept?.active === 'string' ? kept.active : '', read: texts_of(kept?.read), wanted: texts_of(kept?.wanted)};
}

/** @type {Promise<unknown>} */
let changing = Promise.resolve();

/** One change after the other. @param {(state: State) => void} change @returns {Promise<State>} */
export function change_state(change) {
  const changed = changing.then(async () => {
    const state = await load_state();
    change(state);
    await put(state_cache, state_url, /** @type {ArrayBuffer} */ (new TextEncoder().encode(JSON.stringify(state)).buffer));
    return state;
  });
  changing = changed.catch(() => {});
  return changed;
}
