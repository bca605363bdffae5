// What comes in of other people's folders of posts: links into their own site that open, text that is equal to what
// kramdown (of Jekyll's posts) and cmark-gfm (of the others) make of the same, formulas that are kept to the letter,
// words that are lost without a warning, and how long a cold build takes.
//
// Equal is more than 0.99 alike (import/similarity.mjs), after a generator's own syntax is taken off
// (import/source.mjs) and up to white space, in the text and in formulas. Rules were fitted on every other post first;
// each half is told. The other half stood at 128 of 132 and 238 of 238 before anybody looked at it; two of the four
// were then mended.
// `--list` names the links that do not open, and what differs.
//
// Without such folders beside the repository there is nothing to measure.

import {execFileSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {count_links} from './import/links.mjs';
import {are_here} from './import/references.mjs';
import {compare_texts} from './import/texts.mjs';

/** @typedef {import('./import/texts.mjs').Compared} Compared */

const root = join(dirname(fileURLToPath(import.meta.url)), '../..'), tool = join(root, 'build/native/hanji');
const json = process.argv.includes('--json'), list = process.argv.includes('--list');
const folders = join(root, '../shared/publishers');
if (!existsSync(folders)) {
  console.error('import: there are no folders of other people here; skipped');
  process.exit(0);
}
const work = mkdtempSync(join(tmpdir(), 'hanji-import-'));
process.on('exit', () => rmSync(work, {recursive: true, force: true}));

const rounded = (/** @type {number} */ value) => Number(value.toPrecision(4));
/** @param {string} figure @param {number} value @param {string} unit @param {string} note */
function tell(figure, value, unit, note) {
  if (json) console.log(JSON.stringify({bench: 'import', figure, value: rounded(value), unit, baseline: null, ratio: null, note}));
  else console.log(figure.padEnd(28) + String(rounded(value)).padStart(9) + ` ${unit.padEnd(8)} ${note}`);
}
const percent = (/** @type {number} */ part, /** @type {number} */ whole) => whole === 0 ? 100 : 100 * part / whole;

const all = {links: 0, resolvable: 0, open: 0};
for (const folder of readdirSync(folders)) {
  const place = join(folders, folder), report = join(work, 'report.json');
  const began = process.hrtime.bigint();
  execFileSync(tool, ['build', place, '--out', join(work, folder), '--quiet', '--fresh', '--report', report],
    {env: {...process.env, XDG_CACHE_HOME: join(work, 'cache')}, stdio: 'ignore'});
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  const {links, resolvable, open, dead, missed} = count_links(place, JSON.parse(readFileSync(report, 'utf8')).warnings);
  all.links += links;
  all.resolvable += resolvable;
  all.open += open;
  tell(`${folder} links`, percent(open, resolvable), '%',
    `${links} into the site, ${resolvable} can be resolved, ${open} open; ${dead.length} told as dead; cold ${rounded(seconds)} s`);
  if (list) for (const each of dead) console.log(`    ${each.file.slice(place.length + 1)}:${each.line} ${each.message}${missed.includes(each) ? '  (a file has that name)' : ''}`);
}
tell('links open', percent(all.open, all.resolvable), '%', `${all.links} into their sites, ${all.resolvable} can be resolved, ${all.open} open`);

/** Of folders that lie here without the files which would tell. @type {Record<string, string>} */
const generators = {'react-docs': 'docusaurus', 'vue-docs': 'vitepress'};

/** @param {string} folder */
function generator_of(folder) {
  if (existsSync(join(folders, folder, '_config.yml'))) return 'jekyll';
  return existsSync(join(folders, folder, 'config.toml')) ? 'hugo' : generators[folder] ?? 'plain';
}

const goal = 98;  // % of posts

const equal = (/** @type {Compared} */ {ratio}) => ratio > 0.99;

/** @param {string} figure @param {Compared[]} posts */
function tell_equal(figure, posts) {
  const half = (/** @type {number} */ rest) => posts.filter((_, at) => at % 2 === rest);
  const share = (/** @type {Compared[]} */ some) => `${some.filter(equal).length} of ${some.length}`;
  const value = percent(posts.filter(equal).length, posts.length);
  if (value < goal) process.exitCode = 1;
  tell(figure, value, '%',
    `${share(posts)} posts; of those on which rules were fitted first ${share(half(0))}, of the others ${share(half(1))}; ${posts.filter(({ratio}) => ratio === 1).length} are the same to the letter`);
}

if (are_here()) {
  const compared = readdirSync(folders).map(folder => ({folder, by: generator_of(folder)}))
    .map(({folder, by}) => ({folder, by, posts: compare_texts(tool, join(folders, folder), by)}));
  const posts = compared.flatMap(({posts}) => posts);
  const sum = (/** @type {(post: Compared) => number} */ of) => posts.reduce((sum, post) => sum + of(post), 0);
  tell_equal('text_equal_kramdown', compared.filter(({by}) => by === 'jekyll').flatMap(({posts}) => posts));
  tell_equal('text_equal_cmark', compared.filter(({by}) => by !== 'jekyll').flatMap(({posts}) => posts));
  const formulas = sum(post => post.formulas), damaged = sum(post => post.damaged.length);
  tell('formulas_kept', percent(formulas - damaged, formulas), '%', `${formulas} formulas, ${damaged} of them otherwise than they are written; runs of spaces count as one`);
  const lost = sum(post => post.lost.length);
  tell('words_lost', lost, 'words', `in ${posts.length} posts, neither in the article nor in a warning`);
  if (damaged > 0 || lost > 0) process.exitCode = 1;
  if (list) for (const {folder, posts} of compared) for (const {file, ratio, ours, theirs, damaged, lost} of posts) {
    if (ratio < 1) console.log(`    ${ratio < 0.9 ? '< 0.9 ' : ratio.toFixed(4)} ${folder}/${file}\n        ours   ${ours}\n        theirs ${theirs}`);
    for (const formula of damaged) console.log(`    ${folder}/${file} formula ${JSON.stringify(formula)}`);
    if (lost.length) console.log(`    ${folder}/${file} lost ${lost.join(' ')}`);
  }
} else {
  console.error('import: kramdown or cmark-gfm is not installed; texts are skipped');
}
