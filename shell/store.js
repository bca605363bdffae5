// What is remembered between visits. In a third-party frame or a private window storage may throw on mere access, and it may be
// full: then it lasts as long as the page. An address never changes what is stored. What lies there may have come from anybody.

const site = new URL('..', import.meta.url).pathname;  // sites that share an origin keep apart
const longest = 500;  // characters of a slug or a query
const most_places = 200;

/** @type {Map<string, string>} what could not be stored */
const unstored = new Map();

/** @param {string} key @returns {any} */
export function load(key) {
  let text = unstored.get(key);
  try { text ??= localStorage.getItem(`hanji.${key}`) ?? undefined; } catch { /* nothing stored, then */ }
  try { return text ? JSON.parse(text) : null; } catch { return null; }
}

/** @param {string} key @param {any} value */
export function save(key, value) {
  const text = JSON.stringify(value);
  try {
    localStorage.setItem(`hanji.${key}`, text);
    unstored.delete(key);
  } catch {
    unstored.set(key, text);
  }
}

// The searches made before, newest first.
const recent = `recent ${site}`;
export const is_recent = (/** @type {string | null} */ key) => key === `hanji.${recent}`;

/** @returns {string[]} */
export function load_recent() {
  const queries = load(recent);
  return Array.isArray(queries) ? queries.filter(query => typeof query === 'string' && query.length <= longest) : [];
}

/** @param {string[]} queries */
export const save_recent = queries => save(recent, queries.filter(query => query.length <= longest));

// Where articles were left, newest last: pairs of slug, and block and byte of the line. Bounded, so that storage never fills.
/** @typedef {[number, number]} Place */
const places = `places ${site}`;

const is_place = (/** @type {any} */ place) => Array.isArray(place) && place.length === 2 && place.every(Number.isInteger);

/** @returns {Map<string, Place>} */
function load_places() {
  const stored = load(places);
  const pairs = Array.isArray(stored) ? stored : Object.entries(load('places') ?? {});  // before sites kept apart, an object
  return new Map(pairs.filter(pair => Array.isArray(pair) && typeof pair[0] === 'string' && is_place(pair[1])));
}

/** @param {string} slug @param {Place | null} place null: nothing worth returning to */
export function remember_place(slug, place) {
  const all = load_places();
  if (!all.delete(slug) && !place) return;
  if (place && slug.length <= longest) all.set(slug, place);
  save(places, [...all].slice(-most_places));
}

/** @param {string} address @returns {Place | null} */
export function place_of(address) {
  try { return load_places().get(decodeURIComponent(address.slice(2).split(/[/?]/)[0])) ?? null; } catch { return null; }
}
