// What a clone holds: its files, its documents, and of each source the comments and the code without them.

import {execFileSync} from 'node:child_process';
import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {join, relative} from 'node:path';
import {fileURLToPath} from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A run of lines that belong together, the first of them numbered `line`. @typedef {{file: string, line: number, text: string}} Passage */

// What a post says is not ours to check, nor what a bundle holds: these are input.
const input = /^(?:assets\/posts\/_posts|tests\/post\/(?:posts|expected)|tests\/data\/[^\/]+\/bundle)\//;

// A literal is matched first and passed over, so that what looks like a comment in it is none.
const c_family = String.raw`R"([^(\s]*)\([^]*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'`;
const template = '`(?:\\\\.|\\$\\{(?:[^{}`]|`[^`]*`|\\{[^{}]*\\})*\\}|[^`\\\\])*`';
const pattern = String.raw`(?<=[(,=:[!&|?{};>]\s*|return\s+)\/(?![*\/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^\/\\\n[])+\/`;
const scripts = String.raw`"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|${template}|${pattern}`;
const slashes = String.raw`\/\/[^\n]*(?:\n[ \t]*\/\/[^\n]*)*|\/\*[^]*?\*\/`;
const languages = /** @type {[RegExp, RegExp][]} */ ([
  [/\.(?:h|cpp|S)$/, new RegExp(`(?<comment>${slashes})|${c_family}`, 'g')],
  [/\.(?:m?js|d\.ts)$/, new RegExp(`(?<comment>${slashes})|${scripts}`, 'g')],
  [/\.css$/, /(?<comment>\/\*[^]*?\*\/)/g],
  [/\.html$/, /(?<comment><!--[^]*?-->|(?<=\s)\/\/ [^\n]*)/g],
  [/(?:\.sh|\.cmake|\.lock|CMakeLists\.txt|^dev|\/run|\.clang-\w+|\.gitignore)$/, /(?<comment>(?<=^|\s)#(?!!)[^\n]*(?:\n[ \t]*#[^\n]*)*)/gm],
]);

/** @param {string} text @param {number} index */
const line_at = (text, index) => text.slice(0, index).split('\n').length;

/** @param {string} file @param {string} text @returns {{comments: Passage[], code: string}} */
export function parted(file, text) {
  const language = languages.find(([ending]) => ending.test(file))?.[1];
  /** @type {Passage[]} */ const comments = [];
  if (!language) return {comments, code: text};
  const code = text.replace(language, (whole, ...rest) => {
    const {comment} = rest.at(-1), index = rest.at(-3);
    if (comment === undefined) return whole;
    comments.push({file, line: line_at(text, index), text: comment});
    return comment.replace(/[^\n]/g, ' ');
  });
  return {comments, code};
}

/** The files that git tracks; where there is no git, those that lie here. */
function listed() {
  try {
    return execFileSync('git', ['-C', root, 'ls-files', '-z'], {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']})
      .split('\0').filter(file => file && existsSync(join(root, file)));
  } catch {
    const passed_over = ['.git', '.cache', 'build', 'node_modules'];
    return readdirSync(root, {recursive: true, withFileTypes: true}).filter(entry => entry.isFile())
      .map(entry => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
      .filter(file => !passed_over.some(folder => file.startsWith(`${folder}/`)));
  }
}

/** @typedef {{files: Set<string>, documents: Map<string, string>, comments: Passage[], code: string, words: Set<string>}} Repository */

/** @returns {Repository} */
export function read_repository() {
  const files = listed();
  const documents = new Map(), comments = [], code = [];
  for (const file of files) {
    if (input.test(file) || /\.(?:png|bin|txt)$/.test(file) && !file.endsWith('CMakeLists.txt') || file === 'package-lock.json') continue;
    const text = readFileSync(join(root, file), 'utf8');
    if (file.endsWith('.md')) {
      documents.set(file, text);
      continue;
    }
    const parts = parted(file, text);
    comments.push(...parts.comments);
    code.push(parts.code);
  }
  const all = code.join('\n');
  return {files: new Set(files), documents, comments, code: all, words: new Set(all.match(/[A-Za-z_][A-Za-z0-9_]*/g))};
}
