// What an embedding page and the frame in it say to each other by postMessage: {hanji: 1, type, …}. Anybody may say anything, so
// here every field is looked at, and what goes on is a copy of what was understood. Nothing is asked of the DOM.
//
//   to the frame    {type: 'open' | 'home' | …, id, arguments: […]}   a question; its answer repeats the id
//                   {type: 'host', auto, dark, draw}                  what the element around the frame says of itself
//   from the frame  {type: 'hello'}                                   it hears; whoever embeds it may say what it is
//                   {type: 'answer', id, value} or {…, error}
//                   {type: 'ready' | 'navigate' | 'search' | 'progress' | 'error' | 'height', …}

/**
 * @typedef {{type: string, id: number | string | undefined, arguments: any[] | null}} Question arguments: null where they are no list
 * @typedef {{type: 'host', auto: boolean, draw: boolean, dark: boolean | null}} Host
 *   auto: the frame is to be as high as what is in it; draw: it may have a GPU's canvas; dark: null = as the system is
 */

export const methods = ['open', 'home', 'search', 'set', 'get', 'state', 'stats'];
export const events = ['ready', 'navigate', 'search', 'progress', 'error'];

const longest_text = 10_000, most_values = 200_000, deepest = 8;
const highest_px = 1e7;

/** Own fields only: some script may have put others on Object.prototype. @param {any} from @param {string} name */
const own = (from, name) => typeof from === 'object' && from !== null && Object.hasOwn(from, name) ? from[name] : undefined;

/** @param {unknown} data @returns {string | null} its type, where it is one of ours */
function type_of(data) {
  const type = own(data, 'type');
  return own(data, 'hanji') === 1 && typeof type === 'string' ? type : null;
}

/** @param {unknown} value @returns {value is number | string} */
const is_id = value => (typeof value === 'number' && Number.isFinite(value)) || (typeof value === 'string' && value.length <= 100);

/** @param {unknown} value @param {number} [most] @returns {string} */
const text = (value, most = longest_text) => typeof value === 'string' ? value.slice(0, most) : '';

/**
 * Of what came to the frame. @param {unknown} data @returns {Question | Host | null} null: it is not for us
 */
export function read_question(data) {
  const type = type_of(data);
  if (type === 'host') {
    const dark = own(data, 'dark');
    return {type, auto: own(data, 'auto') === true, draw: own(data, 'draw') !== false, dark: typeof dark === 'boolean' ? dark : null};
  }
  if (type === null || !methods.includes(type)) return null;
  const id = own(data, 'id'), given = own(data, 'arguments') ?? [];
  if (id !== undefined && !is_id(id)) return null;
  return {type, id, arguments: Array.isArray(given) ? given.slice(0, 2) : null};
}

/**
 * What JSON can say, and no more: texts, numbers, lists, objects of those. @param {unknown} value @param {{left: number}} bounds @param {number} depth
 * @returns {any}
 */
function plain(value, bounds, depth) {
  if (bounds.left-- <= 0 || depth > deepest) return null;
  if (typeof value === 'string') return value.slice(0, longest_text);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean') return value;
  if (Array.isArray(value)) {
    const list = [];
    for (let i = 0; i < value.length && bounds.left > 0; ++i) list.push(plain(value[i], bounds, depth + 1));
    // Of a search: whether there may be more. A list carries it beside its hits.
    if (own(value, 'incomplete') === true) Object.assign(list, {incomplete: true});
    return list;
  }
  if (typeof value !== 'object' || value === null || !(Object.prototype.toString.call(value) === '[object Object]')) return null;
  /** @type {Record<string, any>} */ const copy = {};
  for (const name of Object.keys(value)) {
    if (bounds.left <= 0) break;
    if (name !== '__proto__') copy[name.slice(0, longest_text)] = plain(own(value, name), bounds, depth + 1);
  }
  return copy;
}

const copy_of = (/** @type {unknown} */ value) => plain(value, {left: most_values}, 0);

const views = ['home', 'article', 'search', 'category'];

/** @param {unknown} state as window.hanji.state() answers it @returns {object | null} */
function state_of(state) {
  const copy = copy_of(state);
  if (typeof copy !== 'object' || copy === null || Array.isArray(copy) || !views.includes(copy.view)) return null;
  for (const name of ['slug', 'section', 'query', 'category']) copy[name] = text(copy[name]);
  for (const name of ['progress', 'sectionProgress']) copy[name] = typeof copy[name] === 'number' ? Math.min(Math.max(copy[name], 0), 1) : 0;
  return copy;
}

/**
 * Of what came from a frame. @param {unknown} data @returns {any} null: it is not for us; else a message whose type is one of those above
 */
export function read_word(data) {
  const type = type_of(data), said = {hanji: 1, type};
  switch (type) {
    case 'hello': case 'ready': return said;
    case 'answer': {
      const id = own(data, 'id'), error = own(data, 'error'), value = own(data, 'value');
      if (!is_id(id)) return null;
      return error === undefined ? {...said, id, value: value === undefined ? undefined : copy_of(value)} : {...said, id, error: text(error) || 'unknown'};
    }
    case 'height': {
      const height = own(data, 'height');
      return typeof height === 'number' && height >= 0 && height <= highest_px ? {...said, height: Math.ceil(height)} : null;
    }
    case 'navigate': case 'progress': {
      const state = state_of(own(data, 'state'));
      return state && {...said, state};
    }
    case 'search': {
      const hits = own(data, 'hits');
      return typeof own(data, 'query') === 'string' && Number.isInteger(hits) && hits >= 0 ? {...said, query: text(own(data, 'query')), hits} : null;
    }
    case 'error': {
      const reason = text(own(data, 'reason'), 100);
      return {...said, message: text(own(data, 'message')), where: text(own(data, 'where')), ...reason && {reason}};
    }
  }
  return null;
}
