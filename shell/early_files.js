// What the page's article stands in, asked for while the program is still on its way. Its files are found as the program finds them
// (src/bundle/FORMAT.md), only sooner; what is not found here the program asks for itself, and it alone looks at what comes.

import {root, route_here} from './address.js';
import {fetch_bytes} from './fetch_bytes.js';

/** @typedef {{kind: string, file: string, first: number, count: number, first_key?: string, directory?: boolean}} Shard */

/** @type {Map<string, Promise<Uint8Array>>} by place below the site */
const asked = new Map();

/** @param {string} file @param {RequestCache} [cache] */
function ask(file, cache) {
  const bytes = asked.get(file) ?? fetch_bytes(new URL(file, root), cache);
  asked.set(file, bytes);
  bytes.catch(() => {});  // whoever takes it hears of it
  return bytes;
}

/** Once. @param {string} file @returns {Promise<Uint8Array> | undefined} */
export function take_early(file) {
  const bytes = asked.get(file);
  asked.delete(file);
  return bytes;
}

/** @param {Uint8Array} directory of articles @param {number} wanted @returns {string | undefined} the shard that holds the article of that number */
function shard_in(directory, wanted) {
  let at = 6;
  const varint = () => {
    let value = 0;
    for (let place = 1; at < directory.length; place *= 128) {
      const byte = directory[at++];
      value += (byte & 127) * place;
      if (byte < 128) break;
    }
    return value;
  };
  let number = varint();
  varint();
  at += 1;
  varint();
  while (at < directory.length) {
    varint();
    const hash = directory.subarray(at, at += 8);
    number += varint();
    if (wanted < number) return `articles-${[...hash].map(byte => byte.toString(16).padStart(2, '0')).join('')}.bin`;
  }
}

async function ask_for_page() {
  const {program, route, fromOldest} = document.documentElement.dataset;
  if (program === undefined || !route || !route_here().startsWith(route)) return;
  const {articles, shards} = JSON.parse(new TextDecoder().decode(await ask('bundle/bundle.json', 'no-cache')));
  const with_number = (/** @type {string} */ kind, /** @type {number} */ number) =>
    shards.find((/** @type {Shard} */ shard) => shard.kind === kind && shard.first <= number && number < shard.first + shard.count);
  if (fromOldest === undefined) {
    const headlines = with_number('headlines', 0);
    if (route === '#/' && headlines) ask(`bundle/${headlines.file}`);
    return;
  }
  const number = articles - 1 - Number(fromOldest), slug = decodeURIComponent(route.slice(2)), own = with_number('articles', number);
  const slugs = shards.findLast((/** @type {Shard} */ shard) => shard.kind === 'slugs' && (shard.first_key ?? '') <= slug);
  for (const shard of [slugs, own]) if (shard) ask(`bundle/${shard.file}`);
  const within = own?.directory && shard_in(await ask(`bundle/${own.file}`), number);
  if (within) ask(`bundle/${within}`);
}

ask_for_page().catch(() => {});  // the program tells what is not right
