// Which build of the site this page is of (build.json). A page, its program and its bundle come from one build: where the site was put
// anew between them, the page is loaded anew, before anything of the other build is shown. Where the service worker has answered with
// what it keeps, the page says of which build that is (data-kept), and all else is asked of that build.

import {root} from './address.js';
import {fetch_build} from './build_json.js';
import {fetch_bytes} from './fetch_bytes.js';

/** @typedef {import('./build_json.js').Build} Build */

const kept = document.documentElement.dataset.kept;
const of_kept = kept ? `?build=${kept}` : '';
const own_program = new URL('.', import.meta.url).pathname.split('/').at(-2);
const most_tries = 4;

/** Whether these bytes are that file. Without https there are no hashes: then only by their number. @param {Build} build @param {string} name @param {Uint8Array} bytes */
async function is_of(build, name, bytes) {
  const [, size, hash] = build.files.find(([file]) => file === name) ?? [];
  if (size !== bytes.length || hash === undefined) return false;
  if (!globalThis.crypto?.subtle) return true;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', /** @type {BufferSource} */ (bytes)));
  return Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('') === hash;
}

/** The site was put anew since this page came: once more from the beginning. @param {Build} build @returns {boolean} false: that has been tried */
function load_anew(build) {
  if (history.state?.anew === build.id) return false;
  try { history.replaceState({...history.state, anew: build.id}, ''); } catch { return false; }
  location.reload();
  return true;
}

/** @returns {Promise<{build: Build | null, bytes: Uint8Array}>} */
async function fetch_bundle() {
  for (let tried = 1; ; ++tried) {
    const cache = tried === 1 ? 'no-cache' : 'reload';
    const [build, bytes] = await Promise.all([
      fetch_build(root, cache, of_kept).catch(error => { if (kept || !/^404/.test(error?.message)) throw error; return null; }),
      fetch_bytes(new URL(`bundle/bundle.json${of_kept}`, root), cache),
    ]);
    if (build === null) return {build, bytes};  // a site of an older tool
    if (build.program !== own_program) {
      if (load_anew(build)) await new Promise(() => {});
      throw new Error('누리집이 새 판으로 바뀌었습니다');
    }
    if (await is_of(build, 'bundle/bundle.json', bytes)) return {build, bytes};
    if (tried === most_tries) throw new Error('누리집이 바뀌는 중입니다');
    await new Promise(done => setTimeout(done, 250 * 2 ** tried));
  }
}

/** @type {Promise<{build: Build | null, bytes: Uint8Array}> | null} */
let bundle = fetch_bundle();
bundle.catch(() => {});  // whoever takes it hears of it

/** Asked for again after it has failed. @returns {Promise<Uint8Array>} bundle.json */
export async function bundle_json() {
  const asked = bundle ??= fetch_bundle();
  try { return (await asked).bytes; } catch (error) {
    if (bundle === asked) bundle = null;
    throw error;
  }
}

/** @returns {Promise<Build | null>} that of this page; null: nothing tells */
export const own_build = async () => (await bundle?.catch(() => null))?.build ?? null;
