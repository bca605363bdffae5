// Code in colours, for the tool alone: cmake/scripts.cmake links it in, src/cli/code_colors.cpp calls it.
import hljs from 'highlight.js/lib/common';
import apache from 'highlight.js/lib/languages/apache';
import awk from 'highlight.js/lib/languages/awk';
import clojure from 'highlight.js/lib/languages/clojure';
import cmake from 'highlight.js/lib/languages/cmake';
import dart from 'highlight.js/lib/languages/dart';
import django from 'highlight.js/lib/languages/django';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import dos from 'highlight.js/lib/languages/dos';
import elixir from 'highlight.js/lib/languages/elixir';
import erb from 'highlight.js/lib/languages/erb';
import erlang from 'highlight.js/lib/languages/erlang';
import fsharp from 'highlight.js/lib/languages/fsharp';
import gradle from 'highlight.js/lib/languages/gradle';
import groovy from 'highlight.js/lib/languages/groovy';
import handlebars from 'highlight.js/lib/languages/handlebars';
import haskell from 'highlight.js/lib/languages/haskell';
import http from 'highlight.js/lib/languages/http';
import julia from 'highlight.js/lib/languages/julia';
import latex from 'highlight.js/lib/languages/latex';
import lisp from 'highlight.js/lib/languages/lisp';
import matlab from 'highlight.js/lib/languages/matlab';
import nginx from 'highlight.js/lib/languages/nginx';
import nix from 'highlight.js/lib/languages/nix';
import ocaml from 'highlight.js/lib/languages/ocaml';
import powershell from 'highlight.js/lib/languages/powershell';
import properties from 'highlight.js/lib/languages/properties';
import protobuf from 'highlight.js/lib/languages/protobuf';
import scala from 'highlight.js/lib/languages/scala';
import scheme from 'highlight.js/lib/languages/scheme';
import stylus from 'highlight.js/lib/languages/stylus';
import twig from 'highlight.js/lib/languages/twig';
import vim from 'highlight.js/lib/languages/vim';
import x86asm from 'highlight.js/lib/languages/x86asm';

const further = {apache, awk, clojure, cmake, dart, django, dockerfile, dos, elixir, erb, erlang, fsharp, gradle, groovy, handlebars, haskell, http, julia, latex,
  lisp, matlab, nginx, nix, ocaml, powershell, properties, protobuf, scala, scheme, stylus, twig, vim, x86asm};
for (const [name, language] of Object.entries(further)) hljs.registerLanguage(name, language);
hljs.registerAliases(['vue', 'svelte', 'astro', 'jsp', 'mdx'], {languageName: 'xml'});
hljs.registerAliases(['toml'], {languageName: 'ini'});
hljs.registerAliases(['viml', 'vimscript'], {languageName: 'vim'});
hljs.registerAliases(['jsonc', 'json5'], {languageName: 'json'});
hljs.registerAliases(['mysql', 'pgsql', 'plsql', 'oracle'], {languageName: 'sql'});

// What highlight.js names, as one letter each (src/cli/code_colors.cpp); of a class of several names the longest that is here.
/** @type {Record<string, string>} */
const letters = {
  comment: 'c', quote: 'c', doctag: 'c', keyword: 'k', 'selector-tag': 't', name: 't', tag: '', string: 's', regexp: 's', 'char.escape': 'n', number: 'n', literal: 'n',
  symbol: 'n', bullet: 'n', title: 'f', section: 'f', type: 'y', built_in: 'y', 'title.class': 'y', class: 'y', attr: 'a', attribute: 'a', property: 'a',
  'selector-class': 'y', 'selector-id': 'y', 'selector-attr': 'a', 'selector-pseudo': 'a', 'template-tag': 'm', variable: 'a', 'template-variable': 'a', link: 's', meta: 'm',
  addition: '+', deletion: '-', subst: '', params: '', operator: '', punctuation: '', code: 's', strong: 'b', emphasis: 'b',
};

/** @param {string} classes 'hljs-title class_' @param {string} around */
function letter_of(classes, around) {
  const [first, ...more] = classes.split(' ').map(name => name.replace(/^hljs-|_+$/g, ''));
  return letters[[first, ...more].join('.')] ?? letters[first] ?? around;
}

/** @type {Record<string, string>} */
const entities = {'&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'", '&amp;': '&'};

/** Runs of a colour, "letter length " each; a letter of '.' is plain. Nothing for a language that is not known. @param {string} text @param {string} language @returns {string} */
function code(text, language) {
  const name = [language, ...language.split('-')].find(each => hljs.getLanguage(each));  // vue-html as vue
  if (!name || hljs.getLanguage(name)?.name === 'Plain text') return '';
  const around = [''];
  let runs = '';
  for (const part of hljs.highlight(text, {language: name, ignoreIllegals: true}).value.split(/(<[^>]*>)/)) {
    const begin = /^<span class="([^"]*)">$/.exec(part);
    if (begin) around.push(letter_of(begin[1], around[around.length - 1]));
    else if (part === '</span>') around.pop();
    else if (part) runs += `${around[around.length - 1] || '.'}${part.replace(/&[^;]*;/g, each => entities[each]).length} `;
  }
  return runs;
}

Object.assign(globalThis, {code});
