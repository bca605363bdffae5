// The browser's side of the one boundary (its other side: src/app/host.h). It alone touches wasm memory and reads its
// views anew for each call, since memory may grow. Numbers and UTF-8 cross; nothing else does.

import {message_of} from './api.js';
import {measure_formulas} from './formulas.js';
import {measure, extents, rasterize} from './glyphs.js';

/**
 * @typedef {{HEAPU8: Uint8Array, host: object} & Record<string, any>} HanjiModule what Emscripten makes
 * @typedef {{
 *   fetch(file: string): void, redraw(): void, continue(): void, place_text_field(field: number, x: number, y: number, w: number, h: number, text: string): void,
 *   text_layer(layer: number, content: any): void, settle_later(height: number): void, route(address: import('./address.js').Address, how: number): void, scroll(y: number, smooth: boolean): void,
 *   save(what: number, value: any): void, message(message: any): void, fatal(message: string): void,
 *   report(error: unknown, where: string): void
 * }} Page what the page does for C++: see host.h
 */

const decoder = new TextDecoder(), encoder = new TextEncoder();

/**
 * The program's calls, until one of them traps: then `fatal` hears why and nothing is called any more, since what stands in
 * memory cannot be trusted. The text layer keeps what it had. (What throws in the page never comes here: see `contained`.)
 * @param {HanjiModule} module @param {(message: string) => void} fatal
 * @returns {{program: Record<string, (...values: any[]) => any>, stopped(): boolean, calling(): boolean}}
 */
function guarded(module, fatal) {
  let dead = false, depth = 0;
  const program = Object.fromEntries(Object.entries(module).filter(([name]) => name.startsWith('_hanji_')).map(([name, call]) => [name, (/** @type {any[]} */ ...values) => {
    if (dead) return 0;
    depth += 1;
    try {
      return call(...values);
    } catch (error) {
      dead = true;
      console.error(error);
      fatal(message_of(error));
      return 0;
    } finally {
      depth -= 1;
    }
  }]));
  return {program, stopped: () => dead, calling: () => depth > 0};
}

/**
 * What the page does for C++, of which nothing may throw through C++'s frames: scripts of others change what we stand on.
 * @template {Record<string, (...given: any[]) => any>} T @param {T} calls @param {Page} page @returns {T}
 */
function contained(calls, page) {
  return /** @type {T} */ (Object.fromEntries(Object.entries(calls).map(([name, call]) => [name, (...given) => {
    try {
      return call(...given);
    } catch (error) {
      page.report(error, name);
    }
  }])));
}

/**
 * The program is not called while it calls: a script that the page hears of something, and that wants something else at once, waits
 * until then.
 * @template {Record<string, (...given: any[]) => void>} T @param {T} calls @param {() => boolean} calling @returns {T}
 */
function one_at_a_time(calls, calling) {
  return /** @type {T} */ (Object.fromEntries(Object.entries(calls).map(([name, call]) => [name, function run(/** @type {any[]} */ ...given) {
    if (calling()) queueMicrotask(() => run(...given));
    else call(...given);
  }])));
}

/** What the program says. What a script has added to Object.prototype is not taken for a part of it. @param {string} json */
function parse(json) {
  for (const _ in {}) {
    return JSON.parse(json, (_, value) => value instanceof Object && !Array.isArray(value) ? Object.setPrototypeOf(value, null) : value);
  }
  return JSON.parse(json);
}

/**
 * Dear ImGui's backend keeps and restores all of WebGL's state around every frame, and most of what it asks for makes the
 * browser wait for its graphics process: 5 of the 6 ms of a frame. Nobody else draws here, so the first answer stands for all.
 * @param {HTMLCanvasElement} canvas
 */
function remember_state(canvas) {
  const gl = canvas.getContext('webgl2');
  if (!gl || Object.hasOwn(gl, 'getParameter')) return;
  const ask = gl.getParameter.bind(gl);
  /** @type {Map<number, any>} */ const known = new Map();
  gl.getParameter = name => {
    if (!known.has(name)) known.set(name, ask(name));
    return known.get(name);
  };
  canvas.addEventListener('webglcontextrestored', () => known.clear(), {capture: true});  // before the program starts anew
}

/**
 * Instantiates the program, as often as it is asked. `page` answers its calls.
 * @param {(options: object) => Promise<HanjiModule>} create @param {WebAssembly.Module} compiled @param {Page} page @param {HTMLCanvasElement} canvas
 */
