// How the tool understands one post, as `hanji show` tells.

import {execFileSync} from 'node:child_process';
import {without_space} from './source.mjs';

/** @typedef {{begin: number, end: number, formula?: boolean, code?: boolean, link?: string}} Run */
/** @typedef {{kind: string, text: string, id?: string, number?: number, inlines?: Run[], figure?: {source: string, alternative: string, link: string}}} Block */
/** @typedef {{title: string, excerpt: string, lead: string, blocks: Block[], formulas: Record<string, string>, warnings: {message: string}[]}} Article */

/** @param {string} tool @param {string} file @param {string} generator @returns {Article} */
export const article_of = (tool, file, generator) => JSON.parse(execFileSync(tool, ['show', '--json', '--like', generator, file], {encoding: 'utf8', maxBuffer: 2 ** 28}));

/** @param {Block} block the formulas in it as they are written; one that cannot be set is code */
const formulas_in = ({kind, text, inlines}) => {
  if (kind === 'formula' || kind === 'code') return [text];
  const bytes = Buffer.from(text);
  return (inlines ?? []).filter(run => run.formula || run.code).map(({begin, end}) => bytes.subarray(begin, end).toString());
};

/** @param {Article} article */
export const formulas_of = article => article.blocks.flatMap(formulas_in);

/** A block's text, its formulas without spaces. @param {Block} block @param {Set<string>} formulas */
function text_of({kind, text, inlines}, formulas) {
  const plain = (/** @type {string} */ text) => formulas.has(without_space(text)) ? without_space(text) : text;
  if (kind === 'formula' || kind === 'code') return plain(text);
  const bytes = Buffer.from(text);
  let told = '', at = 0;
  for (const {begin, end, formula, code} of inlines ?? []) {
    if (!formula && !code) continue;
    told += bytes.subarray(at, begin).toString() + plain(bytes.subarray(begin, end).toString());
    at = end;
  }
  return told + bytes.subarray(at).toString();
}

/**
 * The article's text, but for the names of code: our articles show them, and neither kramdown nor cmark-gfm does.
 * @param {Article} article @param {string[]} formulas of the source @param {string} infos behind the marks that open code
 */
export function text_of_article({blocks}, formulas, infos) {
  const known = new Set(formulas.map(without_space));
  const names_code = (/** @type {Block} */ {kind, text}, /** @type {number} */ at) => (kind === 'paragraph' || kind === 'caption') && blocks[at + 1]?.kind === 'code' && infos.includes(text);
  return blocks.filter((block, at) => !names_code(block, at)).map(block => text_of(block, known)).join('\n');
}

/** Whatever a reader or the publisher is told. @param {Article} article @returns {string[]} */
export const all_said = ({title, excerpt, lead, blocks, warnings}) => [title, excerpt, lead,
  ...blocks.flatMap(({text, id, number, inlines, figure}) => [text, id ?? '', String(number ?? ''), ...(inlines ?? []).map(run => run.link ?? ''),
    figure?.alternative ?? '', figure?.source ?? '', figure?.link ?? '']), ...warnings.map(({message}) => message)];
