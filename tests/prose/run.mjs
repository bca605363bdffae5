// Nothing dangles: what documents (every *.md) and comments speak of is in a clone, and lines of prose can be read.
// What a passage says is judged by rules.mjs; `node tests/prose/run.mjs` prints "file:line: why".

import {assert, close, test} from '../browser/harness.mjs';
import {parted, read_repository} from './repository.mjs';
import {anchors_of, columns_of, dead_links, dead_sections, long_lines, speaks_of_what_a_clone_lacks, unknown_names, unknown_names_in_comment} from './rules.mjs';

const repository = read_repository();
const documents = [...repository.documents].map(([file, text]) => ({file, line: 1, text}));
const passages = [...documents, ...repository.comments];

/** @param {string[]} findings */
function none(findings) {
  if (findings.length) throw `${findings.join('\n')}\n${findings.length} found`;
}

await test('글과 주석은 받은 사람에게 없는 것을 말하지 않는다', () => none(passages.flatMap(speaks_of_what_a_clone_lacks)));
await test('글의 링크와 절 번호는 모두 있는 데에 닿는다', () => none([
  ...documents.flatMap(document => dead_links(document, repository)),
  ...passages.flatMap(passage => dead_sections(passage, repository))]));
await test('글과 주석이 부르는 파일과 이름은 모두 있다', () => none([
  ...passages.flatMap(passage => unknown_names(passage, repository)),
  ...repository.comments.flatMap(comment => unknown_names_in_comment(comment, repository))]));
await test('글의 줄은 120칸을 넘지 않는다', () => none(documents.flatMap(long_lines)));

// ---- that the rules see what they are for ----

/** A repository of one document beside `src/room/page.h`. @param {string} text */
const small = text => ({passage: {file: 'README.md', line: 1, text}, repository: {files: new Set(['README.md', 'src/room/page.h', 'posts/2024-moon.md']),
  documents: new Map([['README.md', text]]), comments: [], code: 'read_page("bundle.json")', words: new Set(['read_page'])}});

await test('저장소에 없는 것을 말하면 몇째 줄인지 알린다', () => {
  for (const words of ['../shared/posts', 'see contract §5', 'design.md §12', 'as case 12 wants', 'issue 5', '/work/posts', 'of #12'])
    assert.match(speaks_of_what_a_clone_lacks(small(`first\n${words}`).passage).join(), /^README\.md:2: /, words);
  for (const words of ['README.md §9', '맞춤법 §44', 'UAX #14', 'case folding', '#/slug'])
    assert.deepEqual(speaks_of_what_a_clone_lacks(small(words).passage), [], words);
});

await test('닿지 않는 링크를 알아본다', () => {
  const dead = (/** @type {string} */ text) => dead_links(small(text).passage, small(text).repository).length;
  assert.equal(dead('[a](src/room/page.h) [b](src/) [c](#two-words) [d](https://example.org/x)\n## Two *words*!'), 0);
  for (const text of ['[a](src/room/none.h)', '[a](#two-words)', '![a](none.png)', '<img src="none.png">', '[a]: none.md']) assert.equal(dead(text), 1, text);
  assert.equal(dead('`[a](none.md)`\n```\n[a](none.md)\n```'), 0);
  assert.deepEqual([...anchors_of('# 한지: a `b_c`\n## A\n## A')], ['한지-a-b_c', 'a', 'a-1']);
  assert.equal(dead_sections(small('README.md §2, README.md §3\n## 2. Rooms').passage, small('## 2. Rooms').repository).length, 1);
});

await test('없는 파일과 이름을 알아본다', () => {
  const unknown = (/** @type {string} */ text) => unknown_names(small(text).passage, small(text).repository).length;
  for (const text of ['`room/page.h`', '`src/`', '`bundle.json`', '`read_page(file)`', '`read_`', '`--quiet`', '```\n`room/none.h`\n```']) assert.equal(unknown(text), 0, text);
  for (const text of ['`room/none.h`', '`tests/none`', '`none()`', '`no_name`', '`Nothing`', '`Page::none`']) assert.equal(unknown(text), 1, text);
  const comment = (/** @type {string} */ text) => unknown_names_in_comment(small(text).passage, small(text).repository).length;
  assert.equal(comment('// page.h and read_page() do'), 0);
  assert.equal(comment('// none.h and none() do'), 2);
});

await test('줄의 너비는 한글을 두 칸으로 센다', () => {
  assert.equal(columns_of('한지 (Hanji) 漢字 👍'), 4 + 9 + 4 + 3);
  assert.equal(long_lines(small(`${'가'.repeat(60)}\n${'가'.repeat(61)}\n| ${'a'.repeat(200)} |\n\`\`\`\n${'a'.repeat(200)}\n\`\`\``).passage).length, 1);
});

await test('주석은 말로 된 글자 속과 갈라 본다', () => {
  const comments = (/** @type {string} */ file, /** @type {string} */ text) => parted(file, text).comments.map(({line, text}) => `${line} ${text}`);
  assert.deepEqual(comments('a.cpp', 'f("// no", \'"\', R"(// no)", 10\'000);  // one\n/* two */'), ['1 // one', '2 /* two */']);
  assert.deepEqual(comments('a.mjs', 'f(/["//]/, `// ${b ? `//` : 1} //`);\n// one\n// more'), ['2 // one\n// more']);
  assert.deepEqual(comments('a.sh', 'echo "$#" ${#a}  # one\n'), ['1 # one']);
});

close();
