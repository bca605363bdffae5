// What is remembered between visits. In a third-party frame or a private window storage may throw on mere access: then it
// lasts as long as the page. An address never changes what is stored.

/** @type {Map<string, string>} */
const memory = new Map();

/** @param {string} key @returns {any} */
export function load(key) {
  let text;
  try { text = localStorage.getItem(`hanji.${key}`); } catch { text = memory.get(key); }
  try { return text ? JSON.parse(text) : null; } catch { return null; }
}

/** @param {string} key @param {any} value */
export function save(key, value) {
  const text = JSON.stringify(value);
  memory.set(key, text);
  try { localStorage.setItem(`hanji.${key}`, text); } catch { /* remembered in this page only */ }
}

// Where articles were left, newest last: slug → block and byte of the line. Bounded, so that storage never fills.
const most_places = 200;

/** @param {string} slug @param {[number, number] | null} place null: nothing worth returning to */
export function remember_place(slug, place) {
  const {[slug]: before, ...places} = load('places') ?? {};
  if (!place && !before) return;
  if (place) places[slug] = place;
  for (const old of Object.keys(places).slice(0, -most_places)) delete places[old];
  save('places', places);
}

/** @param {string} address @returns {[number, number] | null} */
export function place_of(address) {
  try { return load('places')?.[decodeURIComponent(address.slice(2).split(/[/?]/)[0])] ?? null; } catch { return null; }
}
