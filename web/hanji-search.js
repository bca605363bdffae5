// Searches a site that `hanji build` made, from any page or from Node, with the answers of the site's own page and
// without its reader:
//
//   import {open} from './hanji-search.js';
//   const search = await open('https://example.org/site/');
//   const {hits, corrections, total} = await search.search('라브로프', {limit: 10});
//
// Only the parts of the index that a query needs are fetched, each once. A later query cancels an earlier one of its kind
// that still waits: its promise is rejected with an AbortError, so no older answer comes after a newer one. Files that cannot be had
// make an answer `incomplete`; the rest answers. Nothing is put into the page: no globals, no elements, no storage.

/**
 * @typedef {{rank: number, slug: string, section: string, title: string, date: string, score: number, snippet: string,
 *   ranges: [number, number][], page: string}} Hit ranges: what to light, in code points of the snippet; page: its address, below the site
 * @typedef {{typed: string, found: string}} Correction
 * @typedef {{hits: Hit[], total: number, complete: number, more: boolean, unquoted: boolean, shortened: boolean, corrections: Correction[],
 *   understood: string, problems: string, incomplete: boolean}} Answer understood, problems: to show above the hits; often empty
 * @typedef {{ranked: number[], total: number, complete: number, more: boolean, unquoted: boolean, shortened: boolean, corrections: Correction[], incomplete: boolean}} Ranking
 * @typedef {{text: string, articles: number, titles: number}} Suggestion articles, titles: how many hold its last word
 * @typedef {{limit?: number, composing?: boolean}} Options composing: the input method has not finished the last syllable
 * @typedef {(path: string) => Promise<ArrayBuffer | Uint8Array>} FetchBytes a file of the site, by its path in it
 */

const program_path = '{{page}}/hanji-search.wasm';
const retry_after_ms = 5000;
const slice_ms = 4;  // of a question that takes long, before the page may draw a frame
const encoder = new TextEncoder(), decoder = new TextDecoder();

/** @param {URL} url @returns {Promise<ArrayBuffer>} */
async function fetch_file(url) {
  const answer = await fetch(url, url.pathname.endsWith('.json') ? {cache: 'no-cache'} : {});
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.arrayBuffer();
}

/**
 * The C++ half (src/module/main_search.cpp), its calls by their names.
 * @typedef {{memory: WebAssembly.Memory, _initialize(): void, search_alloc(size: number): number, search_free(at: number): void,
 *   search_said(): number, search_open(...text: number[]): number, search_without_recency(): void, search_deliver(...file_and_bytes: number[]): void,
 *   search_lose(...file: number[]): void, search_forget_lost(): void, search_suggest(...text_and_limit: number[]): number,
 *   search_step(...text_composing: number[]): number, search_ask(...text_composing_limit: number[]): number, search_rank(...text_composing_limit: number[]): number}} Program
 */

