// What comes in of other people's folders of posts: links into their own site that open, and how long a cold
// build takes. `--list` names the links that do not.
//
// A link counts where it is written (Markdown, wikilinks, HTML; not in code) and leads into the site by its look. It
// can be resolved where a file has its last name; it is open where the build does not call it dead. A heading that is
// not there cannot be resolved.
//
// Without such folders beside the repository there is nothing to measure.

import {execFileSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
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

/** A post's text without front matter and code. @param {string} text */
const prose = text => text.replace(/^(---|\+\+\+)\n[^]*?\n\1\n/, '').replace(/^( *)(```+|~~~+)[^]*?^\1? *\2.*$/gm, '')
  .replace(/(`+)[^`][^]*?\1/g, '').replace(/<pre[^]*?<\/pre>|<script[^]*?<\/script>|<style[^]*?<\/style>|<!--[^]*?-->/g, '');

/** @param {string} text @returns {string[]} */
const linksIn = text => [...text.matchAll(/(?<!!)(?<!\\)\]\(\s*<?([^\s)<>]+)|\[\[([^\][\n|]+)[^\][\n]*\]\](?!\()|<a\s[^>]*href="([^"]*)"|^\[[^\]]+\]:\s*(\S+)/gm)]
  .map(found => found[2] !== undefined ? `[[${found[2]}` : found[1] ?? found[3] ?? found[4] ?? '')
  .filter(url => url.startsWith('[[') ? !/^\[\[[\s-]/.test(url) : url !== '' && url !== '#' && !/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url));

const name = (/** @type {string} */ path) => {
  const parts = decodeURI(path.replace(/%(?![0-9A-Fa-f]{2})/g, '%25')).replace(/^\[\[/, '').split(/[?#|]/)[0].replace(/\/(index|README)?(\.html|\.md)?$/, '')
    .split('/');
  return (parts.at(-1) ?? '').replace(/\.(md|mdx|html|markdown)$/, '').replace(/^\d{4}-\d\d-\d\d-/, '').normalize('NFC').toLowerCase();
};

const all = {links: 0, resolvable: 0, open: 0};
for (const folder of readdirSync(folders)) {
  const place = join(folders, folder), site = join(work, folder), report = join(work, 'report.json');
  const began = process.hrtime.bigint();
  execFileSync(join(root, 'build/native/hanji'), ['build', place, '--out', site, '--quiet', '--fresh', '--report', report],
    {env: {...process.env, XDG_CACHE_HOME: join(work, 'cache')}, stdio: 'ignore'});
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  const {warnings} = JSON.parse(readFileSync(report, 'utf8'));
  const files = readdirSync(place, {recursive: true, encoding: 'utf8'});
  const names = new Set(files.filter(file => /\.[^/]+$/.test(file)).flatMap(file => [name(file), basename(file).normalize('NFC').toLowerCase()]));
  const links = files.filter(file => /\.(md|mdx|html|markdown)$/.test(file))
    .reduce((sum, file) => sum + linksIn(prose(readFileSync(join(place, file), 'utf8'))).length, 0);
  const dead = warnings.filter((/** @type {{code: string}} */ each) => each.code === 'dead_link' || each.code === 'dead_anchor');
  const said = (/** @type {{message: string}} */ each) => /“(.*)”/.exec(each.message)?.[1] ?? '';
  const missed = dead.filter((/** @type {any} */ each) => each.code === 'dead_link' && names.has(name(said(each).replace(/\]\].*$/, ''))));
  const resolvable = links - dead.length + missed.length;
  all.links += links;
  all.resolvable += resolvable;
  all.open += links - dead.length;
  tell(`${folder} links`, 100 * (links - dead.length) / Math.max(resolvable, 1), '%',
    `${links} into the site, ${resolvable} can be resolved, ${links - dead.length} open; ${dead.length} told as dead; cold ${rounded(seconds)} s`);
  if (list) for (const each of dead) console.log(`    ${each.file.slice(place.length + 1)}:${each.line} ${each.message}${missed.includes(each) ? '  (a file has that name)' : ''}`);
}
tell('links open', 100 * all.open / Math.max(all.resolvable, 1), '%', `${all.links} into their sites, ${all.resolvable} can be resolved, ${all.open} open`);
