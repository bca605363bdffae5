// What the page asks of the service worker (shell/worker/): to keep what was read, and what the reader wants to be kept; and whether there
// is a newer build of the site. Where there is no worker, only that last. A module of its own, which comes when the page stands.

import {fetch_build} from './build_json.js';
export {load_anew, restore} from './load_anew.js';

/** @typedef {import('./build_json.js').Build} Build */

export const root = new URL('..', import.meta.url);  // this file lies in the page-… folder of the site
const often_ms = 15 * 60_000, answer_ms = 120_000;
const lock = `hanji ${root.pathname}`;

/** @typedef {{what: string, files: number, bytes: number, left: number, left_bytes: number, error?: string, title?: string}} Wish */

/** @param {object} message @returns {Promise<any>} null where nobody answers */
export async function ask(message) {
  const worker = (await navigator.serviceWorker.ready).active;
  return new Promise((resolve, reject) => {
    const {port1, port2} = new MessageChannel();
    port1.onmessage = ({data}) => data.error ? reject(Object.assign(new Error(data.error), {name: data.name})) : resolve(data.value);
    setTimeout(() => reject(new Error('the worker does not answer')), answer_ms);
    worker?.postMessage(message, [port2]);
  });
}

const paused = `hanji.paused ${root.pathname}`;
export const is_paused = () => { try { return localStorage.getItem(paused) !== null; } catch { return false; } };
/** @param {boolean} on */
export function pause(on) {
  try { on ? localStorage.setItem(paused, '') : localStorage.removeItem(paused); } catch { /* for as long as the page stands, then */ }
  if (on) stop_behind().catch(() => {});
}

const badge = `hanji.badge ${root.pathname}`;
const app = /** @type {{setAppBadge?: () => Promise<void>, clearAppBadge?: () => Promise<void>}} */ (navigator);
export const can_badge = () => app.setAppBadge !== undefined;
export const has_badge = () => { try { return localStorage.getItem(badge) !== null; } catch { return false; } };

/** Whether the picture of the installed application says that there is something new; also while no window is open, where browsers look. @param {boolean} on */
export async function want_badge(on) {
  try { on ? localStorage.setItem(badge, '') : localStorage.removeItem(badge); } catch { /* nowhere to keep it */ }
  const {periodicSync} = /** @type {any} */ (await navigator.serviceWorker.ready);
  if (on) await periodicSync?.register('news', {minInterval: 6 * 3_600_000}).catch(() => {});  // only of what is installed
  else await Promise.all([periodicSync?.unregister('news'), app.clearAppBadge?.()]);
}

/** What the browser brings by itself. @param {string} what @returns {Promise<any>} null where it brings nothing */
async function behind(what) {
  const {backgroundFetch} = /** @type {any} */ (await navigator.serviceWorker.ready), fetching = await backgroundFetch?.get(`hanji ${what}`).catch(() => null);
  return fetching && fetching.result === '' ? fetching : null;
}

/** What has come by then is kept. */
async function stop_behind() {
  const {backgroundFetch} = /** @type {any} */ (await navigator.serviceWorker.ready);
  for (const id of await backgroundFetch?.getIds() ?? []) if (id.startsWith('hanji ')) await (await backgroundFetch.get(id))?.abort();
}

/** No window may be open for long now: where the browser can, it brings the rest by itself, and the worker keeps it. @param {string} what */
async function go_on_behind(what) {
  const {backgroundFetch} = /** @type {any} */ (await navigator.serviceWorker.ready);
  if (!backgroundFetch || is_paused() || await behind(what)) return;
  const missing = await ask({type: 'missing', what});
  if (!missing?.urls.length) return;
  const icons = [{src: new URL('icon-192.png', root).href, sizes: '192x192', type: 'image/png'}];
  await backgroundFetch.fetch(`hanji ${what}`, missing.urls, {title: document.title, icons, downloadTotal: missing.bytes});
}

