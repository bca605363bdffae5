// What was read once reads again without a network. The network's answer goes to the page first; a copy is kept afterwards, and
// where none can be kept (no room, no storage) reading goes on without.
//
// Files named by their content never change: kept ones answer, once they are seen to be what their name says. What keeps its name comes
// fresh while there is a network. index.html and bundle.json are kept only when a page that stands on them has come to show something and
// says so, other pages only beside their program, so that a new version whose files broke off half-way does not take the place of one
// that is whole.
//
// Removed are the shards and pages that what is kept does not name (those of former versions), then what was used least recently, until
// the rest is within the budget.
/// <reference lib="webworker" />

const budget_bytes = 64 * 2 ** 20;
const page_folder = '{{page}}';
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const scope = worker.registration.scope;
const keep_name = `hanji ${new URL(scope).pathname}`;  // sites that share an origin keep apart
const manifest = new URL('bundle/bundle.json', scope).href;

/** @param {string} url @returns {string | undefined} the first 16 hex digits of its content's SHA-256, where the name has them */
const hash_in = url => /\/(?:bundle\/(?:search\/)?[a-z]+-|media\/[^/]*-|fonts\/)([0-9a-f]{16})(?:\.[^/]*)?$/.exec(new URL(url).pathname)?.[1];

/** @param {string} url @returns {string | undefined} of the program's files: their folder */
const page_in = url => /\/(page-[0-9a-f]{16})\/[^/]+$/.exec(new URL(url).pathname)?.[1];

const hex = (/** @type {ArrayBuffer | Uint8Array} */ bytes) => Array.from(new Uint8Array(bytes), byte => byte.toString(16).padStart(2, '0')).join('');

/** Whether this can be the file of that name: hosts answer lost files with a page of their own, networks with one to sign in.
 * @param {string} url @param {string} type @param {ArrayBuffer} bytes */
async function is_file(url, type, bytes) {
  const hash = hash_in(url);
  if (hash) return hex(await crypto.subtle.digest('SHA-256', bytes)).startsWith(hash);
  const path = new URL(url).pathname;
  if (/\/$|\.html$/.test(path)) return /<meta name="generator" content="Hanji |hanji-search\.js/.test(new TextDecoder().decode(bytes));
  if (/^text\/html/i.test(type)) return false;
  if (!path.endsWith('.json')) return true;
  try { return typeof JSON.parse(new TextDecoder().decode(bytes)) === 'object'; } catch { return false; }
}

/** @returns {Promise<Cache | null>} null: none to be had */
const open_kept = () => caches.open(keep_name).catch(() => null);

/** @param {Request | string} request @param {CacheQueryOptions} [options] @returns {Promise<Response | undefined>} */
const find_kept = async (request, options) => (await open_kept())?.match(request, options).catch(() => undefined);

