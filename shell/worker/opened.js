// Posts that somebody has opened (open.js): a site that lies in a cache of this browser alone, below hanji-opened/.
// Nothing of it is asked of the host. One that is not to be kept goes when none of its windows is left.
/// <reference lib="webworker" />

import {worker, scope, files} from './store.js';

const cache_name = `${files} opened`, folder = `${scope}hanji-opened/`;

/** @param {string} url */
export const is_opened = url => url.startsWith(folder);

/** As it was put. @param {string} path */
const key_of = path => folder + path.split('/').map(part => { try { return encodeURIComponent(decodeURIComponent(part)); } catch { return part; } }).join('/');

/** @param {string} url without query and fragment @returns {Promise<Response>} */
export async function answer_opened(url) {
  const path = url.slice(folder.length), cache = await caches.open(cache_name);
  if (path === 'offline.html' || path === 'open.html' || !await cache.match(`${folder}about`)) return Response.redirect(`${scope}open.html`);
  const found = await cache.match(key_of(path + (path === '' || path.endsWith('/') ? 'index.html' : '')));
  if (!found && await cache.match(key_of(`${path}/index.html`))) return Response.redirect(`${url}/`);
  const answer = found ?? await cache.match(key_of('404.html'));
  if (!answer) return new Response(null, {status: 404});
  if (!/^text\/html/.test(answer.headers.get('content-type') ?? '')) return found ?? new Response(null, {status: 404});
  const page = (await answer.text()).replace('<html', '<html data-opened');  // which asks for no worker of its own (main.js)
  return new Response(page, {status: found ? 200 : 404, headers: {'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store'}});
}

export async function drop_opened() {
  const about = await (await caches.open(cache_name)).match(`${folder}about`);
  if (!about) return void await caches.delete(cache_name);
  if ((await about.json().catch(() => null))?.kept === true) return;
  const {held} = await worker.navigator.locks?.query().catch(() => ({held: undefined})) ?? {};
  if (held && !held.some(({name = ''}) => name.startsWith(`${files}hanji-opened/ `))) await caches.delete(cache_name);
}
