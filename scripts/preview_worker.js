// What a preview gives in place of the service worker of a site: one that takes itself out, with what the one before it
// has kept, so that nothing but the preview answers.
/// <reference lib="webworker" />

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

async function leave() {
  for (const name of await caches.keys()) if (/^hanji (?!.* opened$)/.test(name)) await caches.delete(name);
  await worker.registration.unregister();
}

worker.addEventListener('install', event => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', event => event.waitUntil(leave()));
