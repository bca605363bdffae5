// Posts into a site, in a thread of its own: the tool as WebAssembly (src/cli/main_posts.cpp), with its files in
// memory. Nothing of what is opened leaves this thread but to the page that has opened it. The page's own files come
// from the site.
/// <reference lib="webworker" />

import {strToU8, unzipSync, zipSync} from 'fflate';
// @ts-ignore made by the build
import create_posts from './hanji_posts.js';

/** @typedef {{path: string, file: Blob}} Given with slashes, as it was chosen */
/** @typedef {{file: string, line?: number, column?: number, message: string, recovery?: string, left_out?: boolean}} Problem */
/** @typedef {{error?: {file: string, message: string}, files: [name: string, bytes: number, type: string][], problems: Problem[], articles: number, posts: number}} Answer */

const most_bytes = 2 ** 30;
const worker = /** @type {DedicatedWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const folder = new URL('.', import.meta.url), root = new URL('..', folder);

/** @param {URL} url */
async function bring(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url.pathname}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** Names of a zip that does not say that they are UTF-8 may be in it all the same, or in the encoding of Korean Windows. @param {string} name each character a byte */
function name_in_zip(name) {
  if (/[^\0-\xff]/.test(name) || !/[\x80-\xff]/.test(name)) return name;
  const bytes = Uint8Array.from(name, character => character.charCodeAt(0));
  for (const encoding of ['utf-8', 'euc-kr']) {
    try { return new TextDecoder(encoding, {fatal: true}).decode(bytes); } catch { /* the next */ }
  }
  return name;
}

/** What no build reads. @param {string} path */
const is_read = path => !path.split('/').some(part => part.startsWith('.') && part !== '.vitepress' || part === 'node_modules' || part === '__MACOSX' || part === '..' || part === '');

/** @param {Given[]} given @returns {Promise<Map<string, Uint8Array>>} by their paths; a zip is what lies in it */
async function read_all(given) {
  /** @type {Map<string, Uint8Array>} */ const all = new Map();
  let sum = 0;
  const add = (/** @type {string} */ path, /** @type {Uint8Array} */ bytes) => {
    if (!is_read(path)) return;
    sum += bytes.length;
    if (sum > most_bytes) throw new Error('1 GB');
    all.set(path.normalize('NFC'), bytes);
  };
  for (const {path, file} of given) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (!/\.zip$/i.test(path)) {
      add(path, bytes);
      continue;
    }
    let unpacked = 0;
    const files = unzipSync(bytes, {filter: ({name, originalSize}) => {
      unpacked += originalSize;
      if (unpacked > most_bytes) throw new Error('1 GB');
      return !name.endsWith('/') && is_read(name_in_zip(name));
    }});
    for (const [name, content] of Object.entries(files)) add(name_in_zip(name), content);
  }
  return all;
}

/** The folder that holds all of them, or nothing. @param {string[]} paths */
function common_folder(paths) {
  const first = paths[0]?.split('/') ?? [];
  return first.length > 1 && paths.every(path => path.startsWith(`${first[0]}/`)) ? first[0] ?? '' : '';
}

/** @type {Promise<any> | null} */
let program = null;

/** With the page's files, which every site has a copy of. */
async function start() {
  const [posts, icu, {texts, others}] = await Promise.all([create_posts(), bring(new URL('icudt76l.dat', folder)),
    bring(new URL('posts_page.json', folder)).then(bytes => JSON.parse(new TextDecoder().decode(bytes)))]);
  const icu_at = posts._malloc(icu.length);
  posts.HEAPU8.set(icu, icu_at);
  if (!posts._hanji_posts_icu(icu_at, icu.length)) throw new Error('icudt76l.dat');
  for (const [name, text] of Object.entries(texts)) put(posts, `/page/${name}`, strToU8(text));
  await Promise.all(others.map(async (/** @type {[string, boolean]} */ [name, at_root]) => put(posts, `/page/${name}`, await bring(new URL(name, at_root ? root : folder)))));
  return posts;
}

/** @param {any} posts @param {string} path @param {Uint8Array} bytes */
function put(posts, path, bytes) {
  const name = posts.stringToNewUTF8(path), at = posts._malloc(bytes.length || 1);
  posts.HEAPU8.set(bytes, at);
  const done = posts._hanji_posts_put(name, at, bytes.length);
  posts._free(name);
  posts._free(at);
  if (!done) throw new Error(path);
}

/** @param {any} posts @param {string} name @param {number} size @returns {Uint8Array} */
function file_of(posts, name, size) {
  const named = posts.stringToNewUTF8(name), at = posts._hanji_posts_file(named);
  posts._free(named);
  return posts.HEAPU8.slice(at, at + size);
}

/** @param {Given[]} given @param {string} name of the site, where it has no other */
async function make_site(given, name) {
  const all = await read_all(given), common = common_folder([...all.keys()]);
  const posts = await (program ??= start());
  posts._hanji_posts_forget();
  const place = `/posts/${common || name}`;
  for (const [path, bytes] of all) put(posts, `${place}/${common ? path.slice(common.length + 1) : path}`, bytes);
  const folder_name = posts.stringToNewUTF8(place);
  /** @type {Answer} */ const answer = JSON.parse(posts.UTF8ToString(posts._hanji_posts_build(folder_name)));
  posts._free(folder_name);
  return {answer, files: answer.error ? [] : answer.files.map(([name, size, type]) => ({name, type, bytes: file_of(posts, name, size)}))};
}

worker.onmessage = async (/** @type {MessageEvent} */ {data}) => {
  try {
    if (data.type === 'zip') {
      // What is packed already gains nothing.
      const packed = zipSync(Object.fromEntries(data.files.map((/** @type {{name: string, bytes: Uint8Array}} */ {name, bytes}) => [name, [bytes, {level: /\.(png|jpe?g|webp|avif|gif|zip|mp4|mp3|woff2|br|gz)$/i.test(name) ? 0 : 6}]])), {mtime: '2000-01-01'});
      return worker.postMessage({type: 'zip', packed}, [packed.buffer]);
    }
    const made = await make_site(data.given, data.name);
    worker.postMessage({type: 'made', ...made}, made.files.map(({bytes}) => bytes.buffer));
  } catch (error) {
    program = null;
    worker.postMessage({type: 'failed', message: String(/** @type {any} */ (error)?.message ?? error)});
  }
};
