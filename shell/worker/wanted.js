// What a reader wants to be kept: the whole site, its pictures, a category, an article ("article:" and the path of its page) with its
// pictures. It comes a piece at a time, and what is here is not asked for again.
/// <reference lib="webworker" />

import {comes_after, files_of_article, files_of_category} from '../bundle_files.js';
import {bring, each_of, fetch_file, file_named, files_in, is_file, kept_build, url_of} from './builds.js';
import {get, needed_by} from './needed.js';
import {worker, files, cache_of, find, forget, put, urls_in, change_state, load_state} from './store.js';

/** @typedef {import('./builds.js').Build} Build */
/** @typedef {import('./builds.js').File} File */
/** @typedef {{name: string, bytes: number, files: File[]}} Pack */
/** @typedef {{cache: string, file: File}} Piece */

const piece_bytes = 2 ** 20;  // of one step, more or less

const is_shard = (/** @type {File} */ [name]) => name.startsWith('bundle/') && name.endsWith('.bin');

/** The pictures in the page of an article, which lie on this site. @param {Build} build @param {string} page @returns {Promise<string[]>} names */
async function pictures_of(build, page) {
  const text = await (await find(cache_of(build.id), url_of(page)))?.text() ?? '';
  const sources = [...text.matchAll(/ (?:src|srcset|poster)="([^"]*)"/g)].flatMap(([, value]) => /** @type {string} */ (value).split(',').map(each => each.trim().split(' ')[0] ?? ''));
  const names = sources.map(source => { try { return decodeURIComponent(new URL(source.replaceAll('&amp;', '&'), url_of(page)).pathname.slice(new URL(url_of('')).pathname.length)); } catch { return ''; } });
  return [...new Set(names.filter(name => name.startsWith('media/')))];
}

/** @param {Build} build @param {string[]} names @returns {Promise<File[]>} */
async function files_named(build, names) {
  const found = [];
  for (const name of names) {
    const file = await file_named(build, name);
    if (file) found.push(file);
  }
  return found;
}

/** Of the page of an article. @param {string} page */
const file_of = page => page.replace(/(^|\/)$/, '$1index.html');

/** @param {string} what @param {string} kind @returns {string | null} */
const rest_of = (what, kind) => what.startsWith(`${kind}:`) ? what.slice(kind.length + 1) : null;

/** Those that may have files of a folder: lists are by name. @param {Build} build @param {string} folder */
const lists_of = (build, folder) => build.lists.filter(([first], i) => {
  const [next] = build.lists[i + 1] ?? [];
  return !comes_after(first, `${folder}\u{10ffff}`) && (next === undefined || comes_after(next, folder));
});

/** @param {Build} build @param {string} what @returns {Promise<{pieces: Piece[], packs: Pack[]}>} */
async function pieces_of(build, what) {
  const bundle = await (await find(cache_of(build.id), url_of('bundle/bundle.json')))?.json();
  const article = rest_of(what, 'article'), category = rest_of(what, 'category');
  /** @type {Pack[]} */ const packs = [];
  /** @type {Piece[]} */ const pieces = [];
  const add = (/** @type {File[]} */ more, cache = files) => { for (const file of more) pieces.push({cache, file}); };
  if (article !== null) {
    const page = file_of(article), slug = /^a\/(.*)\.html$/.exec(page)?.[1];
    const [own] = await files_named(build, [page]);
    if (own) {
      await bring(cache_of(build.id), own);  // it says its pictures
      add([own], cache_of(build.id));
      add(await files_named(build, await pictures_of(build, page)));
    }
    add(await files_named(build, (await files_of_article(bundle.shards, slug ?? `/${article}`, get)).map(file => `bundle/${file}`)));
  } else if (category !== null) {
    add(await files_named(build, (await files_of_category(bundle.shards, category, get)).map(file => `bundle/${file}`)));
  } else {
    for (const list of what === 'whole' ? build.lists.filter(([, , , pack]) => pack) : lists_of(build, 'media/')) {
      const chosen = (await files_in(list)).filter(file => what === 'whole' ? is_shard(file) : file[0].startsWith('media/'));
      if (what === 'whole' && list[3] && list[4]) packs.push({name: list[3], bytes: list[4], files: chosen});
      add(chosen);
    }
  }
  return {pieces, packs};
}

/** @param {Build} build @param {string} what */
async function plan(build, what) {
  const {pieces, packs} = await pieces_of(build, what);
  const here = new Map();
  for (const cache of [files, cache_of(build.id)]) here.set(cache, new Set(await urls_in(cache)));
  const missing = pieces.filter(({cache, file: [name]}) => !here.get(cache).has(url_of(name)));
  const sum = (/** @type {Piece[]} */ of) => of.reduce((bytes, {file}) => bytes + file[1], 0);
  return {missing, packs, files: pieces.length, bytes: sum(pieces), left: missing.length, left_bytes: sum(missing)};
}

/** Those of which more than half is missing. @param {Piece[]} missing @param {Pack[]} packs */
function worthy(missing, packs) {
  const names = new Set(missing.map(({file: [name]}) => name));
  return packs.filter(({files: inside, bytes}) => inside.reduce((sum, [name, size]) => sum + (names.has(name) ? size : 0), 0) * 2 > bytes);
}

/** @param {Pack} pack @param {ArrayBuffer} bytes */
async function keep_pack({files: inside}, bytes) {
  let at = 0;
  await each_of(inside.map(file => ({file, from: at, to: at += file[1]})), async ({file: [within, , hash], from, to}) => {
    const own = bytes.slice(from, to);
    if (await is_file(own, hash)) await put(files, url_of(within), own);
  });
}

