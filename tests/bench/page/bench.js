// The browser's side of layout_bench.cpp: what `window.bench` is in the page that open.mjs opens.

import {measure, extents} from '../../../shell/glyphs.js';

const decoder = new TextDecoder(), encoder = new TextEncoder();
const fetched = async (/** @type {string} */ path) => new Uint8Array(await (await fetch(path)).arrayBuffer());

/** @type {any} */
let module;
const host = {
  measure: (/** @type {number} */ face, /** @type {number} */ size, /** @type {number} */ beside, /** @type {number} */ at, /** @type {number} */ length) =>
    measure(face, size, beside, decoder.decode(module.HEAPU8.subarray(at, at + length))),
  extents: (/** @type {number} */ face, /** @type {number} */ size, /** @type {number} */ out) => {
    new Float64Array(module.HEAPU8.buffer, out, 2).set(extents(face, size));
  },
};

/** @param {Uint8Array | string} value @returns {[number, number]} */
function given(value) {
  const bytes = typeof value === 'string' ? encoder.encode(value) : value;
  const at = module._bench_alloc(bytes.length);
  module.HEAPU8.set(bytes, at);
  return [at, bytes.length];
}

async function start() {
  const {default: create} = await import(/** @type {string} */ ('./layout_bench.js'));
  module = await create({host});
  module._bench_icu(...given(await fetched('/icu.dat')));
  module._bench_manifest(...given(await fetched('/bundle/bundle.json')));
  const text_at = (/** @type {number} */ at) => decoder.decode(module.HEAPU8.subarray(at, module.HEAPU8.indexOf(0, at)));
  for (let file = text_at(module._bench_next()); file; file = text_at(module._bench_next())) {
    if (module._bench_shard(...given(file), ...given(await fetched(`/bundle/${file}`))) < 0) throw new Error(file);
  }
  /** @type {{kind: number, level: number, text: string}[][]} */
  const articles = JSON.parse(text_at(module._bench_texts()));
  return {
    articles,
    /** @param {number} article @param {number} block @param {number} rule @param {number} size @param {number} width @param {boolean} justify */
    lines(article, block, rule, size, width, justify) {
      const at = module._bench_lines(article, block, rule, size, width, justify ? 1 : 0) >> 2;
      const numbers = new Uint32Array(module.HEAPU8.buffer);
      return numbers.subarray(at + 1, at + 1 + numbers[at]);
    },
    /** @param {number} article @param {number} rule @param {number} size @param {number} width @param {boolean} justify @returns {number} */
    layout: (article, rule, size, width, justify) => module._bench_layout(article, rule, size, width, justify ? 1 : 0),
    open: () => module._bench_open(),
    forget: () => module._bench_forget(),
  };
}

/** @typedef {Awaited<ReturnType<typeof start>>} Bench */
/** @type {any} */ (window).bench = start();