/** @param {BufferSource} bytes @returns {Promise<Program>} */
async function start_program(bytes) {
  const module = await WebAssembly.compile(bytes);
  const no_such_call = () => 52;  // ENOSYS: the C library has no system below it here
  /** @type {Record<string, Record<string, () => number>>} */
  const imports = {};
  for (const {module: from, name} of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = no_such_call;
  const program = /** @type {Program} */ (/** @type {unknown} */ ((await WebAssembly.instantiate(module, imports)).exports));
  program._initialize();
  return program;
}

/** Hands over texts and bytes, each as place and size, for one call. @template T
 * @param {Program} program @param {(string | ArrayBuffer | Uint8Array)[]} given @param {(...places: number[]) => T} call */
function lend(program, given, call) {
  const all = given.map(each => typeof each === 'string' ? encoder.encode(each) : new Uint8Array(each instanceof ArrayBuffer ? each : each.slice()));
  /** @type {number[]} */ const places = [];
  try {
    for (const bytes of all) {
      const place = program.search_alloc(bytes.length || 1);
      if (place === 0) throw new Error('hanji-search: memory ran out');
      places.push(place);
      new Uint8Array(program.memory.buffer).set(bytes, place);
    }
    return call(...all.flatMap((bytes, i) => [places[i], bytes.length]));
  } finally {
    places.forEach(place => program.search_free(place));
  }
}

/** What the program says, at the place that a call answered. @param {Program} program @param {number} place */
function hear(program, place) {
  return JSON.parse(decoder.decode(new Uint8Array(program.memory.buffer, place, program.search_said())));
}

/**
 * Opens a site, by its address or, with `fetch_bytes`, from wherever its files are. Without `recency` nothing is for newer
 * articles but where two are as good.
 * @param {string | URL} site @param {{fetch_bytes?: FetchBytes, recency?: boolean}} [options]
 */
export async function open(site, {fetch_bytes, recency = true} = {}) {
  const base = fetch_bytes ? null : new URL(site, globalThis.document?.baseURI);
  /** @type {FetchBytes} */
  const get = fetch_bytes ?? (path => fetch_file(new URL(path, /** @type {URL} */ (base))));
  const [code, manifest] = await Promise.all([
    fetch_bytes ? fetch_bytes(program_path) : fetch_file(new URL(program_path, import.meta.url)), get('bundle/bundle.json')]);
  const program = await start_program(/** @type {BufferSource} */ (code));
  /** @type {{title: string, language: string, articles: number, error?: string}} */
  const about = hear(program, lend(program, [manifest], program.search_open));
  if (about.error) throw new Error(`${site}: ${about.error}`);
  if (!recency) program.search_without_recency();

  /** @type {Map<string, Promise<void>>} */
  const coming = new Map();
  let lost_at = 0, fetched_bytes = 0;
  /** What cannot be had is lost; fails only where memory ran out even for saying so. @param {string} file */
  async function bring(file) {
    try {
      const bytes = await get(`bundle/${file}`);
      fetched_bytes += bytes.byteLength;
      lend(program, [file, bytes], program.search_deliver);
    } catch {
      lost_at = Date.now();
      lend(program, [file], program.search_lose);
    } finally {
      coming.delete(file);
    }
  }
  /** @param {string} file */
  function bring_once(file) {
    const brought = coming.get(file) ?? bring(file);
    coming.set(file, brought);
    return brought;
  }

  let thought = {};
  /** A question's work, in slices; what another one interrupts is left to be done at once. @param {string} query
   * @param {boolean} composing @param {number} limit @param {boolean} ranking @param {Promise<never>} cancelled */
  async function think(query, composing, limit, ranking, cancelled) {
    const mine = thought = {};
    /** Whether there is more to do. */
    const slice = () => lend(program, [query], (text, size) => {
      for (const end = performance.now() + slice_ms; performance.now() < end;) {
        if (!program.search_step(text, size, Number(composing), limit, Number(ranking))) return false;
      }
      return true;
    });
    while (slice()) {
      await Promise.race([new Promise(done => setTimeout(done)), cancelled]);
      if (thought !== mine) return;
    }
  }

  /** For questions of one kind, each asked until nothing is missing: a later one cancels an earlier one that still waits. */
  function make_asker() {
    let cancel = () => {};
    return async (/** @type {() => any} */ ask, /** @type {(cancelled: Promise<never>) => Promise<void>} */ prepare = async () => {}) => {
      cancel();
      /** @type {Promise<never>} */
      const cancelled = new Promise((_, fail) => cancel = () => fail(new DOMException('a later query was asked', 'AbortError')));
      cancelled.catch(() => {});
      if (lost_at && Date.now() - lost_at > retry_after_ms) {
        lost_at = 0;
        program.search_forget_lost();
      }
      for (;;) {
        await prepare(cancelled);
        const answer = ask();
        if (!answer.missing.length) return answer;
        await Promise.race([Promise.all(answer.missing.map(bring_once)), cancelled]);
      }
    };
  }
  const hits_of = make_asker(), ranking_of = make_asker(), suggestions_of = make_asker();

  return {
    /** The site: its title, its language, how many articles it has. */
    title: about.title,
    language: about.language,
    articles: about.articles,

    /** The best articles, each with the sentence to show. @param {string} query @param {Options} [options] @returns {Promise<Answer>} */
    async search(query, {limit = 10, composing = false} = {}) {
      const {hits, total, complete, more, unquoted, shortened, corrections, understood, problems, incomplete} = await hits_of(
        () => hear(program, lend(program, [query], (text, size) => program.search_ask(text, size, Number(composing), limit))),
        cancelled => think(query, composing, limit, false, cancelled));
      return {hits, total, complete, more, unquoted, shortened, corrections, understood, problems, incomplete};
    },

    /**
     * The best articles by their numbers in the bundle (0 = the newest), in the same order and without what is shown of them:
     * a query of one word then fetches no article. What a "phrase" or a -word asks of the text is not checked.
     * @param {string} query @param {Options} [options] @returns {Promise<Ranking>}
     */
    async rank(query, {limit = 10, composing = false} = {}) {
      const {ranked, total, complete, more, unquoted, shortened, corrections, incomplete} = await ranking_of(
        () => hear(program, lend(program, [query], (text, size) => program.search_rank(text, size, Number(composing), limit))),
        cancelled => think(query, composing, limit, true, cancelled));
      return {ranked, total, complete, more, unquoted, shortened, corrections, incomplete};
    },

    /**
     * How the query may go on: its last word completed by words of the articles, also while a syllable is being composed.
     * @param {string} text @param {{limit?: number}} [options] @returns {Promise<Suggestion[]>}
     */
    async suggest(text, {limit = 8} = {}) {
      return (await suggestions_of(
        () => hear(program, lend(program, [text], (place, size) => program.search_suggest(place, size, limit))))).suggestions;
    },

    /** What this search holds and has brought. */
    stats: () => ({memory_bytes: program.memory.buffer.byteLength, fetched_bytes}),
  };
}
