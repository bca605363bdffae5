// What must hold of a passage of prose, each rule a function from what it reads to what is wrong: "file:line: why".

import {dirname, join, normalize} from 'node:path/posix';

/** @typedef {import('./repository.mjs').Passage} Passage */
/** @typedef {import('./repository.mjs').Repository} Repository */

/** @param {Passage} passage @param {number} index @param {string} why */
const finding = ({file, line, text}, index, why) => `${file}:${line + text.slice(0, index).split('\n').length - 1}: ${why}`;

/** @param {Passage} passage @param {RegExp} pattern @param {(match: RegExpMatchArray) => string | null} judge */
const each = (passage, pattern, judge) => [...passage.text.matchAll(pattern)].flatMap(match => {
  const why = judge(match);
  return why ? [finding(passage, match.index ?? 0, why)] : [];
});

const blank = (/** @type {string} */ text) => text.replace(/[^\n]/g, ' ');
/** Without fenced code. @param {string} text */
const unfenced = text => text.replace(/^( *)(```+|~~~+)[^]*?^ *\2[^\n]*$/gm, blank);
const without_code = (/** @type {string} */ text) => unfenced(text).replace(/(`+)[^`][^]*?\1/g, blank);

// ---- what only we have ----

const elsewhere = [
  /\.\.\/shared\b/g,
  /\b(?:contract|design)(?:\.md|'s)?[,\s/#*]+§\s*\d+/gi,
  /\b(?:the|our) contract\b/gi,
  /\b(?:case|issue|stop|task|brief|criterion)s?\s+#?\d+/gi,
  /(?<!U(?:AX|TS) |[\w&'"/(])#\d{1,3}\b(?![-\w])/g,
  /(?<![\w.~<>/])\/(?:work|root|home)\/[\w.]+/g,
];

/** @param {Passage} passage */
export const speaks_of_what_a_clone_lacks = passage =>
  elsewhere.flatMap(pattern => each(passage, pattern, ([words]) => `a clone has no “${words.replace(/\s+/g, ' ')}”`));

// ---- links ----

/** The ids that a page of GitHub's gives the headings. @param {string} text */
export function anchors_of(text) {
  /** @type {Map<string, number>} */ const times = new Map();
  return new Set([...unfenced(text).matchAll(/^#{1,6} +(.*?) *#*$/gm)].map(([, heading]) => {
    const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase().replace(/[^\p{L}\p{M}\p{N}_\- ]/gu, '').replaceAll(' ', '-');
    const before = times.get(plain) ?? 0;
    times.set(plain, before + 1);
    return before ? `${plain}-${before}` : plain;
  }));
}

/** @param {Passage} passage @param {Repository} repository */
export function dead_links(passage, {files, documents}) {
  const text = without_code(passage.text);
  const links = /!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(<?([^\s)>]+)>?(?: [^)]*)?\)|^\[[^\]]+\]: *(\S+)|(?:href|src)="([^"]+)"/gm;
  return each({...passage, text}, links, match => {
    const target = match[1] ?? match[2] ?? match[3];
    if (/^(?:[a-z]+:|\/\/)/i.test(target)) return null;
    const [path, anchor] = target.split('#').map(decodeURIComponent);
    if (path === '' && anchor?.startsWith('/')) {  // an address within a site that is made of these posts
      const slug = anchor.split('/')[1];
      return [...files].some(file => dirname(file) === dirname(passage.file) && file.includes(`/${slug}.`)) ? null : `there is no post ${slug} (${target})`;
    }
    const file = path ? normalize(join(dirname(passage.file), path)).replace(/\/$/, '') : passage.file;
    if (!has_path(files, file)) return `there is no ${file} (${target})`;
    if (anchor && documents.has(file) && !anchors_of(documents.get(file) ?? '').has(anchor)) return `${file} has no heading #${anchor}`;
    return null;
  });
}

/** "src/README.md §9" asks for a heading "## 9. …". @param {Passage} passage @param {Repository} repository */
export const dead_sections = (passage, {documents}) => each(passage, /([\w./-]+\.md)\s+§\s*(\d+)/g, ([, file, section]) => {
  const [, text] = [...documents].find(([name]) => name === file || name.endsWith(`/${file}`)) ?? [];
  return text && new RegExp(`^#+ ${section}\\. `, 'm').test(text) ? null : `${file} has no section ${section}`;
});

// ---- names ----