/** @param {Pack} pack */
async function bring_pack(pack) {
  const hash = /** @type {string} */ (/([0-9a-f]{16})\.bin$/.exec(pack.name)?.[1]);
  await keep_pack(pack, (await fetch_file(url_of(pack.name), hash, pack.bytes)).bytes);
}

/**
 * The next piece of what is wanted.
 * @param {Build} build @param {string} what
 * @returns {Promise<{files: number, bytes: number, left: number, left_bytes: number, error?: string}>} what there is to it, and what is not here yet
 */
export async function bring_wanted(build, what) {
  const {missing, packs, ...all} = await plan(build, what);
  if (missing.length === 0) return all;
  const [worth] = worthy(missing, packs);
  let step = 0;
  const next = worth ? [] : missing.filter(({file}, i) => (i === 0 || step + file[1] <= piece_bytes) && (step += file[1]) > 0);
  try {
    if (worth) await bring_pack(worth);
    else await each_of(next, ({cache, file}) => bring(cache, file));
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    return {...all, error: name === 'QuotaExceededError' ? 'quota' : String(error)};
  }
  const {missing: _, packs: __, ...after} = await plan(build, what);
  return after.left < all.left ? after : {...after, error: 'nothing was kept'};
}

const most_behind = 1000;  // requests

/** What of it the browser may bring by itself, while no page is open. @param {Build} build @param {string} what @returns {Promise<{urls: string[], bytes: number}>} */
export async function missing_of(build, what) {
  const {missing, packs} = await plan(build, what), whole = worthy(missing, packs), within = new Set(whole.flatMap(({files: inside}) => inside.map(([name]) => name)));
  const each = [...whole.map(({name, bytes}) => ({name, bytes})), ...missing.map(({file: [name, bytes]}) => ({name, bytes})).filter(({name}) => !within.has(name))].slice(0, most_behind);
  return {urls: each.map(({name}) => url_of(name)), bytes: each.reduce((sum, {bytes}) => sum + bytes, 0)};
}

/** What it has brought, so far as it is right. @param {string} what @param {{request: Request, responseReady: Promise<Response>}[]} fetched */
export async function keep_fetched(what, fetched) {
  const {active, wanted} = await load_state(), build = await kept_build(active);
  if (!build || !wanted.includes(what)) return;
  const {missing, packs} = await plan(build, what);
  for (const {request: {url}, responseReady} of fetched) {
    const answer = await responseReady.catch(() => null), bytes = answer?.status === 200 ? await answer.arrayBuffer().catch(() => null) : null;
    const pack = packs.find(({name}) => url_of(name) === url), piece = missing.find(({file: [name]}) => url_of(name) === url);
    if (!bytes) continue;
    if (pack) await keep_pack(pack, bytes);
    else if (piece && await is_file(bytes, piece.file[2], piece.file[1])) await put(piece.cache, url, bytes, answer?.headers);
  }
}

/** @param {string} what @returns {boolean} */
export const is_wish = what => /^(whole|pictures|(category|article):[^]{1,500})$/.test(what);

/** @param {string} what @param {boolean} wanted */
export async function want(what, wanted) {
  const {active} = await change_state(state => { state.wanted = [...state.wanted.filter(each => each !== what), ...wanted ? [what] : []]; });
  const build = await kept_build(active);
  if (wanted || !build) return;
  await /** @type {any} */ (worker.registration).backgroundFetch?.get(`hanji ${what}`).then((/** @type {any} */ fetching) => fetching?.abort()).catch(() => {});
  const stays = await wanted_urls();  // what else is wanted, and what reading needs anyhow
  for (const file of await needed_by(active)) stays.add(url_of(`bundle/${file}`));
  for (const {cache, file: [name]} of (await pieces_of(build, what)).pieces) if (!stays.has(url_of(name))) await forget(cache, url_of(name));
}

/** Of a piece of HTML. @param {string | undefined} html */
const text_of = html => html?.replace(/<[^>]*>/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, '&').trim();

/** Of an article whose page is here. @param {Build} build @param {string} what */
async function title_of(build, what) {
  const page = rest_of(what, 'article'), text = page === null ? '' : await (await find(cache_of(build.id), url_of(file_of(page))))?.text();
  return text_of(/<h1[^>]*>([^]*?)<\/h1>/.exec(text ?? '')?.[1]);
}

/** What is wanted, and how much of it is here. */
export async function wishes() {
  const {active, wanted} = await load_state(), build = await kept_build(active), told = [];
  for (const what of wanted) {
    const {files: count = 0, bytes = 0, left = -1, left_bytes = 0} = build ? await plan(build, what) : {};
    told.push({what, title: build ? await title_of(build, what) : undefined, files: count, bytes, left, left_bytes});
  }
  return {active, wanted: told};
}

/** What it would take. @param {string} what */
export async function size_of(what) {
  const {active, wanted} = await load_state(), build = await kept_build(active);
  if (!build) return null;
  if (what === 'whole' && !wanted.includes(what)) {  // of a large site its lists alone are megabytes
    const bytes = build.lists.reduce((sum, [, , , , pack = 0]) => sum + pack, 0);
    return {files: 0, bytes, left: 1, left_bytes: bytes};
  }
  const {files: count, bytes, left, left_bytes} = await plan(build, what);
  return {title: await title_of(build, what), files: count, bytes, left, left_bytes};
}

/** @returns {Promise<Set<string>>} the addresses that nothing may push out */
export async function wanted_urls() {
  const {active, wanted} = await load_state(), build = await kept_build(active), urls = new Set();
  if (build) for (const what of wanted) for (const {file: [name]} of (await pieces_of(build, what).catch(() => ({pieces: []}))).pieces) urls.add(url_of(name));
  return urls;
}
