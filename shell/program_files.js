// The program's own files, asked for as soon as this module is there: it waits for no other, so the browser compiles the program while
// the rest of main.js comes.

import {fetch_bytes} from './fetch_bytes.js';

/** @typedef {{create(options: object): Promise<any>, compiled: WebAssembly.Module, icu: Uint8Array}} Files of the program */

/** Where the network has failed for a moment, once more. @template T @param {() => Promise<T>} get @returns {Promise<T>} */
const persistently = get => get().catch(async () => {
  await new Promise(done => setTimeout(done, 1000));
  return get();
});

/** @returns {Promise<Files>} */
async function fetch_files() {
  const wasm = new URL('hanji.wasm', import.meta.url);
  const [{default: create}, compiled, icu] = await Promise.all([
    // @ts-ignore made by the build
    persistently(() => import('./hanji.js')),
    WebAssembly.compileStreaming(fetch(wasm, {credentials: 'same-origin'}))  // not where the host gives it another type
      .catch(() => persistently(async () => WebAssembly.compile(/** @type {BufferSource} */ (await fetch_bytes(wasm))))),
    persistently(() => fetch_bytes(new URL('icudt76l.dat', import.meta.url))),
  ]);
  return {create, compiled, icu};
}

/** Null where there is no WebAssembly. */
export const program_files = typeof WebAssembly === 'object' ? fetch_files() : null;
program_files?.catch(() => {});  // main.js tells
