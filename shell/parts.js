// The elements that the program draws and speaks with. They join the page when it comes, unseen until it draws (take_over.js).

/** @type {[string, Record<string, string>, string?][]} */
const parts = [
  ['a', {id: 'skip', href: '#text'}, '본문으로 건너뛰기'],
  ['canvas', {id: 'canvas', 'aria-hidden': 'true'}],
  ['header', {id: 'frame', 'aria-label': 'Hanji'}],
  ['input', {id: 'search', type: 'search', maxlength: '1000', role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': 'offers', 'aria-expanded': 'false',
    lang: 'ko', enterkeyhint: 'search', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', hidden: ''}],
  ['input', {id: 'find', type: 'search', maxlength: '1000', lang: 'ko', enterkeyhint: 'next', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', hidden: ''}],
  ['section', {id: 'sheet', role: 'dialog', tabindex: '-1', hidden: ''}],
  ['main', {id: 'text', tabindex: '-1'}],
  ['p', {id: 'said', role: 'status', 'aria-live': 'polite'}],
  ['div', {id: 'trouble', role: 'alert', hidden: ''}],
];

export function add_parts() {
  const whole = document.createElement('div');
  whole.id = 'program';
  for (const [tag, attributes, text = ''] of parts) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.textContent = text;
    whole.append(element);
  }
  document.body.append(whole);
}
