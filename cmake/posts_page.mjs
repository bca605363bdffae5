// posts_page.json: what shell/posts_worker.js needs to make a whole site. The texts that every site fills in otherwise
// (src/cli/page.h) are in it; of the others, which lie in the site that it is part of, the names, and whether they lie
// at its top.
import {readFileSync, writeFileSync} from 'node:fs';
import {basename, extname} from 'node:path';

const [out, ...files] = process.argv.slice(2);
const at_top = ['service_worker.js', 'embed.js', 'embed.d.ts', 'hanji-search.js'], endings_at_top = ['.html', '.webmanifest', '.png', '.svg', '.ico'];
const filled_in = (/** @type {string} */ name) => /\.(html|webmanifest)$/.test(name) || /^(service_worker|hanji-search)\.js$|^static_page\.|^formula\.css$/.test(name);

/** @type {Record<string, string>} */ const texts = {};
/** @type {[string, boolean][]} */ const others = [['posts_page.json', false]];
for (const file of files.sort()) {
  const name = basename(file);
  if (filled_in(name)) texts[name] = readFileSync(file, 'utf8');
  else others.push([name, at_top.includes(name) || endings_at_top.includes(extname(name))]);
}
writeFileSync(out, JSON.stringify({texts, others}));
