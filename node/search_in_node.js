// The same search in Node, where a site may also be a folder of this machine.
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** @typedef {typeof import('../web/hanji-search.js')} Module */
const {open: open_site} = /** @type {Module} */ (await import(new URL('hanji-search.js', import.meta.url).href));
const program = new URL('hanji-search.wasm', import.meta.url);

/** @param {URL} url */
async function bring(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.arrayBuffer();
}

/** @type {Module['open']} */
export const open = async (site, options = {}) => {
  const text = String(site), far = /^https?:/.test(text);
  const folder = text.startsWith('file:') ? fileURLToPath(text) : text;
  const fetch_bytes = options.fetch_bytes ?? (path => far ? bring(new URL(path, text)) : readFile(join(folder, path)));
  return open_site(site, {...options, fetch_bytes: path => path === 'hanji-search.wasm' ? readFile(program) : fetch_bytes(path)});
};
