// What the writer of FIGURES.md makes of a benchmark's lines, without running one.

import {readFileSync, readdirSync} from 'node:fs';
import {assert, close, test} from '../browser/harness.mjs';
import {columns_of, long_lines, most_columns} from '../prose/rules.mjs';
import {opening_of, parse_lines, section_of, with_scale, with_section} from './write_figures.mjs';

const line = (/** @type {Partial<import('./write_figures.mjs').Line>} */ fields) => JSON.stringify({bench: 'build', figure: 'cold_s', value: 0.72, unit: 's', baseline: null,
  ratio: null, note: '', ...fields});
const section = (/** @type {string} */ name, /** @type {string[]} */ ...lines) =>
  section_of({name, about: 'How long it takes.', measured: '2025-01-12, commit 1234567: a machine', lines: parse_lines(lines.join('\n'))});

await test('찍은 줄은 표의 줄이 되고 다른 말은 버린다', () => {
  const made = section('build', 'building …', line({baseline: 0.06, ratio: 12, note: 'a | b'}), line({figure: 'bytes', value: 1224484, unit: 'bytes'}), line({figure: 'none', value: null}));
  assert.equal(made, `## build

How long it takes.

2025-01-12, commit 1234567: a machine

| figure | value | baseline | ratio | note |
|---|---:|---:|---:|---|
| cold_s | 0.72 s | 0.06 s | 12 | a \\| b |
| bytes | 1,224,484 bytes | – | – |  |
| none | – | – | – |  |
`);
});

await test('재지 못한 것은 표 대신 까닭을 적는다', () => {
  const made = section('search', line({figure: null, value: null, unit: null, note: 'not measured here: no harness'}));
  assert.ok(made.endsWith('a machine\n\nnot measured here: no harness\n'), made);
});

await test('한 절을 갈아 넣으면 다른 절은 그대로고, 두 번 넣어도 같다', () => {
  const both = with_section(with_section('', section('build', line({}))), section('build --scale', line({figure: 'scale_10k_s'})));
  const three = with_section(both, section('bytes', line({figure: 'wasm_gz'})));
  assert.deepEqual([...three.matchAll(/^## (.*)/gm)].map(match => match[1]), ['build', 'build --scale', 'bytes']);
  assert.equal(with_section(three, section('bytes', line({figure: 'wasm_gz'}))), three);
  const again = with_section(three, section('build', line({value: 0.8})));
  assert.ok(again.includes('| 0.8 s |') && !again.includes('| 0.72 s | – | – |  |\n\n## build --scale'), again);
  assert.equal(again.replace('0.8 s', '0.72 s'), three);
  assert.equal(again.split('# Figures').length, 2);
});

await test('말은 잰 것의 머리 주석에서 오고 120칸에서 접힌다', () => {
  assert.deepEqual(opening_of('// What it\n// measures.\n//\n// `--scale` does more.\n\nimport x;  // no\n'), ['What it measures.', '`--scale` does more.']);
  const made = section_of({name: 'build', about: '재는 말 '.repeat(60).trim(), measured: 'now', lines: []});
  assert.deepEqual(long_lines({file: 'FIGURES.md', line: 1, text: made}), []);
});

await test('재는 것은 저마다 무엇을 어떻게 재는지 머리에 적는다', () => {
  const here = new URL('.', import.meta.url);
  for (const file of readdirSync(here).filter(name => name.endsWith('.mjs') && !name.startsWith('write_figures'))) {
    const source = readFileSync(new URL(file, here), 'utf8'), paragraphs = opening_of(source);
    assert.match(paragraphs[0], /^\p{Lu}.*\.$/u, file);
    assert.equal(paragraphs.some(paragraph => paragraph.startsWith('`--scale`')), with_scale.includes(file.replace('.mjs', '')), file);
    assert.deepEqual(source.match(/^(?:\/\/[^\n]*\n)*/)?.[0].split('\n').filter(line => columns_of(line) > most_columns), [], file);
  }
});

close();
