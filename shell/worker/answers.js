// What the worker answers. A file named by its content, or of a program, is right by its hash, or missing. What keeps
// its name comes from the host; where there is no network, a page comes from the build that is kept, says so
// (data-kept), and asks all else of that build.
/// <reference lib="webworker" />

import {fetch_file, hash_in, is_file, kept_build, known_of, program_in, url_of} from './builds.js';
import {answer_opened, is_opened} from './opened.js';
import {scope, files, cache_of, find, forget, load_state, put} from './store.js';

const longest_silence_ms = 4000;  // of a host, where something is kept
const missing = (why = 'missing') => new Response(null, {status: 504, statusText: why});

/** A part of it, as sound and film ask. @param {Request} request @param {Response} whole */
async function part_of(request, whole) {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get('range') ?? '') ?? [];
  if (from === undefined || whole.status !== 200) return whole;
  const bytes = await whole.arrayBuffer(), first = from === '' ? Math.max(0, bytes.byteLength - Number(to)) : Number(from);
  const last = from === '' || to === '' ? bytes.byteLength - 1 : Math.min(Number(to), bytes.byteLength - 1);
  if (first > last) return new Response(null, {status: 416});
  const headers = new Headers(whole.headers);
  headers.set('content-range', `bytes ${first}-${last}/${bytes.byteLength}`);
  headers.set('content-length', String(last - first + 1));
  return new Response(bytes.slice(first, last + 1), {status: 206, headers});
}

/** @param {FetchEvent} event @param {string} url */
async function answer_fixed(event, url) {
  const kept = await find(files, url), right = await known_of(url);
  if (kept) {
    const bytes = await kept.clone().arrayBuffer().catch(() => null);
    if (bytes && right && await is_file(bytes, right.hash, right.size)) {
      // Used just now: it becomes the last of its cache.
      if (hash_in(url)) event.waitUntil(put(files, url, bytes, kept.headers).catch(() => {}));
      return kept;  // itself: browsers keep what they have compiled of it
    }
    event.waitUntil(forget(files, url));
  }
  if (!right) {  // of a program that no build names: an old page, or a host that answers with something else
    const answer = await fetch(event.request);
    return /^text\/html/i.test(answer.headers.get('content-type') ?? '') ? missing() : answer;
  }
  try {
    const {bytes, headers} = await fetch_file(url, right.hash, right.size);
    event.waitUntil(put(files, url, bytes, headers).catch(() => {}));
    const own = new Headers(headers);
    for (const name of ['content-encoding', 'content-length']) own.delete(name);
    return new Response(bytes, {headers: own});
  } catch (error) {
    return /^[45]\d\d/.test(String(/** @type {any} */ (error)?.message)) ? missing(String(/** @type {any} */ (error).message).replace(/[^ -~]/g, '')) : missing();
  }
}

/** What keeps its name, of one build. @param {string} id @param {string} url */
async function answer_of_build(id, url) {
  return await kept_build(id) && await find(cache_of(id), url) || missing('that build is not kept any more');
}

/**
 * Where a page that is not kept may be read without a network: in the program, by the slug of its name, as a list, or by its whole path.
 * @param {string} url @param {string[]} categories of the build that is kept
 */
function in_program(url, categories) {
  const {pathname, searchParams} = new URL(url), path = pathname.slice(new URL(scope).pathname.length), slug = /^a\/([^/]+?)(?:\.html)?$/.exec(path)?.[1];
  const query = searchParams.get('q');
  if (/^search(\.html)?$/.test(path)) return `${scope}#/search${query === null ? '' : `?q=${encodeURIComponent(query)}`}`;
  let plain = path;
  try { plain = decodeURIComponent(path); } catch { /* as it is */ }
  const [, list] = /^c\/(.+?)\.html$/.exec(plain) ?? [], category = [list, list?.replace(/-\d+$/, '')].find(name => name !== undefined && categories.includes(name));
  if (category !== undefined) return `${scope}#/category/${encodeURIComponent(category)}`;
  if (/^(list-\d+|archive|archive\/[^/]+|c\/.+)\.html$/.test(plain)) return scope;
  return `${scope}#/${slug ?? (plain && encodeURIComponent(`/${plain}`))}`;
}

/** @param {string} url @returns {Promise<Response | null>} a page of the build that is kept */
async function kept_page(url) {
  const {active} = await load_state();
  if (!await kept_build(active)) return null;
  const bare = url.replace(/[?#].*/, ''), names = bare === scope || bare === `${scope}index.html` ? [scope] : [bare, `${bare}.html`, `${bare}index.html`, `${bare}/index.html`];
  for (const name of names) {
    const page = await find(cache_of(active), name);
    if (!page) continue;
    const text = (await page.text()).replace('<html', `<html data-kept="${active}"`);
    return new Response(text, {headers: {'content-type': 'text/html; charset=utf-8'}});
  }
  if (bare === scope || !await find(cache_of(active), scope)) return null;
  const list = await (await find(cache_of(active), url_of('bundle/bundle.json')))?.json().catch(() => null);
  return Response.redirect(in_program(url, (list?.categories ?? []).map((/** @type {{name: string}} */ each) => each.name)));
}

const nothing_kept = () => new Response(`<!doctype html><html lang="ko"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>연결되지 않았습니다</title>
<style>body{font:17px/1.7 sans-serif;max-width:30em;margin:4em auto;padding:0 1em;word-break:keep-all;color-scheme:light dark}</style>
<h1>연결되지 않았습니다</h1><p>이 누리집에서 담아 둔 것이 아직 없습니다. 연결한 뒤에 <a href="">다시 열어</a> 주세요.</p>
<p lang="en">You are offline, and nothing of this site is kept here yet. <a href="">Try again</a> when you are connected.</p>`, {status: 503, headers: {'content-type': 'text/html; charset=utf-8'}});

/** Rejects where the host has been silent for long and something is kept; else it never ends. @returns {Promise<never>} */
async function silence() {
  if (await kept_build((await load_state()).active)) await new Promise((_, reject) => setTimeout(reject, longest_silence_ms, new Error('the host is silent')));
  return new Promise(() => {});
}

/** The host's answer does not wait for what is kept. @param {Request} request */
async function answer_page(request) {
  const waiting = fetch(request);
  try {
    const answer = await Promise.race([waiting, silence()]);
    return answer.status < 500 ? answer : await kept_page(request.url) ?? answer;
  } catch {
    return await kept_page(request.url).catch(() => null) ?? await waiting.catch(nothing_kept);
  }
}

/** @param {FetchEvent} event @returns {Promise<Response>} */
export async function answer(event) {
  const {request} = event, url = request.url.replace(/[?#].*/, '');
  if (is_opened(url)) return answer_opened(url);
  if (request.mode === 'navigate') return answer_page(request);
  const of_build = new URL(request.url).searchParams.get('build');
  if (of_build !== null) return answer_of_build(of_build, url);
  if (hash_in(url) || program_in(url)) {
    // Of a film that is not kept, a part comes as the host sends it: the whole would be long in coming.
    if (request.headers.has('range') && !await find(files, url)) return fetch(request);
    return part_of(request, await answer_fixed(event, url));
  }
  try {
    return await fetch(request);
  } catch {
    if (/\.json$/.test(url)) return Response.error();  // says which build: not what was
    const {active} = await load_state();
    return await find(cache_of(active), url) ?? Response.error();
  }
}
