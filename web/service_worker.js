// What was read once reads again without a network. Files named by their hash never change: cache first, for good. What
// keeps its name (index.html, bundle.json, …) comes fresh while there is a network, and from the cache otherwise.
/// <reference lib="webworker" />

const page_folder = '{{page}}';
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const keep_name = `hanji ${new URL(worker.registration.scope).pathname}`;  // sites that share an origin keep apart

const is_immutable = (/** @type {URL} */ url) =>
  /\/(page-[0-9a-f]{16}\/|bundle\/(search\/)?[a-z]+-[0-9a-f]{16}\.bin$|media\/.*-[0-9a-f]{16}\.|fonts\/[0-9a-f]{16}\.)/.test(url.pathname);

/** @param {Request | string} request @returns {Promise<Response>} */
async function fetch_and_keep(request) {
  const answer = await fetch(request);
  if (answer.ok && answer.type === 'basic') await (await caches.open(keep_name)).put(request, answer.clone());
  return answer;
}

/** @param {Request} request @returns {Promise<Response>} */
async function answer(request) {
  const url = new URL(request.url);
  const cache = await caches.open(keep_name);
  const kept = await cache.match(request, {ignoreSearch: request.mode === 'navigate'});
  if (kept && is_immutable(url)) return kept;
  try {
    return await fetch_and_keep(request);
  } catch (error) {
    if (kept) return kept;
    const home = request.mode === 'navigate' && await cache.match(worker.registration.scope);
    return home || Response.error();
  }
}

worker.addEventListener('install', event => {
  event.waitUntil(fetch_and_keep(worker.registration.scope).then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', event => {
  event.waitUntil((async () => {
    const cache = await caches.open(keep_name);
    for (const request of await cache.keys()) {  // pages of earlier versions
      const folder = /\/(page-[0-9a-f]{16})\//.exec(request.url)?.[1];
      if (folder && folder !== page_folder) await cache.delete(request);
    }
    await worker.clients.claim();
  })());
});

worker.addEventListener('fetch', event => {
  const request = event.request;
  if (request.method !== 'GET' || !request.url.startsWith(worker.registration.scope)) return;
  event.respondWith(answer(request));
});

worker.addEventListener('message', event => {
  const urls = /** @type {string[]} */ (event.data?.keep ?? []);
  event.waitUntil(Promise.all(urls.map(async url => {
    if (!await (await caches.open(keep_name)).match(url)) await fetch_and_keep(url).catch(() => {});
  })));
});