/** What stands nowhere in our code and is no mistake, and why. */
const foreign = new Map([
  ...['PascalCase', 'snake_case'].map(name => [name, 'a manner of writing names']),
  ...['name.css', 'loan.html'].map(name => [name, 'a file of the publisher’s, as an example']),
  ...['brkeng.cpp', 'dictbe.cpp', 'lstmbe.cpp', 'dictionarydata.cpp'].map(name => [name, 'a file of ICU’s']),
].map(([name, why]) => /** @type {[string, string]} */ ([name, why])));

/** @param {Set<string>} files @param {string} path of a file or folder */
const has_path = (files, path) => files.has(path) || [...files].some(file => file.startsWith(`${path}/`));

const file_name = /^[\w.@-]*(?:\/[\w.@-]+)*\.(?:h|cpp|S|m?js|d\.ts|json|md|html|css|sh|cmake|txt|lock|dat|wasm)$/;
const path_name = /^[\w.@-]+(?:\/[\w.@-]+)+\/?$|^[\w.-]+\/$/;

/**
 * As a whole path, from the passage's folder, or the end of one ("page.h", "layout/page.h"); or a name that our code makes or opens.
 * @param {string} name @param {string} from @param {Repository} repository
 */
function is_file(name, from, {files, code, words}) {
  const path = name.replace(/^\.\//, '').replace(/\/$/, ''), last = path.split('/').at(-1) ?? '';
  if (foreign.has(last) || (path.startsWith('build/') && words.has(last))) return true;
  const beside = normalize(join(dirname(from), path));
  return has_path(files, path) || has_path(files, beside) || [...files].some(file => file.endsWith(`/${path}`) || file.includes(`/${path}/`)) || code.includes(path);
}

/** A name, an affix of names ("_px", "read_"), or a file's without its ending. @param {string} word @param {Repository} repository */
const is_known = (word, {files, words}) => words.has(word) || foreign.has(word) || [...files].some(file => file.includes(`/${word}.`)) ||
  (word.startsWith('_') && [...words].some(each => each.endsWith(word))) || (word.endsWith('_') && [...words].some(each => each.startsWith(word)));

/** What a span of code names. @param {Passage} passage @param {Repository} repository */
export function unknown_names(passage, repository) {
  return each({...passage, text: unfenced(passage.text)}, /(`+)([^`][^]*?)\1/g, ([, , span]) => {
    const wrong = span.trim().split(/\s+/).flatMap(word => {
      const bare = word.replace(/^[("'[{]+|[)"'\]},;:]+$/g, '');
      if (file_name.test(bare) || path_name.test(bare)) return is_file(bare, passage.file, repository) ? [] : [`no file ${bare}`];
      const alone = !/\s/.test(span.trim());  // "Failed" is a type's name; within words it may begin a sentence
      const names = [...bare.matchAll(/(?<![\w$#/.-])([A-Za-z_]\w*)(::|\()?/g)].filter(([, name, mark], i, all) =>
        mark || name.includes('_') || (alone ? /^[A-Z][a-z]/ : /^[A-Z][a-z0-9]+[A-Z]/).test(name) || all[i - 1]?.[2] === '::').map(([, name]) => name);
      return names.filter(name => !is_known(name, repository)).map(name => `no ${name}`);
    });
    return wrong.length ? `there is ${wrong.join(', ')} (\`${span}\`)` : null;
  });
}

/** What a comment names: files, and functions by their brackets. @param {Passage} passage @param {Repository} repository */
export const unknown_names_in_comment = (passage, repository) => [
  ...each(passage, /(?<![\w*…>.:/-])[\w@-][\w.@-]*(?:\/[\w.@-]+)*\.(?:h|cpp|S|m?js|d\.ts|json|md|html|css|sh|cmake|txt|lock)\b(?![\w(])/g, ([name]) =>
    is_file(name, passage.file, repository) ? null : `there is no file ${name}`),
  ...each(passage, /(?<![\w$])([A-Za-z_]\w*)\(\)/g, ([, name]) => is_known(name, repository) ? null : `there is no ${name}()`),
];

// ---- the width of a line ----

const wide = /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/u;

/** Code points, those of East Asia as two. @param {string} line */
export const columns_of = line => [...line].reduce((sum, character) => sum + (wide.test(character) ? 2 : 1), 0);

export const most_columns = 120;

/** Lines of prose: a table's row and fenced code may be as long as they need. @param {Passage} passage */
export const long_lines = passage => unfenced(passage.text).split('\n').flatMap((line, i) => {
  const columns = /^\s*\|/.test(line) ? 0 : columns_of(line.trimEnd());
  return columns > most_columns ? [`${passage.file}:${passage.line + i}: ${columns} columns`] : [];
});