/** Of all windows, one. What broke off waits longer each time. @param {string} what @param {(wish: Wish) => void} [told] @returns {Promise<void>} */
export async function bring(what, told) {
  const one_by_one = async () => {
    for (let wait_ms = 2000; !is_paused();) {
      const fetching = await behind(what);
      if (fetching) await new Promise(done => fetching.addEventListener('progress', () => fetching.result !== '' && setTimeout(done, 500)));
      const wish = await ask({type: 'bring', what}).catch(error => ({error: String(error)}));
      if (!wish) return;
      told?.({what, ...wish});
      if (wish.left === 0 || wish.error === 'quota') return;
      if (!wish.error) { wait_ms = 2000; continue; }
      await new Promise(done => {
        setTimeout(done, wait_ms);
        addEventListener('online', done, {once: true});
      });
      wait_ms = Math.min(wait_ms * 2, 60_000);
    }
  };
  const leaving = () => { if (document.hidden) go_on_behind(what).catch(() => {}); };
  const seen = async () => {
    document.addEventListener('visibilitychange', leaving);
    await one_by_one().finally(() => document.removeEventListener('visibilitychange', leaving));
  };
  if (!navigator.locks) return seen();
  await navigator.locks.request(`${lock} bring ${what}`, {ifAvailable: true}, async held => held && seen());
}

/** @param {Wish[] | undefined} wishes */
const bring_rest = wishes => { for (const {what, left} of wishes ?? []) if (left !== 0) bring(what).catch(() => {}); };

let told = 0;  // of what was fetched for this page

/** What has come to show. @param {Build} build @param {{page?: string, slug?: string}} shown */
export async function tell_seen(build, shown) {
  const fetched = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType('resource'));
  // Not sound and film: the browser takes parts of them, and the whole may be large.
  const urls = fetched.slice(told).filter(({name, initiatorType}) => name.startsWith(root.href) && !/^(audio|video)$/.test(initiatorType)).map(({name}) => name);
  told = fetched.length;
  bring_rest((await ask({type: 'seen', build: build.id, urls: urls.slice(-500), ...shown}))?.wanted);
}

export async function register() {
  const script = new URL('service_worker.js', root).href;
  const ours = /** @type {any} */ (window).trustedTypes?.createPolicy('hanji-worker', {createScriptURL: (/** @type {string} */ url) => url});
  await navigator.serviceWorker.register(ours?.createScriptURL(script) ?? script);
}

/** @param {Build} build of this page @param {() => void} newer there is a newer build, and where there is a worker it is here, whole */
export function watch_builds(build, newer) {
  app.clearAppBadge?.().catch(() => {});
  const tell = () => {
    newer();
    if (document.hidden && has_badge()) app.setAppBadge?.().catch(() => {});
  };
  // What tells the worker that this build is still read: it lasts as long as the page, but not while the browser keeps that for the way back.
  let release = () => {};
  const hold = () => void navigator.locks?.request(`${lock} ${build.id}`, {mode: 'shared'}, () => new Promise(done => { release = () => done(undefined); })).catch(() => {});
  hold();
  window.addEventListener('pagehide', () => release());
  const container = (() => { try { return navigator.serviceWorker; } catch { return undefined; } })();
  container?.addEventListener('message', ({data}) => { if (data?.hanji === 1 && data.type === 'build' && data.id !== build.id) tell(); });
  let last = Date.now();
  const look = async (least_ms = 60_000) => {
    if (document.hidden && !has_badge() || Date.now() - last < least_ms) return;
    last = Date.now();
    try {
      if ((await fetch_build(root)).id === build.id) return;
      if (!container?.controller || await ask({type: 'install'}) !== build.id) tell();
    } catch { /* no network, or not whole: another time */ }
  };
  document.addEventListener('visibilitychange', () => look());
  window.addEventListener('online', () => look(0));
  window.addEventListener('pageshow', ({persisted}) => {
    if (!persisted) return;
    hold();
    look();
  });
  setInterval(look, often_ms, often_ms);
  if (document.documentElement.dataset.kept !== undefined) look(0);
}

/** @param {HTMLElement} news where it is said @param {() => void} load_anew */
export function show_news(news, load_anew) {
  if (!news.hidden) return;
  const words = document.documentElement.lang.startsWith('en') ? ['There is something new.', 'Reload', 'Later'] : ['새 소식이 있습니다.', '새로 고침', '나중에'];
  const [anew, later] = [document.createElement('button'), document.createElement('button')];
  anew.textContent = words[1] ?? '';
  later.textContent = words[2] ?? '';
  anew.onclick = load_anew;
  later.onclick = () => { news.hidden = true; };
  news.hidden = false;
  news.replaceChildren(words[0] ?? '', anew, later);
}
