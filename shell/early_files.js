// What the page's article stands in, asked for while the program is still on its way. Its files are found as the program finds them
// (src/bundle/FORMAT.md), only sooner; what is not found here the program asks for itself, and it alone looks at what comes.

import {root, route_here} from './address.js';
import {bundle_json} from './build.js';
import {with_number, with_key, files_of_number} from './bundle_files.js';
import {fetch_bytes} from './fetch_bytes.js';

/** @type {Map<string, Promise<Uint8Array>>} by place below the site */
const asked = new Map();

/** @param {string} file below bundle/ */
function ask(file) {
  const place = `bundle/${file}`, bytes = asked.get(place) ?? fetch_bytes(new URL(place, root));
  asked.set(place, bytes);
  bytes.catch(() => {});  // whoever takes it hears of it
  return bytes;
}

/** Once. @param {string} file @returns {Promise<Uint8Array> | undefined} */
export function take_early(file) {
  const bytes = asked.get(file);
  asked.delete(file);
  return bytes;
}

async function ask_for_page() {
  const {program, route, fromOldest} = document.documentElement.dataset;
  if (program === undefined || !route || !route_here().startsWith(route)) return;
  const {articles, shards} = JSON.parse(new TextDecoder().decode(await bundle_json()));
  if (fromOldest === undefined) {
    const headlines = with_number('headlines', 0)(shards);
    if (route === '#/' && headlines) ask(headlines.file);
    return;
  }
  const slugs = with_key('slugs', decodeURIComponent(route.slice(2)))(shards);
  if (slugs) ask(slugs.file);
  for (const file of await files_of_number(shards, articles - 1 - Number(fromOldest), async file => ask(file))) ask(file);
}

ask_for_page().catch(() => {});  // the program tells what is not right
