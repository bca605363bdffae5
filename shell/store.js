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
