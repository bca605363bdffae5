// The service worker: reading goes on without a network. It answers (answers.js), brings builds (installing.js) and
// what a reader wants to be kept (wanted.js), and removes what nobody needs (tidy.js). The browser may end it between
// any two steps.
/// <reference lib="webworker" />

import {answer} from './answers.js';
import {fetch_build, kept_build} from './builds.js';
import {install, keep_seen} from './installing.js';
import {drop_opened} from './opened.js';
import {worker, scope, files, forget, load_state, urls_in} from './store.js';
import {tidy} from './tidy.js';
import {bring_wanted, is_wish, keep_fetched, missing_of, size_of, want, wishes} from './wanted.js';

worker.addEventListener('install', event => event.waitUntil(worker.skipWaiting()));

worker.addEventListener('activate', event => event.waitUntil((async () => {
  await worker.clients.claim();
  for (const url of await urls_in(files)) if (/\/$|\.html$|\.json$/.test(url) && !/\/bundle\/files-/.test(url)) await forget(files, url);  // of a worker before this one
})().catch(() => {})));

worker.addEventListener('fetch', event => {
  if (event.request.method === 'GET' && event.request.url.startsWith(scope)) event.respondWith(answer(event));
});

// Only where a reader has asked for it (keeping.js).
worker.addEventListener(/** @type {any} */ ('periodicsync'), (/** @type {any} */ event) => {
  const look = async () => {
    if ((await fetch_build()).id !== (await load_state()).active) await /** @type {any} */ (worker.navigator).setAppBadge?.();
  };
  if (event.tag === 'news') event.waitUntil(look().catch(() => {}));
});

// What the browser has brought by itself, while no page was open (keeping.js).
for (const how of ['success', 'fail', 'abort']) worker.addEventListener(/** @type {any} */ (`backgroundfetch${how}`), (/** @type {any} */ event) => {
  const {registration} = event, what = registration.id.replace(/^hanji /, '');
  event.waitUntil((async () => keep_fetched(what, await registration.matchAll()))().catch(() => {}));
});
worker.addEventListener(/** @type {any} */ ('backgroundfetchclick'), () => worker.clients.openWindow(`${scope}offline.html`).catch(() => {}));

/** @param {unknown} value @returns {string | undefined} */
const text = value => typeof value === 'string' && value.length <= 2000 ? value : undefined;

/** @param {any} asked @returns {Promise<any>} */
async function heard(asked) {
  const what = text(asked?.what);
  switch (asked?.type) {
  case 'seen': {
    const build = text(asked.build);
    if (build === undefined) return null;
    const urls = Array.isArray(asked.urls) ? asked.urls.filter((/** @type {unknown} */ url) => text(url)?.startsWith(scope)).slice(0, 500) : [];
    await drop_opened();
    await keep_seen({build, page: text(asked.page), slug: text(asked.slug), urls});
    return (await load_state()).wanted.length > 0 ? wishes() : null;
  }
  case 'install': return install();
  case 'tidy': return tidy();
  case 'kept': return wishes();
  case 'size': return what && is_wish(what) ? size_of(what) : null;
  case 'want': return what && is_wish(what) ? want(what, asked.wanted === true).then(() => true) : null;
  case 'missing': {
    const build = await kept_build((await load_state()).active);
    return what && is_wish(what) && build ? missing_of(build, what) : null;
  }
  case 'bring': {
    const build = await kept_build((await load_state()).active);
    return what && is_wish(what) && build ? bring_wanted(build, what) : null;
  }
  }
  return null;
}

worker.addEventListener('message', event => {
  const [port] = event.ports;
  event.waitUntil(heard(event.data).then(value => port?.postMessage({value}), error => port?.postMessage({error: String(error?.message ?? error), name: String(error?.name ?? '')})));
});
