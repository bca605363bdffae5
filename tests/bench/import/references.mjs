// Markdown as the programs of others make HTML of it.

import {spawnSync} from 'node:child_process';

/** @param {string} command @param {string[]} words @param {string} input */
function run(command, words, input) {
  const {status, stdout, stderr, error} = spawnSync(command, words, {input, encoding: 'utf8', maxBuffer: 2 ** 30});
  if (status !== 0) throw new Error(`${command}: ${error?.message ?? stderr}`);
  return stdout;
}

const program = `require 'json'; require 'kramdown'; require 'kramdown-parser-gfm'
  plain = {hellip: '...', mdash: '---', ndash: '--', laquo: '<<', raquo: '>>', laquo_space: '<< ', raquo_space: ' >>'}
  JSON.parse(STDIN.read).each { |body| puts JSON.generate(Kramdown::Document.new(body, input: 'GFM', hard_wrap: false,
    smart_quotes: %w[apos apos quot quot], typographic_symbols: plain, syntax_highlighter: nil, math_engine: nil).to_html) }`;

/** As Jekyll has it, but quotes and dots stay as they are written. @param {string[]} bodies @returns {string[]} */
export const html_by_kramdown = bodies => run('ruby', ['-e', program], JSON.stringify(bodies)).trim().split('\n').filter(Boolean).map(line => JSON.parse(line));

/** @param {string} body */
export const html_by_cmark = body => run('cmark-gfm', ['--unsafe', '--strikethrough-double-tilde', '-e', 'footnotes', '-e', 'table', '-e', 'strikethrough', '-e', 'autolink', '-e', 'tasklist'], body);

/** Whether they are installed. */
export function are_here() {
  return spawnSync('cmark-gfm', ['--version']).status === 0 && spawnSync('ruby', ['-e', "require 'kramdown-parser-gfm'"]).status === 0;
}
