// Links of a folder of posts into their own site, and which of them a build calls dead.
//
// A link counts where it is written (Markdown, wikilinks, HTML; not in code) and leads into the site by its look. It
// can be resolved where a file has its last name; it is open where the build does not call it dead. A heading that is
// not there cannot be resolved.

import {readFileSync, readdirSync} from 'node:fs';
import {basename, join} from 'node:path';

/** A post's text without front matter and code. @param {string} text */
const prose = text => text.replace(/^(---|\+\+\+)\n[^]*?\n\1\n/, '').replace(/^( *)(```+|~~~+)[^]*?^\1? *\2.*$/gm, '')
  .replace(/(`+)[^`][^]*?\1/g, '').replace(/<pre[^]*?<\/pre>|<script[^]*?<\/script>|<style[^]*?<\/style>|<!--[^]*?-->/g, '');

/** @param {string} text @returns {string[]} */
const links_in = text => [...text.matchAll(/(?<!!)(?<!\\)\]\(\s*<?([^\s)<>]+)|\[\[([^\][\n|]+)[^\][\n]*\]\](?!\()|<a\s[^>]*href="([^"]*)"|^\[[^\]]+\]:\s*(\S+)/gm)]
  .map(found => found[2] !== undefined ? `[[${found[2]}` : found[1] ?? found[3] ?? found[4] ?? '')
  .filter(url => url.startsWith('[[') ? !/^\[\[[\s-]/.test(url) : url !== '' && url !== '#' && !/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url));

const name = (/** @type {string} */ path) => {
  const parts = decodeURI(path.replace(/%(?![0-9A-Fa-f]{2})/g, '%25')).replace(/^\[\[/, '').split(/[?#|]/)[0].replace(/\/(index|README)?(\.html|\.md)?$/, '')
    .split('/');
  return (parts.at(-1) ?? '').replace(/\.(md|mdx|html|markdown)$/, '').replace(/^\d{4}-\d\d-\d\d-/, '').normalize('NFC').toLowerCase();
};

/** @typedef {{file: string, line: number, code: string, message: string}} Warning */

/** @param {string} folder @param {Warning[]} warnings of a build of it */
export function count_links(folder, warnings) {
  const files = readdirSync(folder, {recursive: true, encoding: 'utf8'});
  const names = new Set(files.filter(file => /\.[^/]+$/.test(file)).flatMap(file => [name(file), basename(file).normalize('NFC').toLowerCase()]));
  const links = files.filter(file => /\.(md|mdx|html|markdown)$/.test(file))
    .reduce((sum, file) => sum + links_in(prose(readFileSync(join(folder, file), 'utf8'))).length, 0);
  const dead = warnings.filter(({code}) => code === 'dead_link' || code === 'dead_anchor');
  const said = (/** @type {Warning} */ {message}) => /“(.*)”/.exec(message)?.[1] ?? '';
  const missed = dead.filter(each => each.code === 'dead_link' && names.has(name(said(each).replace(/\]\].*$/, ''))));
  return {links, resolvable: links - dead.length + missed.length, open: links - dead.length, dead, missed};
}
