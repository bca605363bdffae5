// The builds of the site (build.json): what files they have, and how one is brought here beside the one before it. A file is what a build
// says it is, by size and hash, or it is missing.
/// <reference lib="webworker" />

import {comes_after} from '../bundle_files.js';
import {scope, files, cache_of, find, put, forget, kept_builds, in_time} from './store.js';

/** @typedef {[name: string, bytes: number, hash: string]} File */
/** @typedef {[first: string, file: string, bytes: number, pack?: string, pack_bytes?: number]} List */
/** @typedef {{format: 1, id: string, program: string, files: File[], lists: List[]}} Build */

const hex = (/** @type {ArrayBuffer} */ bytes) => Array.from(new Uint8Array(bytes), byte => byte.toString(16).padStart(2, '0')).join('');

/** @param {string} url @returns {string | undefined} the first 16 digits of its content's SHA-256, where the name has them */
export const hash_in = url => /\/(?:bundle\/(?:search\/)?[a-z]+-|media\/[^/]*-|fonts\/)([0-9a-f]{16})(?:\.[^/]*)?$/.exec(new URL(url).pathname)?.[1];
/** @param {string} url @returns {string | undefined} of the program's files: their folder */
export const program_in = url => /\/(page-[0-9a-f]{16})\/[^/]+$/.exec(new URL(url).pathname)?.[1];
/** @param {string} name of a file of the site */
export const url_of = name => scope + (name === 'index.html' ? '' : name.split('/').map(encodeURIComponent).join('/'));

/** @param {ArrayBuffer} bytes @param {string} hash @param {number} [size] */
export const is_file = async (bytes, hash, size = bytes.byteLength) => bytes.byteLength === size && hex(await crypto.subtle.digest('SHA-256', bytes)).startsWith(hash);

/** @param {unknown} entry @returns {entry is File} */
const is_entry = entry => Array.isArray(entry) && typeof entry[0] === 'string' && Number.isSafeInteger(entry[1]) && /^[0-9a-f]{16,64}$/.test(entry[2]);

/** @param {unknown} text @returns {Build} */
function parse_build(text) {
  const build = JSON.parse(String(text));
  const sound = build?.format === 1 && /^[0-9a-f]{16}$/.test(build.id) && /^page-[0-9a-f]{16}$/.test(build.program) && Array.isArray(build.files) && build.files.every(is_entry)
    && Array.isArray(build.lists) && build.lists.every((/** @type {unknown} */ list) => Array.isArray(list) && typeof list[0] === 'string' && /^bundle\/files-[0-9a-f]{16}\.json$/.test(list[1]));
  if (!sound) throw new Error('build.json makes no sense');
  return build;
}

/** @type {Map<string, Build>} by id: kept ones, and the host's last one */
const known = new Map();

/** @param {string} id @returns {Promise<Build | null>} one that is kept, whole */
export async function kept_build(id) {
  if (!id) return null;
  const answer = await find(cache_of(id), url_of('build.json'));
  const build = known.get(id) ?? (answer && parse_build(await answer.text()));
  if (!answer || !build) return null;
  known.set(id, build);
  return build;
}

/** @returns {Promise<Build>} what the host has now; throws */
export async function fetch_build() {
  const answer = await in_time(fetch(url_of('build.json'), {cache: 'no-cache'}), 20_000);
  if (!answer.ok) throw new Error(`build.json: ${answer.status}`);
  const build = parse_build(await answer.text());
  known.set(build.id, build);
  return build;
}

/** What tells whether it is the right file. @param {string} url @returns {Promise<{hash: string, size?: number} | null>} null: nothing tells */
export async function known_of(url) {
  const hash = hash_in(url), program = program_in(url);
  if (hash) return {hash};
  if (!program) return null;
  const has_it = () => [...known.values()].find(build => build.program === program);
  if (!has_it()) await Promise.all((await kept_builds()).map(kept_build));
  if (!has_it()) await fetch_build().catch(() => null);
  const file = has_it()?.files.find(([name]) => url_of(name) === url);
  return file ? {hash: file[2], size: file[1]} : null;
}

/**
 * A file from the host. What is not right is asked for once more, past the browser's own cache, which may hold what some network has
 * answered in its place. Throws where it cannot be had.
 * @param {string} url @param {string} hash @param {number} [size] @returns {Promise<{bytes: ArrayBuffer, headers: Headers}>}
 */
export async function fetch_file(url, hash, size) {
  for (const cache of /** @type {RequestCache[]} */ (['default', 'reload'])) {
    const answer = await fetch(url, {cache, credentials: 'same-origin'});
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.statusText}`);
    const bytes = await answer.arrayBuffer().catch(() => null);  // broken off
    if (bytes && await is_file(bytes, hash, size)) return {bytes, headers: answer.headers};
  }
  throw new Error(`what comes is not ${url.slice(scope.length)}`);
}

/** Brings a file here, if it is not here: from another cache that has it as it is, or from the host. @param {string} cache @param {File} file @param {string} [former] */
export async function bring(cache, [name, size, hash], former) {
  const url = url_of(name);
  if (await find(cache, url)) return;
  const same = former ? await find(former, url) : undefined, own = await same?.arrayBuffer();
  if (own && await is_file(own, hash, size)) return put(cache, url, own, same?.headers);
  const {bytes, headers} = await fetch_file(url, hash, size);
  await put(cache, url, bytes, headers);
}

/** @param {string} url named by its content @returns {Promise<ArrayBuffer>} from here, or from the host, and then kept */
export async function bytes_of(url) {
  const hash = /** @type {string} */ (hash_in(url)), kept = await (await find(files, url))?.arrayBuffer();
  if (kept && await is_file(kept, hash)) return kept;
  if (kept) await forget(files, url);
  const {bytes, headers} = await fetch_file(url, hash);
  await put(files, url, bytes, headers);
  return bytes;
}

/** @param {List} list @returns {Promise<File[]>} */
export async function files_in(list) {
  const entries = JSON.parse(new TextDecoder().decode(await bytes_of(url_of(list[1]))));
  return Array.isArray(entries) ? entries.filter(is_entry) : [];
}

/** @param {Build} build @param {string} name @returns {Promise<File | undefined>} */
export async function file_named(build, name) {
  const own = build.files.find(([file]) => file === name), list = build.lists.findLast(([first]) => !comes_after(first, name));
  return own ?? (list && (await files_in(list)).find(([file]) => file === name));
}

/** @template T @param {T[]} all @param {(each: T) => Promise<unknown>} run six at a time; the first that throws ends it */
export async function each_of(all, run) {
  const rest = all[Symbol.iterator]();
  await Promise.all(Array.from({length: 6}, async () => { for (const each of rest) await run(each); }));
}
