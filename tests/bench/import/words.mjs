// Words of a source that no reader finds again: neither in the article nor in a warning.

/** The source without its markup: comments, tags, addresses, template tags, attribute lists, languages of code. @param {string} body */
const without_markup = body => body
  .replace(/<!--[^]*?-->|\{\/\*[^]*?\*\/\}|<(script|style)[^]*?<\/\1/g, ' ')
  .replace(/<[a-zA-Z/!?](?:"[^"]*"|'[^']*'|[^>"'])*>/g, ' ')
  .replace(/\]\([^()\s]*(\([^()\s]*\))?[^()\s]*( [^()]*)?\)|^ {0,3}\[[^\]\n]*\]:.*|\{%[^\n]*?%\}|\{\{[^\n]*?\}\}|\{:[^\n}]*\}|\{[#.][^\n}]*\}|^[ \t>*+-]*(```|~~~).*|&#?[a-zA-Z0-9]+;|\][ \n]?\[[^\]\n]*\]|\[\^[^\]\n]*\]|^[ \t]*[*-] TOC *$|^[ \t>]*:::+ *[a-z-]*|\[![A-Za-z]+\][+-]?|:[a-z0-9_+-]+:/gm, ' ');

const letters = /[\p{L}\p{N}\p{M}]/u;

/** Three letters of Latin or two of another script make a word; fewer are marks as often. @param {string} text */
const words_in = text => (text.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).filter(word => word.length >= (/^[\x00-\x7f]*$/.test(word) ? 3 : 2));

/** @param {string} body @param {string[]} known whatever is shown or said @returns {string[]} */
export function lost_words(body, known) {
  const all = [...known.join('\n').normalize('NFC')].filter(character => letters.test(character)).join('');
  return words_in(without_markup(body)).filter(word => !all.includes(word) && word !== 'TOC' && word !== 'nbsp');
}
