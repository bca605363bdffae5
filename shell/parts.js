// The elements that the program draws and speaks with. They join the page when it comes, unseen until it draws (take_over.js).

/** @type {[string, Record<string, string>, string?][]} */
const parts = [
  ['a', {id: 'skip', href: '#text'}, '본문으로 건너뛰기'],
  ['canvas', {id: 'hanji-canvas', 'aria-hidden': 'true'}],
  ['header', {id: 'frame', 'aria-label': 'Hanji'}],
  ['input', {id: 'search', type: 'search', maxlength: '1000', role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': 'offers', 'aria-expanded': 'false',
    lang: 'ko', enterkeyhint: 'search', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', hidden: ''}],
  ['input', {id: 'find', type: 'search', maxlength: '1000', lang: 'ko', enterkeyhint: 'next', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', hidden: ''}],
  ['section', {id: 'sheet', role: 'dialog', tabindex: '-1', hidden: ''}],
  ['main', {id: 'text', tabindex: '-1'}],
  ['p', {id: 'said', role: 'status', 'aria-live': 'polite'}],
  ['div', {id: 'trouble', role: 'alert', hidden: ''}],
  ['div', {id: 'news', role: 'status', hidden: ''}],
];

/** @type {Map<string, HTMLElement>} */
const made = new Map();
/** Not looked for in the document: an article may have any id. @param {string} id */
export const part = id => /** @type {HTMLElement} */ (made.get(id));

/** @param {HTMLElement | null} text what stands there and is the text layer; else one is made */
export function add_parts(text) {
  const whole = document.createElement('div');
  whole.id = 'hanji-program';
  const fields = document.createElement('div');
  fields.setAttribute('role', 'search');
  for (const [tag, attributes, says = ''] of parts) {
    if (text && attributes.id === 'text') {
      made.set('text', text);
      continue;
    }
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (name !== 'id' || value === 'hanji-canvas') element.setAttribute(name, value);
    element.textContent = says;
    made.set(attributes.id, element);
    if (tag === 'input') fields.append(element);
    whole.append(tag === 'input' ? fields : element);
  }
  if (text) text.before(whole);  // the order of what is seen is that of the keys
  else document.body.append(whole);
}

/** Not before the program draws: an address may lead to a heading of the same name. */
export function name_parts() {
  for (const [id, element] of made) element.id = id;
}
