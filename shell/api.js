// window.hanji: what scripts and embedders may ask of the page. They are not ours: what they hand over is looked
// at before the program sees it, and what their listeners throw is reported and goes no further.

import {root} from './address.js';

/** @typedef {import('./host.js').Program} Program */

const longest_text = 10_000;  // of a slug, a section, and of what is taken of a query
const longest_settings = 10_000;  // as JSON

/** @param {unknown} error @returns {string} what it says, even where saying it throws */
export function message_of(error) {
  try { return String(error instanceof Error ? error.message : error); } catch { return 'unknown'; }
}

/** Of a long one the program takes the beginning anyhow, and says so. @param {unknown} value @returns {string} */
function query_of(value) {
  if (typeof value !== 'string') throw new TypeError('hanji: query is to be a string');
  return value.slice(0, longest_text);
}

/** @param {unknown} value @param {string} name @returns {string} */
function text_of(value, name) {
  if (typeof value !== 'string') throw new TypeError(`hanji: ${name} is to be a string`);
  if (value.length > longest_text) throw new RangeError(`hanji: ${name} is longer than ${longest_text} characters`);
  return value;
}

/** @param {unknown} value @returns {value is object} */
const is_object = value => typeof value === 'object' && value !== null;  // also of another window

/** Of a page: whole, from the site's folder, or with a slash before it. @param {string} address @returns {string} with that slash, not encoded */
function path_of(address) {
  const path = new URL(address.replace(/^\//, ''), root).href.replace(root.href, '').replace(/[?#].*/, '');
  try { return `/${decodeURIComponent(path)}`; } catch { return `/${path}`; }
}

/** Of what a caller gave, the named field; not of what some script has put on Object.prototype. @param {unknown} options @param {string} name */
const field_of = (options, name) => is_object(options) && Object.hasOwn(options, name) ? /** @type {any} */ (options)[name] ?? undefined : undefined;

/** @param {unknown} options @param {string} name */
const text_field_of = (options, name) => text_of(field_of(options, name) ?? '', name);

/**
 * @param {() => Program} program @param {(address: string) => void} go @param {Promise<void>} ready the program, on screen or not yet
 */
export function make_api(program, go, ready) {
  /** @type {Map<string, Set<(message: any) => unknown>>} */
  const listeners = new Map();
  /** @type {Map<number, {resolve(hits: any[]): void, reject(error: Error): void}>} */
  const searches = new Map();
  /** @type {(() => void)[]} */
  let arrivals = [];
  let next_search = 1;
  /** @type {(value?: any) => void} */
  let resolve_ready = () => {};

  /** The slug, or the address of its page. @param {string} slug @param {object | undefined} options */
  function address(slug, options) {
    const section = text_field_of(options, 'section'), query = query_of(field_of(options, 'query') ?? '');
    const text = text_of(slug, 'slug');
    return '#/' + encodeURIComponent(/\/|\.html$/.test(text) ? path_of(text) : text) + (section ? '/' + encodeURIComponent(section) : '') + (query ? '?q=' + encodeURIComponent(query) : '');
  }

  /** @param {string} where */
  function arrive(where) {
    const promise = new Promise(resolve => arrivals.push(() => resolve(undefined)));
    go(where);
    return promise;
  }

  /** To the console and to who listens for errors; what those throw, to the console alone. @param {unknown} error @param {string} where */
  function report(error, where) {
    console.error(`hanji: ${where}:`, error);
    tell({type: 'error', message: message_of(error), where});
  }

  /** A message of the program's, for whom it concerns. @param {any} message */
  function tell(message) {
    if (message.type === 'answer') {
      const search = searches.get(message.id);
      searches.delete(message.id);
      if (message.error) search?.reject(new Error(message.error));
      else search?.resolve(Object.assign(message.hits, {incomplete: message.incomplete}));
      return;
    }
    if (message.type === 'ready') resolve_ready();
    if (message.type === 'arrived') {
      for (const resolve of arrivals.splice(0)) resolve();
      return;
    }
    const failed = (/** @type {unknown} */ error) => {
      if (message.type === 'error') console.error('hanji: a listener:', error);
      else report(error, `listener of ${message.type}`);
    };
    for (const listener of [...listeners.get(message.type) ?? []]) {
      try {
        Promise.resolve(listener(message)).catch(failed);
      } catch (error) {
        failed(error);
      }
    }
  }

  const api = {
    // Of Hanji, which made the page: what stands behind "Hanji ".
    version: document.querySelector('meta[name=generator]')?.getAttribute('content')?.slice(6),
    ready: new Promise(resolve => resolve_ready = resolve),  // on screen
    /** @param {string} slug @param {{section?: string, query?: string}} [options] @returns {Promise<void>} */
    open: async (slug, options) => arrive(address(slug, options)),
    /** @returns {Promise<void>} */
    home: async () => arrive('#/'),
    /** @param {string} query @param {{limit?: number}} [options] @returns {Promise<any[]>} */
    async search(query, options) {
      const text = query_of(query), limit = Math.min(Number(field_of(options, 'limit') ?? 10), 1000);
      if (Number.isNaN(limit)) throw new TypeError('hanji: limit is to be a number');
      await ready;
      return new Promise((resolve, reject) => {
        if (program().stopped()) throw new Error('hanji: the program has stopped');
        searches.set(next_search, {resolve, reject});
        program().search(next_search++, text, limit);
      });
    },
    /** @param {object} settings */
    set(settings) {
      const json = is_object(settings) ? JSON.stringify(settings) : undefined;
      if (json === undefined) throw new TypeError('hanji: settings are to be an object');
      if (json.length > longest_settings) throw new RangeError(`hanji: settings are longer than ${longest_settings} characters`);
      program().set(json);
    },
    get: () => program().state().settings,
    state() {
      const {settings, place, ...state} = program().state();
      return state;
    },
    stats: () => program().stats(),
    /** @param {string} event @param {(message: any) => unknown} listener */
    on(event, listener) {
      if (typeof listener !== 'function') throw new TypeError('hanji: a listener is to be a function');
      if (!listeners.has(event)) listeners.set(event, new Set());
      listeners.get(event)?.add(listener);
      return () => listeners.get(event)?.delete(listener);
    },
  };

  return {
    api,
    tell,
    report,
    /** The program is gone, and with it what it was asked. @param {string} message */
    lose(message) {
      for (const {reject} of searches.values()) reject(new Error(message));
      searches.clear();
    },
  };
}
