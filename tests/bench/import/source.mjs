// A post's source taken apart: what is code, what are formulas, what is the syntax of its own generator, which neither
// kramdown nor cmark-gfm would read.

/** @param {string} text */
export const without_front_matter = text => text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n').replace(/^\s*(---|\+\+\+)[ \t]*\n[^]*?\n\1[ \t]*(\n|$)/, '');

/** Code of a quotation whose lines lack its marks gets them, since its author meant that. @param {string} text */
export const with_marks_of_quotations = text => text.replace(/^> ?(```.*\n)(?=[^>\n])((?:(?!> ?```|```)[^>\n].*\n|\n)*)>? ?```$/gm,
  (_, opening, code) => `> ${opening}${code.replace(/^/gm, '> ').replace(/> $/, '')}> \`\`\``);

/** @param {RegExp[]} kinds */
const any_of = (...kinds) => new RegExp(kinds.map(({source}) => source).join('|'), 'gm');

const code = any_of(
  /^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(?<fence>`{3,}|~{3,})[^\n]*\n(?:[^]*?\n)??[ \t>]*\k<fence>[`~]*[ \t]*$/,
  /(?<![`\\])(?<ticks>`+)(?!`)(?:(?!\n[ \t>]*\n)[^])+?(?<!`)\k<ticks>(?!`)/,
  /(?<!\\)<(?<element>pre|script|style)\b[^]*?<\/\k<element>>/);

/** What `change` makes of all that is no code. @param {string} text @param {(prose: string) => string} change */
export function outside_code(text, change) {
  let changed = '', begin = 0;
  for (const {0: found, index} of text.matchAll(code)) {
    changed += change(text.slice(begin, index)) + found;
    begin = index + found.length;
  }
  return changed + change(text.slice(begin));
}

const formula = any_of(
  /^[ \t]*\$\$\n(?:(?!\$\$)[^])+?\n[ \t]*\$\$/,  // with lines for itself, which may be empty
  /(?<!\\)\$\$(?:(?!\n\s*\n)[^$]|\\\$)+\$\$/,
  /\\\\?\[(?=[^\]\n]*[\\^_=])[^]*?\\\\?\]|\\\\?\((?=[^\n]*?[\\^_=a-z])[^\n]*?\\\\?\)/,  // not brackets that are only escaped
  /\\begin\{(?<environment>\w+\*?)\}[^]*?\\end\{\k<environment>\}/,
  /(?<![\\$\w])\$(?=[^\s$])(?:\\.|[^$\n\\가-힣]|\\text\{[^}]*\})*[^\s$\\]?(?<!\s)\$(?![\d$])/);  // not prices: words stand between

/** With marks in place of formulas that no Markdown touches; `formulas` are as they are written. @param {string} text */
export function with_formulas_marked(text) {
  /** @type {string[]} */ const formulas = [];
  const marked = outside_code(text, prose => prose.replace(formula, found => `FORMULA${formulas.push(found) - 1}END`));
  return {marked, formulas};
}

/** @param {string} text @param {string[]} formulas */
export const with_formulas = (text, formulas) => text.replace(/FORMULA(\d+)END/g, (_, at) => without_space(formulas[at]));

/** A formula on one line with single spaces, without a quotation's marks, as our articles have it. @param {string} formula */
export const on_one_line = formula => formula.normalize('NFC').replace(/^[ \t]*>[> \t]*/gm, '').replace(/\s+/g, ' ').trim();

/** A formula's spaces mean nothing where texts are compared. @param {string} formula */
export const without_space = formula => on_one_line(formula).replaceAll(' ', '');

const literally = (/** @type {string} */ words) => words.replace(/[\\`*_{}[\]()#+.!|<>~$-]/g, '\\$&');

const wikilink = /(?<!!)\[\[(?![\s-])(?<name>[^\][\n]+)\]\](?![([\]])(?:\{(?![:#.{%])(?<label>[^}\n]*)\})?/;

/** Wikilinks by what is shown of them; what stands in braces behind one is Markdown. @param {string} text */
const without_wikilinks = text => text.replace(any_of(code, wikilink), (...found) => {
  const {name, label} = found.at(-1);
  return name === undefined ? found[0] : label?.trim() || literally(name.split('|').slice(1).join(' ').trim() || name.split('|')[0].replace(/^#/, '').trim());
});

/** Liquid as far as it is known without the site. @param {string} text */
function liquid(text) {
  const parts = text.replace(/\{%-?\s*highlight\s+(\S+)[^%]*%\}\n?([^]*?)\{%-?\s*endhighlight\s*-?%\}/g, '\n~~~$1\n$2\n~~~\n')
    .split(/\{%-?\s*raw\s*-?%\}([^]*?)\{%-?\s*endraw\s*-?%\}/);
  return parts.map((part, at) => at % 2 ? part : part.replace(/\{%-?\s*(comment|capture)\b[^]*?\{%-?\s*end\1\s*-?%\}/g, '').replace(/\{%[^\n]*?%\}|\{\{[^\n]*?\}\}/g, '')).join('');
}

/** A post of Jekyll's or a wiki's, without its contents list and headings without words, whose marks kramdown shows. @param {string} body */
export const for_kramdown = body => outside_code(without_wikilinks(liquid(body).replace(/^[*+-] +TOC[ \t]*\n\{:toc[^\n}]*\}/m, '')),
  prose => prose.replace(/^#{1,6}[ \t]*$/gm, ''));

const tag = /<\/?[A-Z][\w.]*(?:"[^"]*"|'[^']*'|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}|[^>"'{])*>|<\/?>/g;

const comment = /\{\/\*[^]*?\*\/\}/;

/** Components that are boxes, in Korean and English. @type {Record<string, string[]>} */
const box_components = {Caution: ['조심', 'Caution'], Danger: ['위험', 'Danger'], DeepDive: ['더 깊이', 'Deep dive'], Hint: ['귀띔', 'Hint'],
  Important: ['중요', 'Important'], Info: ['알림', 'Info'], Note: ['참고', 'Note'], Pitfall: ['주의', 'Pitfall'], Recap: ['요약', 'Recap'],
  Solution: ['풀이', 'Solution'], Tip: ['도움말', 'Tip'], Warning: ['경고', 'Warning'], YouWillLearn: ['배울 것', 'You will learn']};

/** Boxes by their names, what terminals show without the quotes of a template. @param {string} body */
const box_tags = body => body.replace(/^([ \t]*)<([A-Z]\w*)(?: [^<>]*)?>[ \t]*$/gm,
  (tag, indent, name) => name in box_components ? `${indent}\n${indent}${box_components[name][/[가-힣]/.test(body) ? 0 : 1]}\n${indent}` : tag)
  .replace(/(<TerminalBlock>\s*)\{`([^`]*)`\}/g, '$1$2');

/** What a reader sees of a component's properties: a title, then what it says of itself. @param {string} tag */
const seen_of = tag => ['label|title|heading|header|titleText', 'summary|caption|subtitle|description']
  .map(names => new RegExp(`\\s(?:${names})=(?:"([^"]*)"|'([^']*)')`).exec(tag)).map(found => found?.[1] ?? found?.[2]).filter(Boolean).map(text => `\n\n${text}\n\n`).join('');

/** What MDX has. @param {string} body */
const mdx = body => outside_code(box_tags(body).replace(any_of(code, comment), found => found.startsWith('{/*') ? '' : found), prose => prose
  .replace(/^(?:import [^\n]*(?:\{[^}]*\})?[^\n]* from ['"][^'"]*['"];?|import ['"][^\n]*)$/gm, '')
  .replace(tag, seen_of)
  .replace(/(<[a-z][^>]*?)\s[A-Za-z]+=\{(?:[^{}]|\{[^{}]*\})*\}/g, '$1'));

/** What components of other generators say in their properties. @param {string} body */
const told = body => outside_code(body, prose => prose.replace(/<[A-Z]\w*[a-z]\w*\s[^<>]*\/?>/g, tag => seen_of(tag) + tag));

/** What a box is called that has no title, as our articles say it: VitePress says TIP. @type {Record<string, string>} */
const kinds = {caution: '조심', danger: '위험', details: '자세히', important: '중요', info: '알림', note: '참고', tip: '도움말', warning: '경고'};

/** Boxes by their titles. @param {string} body */
const boxes = body => outside_code(body, prose => prose.replace(/^([ \t>]*):::+[ \t]*([a-z-]*)([^\n]*)$/gm,
  (_, indent, kind, title) => `${indent}\n${indent}${title.replace(/\{[^}]*\}/, '').trim() || (kinds[kind] ?? '')}\n${indent}`));

/** Ids of headings and contents lists. @param {string} body */
const ids = body => outside_code(body, prose => prose.replace(/[ \t]*\{#[^}\s]+\}[ \t]*$/gm, '').replace(/^\[\[toc\]\]$/gmi, ''));

/** What a template puts in its place: Hugo's short codes, expressions of Vue. @param {string} body */
const template_tags = body => outside_code(body, prose => prose.replace(/\{\{(?!\s*\}\})[^]*?\}\}/g, ''));

/**
 * Stars between a mark and a particle, `**말(語)**은`: CommonMark shows them, our articles take them as they are meant.
 * A joiner, which is no mark, lets CommonMark do so too.
 * @param {string} body
 */
const clinging_stars = body => outside_code(body, prose => prose.replace(/(?<=[^\s*\p{L}\p{N}\\])\*{1,3}(?=\p{Script=Hangul})/gu, '\u2060$&')
  .replace(/(?<=\p{Script=Hangul})\*{1,3}(?=[^\s*\p{L}\p{N}])/gu, '$&\u2060'));

/** A post of another generator's, for cmark-gfm. @param {string} body @param {string} generator */
export const for_cmark = (body, generator) => clinging_stars(ids(boxes(generator === 'docusaurus' ? mdx(body) : told(template_tags(with_marks_of_quotations(body))))));

const opening_of_fence = /^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(?:`{3,}|~{3,})[^\n`]*$/gm;

/** What stands behind the marks that open code: languages, names of files. @param {string} body */
export const infos_of_code = body => (body.match(opening_of_fence) ?? []).join('\n');