/** Where a page that is not kept may be read without a network: in the program, by the slug of its name or by its whole path. @param {string} url */
function in_program(url) {
  const path = url.slice(scope.length).replace(/[?#].*/, ''), slug = /^a\/([^/]+)\.html$/.exec(path)?.[1];
  return `${scope}#/${slug ?? (path && encodeURIComponent(`/${decodeURIComponent(path)}`))}`;
}

/** Of a page: whether what draws over it is kept, or nothing does. @param {ArrayBuffer} bytes */
async function has_program(bytes) {
  const folder = /data-program="[^"]*(page-[0-9a-f]{16})\//.exec(new TextDecoder().decode(bytes))?.[1];
  if (!folder) return true;
  return (await Promise.all(['main.js', 'hanji.wasm', 'icudt76l.dat'].map(file => find_kept(`${scope}${folder}/${file}`)))).every(Boolean);
}

let added_bytes = 0;  // since there was last looked for what is to go

/** Keeps a copy, or does not. @param {string} url @param {Response} answer @returns {Promise<void>} */
async function keep(url, answer) {
  try {
    if (answer.status !== 200 || answer.type !== 'basic') return;
    const bytes = await answer.arrayBuffer(), headers = new Headers(answer.headers);
    if (!await is_file(url, headers.get('content-type') ?? '', bytes)) return;
    if (url.endsWith('.html') && !await has_program(bytes)) return;
    headers.delete('content-encoding');
    headers.set('content-length', String(bytes.byteLength));
    await (await open_kept())?.put(url, new Response(bytes, {headers}));
    added_bytes += bytes.byteLength;
    if (added_bytes > budget_bytes / 8) await tidy();
  } catch { /* no room, or broken off */ }
}

/** @param {FetchEvent} event @returns {Promise<Response>} */
async function answer(event) {
  const {request} = event, {url} = request;
  const navigates = request.mode === 'navigate';
  const kept = await find_kept(request, {ignoreSearch: navigates});
  if (kept && (hash_in(url) || page_in(url))) {
    const copy = kept.clone();
    if (await is_file(url, kept.headers.get('content-type') ?? '', await kept.clone().arrayBuffer())) {
      if (hash_in(url)) event.waitUntil(open_kept().then(cache => cache?.put(url, copy)).catch(() => {}));  // used just now
      return kept;
    }
    await (await open_kept())?.delete(request);
  }
  try {
    const answer = await fetch(request);
    const [path] = url.split(/[?#]/);
    if (path !== scope && path !== manifest && !path.endsWith('/index.html')) event.waitUntil(keep(path, answer.clone()));
    return answer;
  } catch {
    return kept || (navigates && await find_kept(scope) ? Response.redirect(in_program(url)) : Response.error());
  }
}

/** Keeps what a page has come to show something with: its files, and then what leads to them. @param {string[]} urls */
async function keep_seen(urls) {
  const fixed = urls.filter(url => hash_in(url) || page_in(url));
  await Promise.all(fixed.map(async url => {
    if (!await find_kept(url)) await fetch(url).then(answer => keep(url, answer), () => {});
  }));
  const pages = new Set(fixed.map(page_in).filter(Boolean));
  for (const url of urls.filter(url => !fixed.includes(url))) {
    const answer = await fetch(url, {cache: 'no-cache'}).catch(() => null);
    if (!answer) continue;
    const named = url === scope && /page-[0-9a-f]{16}/.exec(await answer.clone().text())?.[0];
    if (!named || pages.has(named)) await keep(url, answer);
  }
  await tidy();
}

async function tidy() {
  added_bytes = 0;
  const cache = await open_kept();
  if (!cache) return;
  const text = async (/** @type {string} */ url) => await (await cache.match(url))?.text() ?? '';
  const index = await text(scope), bundle = await text(manifest);
  let named = bundle;
  for (const {url} of await cache.keys()) {  // what a directory lists: eight bytes of each hash
    if (/\/directory-/.test(url) && bundle.includes(/** @type {string} */ (hash_in(url)))) named += hex(await (await cache.match(url))?.arrayBuffer() ?? new ArrayBuffer(0));
  }
  for (const {url} of await cache.keys()) {
    const page = page_in(url), hash = hash_in(url);
    const is_former = page ? page !== page_folder && !index.includes(page) : bundle && /\/bundle\//.test(url) && hash && !named.includes(hash);
    if (is_former) await cache.delete(url);
  }
  const estimate = await worker.navigator.storage?.estimate().catch(() => null);  // of all that this origin keeps
  if ((estimate?.usage ?? Infinity) <= budget_bytes) return;
  /** @type {{url: string, bytes: number}[]} */ const removable = [];
  let sum = 0;
  for (const {url} of await cache.keys()) {  // in the order of their last use
    const answer = await cache.match(url);
    const bytes = Number(answer?.headers.get('content-length') ?? (await answer?.blob())?.size);
    sum += bytes;
    if (hash_in(url)) removable.push({url, bytes});
  }
  for (const {url, bytes} of removable) {
    if (sum <= budget_bytes) break;
    await cache.delete(url);
    sum -= bytes;
  }
}

worker.addEventListener('install', event => {
  event.waitUntil((async () => {
    if (!await find_kept(scope)) await fetch(scope).then(answer => keep(scope, answer), () => {});
    await worker.skipWaiting();
  })());
});

worker.addEventListener('activate', event => event.waitUntil(worker.clients.claim().then(tidy).catch(() => {})));

worker.addEventListener('fetch', event => {
  if (event.request.method === 'GET' && event.request.url.startsWith(scope)) event.respondWith(answer(event));
});

worker.addEventListener('message', event => {
  const urls = event.data?.keep;
  if (Array.isArray(urls)) event.waitUntil(keep_seen(urls.filter(url => typeof url === 'string' && url.startsWith(scope))).catch(() => {}));
});
