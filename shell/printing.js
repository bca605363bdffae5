// On paper no link can be followed: the addresses that an article leads to stand below it, numbered, while it is printed.

/** An address as people read it. @param {string} href */
function readable(href) {
  try {
    return decodeURI(href);
  } catch {
    return href;  // not UTF-8
  }
}

/** @param {Element} article @returns {() => void} takes the notes away again */
function add_addresses(article) {
  /** @type {Map<string, number>} */ const numbers = new Map();
  /** @type {Element[]} */ const added = [];
  const here = location.href.replace(/#.*/, '');
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (article.querySelectorAll('a[href]'))) {
    const {href} = link, address = readable(href);
    if (!/^(https?|mailto):/.test(href) || href.replace(/#.*/, '') === here || link.closest('header, .beside, [hidden]')) continue;
    if (link.textContent?.includes(address) || link.textContent?.includes(href)) continue;  // it says so itself
    if (!numbers.has(address)) numbers.set(address, numbers.size + 1);
    const mark = document.createElement('sup');
    mark.className = 'on-paper';
    mark.textContent = `[${numbers.get(address)}]`;
    link.after(mark);
    added.push(mark);
  }
  if (numbers.size > 0) {
    const list = document.createElement('ol'), heading = document.createElement('h2'), notes = document.createElement('section');
    heading.textContent = document.documentElement.lang.startsWith('ko') ? '링크' : 'Links';
    for (const address of numbers.keys()) list.append(Object.assign(document.createElement('li'), {textContent: address}));
    notes.className = 'on-paper';
    notes.append(heading, list);
    article.append(notes);
    added.push(notes);
  }
  return () => { for (const each of added) each.remove(); };
}

/** @param {() => Element | null} article the one that is shown, where its addresses are wanted */
export function watch_printing(article) {
  let take_away = () => {};
  addEventListener('beforeprint', () => {
    take_away();
    const shown = article();
    take_away = shown ? add_addresses(shown) : () => {};
  });
  addEventListener('afterprint', () => take_away());
}
