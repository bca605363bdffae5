// Writes FIGURES.md: runs benchmarks with --json and sets what each prints into a section of its own, with the day, the
// commit and the machine; other sections stay. What is measured and how, a section takes from the opening comment of
// the benchmark: the first paragraph, or the one that begins with `--scale`. `./dev bench [name] --write` runs this.

import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {cpus, loadavg, totalmem} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {columns_of, most_columns} from '../prose/rules.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Benchmarks that `--scale` makes others of: they have a section more. */
export const with_scale = ['build', 'search', 'start'];

/**
 * What a benchmark says of one figure; without one (null) its note says why nothing was measured.
 * @typedef {{bench: string, figure: string | null, value: number | null, unit: string | null, baseline: number | null, ratio: number | null, note: string}} Line
 */

/** @param {string} printed @returns {Line[]} */
export const parse_lines = printed => printed.split('\n').filter(line => line.startsWith('{')).map(line => JSON.parse(line));

/** The paragraphs of a source's opening comment. @param {string} source */
export function opening_of(source) {
  const comment = source.match(/^(?:\/\/[^\n]*\n)*/)?.[0] ?? '';
  return comment.replace(/^\/\/ ?/gm, '').trim().split(/\n{2,}/).map(paragraph => paragraph.replace(/\s+/g, ' '));
}

/** @param {string} text */
function wrapped(text) {
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (columns_of(longer) <= most_columns) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.join('\n');
}

/** @param {number | null} value */
const number = value => value === null ? '–' : Number(Number.isInteger(value) ? value : value.toPrecision(5)).toLocaleString('en-US', {maximumFractionDigits: 10});

/** @param {{name: string, about: string, measured: string, lines: Line[]}} run @returns {string} */
export function section_of({name, about, measured, lines}) {
  const cell = (/** @type {string} */ text) => text.replaceAll('|', '\\|').replace(/\s+/g, ' ').trim();
  const with_unit = (/** @type {number | null} */ value, /** @type {string | null} */ unit) => value === null ? '–' : `${number(value)} ${unit ?? ''}`.trim();
  const figures = lines.filter(({figure}) => figure !== null);
  const table = ['| figure | value | baseline | ratio | note |', '|---|---:|---:|---:|---|', ...figures.map(({figure, value, unit, baseline, ratio, note}) =>
    `| ${[cell(figure ?? ''), with_unit(value, unit), with_unit(baseline, unit), number(ratio), cell(note)].join(' | ')} |`)];
  const why_not = lines.filter(({figure}) => figure === null).map(({note}) => wrapped(note));
  return [`## ${name}`, wrapped(about), wrapped(measured), ...figures.length ? [table.join('\n')] : [], ...why_not].join('\n\n') + '\n';
}

const head = '# Figures\n\n' + wrapped('`./dev bench --write` has written this file, and `./dev bench <name> --write` a section of it; nothing here is typed by ' +
  'hand. A ratio is that of the value to the baseline, which was measured in the same run where the note does not say otherwise.') + '\n';

/** The document with this section in place of the one of the same name; sections stand in the order of their names. @param {string} document @param {string} section */
export function with_section(document, section) {
  const name_of = (/** @type {string} */ section) => section.slice('## '.length, section.indexOf('\n'));
  const others = document.split(/^(?=## )/m).slice(1).map(one => `${one.trimEnd()}\n`).filter(one => name_of(one) !== name_of(section));
  return [head, ...[...others, section].sort((a, b) => name_of(a) < name_of(b) ? -1 : 1)].join('\n');
}

function commit() {
  const git = (/** @type {string[]} */ ...words) => execFileSync('git', ['-C', root, ...words], {encoding: 'utf8'}).trim();
  try {
    const changed = git('status', '--porcelain', '--untracked-files=no', '--', '.', ':!tests/bench/FIGURES.md');
    return `commit ${git('rev-parse', '--short', 'HEAD')}${changed ? ' with changes' : ''}`;
  } catch {
    return 'no commit known';
  }
}

function machine() {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8').match(/^PRETTY_NAME="?([^"\n]*)/m)?.[1] : undefined;
  return `${cpus()[0]?.model.trim() || 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${release ?? process.platform}; load ${loadavg()[0].toFixed(1)} at the start`;
}

/** Runs one and writes its section. Tells whether all was as it should be. @param {string} bench @param {string[]} flags */
function measure(bench, flags) {
  const source = join(root, `tests/bench/${bench}.mjs`), file = join(root, 'tests/bench/FIGURES.md');
  const measured = `${new Date().toISOString().slice(0, 10)}, ${commit()}: ${machine()}`;
  const {stdout, status} = spawnSync(process.execPath, [source, '--json', ...flags], {encoding: 'utf8', stdio: ['ignore', 'pipe', 2], maxBuffer: 2 ** 28});
  const lines = parse_lines(stdout);
  if (!lines.length) console.error(`${bench}: it printed no figure, so its section stays as it was`);
  else {
    const scale = flags.includes('--scale') && with_scale.includes(bench);
    const paragraphs = opening_of(readFileSync(source, 'utf8'));
    const about = scale ? paragraphs.find(paragraph => paragraph.startsWith('`--scale`')) ?? '' : paragraphs[0];
    const section = section_of({name: scale ? `${bench} --scale` : bench, about, measured, lines});
    writeFileSync(file, with_section(existsSync(file) ? readFileSync(file, 'utf8') : '', section));
  }
  if (status !== 0) console.error(`${bench}: ended with ${status}`);
  return status === 0 && lines.length > 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const words = process.argv.slice(2), flags = words.filter(word => word.startsWith('-') && word !== '--json');
  const wrong = words.filter(word => !word.startsWith('-')).filter(bench => !measure(bench, flags));
  if (wrong.length) console.error(`not as they should be: ${wrong.join(', ')}`);
  process.exit(wrong.length ? 1 : 0);
}
