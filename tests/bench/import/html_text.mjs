// The text that a reader sees of HTML: of each block a line, what is hidden left out, ruby as 漢字(한자). As in our
// articles, a player is a link to what it plays, a footnote's way back has no words, and a task has its box.

import {parseDocument} from 'htmlparser2';

const hidden = new Set(['script', 'style', 'template', 'head', 'title', 'select', 'noscript', 'svg', 'canvas']);
const blocks = new Set(['address', 'article', 'aside', 'blockquote', 'body', 'caption', 'center', 'dd', 'details', 'div', 'dl', 'dt', 'figcaption', 'figure', 'footer',
  'form', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'html', 'img', 'li', 'main', 'nav', 'ol', 'p', 'pre', 'section', 'summary', 'table', 'tbody', 'td', 'tfoot',
  'th', 'thead', 'tr', 'ul']);

const players = new Set(['iframe', 'object', 'audio', 'video']);

/** By its title, else by its address. @param {any} node @returns {string | undefined} */
const player_of = node => node.attribs?.title ?? node.attribs?.src ?? node.attribs?.data ?? node.children?.map(player_of).find(Boolean);

/** @param {any} node @returns {string} */
function text_of(node) {
  if (node.type === 'text') return node.data;
  if (node.type !== 'tag' && node.type !== 'root') return '';
  const name = node.name;
  if (hidden.has(name) || node.attribs?.hidden !== undefined || /display:\s*none/.test(node.attribs?.style ?? '')) return '';
  if (name === 'rp' || /footnote-backref|reversefootnote/.test(node.attribs?.class ?? '')) return '';
  if (players.has(name)) return `\n${player_of(node) ?? ''}\n`;
  if (name === 'br') return '\n';
  if (name === 'input') return node.attribs.disabled === undefined ? '' : node.attribs.checked === undefined ? '☐ ' : '☑ ';
  const text = node.children.map(text_of).join('');
  if (name === 'rt') return `(${text})`;
  return blocks.has(name) ? `\n${text}\n` : text;
}

/** @param {string} html */
export const text_of_html = html => text_of(parseDocument(html));

const first_heading = /^((?:\s|<(script|style)[^]*?<\/\2>|<!--[^]*?-->)*)<h([1-6])[^>]*>([^]*?)<\/h\3>/;

/** Without the heading that it begins with, if that says no more than the title: our articles have one of both. @param {string} html @param {string} title */
export const without_title = (html, title) => html.replace(first_heading,
  (all, before, _, level, heading) => up_to_space(text_of_html(heading)) === title ? before : all);

/** Up to white space, and characters that take no room. @param {string} text */
export const up_to_space = text => text.normalize('NFC').replace(/[\s\u200b\ufeff\u3164]+/g, ' ').replace(/[\u00ad\u2060]/g, '').trim();
