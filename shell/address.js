// The address of what is shown: that of its page below the site ("a/<slug>.html?q=…#section"), while the program speaks of routes
// ("#/slug/section?q=…", src/reader/route.h). Each entry of the history remembers its route; the address of a page that was loaded is
// its route too (data-route), and so is an address of the older form.
//
// What is typed changes it with every key, and a browser takes up to ten milliseconds to write it: it is written when the typing rests,
// and before anything that may ask for it: another key, a press, a way elsewhere.

/** @typedef {{route: string, page: string}} Address */

export const root = new URL('..', import.meta.url);  // the site's folder: this file lies in its page-… folder
const asks = new URLSearchParams(location.search);
/** In a frame. Redirects may have lost what the address asked; embed.js gives the frame a name too. */
export const embedded = asks.has('embed') || (window.name === 'hanji-reader' && window.parent !== window);
/** What the frame is to be (`?embed=list&count=5`), whatever address stands above it later. */
export const embedding = {kind: asks.get('embed') ?? '', count: Math.min(Math.max(Math.trunc(Number(asks.get('count'))) || 0, 0), 4000)};
const asked_of_frame = ['embed', 'count'].filter(name => asks.has(name)).map(name => asks.get(name) ? `${name}=${encodeURIComponent(asks.get(name) ?? '')}` : name).join('&') || 'embed';
const rest_ms = 200;

// What a page says of itself leads elsewhere once another address stands above it: browsers look for its icon again, and share what it
// calls canonical.
for (const link of /** @type {NodeListOf<HTMLLinkElement>} */ (document.head.querySelectorAll('link:is([rel=icon], [rel=manifest])'))) link.href = String(link.href);
const of_loaded_page = 'link:is([rel=canonical], [rel=prev], [rel=next]), meta[property="og:url"], script[type="application/ld+json"]';

/** @type {Address | null} */
let due = null;
let resting = 0;

/** @type {Map<string, string>} the route of each page that has been shown, by its path, without section and query */
const routes = new Map([[location.pathname, document.documentElement.dataset.route ?? '#/']]);
const bare = (/** @type {string} */ route) => route.startsWith('#/search') ? '#/' : route.replace(/\?.*$/, '').replace(/^(#\/(?:category\/)?[^/]*).*$/, '$1');

/** Of what stands in the address bar. @returns {string} a route */
export function route_here() {
  if (typeof history.state?.route === 'string') return history.state.route;
  if (location.hash.startsWith('#/')) return location.hash;
  const route = routes.get(location.pathname) ?? '#/', query = new URLSearchParams(location.search).get('q'), asked = query === null ? '' : `?q=${encodeURIComponent(query)}`;
  if (route === '#/') return query === null ? route : `#/search${asked}`;
  return route + (location.hash.length > 1 && !route.startsWith('#/category/') ? `/${location.hash.slice(1)}` : '') + asked;
}

/** @param {'pushState' | 'replaceState'} how @param {any} state @param {Address | null} address null: as it is */
function change_history(how, state, address) {
  const change = (/** @type {URL | null} */ to) => history[how]({...state, ...address && {route: address.route}}, '', to);
  try {
    const to = address && new URL(address.page, root);
    if (to && address) {
      if (embedded) to.search = `?${asked_of_frame}${to.search.replace('?', '&')}`;
      routes.set(to.pathname, bare(address.route));
      if (to.pathname !== location.pathname) document.head.querySelectorAll(of_loaded_page).forEach(stale => stale.remove());
    }
    change(to);
  } catch {  // some browsers count how often, and scripts put functions of their own there; a page without an origin may have no other address
    try { change(null); } catch { /* the address lags behind */ }
  }
}

/** Now, if one is still to be written. */
export function write_address() {
  if (due !== null) change_history('replaceState', history.state, due);
  forget_address();
}

/** Of what the history has left. */
export function forget_address() {
  clearTimeout(resting);
  due = null;
}

/** @param {Address} address in place of the one there @param {boolean} typed */
export function replace_address(address, typed) {
  clearTimeout(resting);
  due = address;
  if (typed) resting = window.setTimeout(write_address, rest_ms);
  else write_address();
}

/** Where the page was left, for the way back. @param {number} y @param {[number, number] | null} place the line, for a page that is loaded anew */
export function keep_scroll(y, place) { change_history('replaceState', {...history.state, y, place}, null); }

/** @param {Address} address */
export function push_address(address) {
  write_address();
  change_history('pushState', {}, address);
}

export function watch_leaving() {
  window.addEventListener('keydown', ({key, ctrlKey, metaKey, altKey}) => {
    if (ctrlKey || metaKey || altKey || /^(Enter|Escape|Tab|F\d+|BrowserRefresh)$/.test(key)) write_address();
  }, {capture: true});
  for (const event of ['click', 'blur', 'pagehide']) window.addEventListener(event, write_address, {capture: true});
}
