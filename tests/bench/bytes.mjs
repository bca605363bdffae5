// What a first visit to one article transfers: the program, the scripts, ICU's data and the bundle's part, gzip 9; raw
// and brotli 11 beside it. The budget of wasm, JavaScript and ICU together is 560 kB gzipped; above it the benchmark
// fails. The posts are a publisher's, where they are at hand, else the samples.

import {execFileSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {brotliCompressSync, constants, gzipSync} from 'node:zlib';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const json = process.argv.includes('--json');
const budget = 560_000;

/** @param {string[]} files */
function sizes(files) {
  const sum = {raw: 0, gzip: 0, brotli: 0};
  for (const file of files) {
    const bytes = readFileSync(file);
    sum.raw += bytes.length;
    sum.gzip += gzipSync(bytes, {level: 9}).length;
    sum.brotli += brotliCompressSync(bytes, {params: {[constants.BROTLI_PARAM_QUALITY]: 11}}).length;
  }
  return sum;
}

const shared = join(root, '../shared/posts');
const posts = existsSync(shared) ? shared : join(root, 'assets/posts');
const site = mkdtempSync(join(tmpdir(), 'hanji-bytes-'));
execFileSync(join(root, 'build/native/hanji'), ['build', posts, '--out', join(site, 'site'), '--quiet'], {stdio: 'inherit'});
const at = (/** @type {string[]} */ ...names) => join(site, 'site', ...names);
const page = at(readdirSync(at()).find(name => name.startsWith('page-')) ?? '');
const later = ['keeping.js', 'hands.js', 'speech.js', 'offline.js', 'open.js', 'posts_worker.js', 'hanji_posts.js'];  // when the page stands, or when they are asked for
const of_frames = ['embedded.js', 'no_program.js'];  // nobody else fetches them
const all_scripts = readdirSync(page).filter(name => /\.m?js$/.test(name));
const scripts = all_scripts.filter(name => !later.includes(name) && !of_frames.includes(name)).map(name => join(page, name));

// One article by its address: the manifest, one slug shard, one article shard; the middle one of each kind stands for all.
const manifest = JSON.parse(readFileSync(at('bundle/bundle.json'), 'utf8'));
const middle = (/** @type {string} */ kind) => {
  const shards = manifest.shards.filter((/** @type {any} */ shard) => shard.kind === kind);
  return at('bundle', shards[shards.length >> 1].file);
};

const rows = /** @type {[string, ReturnType<typeof sizes>, string][]} */ ([
  ['wasm_gz', sizes([join(page, 'hanji.wasm')]), 'hanji.wasm'],
  ['js_gz', sizes(scripts), `${scripts.length} modules`],
  ['icu_gz', sizes([join(page, 'icudt76l.dat')]), 'icudt76l.dat'],
  ['bundle_gz', sizes([at('bundle/bundle.json'), middle('slugs'), middle('articles')]), 'bundle.json + one slug shard + one article shard'],
]);
const sum = (/** @type {number} */ count) => rows.slice(0, count).reduce((all, [, one]) =>
  ({raw: all.raw + one.raw, gzip: all.gzip + one.gzip, brotli: all.brotli + one.brotli}), {raw: 0, gzip: 0, brotli: 0});
rows.push(['program_gz', sum(3), `wasm + JS + ICU; budget ${budget}`]);
// The article in the middle by length: its page shows before anything else has come.
const own = JSON.parse(readFileSync(at('files.json'), 'utf8')).files.filter((/** @type {{file: string}} */ each) => /^a\/.*\.html$/.test(each.file))
  .sort((/** @type {{bytes: number}} */ a, /** @type {{bytes: number}} */ b) => a.bytes - b.bytes);
const text = sizes([at(own[own.length >> 1].file)]), rest = sizes([at(own[own.length >> 1].file), join(page, 'shell.css')]), first = sum(4);
rows.push(['article_page_gz', text, 'the page of an article, which shows at once']);
rows.push(['first_article_gz', {raw: first.raw + rest.raw, gzip: first.gzip + rest.gzip, brotli: first.brotli + rest.brotli}, `all of it, the page and shell.css too; ${manifest.articles} articles in the site`]);

rows.push(['after_gz', sizes([join(page, 'keeping.js'), join(page, 'hands.js'), at('service_worker.js'), at('build.json')]), 'when the page stands: what copies, the service worker and what asks it']);
rows.push(['frame_js_gz', sizes(all_scripts.filter(name => of_frames.includes(name)).map(name => join(page, name))), 'what a frame on another page fetches besides']);
rows.push(['embed_js_gz', sizes([at('embed.js')]), 'embed.js, on the page around']);

if (!json) console.log(['figure', 'raw', 'gzip 9', 'brotli 11'].map((word, i) => i ? word.padStart(11) : word.padEnd(18)).join('') + '  what');
for (const [figure, size, note] of rows) {
  if (json) console.log(JSON.stringify({bench: 'bytes', figure, value: size.gzip, unit: 'bytes', baseline: null, ratio: null, note: `raw ${size.raw}, brotli ${size.brotli}: ${note}`}));
  else console.log(figure.padEnd(18) + [size.raw, size.gzip, size.brotli].map(n => String(n).padStart(11)).join('') + `  ${note}`);
}
rmSync(site, {recursive: true});
if (sum(3).gzip > budget) {
  console.error(`bytes: wasm + JS + ICU are ${sum(3).gzip} bytes gzipped, over the budget of ${budget}`);
  process.exitCode = 1;
}
