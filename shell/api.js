// window.hanji: what scripts and embedders may ask of the page (contract §5).

/** @typedef {import('./host.js').Program} Program */

/**
 * @param {() => Program} program @param {(address: string) => void} go
 */
export function make_api(program, go) {
  /** @type {Map<string, Set<(message: any) => void>>} */
  const listeners = new Map();
  /** @type {Map<number, (hits: any[]) => void>} */
  const searches = new Map();
  /** @type {(() => void)[]} */
  let arrivals = [];
  let next_search = 1;
  /** @type {(value?: any) => void} */
  let resolve_ready = () => {};

  const address = (/** @type {string} */ slug, /** @type {string | undefined} */ section, /** @type {string | undefined} */ query) =>
    '#/' + encodeURIComponent(slug) + (section ? '/' + encodeURIComponent(section) : '') + (query ? '?q=' + encodeURIComponent(query) : '');

  const arrived = () => new Promise(resolve => arrivals.push(() => resolve(undefined)));

  const api = {
    ready: new Promise(resolve => resolve_ready = resolve),
    /** @param {string} slug @param {{section?: string, query?: string}} [options] */
    open(slug, {section, query} = {}) {
      const promise = arrived();
      go(address(slug, section, query));
      return promise;
    },
    home() {
      const promise = arrived();
      go('#/');
      return promise;
    },
    /** @param {string} query @param {{limit?: number}} [options] @returns {Promise<any[]>} */
    search(query, {limit = 10} = {}) {
      return api.ready.then(() => new Promise(resolve => {
        searches.set(next_search, resolve);
        program().search(next_search++, query, limit);
      }));
    },
    /** @param {object} settings */
    set: settings => program().set(settings),
    get: () => program().state().settings,
    state() {
      const {settings, place, ...state} = program().state();
      return state;
    },
    stats: () => program().stats(),
    /** @param {string} event @param {(message: any) => void} listener */
    on(event, listener) {
      if (!listeners.has(event)) listeners.set(event, new Set());
      listeners.get(event)?.add(listener);
      return () => listeners.get(event)?.delete(listener);
    },
  };

  return {
    api,
    /** A message of the program's, for whom it concerns. @param {any} message */
    tell(message) {
      if (message.type === 'answer') {
        searches.get(message.id)?.(message.hits);
        searches.delete(message.id);
        return;
      }
      if (message.type === 'ready') resolve_ready();
      if (message.type === 'arrived') {
        for (const resolve of arrivals.splice(0)) resolve();
        return;
      }
      for (const listener of listeners.get(message.type) ?? []) listener(message);
    },
  };
}
