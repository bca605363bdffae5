// The texts of posts beside what kramdown and cmark-gfm make of them.

import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {all_said, article_of, formulas_of, text_of_article} from './article.mjs';
import {text_of_html, up_to_space, without_title} from './html_text.mjs';
import {html_by_cmark, html_by_kramdown} from './references.mjs';
import {first_difference, similarity} from './similarity.mjs';
import {for_cmark, for_kramdown, infos_of_code, on_one_line, with_formulas, with_formulas_marked, without_front_matter} from './source.mjs';
import {lost_words} from './words.mjs';

/** @typedef {{file: string, ratio: number, ours: string, theirs: string, formulas: number, damaged: string[], lost: string[]}} Compared */

/** Of a folder of posts, each compared. @param {string} tool @param {string} folder @param {string} generator @returns {Compared[]} */
export function compare_texts(tool, folder, generator) {
  const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(file => /\.(md|mdx|markdown)$/.test(file)).sort();
  const bodies = files.map(file => without_front_matter(readFileSync(join(folder, file), 'utf8')));
  const by_kramdown = generator === 'jekyll';
  const marked = bodies.map(with_formulas_marked);
  const sources = marked.map(({marked}) => by_kramdown ? for_kramdown(marked) : for_cmark(marked, generator));
  const htmls = by_kramdown ? html_by_kramdown(sources) : sources.map(html_by_cmark);
  return files.map((file, at) => {
    const article = article_of(tool, join(folder, file), generator), {formulas} = marked[at];
    const ours = up_to_space(text_of_article(article, formulas, infos_of_code(bodies[at])));
    const theirs = up_to_space(with_formulas(text_of_html(without_title(htmls[at], article.title)), formulas));
    const kept = new Set(formulas_of(article).map(on_one_line));
    const damaged = formulas.filter(formula => !kept.has(on_one_line(formula)));
    return {file, ratio: similarity(ours, theirs), ...first_difference(ours, theirs), formulas: formulas.length, damaged,
      lost: lost_words(bodies[at], all_said(article))};
  });
}