export async function connect(create, compiled, page, canvas) {
  /** @type {HanjiModule} */
  let module;
  const text = (/** @type {number} */ at, /** @type {number} */ length) => decoder.decode(module.HEAPU8.subarray(at, at + length));

  /** @template T @param {() => T} paint @param {T} otherwise @returns {T} */
  const painted = (paint, otherwise) => {
    try {
      return paint();
    } catch (error) {
      page.report(error, 'glyphs');
      return otherwise;
    }
  };
  const number = (/** @type {number} */ value, /** @type {number} */ otherwise) => Number.isFinite(value) ? value : otherwise;

  const host = contained({
    fetch: (/** @type {number} */ at, /** @type {number} */ length) => page.fetch(text(at, length)),
    redraw: () => page.redraw(),
    continue: () => page.continue(),
    measure: (/** @type {number} */ face, /** @type {number} */ size, /** @type {number} */ beside, /** @type {number} */ at, /** @type {number} */ length) =>
      number(painted(() => measure(face, size, beside, text(at, length)), size), size),
    extents: (/** @type {number} */ face, /** @type {number} */ size, /** @type {number} */ out) => {
      const [ascent, descent] = painted(() => extents(face, size), [size, size / 4]);
      new Float64Array(module.HEAPU8.buffer, out, 2).set([number(ascent, size), number(descent, size / 4)]);
    },
    formulas: (/** @type {number} */ at, /** @type {number} */ length, /** @type {number} */ out, /** @type {number} */ count) => {
      const sizes = painted(() => measure_formulas(text(at, length)), []);
      new Float64Array(module.HEAPU8.buffer, out, 3 * count).set(sizes.slice(0, 3 * count));
    },
    rasterize: (/** @type {number} */ face, /** @type {number} */ size, /** @type {number} */ phase, /** @type {number} */ dark, /** @type {number} */ beside, /** @type {number} */ at,
                /** @type {number} */ length, /** @type {number} */ pixels, /** @type {number} */ capacity, /** @type {number} */ box) => {
      const bitmap = painted(() => rasterize(face, size, phase, dark !== 0, beside, text(at, length)), null);
      const fits = bitmap !== null && bitmap.pixels.length <= capacity;
      if (fits) module.HEAPU8.set(bitmap.pixels, pixels);
      new Int32Array(module.HEAPU8.buffer, box, 5).set(fits ? [bitmap.left, bitmap.top, bitmap.width, bitmap.height, bitmap.colored ? 1 : 0] : [0, 0, 0, 0, 0]);
    },
    place_text_field: (/** @type {number} */ field, /** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ w, /** @type {number} */ h, /** @type {number} */ at, /** @type {number} */ length) =>
      page.place_text_field(field, x, y, w, h, text(at, length)),
    text_layer: (/** @type {number} */ layer, /** @type {number} */ at, /** @type {number} */ length) => page.text_layer(layer, parse(text(at, length))),
    settle_later: (/** @type {number} */ height) => page.settle_later(height),
    route: (/** @type {number} */ at, /** @type {number} */ length, /** @type {number} */ of_page, /** @type {number} */ page_length, /** @type {number} */ how) =>
      page.route({route: text(at, length), page: text(of_page, page_length)}, how),
    scroll: (/** @type {number} */ y, /** @type {number} */ smooth) => page.scroll(y, smooth !== 0),
    save: (/** @type {number} */ what, /** @type {number} */ at, /** @type {number} */ length) => page.save(what, parse(text(at, length))),
    message: (/** @type {number} */ at, /** @type {number} */ length) => page.message(parse(text(at, length))),
    fatal: (/** @type {number} */ at, /** @type {number} */ length) => page.fatal(text(at, length)),
  }, page);

  module = await new Promise((resolve, reject) => {
    const instantiateWasm = (/** @type {WebAssembly.Imports} */ imports, /** @type {(instance: WebAssembly.Instance) => void} */ receive) => {
      WebAssembly.instantiate(compiled, imports).then(receive).catch(reject);
      return {};
    };
    create({canvas, host, instantiateWasm}).then(resolve, reject);
  });
  const {program, stopped, calling} = guarded(module, message => page.fatal(message));

  /** Copies bytes in. @param {Uint8Array} bytes @returns {number} where they are */
  const put = bytes => {
    const at = program._hanji_alloc(bytes.length);
    if (at === 0) throw new Error('memory ran out');
    module.HEAPU8.set(bytes, at);
    return at;
  };
  /** Copies strings and bytes in, calls, frees. Throws where memory ran out. @param {(...pointers: number[]) => any} call @param {(string | Uint8Array)[]} values */
  const with_bytes = (call, ...values) => {
    if (stopped()) return 0;
    /** @type {[number, number][]} */ const blocks = [];
    try {
      for (const value of values) {
        const bytes = typeof value === 'string' ? encoder.encode(value) : value;
        blocks.push([put(bytes), bytes.length]);
      }
      return call(...blocks.flat());
    } finally {
      for (const [at] of blocks) program._hanji_free(at);
    }
  };
  const answer = (/** @type {number} */ at) => {
    if (at === 0) return {};
    const end = module.HEAPU8.indexOf(0, at);
    return parse(decoder.decode(module.HEAPU8.subarray(at, end)));
  };

  return {
    stopped,
    /** @param {Uint8Array} icu @param {object} setup @returns {boolean} whether WebGL2 draws */
    start(icu, setup) {
      const kept = put(icu);
      const drawn = with_bytes((at, length) => program._hanji_start(kept, icu.length, at, length), JSON.stringify(setup)) !== 0;
      if (drawn) remember_state(canvas);
      return drawn;
    },
    /** @param {number} block -1: the page's beginning @param {number} byte @param {number} above @returns {boolean} whether that line stands there */
    place: (block, byte, above) => program._hanji_place(block, byte, above) !== 0,
    /** @param {boolean} alive @returns {boolean} whether WebGL2 draws */
    context(alive) {
      const drawn = program._hanji_context(alive ? 1 : 0) !== 0;
      if (drawn) remember_state(canvas);
      return drawn;
    },
    /** @returns {boolean} whether it has drawn; else redraw will be asked for */
    frame() {
      if (!calling()) return program._hanji_frame() !== 0;
      page.redraw();
      return false;
    },
    state: () => answer(program._hanji_state()),
    stats: () => ({...answer(program._hanji_stats()), wasmMemoryBytes: module.HEAPU8.length}),
    ...one_at_a_time({
      /** @param {number} width @param {number} height @param {number} density @param {number} flags @param {number} below */
      resize: (width, height, density, flags, below, left, right, text_scale) => program._hanji_resize(width, height, density, flags, below, left, right, text_scale),
      /** @param {number} x @param {number} y @param {number} width 0: all of the window @param {number} height @param {number} density */
      pinch: (x, y, width, height, density) => program._hanji_pinch(x, y, width, height, density),
      /** @param {number} y */
      scroll: y => program._hanji_scroll(y),
      /** @param {number} scroller @param {number} x */
      scroll_within: (scroller, x) => program._hanji_scroll_within(scroller, x),
      /** @param {number} y */
      scroll_sheet: y => program._hanji_scroll_sheet(y),
      /** @param {number} x @param {number} y */
      pointer: (x, y) => program._hanji_pointer(x, y),
      /** @param {number} field @param {string} value @param {boolean} composing */
      text: (field, value, composing) => with_bytes((at, length) => program._hanji_text(field, at, length, composing ? 1 : 0), value),
      /** @param {string} control */
      press: control => with_bytes((at, length) => program._hanji_press(at, length), control),
      /** @param {string} address @param {number} left_at @param {[number, number] | null} place where the article was left another time */
      route: (address, left_at, place) => with_bytes((at, length) => program._hanji_route(at, length, left_at, ...place ?? [-1, 0]), address),
      /** @param {string} settings JSON */
      set: settings => with_bytes((at, length) => program._hanji_set(at, length), settings),
      /** @param {number} id @param {string} query @param {number} limit */
      search: (id, query, limit) => with_bytes((at, length) => program._hanji_search(id, at, length, limit), query),
      /** @param {string} file @param {Uint8Array} bytes */
      delivered: (file, bytes) => with_bytes((at, length, data, count) => program._hanji_delivered(at, length, data, count), file, bytes),
      /** @param {string} file @param {string} message */
      failed: (file, message) => with_bytes((at, length, what, count) => program._hanji_failed(at, length, what, count), file, message),
      /** @param {string[]} queries */
      recall: queries => with_bytes((at, length) => program._hanji_recall(at, length), JSON.stringify(queries)),
      fonts_changed: () => program._hanji_fonts_changed(),
      continue: () => program._hanji_continue(),
      paint: () => program._hanji_paint(),
      settle: () => program._hanji_settle(),
    }, calling),
  };
}

/** @typedef {Awaited<ReturnType<typeof connect>>} Program */
